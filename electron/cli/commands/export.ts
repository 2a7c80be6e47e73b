import { extname } from 'node:path';
import { EXPORT_FORMATS, type ExportFormat } from '#shared/composer/model';
import { formatCount } from '#shared/format';
import type { CliContext, Outcome } from '../context';
import { UsageError } from '../usage-error';
import { type OpenedWorkspace, placeOf, withWorkspace } from '../with-workspace';

/** `export`: a document, or a new brief on a rehearsal, as a marked and signed file of the kind that its name ends in. Runs in Electron. */
export async function exportCommand(context: CliContext): Promise<Outcome> {
  const { options, words, host, text } = context;
  const runId = options.text('run');
  if ((runId === null) === (words.length === 0)) throw new UsageError('documentOrRun');
  const format = formatOf(options.required('out'));
  const recipient = ofLength(options.required('recipient'), 'recipient', 120);
  const title = runId === null ? null : ofLength(options.required('title'), 'title', 200);
  if ((format === 'pdf' || format === 'png') && host.pdf === null)
    throw new UsageError('needsElectron');
  const place = placeOf(context, 'out');
  return withWorkspace(context, place, async (opened) => {
    const { rooms } = opened;
    const document =
      runId === null || title === null
        ? await chosenDocument(words[0] ?? '', opened)
        : await rooms['composer.create']({
            templateId: 'rehearsal-brief',
            title,
            language: context.language,
            runId,
          });
    const receipt = await rooms['composer.export']({
      id: document.id,
      recipient,
      format,
      jobId: context.newJob(),
    });
    if (receipt === null) throw new Error('no receipt for a named place');
    const { fileName, pages, bytes, traceCode } = receipt;
    const values = { title: document.title, file: fileName, pages, code: traceCode, recipient };
    return {
      value: { documentId: document.id, ...receipt },
      lines: [text('export.done', { ...values, size: formatCount(bytes / 1024) })],
    };
  });
}

/** By the ending of the file's name; without a known one a PDF. */
function formatOf(file: string): ExportFormat {
  const ending = extname(file).slice(1).toLowerCase();
  return EXPORT_FORMATS.find((format) => format === ending) ?? 'pdf';
}

/** A document by id, or by a title that only one has. @throws UsageError */
async function chosenDocument(
  asked: string,
  { rooms }: OpenedWorkspace,
): Promise<{ id: string; title: string }> {
  const all = await rooms['composer.list']({});
  const found = all.filter(({ id, title }) => id === asked || title === asked);
  const [one] = found;
  if (one !== undefined && found.length === 1) return one;
  if (found.length === 0) throw new UsageError('unknownDocument', { value: asked });
  throw new UsageError('manyDocuments', {
    value: asked,
    ids: found.map(({ id }) => id).join(', '),
  });
}

function ofLength(value: string, option: 'recipient' | 'title', most: number): string {
  const trimmed = value.trim();
  if (trimmed.length > most) throw new UsageError('tooLong', { option, most });
  return trimmed;
}

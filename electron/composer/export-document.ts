import { basename, extname } from 'node:path';
import type { RunningJob } from '#electron/shell/jobs';
import type { PrintedContent } from '#shared/composer/content/printed';
import {
  type ChartName,
  type DocumentContent,
  type ExportFormat,
  type ExportReceipt,
  isOfStudy,
  type Provenance,
  type TableName,
} from '#shared/composer/model';
import { clip, printable } from '#shared/composer/text';
import { traceCodeOf } from '#shared/composer/trace-mark';
import { SandtableError } from '#shared/errors';
import { formatInstant } from '#shared/format';
import { addDays } from '#shared/pipeline/days';
import type { ReleasedDocument } from './content/for-export';
import { noteContradictions, releasedDocument } from './content/service';
import { figureStudy } from './document-of-study';
import { figureId, type FigureSource } from './figures';
import { ownName, ownRun } from './own-names';
import { type StagedFile, stageFile } from './export-file';
import { contentHash } from './provenance';
import type { ComposerNeeds } from './service';
import { documentText } from './texts';

/** Steps of an export, for the progress bar. */
const STEPS = 5;

/** A stored document, its reviewed content written out, with the rehearsals that its figures come from. */
export interface ExportSource {
  readonly document: ReleasedDocument;
  /** Why it leaves although something in it contradicts. */
  readonly reason: string | null;
  readonly runs: readonly FigureSource[];
}

/** @throws SandtableError NOT_FOUND, FORBIDDEN, and what `content.forExport` refuses */
export async function exportSource(
  needs: ComposerNeeds,
  { id, reason = null }: { readonly id: string; readonly reason?: string | null | undefined },
): Promise<ExportSource> {
  const document = await releasedDocument(needs, { id, reason });
  return { document, reason, runs: await loadRuns(needs, document.content) };
}

/** What one export will be: its id, what is said of it, and the name that its file should get. */
export interface ExportDraft {
  readonly exportId: string;
  readonly record: Provenance;
  readonly fileName: string;
}

export function draftExport(
  needs: ComposerNeeds,
  source: ExportSource,
  { recipient, format }: { readonly recipient: string; readonly format: ExportFormat },
): ExportDraft {
  const exportId = needs.newId();
  const record = recordOf(needs, source, { exportId, recipient, format });
  const fileName = suggestedName(record, source.document.content.language, format);
  return { exportId, record, fileName };
}

/**
 * A document as a marked and signed file. Asks for the place first; null when the person closed the dialog.
 * @throws SandtableError NOT_FOUND, FILE_EXISTS, DISK_FULL, FILE_UNREADABLE, CANCELLED, and what `content.forExport` refuses
 */
export async function exportDocument(
  needs: ComposerNeeds,
  input: {
    readonly id: string;
    readonly recipient: string;
    readonly format: ExportFormat;
    readonly reason?: string | null | undefined;
  },
  job: RunningJob,
): Promise<ExportReceipt | null> {
  const source = await exportSource(needs, input);
  const draft = draftExport(needs, source, input);
  const place = await needs.dialogs.chooseExportFile(draft.fileName, input.format);
  if (place === null) return null;
  const step = (done: number, phase: string) => job.progress(done, STEPS, phase);
  return writeExport(needs, { source, draft, place, signal: job.signal, step });
}

interface Writing {
  readonly source: ExportSource;
  readonly draft: ExportDraft;
  readonly place: { readonly path: string; readonly overwrite: boolean };
  readonly signal: AbortSignal;
  readonly step: (done: number, phase: string) => void;
}

/**
 * Makes, marks, signs and writes one file. The register is written before the file gets its name: an entry without a
 * file is harmless, a file without an entry is not.
 * @throws SandtableError FILE_EXISTS, DISK_FULL, FILE_UNREADABLE, CANCELLED
 */
export async function writeExport(
  needs: ComposerNeeds,
  { source, draft, place, signal, step }: Writing,
): Promise<ExportReceipt> {
  const { reader, writer } = needs.replica();
  const { document, runs } = source;
  const { record, exportId } = draft;
  const { language } = document.content;
  const begin = (done: number, phase: string) => {
    if (signal.aborted) throw new SandtableError('CANCELLED', 'export cancelled');
    step(done, phase);
  };
  begin(0, 'render');
  const text = documentText(language);
  const rendered = await reader.readJob(
    'composer.render',
    {
      content: document.content,
      runs,
      record,
      exportId,
      timeZone: needs.timeZone,
      kind: text(`kind.${document.templateId}`),
      meta: text('mark.meta', {
        workspace: ownName(needs.workspace().name, language),
        version: document.version,
        day: formatInstant(record.exportedAt, needs.timeZone).slice(0, 10),
      }),
      fontFolder: needs.fontFolder,
    },
    { signal },
  );
  begin(1, 'print');
  const made = await drawn(needs, record.format ?? 'pdf', rendered.bytes, signal);
  begin(2, 'sign');
  await writer.write('composer.ensureKey', null);
  const staged: { readonly file: StagedFile; readonly digest: string }[] = [];
  let [pages, bytes] = [0, 0];
  try {
    for (const [index, one] of made.entries()) {
      if (signal.aborted) throw new SandtableError('CANCELLED', 'export cancelled');
      const page = { page: { number: index + 1, of: made.length } };
      const ofPage = record.format === 'png' ? { ...record, ...page } : record;
      const input = { bytes: one, record: ofPage, exportId };
      const finished = await reader.readJob('composer.finish', input);
      const path = pathOfPage(place.path, index);
      const file = await stageFile(path, finished.bytes, exportId);
      staged.push({ file, digest: finished.sha256 });
      pages += finished.pages;
      bytes += finished.bytes.length;
    }
    begin(3, 'write');
    const receipt: ExportReceipt = {
      exportId,
      traceCode: record.traceCode,
      fileName: basename(place.path),
      pages,
      bytes,
      sha256: digestOfAll(staged.map(({ digest }) => digest)),
      exportedAt: record.exportedAt,
    };
    begin(4, 'register');
    await noteContradictions(needs, document, source.reason);
    await writer.write('composer.register', { receipt, provenance: record });
    // The person has agreed to replace the file that was named; the others are of the program's naming.
    for (const [index, { file }] of staged.entries()) {
      await file.commit(index === 0 && place.overwrite);
    }
    return receipt;
  } finally {
    for (const { file } of staged) await file.discard();
  }
}

/** What Chromium makes of a page: a PDF, or pictures; other formats are whole already. */
async function drawn(
  { pdf }: ComposerNeeds,
  format: ExportFormat,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<readonly Uint8Array[]> {
  if (format === 'png') return pdf.pictures(bytes, signal);
  return [format === 'pdf' ? await pdf.print(bytes, signal) : bytes];
}

/** Pages that are files of their own: the first has the name that was chosen, the others a number behind it. */
function pathOfPage(path: string, index: number): string {
  if (index === 0) return path;
  const ending = extname(path);
  return `${path.slice(0, path.length - ending.length)}-${index + 1}${ending}`;
}

/** Of one file its own digest; of several that of their digests, one after the other. */
function digestOfAll(digests: readonly string[]): string {
  const [only = ''] = digests;
  return digests.length === 1 ? only : contentHash(digests);
}

/** The rehearsals and studies that figures come from. One that was removed is left out: the document says so in its place. */
async function loadRuns(
  needs: ComposerNeeds,
  { blocks, language }: PrintedContent,
): Promise<FigureSource[]> {
  const named = new Map<string, ChartName | TableName>();
  for (const block of blocks) {
    if (block.kind === 'chart' && block.runId !== null) named.set(block.runId, block.chart);
    if (block.kind !== 'table' || block.source.kind !== 'rehearsal') continue;
    if (block.source.runId !== null) named.set(block.source.runId, block.source.table);
  }
  const found = await Promise.all(
    [...named].map(async ([id, name]) => {
      try {
        return [
          isOfStudy(name)
            ? await figureStudy(needs, id)
            : ownRun(await needs.replica().reader.read('sandbox.get', { id }), language),
        ];
      } catch (error) {
        if (error instanceof SandtableError && error.code === 'NOT_FOUND') return [];
        throw error;
      }
    }),
  );
  return found.flat();
}

/** What is said on every page and signed inside the file. */
function recordOf(
  needs: ComposerNeeds,
  { document, runs }: ExportSource,
  {
    exportId,
    recipient,
    format,
  }: Readonly<Record<'exportId' | 'recipient', string>> & {
    readonly format: ExportFormat;
  },
): Provenance {
  const { appInfo } = needs;
  const workspace = needs.workspace();
  return {
    profile: 'sandtable-provenance/1',
    format,
    traceCode: traceCodeOf(exportId),
    documentId: document.id,
    documentVersion: document.version,
    title: printable(document.content.title),
    actor: { id: workspace.userId, name: printable(workspace.userName) },
    recipient: printable(recipient),
    exportedAt: needs.clock(),
    workspace: {
      id: workspace.id,
      name: printable(workspace.name),
      demo: workspace.kind === 'demo',
    },
    ingredients: runs.map((run) => ({
      runId: figureId(run),
      resultHash: 'study' in run ? run.study.resultHash : run.resultHash,
      asOfDay: 'study' in run ? addDays(run.study.firstDay, -1) : run.request.asOfDay,
    })),
    generator: { name: 'Sandtable', version: appInfo.version, runtime: appInfo.runtime },
    contentHash: contentHash(document.content),
  };
}

/** Characters and names that some file system refuses. */
const FORBIDDEN = /[\\/:*?"<>|\uFFFD]/g;

function suggestedName(
  record: Provenance,
  language: DocumentContent['language'],
  format: ExportFormat,
): string {
  const name = documentText(language)('mark.fileName', {
    title: clip(record.title, 60),
    recipient: clip(record.recipient, 30),
    code: record.traceCode,
  });
  return `${name.replaceAll(FORBIDDEN, ' ').replaceAll(/\s+/g, ' ').trim()}.${format}`;
}

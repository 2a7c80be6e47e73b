import { presentSigningKey } from '#electron/replica/signing';
import type { ReadJob } from '#electron/replica/transaction';
import type {
  DocumentContent,
  Provenance,
  REHEARSAL_CHARTS,
  RenderedTable,
  VerifyReport,
} from '#shared/composer/model';
import { printedText, renderHtml, type RenderedChart } from '#shared/composer/render-html';
import { rehearsalTable } from '#shared/composer/tables';
import { traceMark } from '#shared/composer/trace-mark';
import { SandtableError } from '#shared/errors';
import type { RunResult } from '#shared/sandbox/run-result';
import type { FinishedPdf } from './finish-pdf';
import { PrintFonts } from './fonts';
import { knowledgeOf } from './register';
import { documentText } from './texts';

type Language = DocumentContent['language'];

/**
 * The heavy parts of the room, on the replica's heavy reader: the main thread never draws, renders, hashes or signs.
 * Libraries are loaded at first use, so that a reader thread starts as fast as without them.
 */

/** One chart as the page shows it; fonts are the page's. */
export const chart: ReadJob<
  { run: RunResult; chart: (typeof REHEARSAL_CHARTS)[number]; language: Language },
  RenderedChart
> = async (_tx, { run, chart: name, language }) => {
  const { drawChart } = await import('./charts');
  return drawChart(run, name, { language, text: documentText(language) });
};

export interface RenderInput {
  readonly content: DocumentContent;
  /** The rehearsals that blocks show, by id; one that is gone is left out. */
  readonly runs: readonly RunResult[];
  readonly record: Provenance;
  /** IANA name of the zone in which the foot line writes the local time. */
  readonly timeZone: string;
  readonly kind: string;
  readonly meta: string;
  /** Folder of the fonts: see {@link PrintFonts}. */
  readonly fontFolder: string;
}

const fonts = new Map<string, PrintFonts>();

function fontsIn(folder: string): PrintFonts {
  const known = fonts.get(folder) ?? new PrintFonts(folder);
  fonts.set(folder, known);
  return known;
}

/** The document as one HTML page for the PDF window, already in UTF-8: several megabytes with its fonts. */
export const render: ReadJob<RenderInput, { html: Uint8Array }> = async (_tx, input, job) => {
  const { drawChart } = await import('./charts');
  const { content, runs, record, timeZone, kind, meta } = input;
  const { language, blocks } = content;
  const text = documentText(language);
  const face = fontsIn(input.fontFolder);
  const tables = new Map<string, RenderedTable>();
  const charts = new Map<string, RenderedChart>();
  for (const [index, block] of blocks.entries()) {
    job.throwIfCancelled();
    job.progress(index, blocks.length, 'render');
    if (block.kind === 'chart') {
      const run = runs.find(({ id }) => id === block.runId);
      const css = (svg: string) => face.css(svg);
      if (run) charts.set(block.id, drawChart(run, block.chart, { language, text }, css));
    }
    const table = block.kind === 'table' ? tableOf(block, runs, language) : undefined;
    if (table) tables.set(block.id, table);
  }
  const mark = traceMark(record, timeZone, text);
  const options = { content, tables, charts, kind, meta, mark, text };
  const html = renderHtml({ ...options, fontCss: face.css(printedText(options)) });
  return { html: new TextEncoder().encode(html) };
};

type TableBlock = Extract<DocumentContent['blocks'][number], { kind: 'table' }>;

/** The table of a block; undefined when its rehearsal is not there. */
function tableOf(
  { source }: TableBlock,
  runs: readonly RunResult[],
  language: Language,
): RenderedTable | undefined {
  if (source.kind === 'cells') {
    const [header = [], ...rows] = source.rows;
    return { header, rows, numeric: header.map(() => false), note: '' };
  }
  const run = runs.find(({ id }) => id === source.runId);
  return run && rehearsalTable(run, source.table, language, documentText(language));
}

/** Invisible mark, metadata, attachment and signature. @throws SandtableError EXPORT_REFUSED when the workspace has no key */
export const finish: ReadJob<
  { bytes: Uint8Array; record: Provenance; exportId: string },
  FinishedPdf
> = async (tx, { bytes, record, exportId }) => {
  const key = presentSigningKey(tx);
  if (!key) throw new SandtableError('EXPORT_REFUSED', 'the workspace has no signing key');
  const { finishPdf } = await import('./finish-pdf');
  return finishPdf(bytes, record, exportId, key);
};

/** The verdict on a file's bytes by what this workspace knows. */
export const verify: ReadJob<{ fileName: string; bytes: Uint8Array }, VerifyReport> = async (
  tx,
  { fileName, bytes },
) => {
  const { verifyBytes } = await import('./verify-file');
  return verifyBytes(fileName, bytes, knowledgeOf(tx));
};

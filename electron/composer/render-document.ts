import type { JobContext } from '#electron/replica/transaction';
import type { PrintedBlock, PrintedContent } from '#shared/composer/content/printed';
import type { Provenance, RenderedTable } from '#shared/composer/model';
import { ownTable } from '#shared/composer/own-table';
import { printedText, renderHtml, type RenderedChart } from '#shared/composer/render-html';
import { pixelIdOf, traceMark } from '#shared/composer/trace-mark';
import { figureId, type FigureSource, tableOfRun } from './figures';
import { PrintFonts } from './fonts';
import type { SlideChart } from './pptx-chart';
import { documentText } from './texts';

type Language = PrintedContent['language'];

export interface RenderInput {
  readonly content: PrintedContent;
  /** The rehearsals and studies that blocks show; one that is gone is left out. */
  readonly runs: readonly FigureSource[];
  readonly record: Provenance;
  readonly exportId: string;
  /** IANA name of the zone in which the foot line writes the local time. */
  readonly timeZone: string;
  readonly kind: string;
  readonly meta: string;
  /** Folder of the fonts: see {@link PrintFonts}. */
  readonly fontFolder: string;
}

/**
 * A document as the record's format has it, with its visible mark: one HTML page in UTF-8 (several megabytes with its
 * fonts), to be printed or pictured or as the file itself, or a presentation. Libraries are loaded at first use.
 * @throws SandtableError CANCELLED
 */
export async function renderDocument(input: RenderInput, job: JobContext): Promise<Uint8Array> {
  return input.record.format === 'pptx' ? presentation(input, job) : page(input, job);
}

/** More pages than this are no pictures: a PDF serves better. */
const MOST_PICTURES = 300;

const fonts = new Map<string, PrintFonts>();

function fontsIn(folder: string): PrintFonts {
  const known = fonts.get(folder) ?? new PrintFonts(folder);
  fonts.set(folder, known);
  return known;
}

async function page(input: RenderInput, job: JobContext): Promise<Uint8Array> {
  const { drawChart } = await import('./charts');
  const { content, runs, record, timeZone, kind, meta } = input;
  const { language } = content;
  const text = documentText(language);
  const face = fontsIn(input.fontFolder);
  const charts = new Map<string, RenderedChart>();
  const tables = eachBlock(input, job, (block) => {
    const run =
      block.kind === 'chart' ? runs.find((one) => figureId(one) === block.runId) : undefined;
    if (block.kind !== 'chart' || run === undefined) return;
    const css = (svg: string) => face.css(svg);
    charts.set(block.id, drawChart(run, block.chart, { language, text }, css));
  });
  const mark = traceMark(record, timeZone, text);
  const { repeatedLayer, screenParts } = await import('./screen-parts');
  const screen = record.format === 'html' ? screenParts(input.exportId, record.traceCode) : null;
  const pictures =
    record.format === 'png' ? { layer: repeatedLayer(input.exportId), most: MOST_PICTURES } : null;
  const options = { content, tables, charts, kind, meta, mark, text, screen, pictures };
  const html = renderHtml({ ...options, fontCss: face.css(printedText(options)) });
  return new TextEncoder().encode(html);
}

async function presentation(input: RenderInput, job: JobContext): Promise<Uint8Array> {
  const [{ chartWords }, { chartData }, { buildDeck }, { slideBackground }] = await Promise.all([
    import('./charts'),
    import('./chart-data'),
    import('./pptx'),
    import('./slide-background'),
  ]);
  const { content, runs, record, timeZone, kind, meta } = input;
  const { language } = content;
  const text = documentText(language);
  const charts = new Map<string, SlideChart>();
  const tables = eachBlock(input, job, (block) => {
    const run =
      block.kind === 'chart' ? runs.find((one) => figureId(one) === block.runId) : undefined;
    if (block.kind !== 'chart' || run === undefined) return;
    const words = { language, text };
    charts.set(block.id, {
      ...chartWords(run, block.chart, words),
      data: chartData(run, block.chart, words),
    });
  });
  return buildDeck({
    content,
    tables,
    charts,
    kind,
    meta,
    mark: traceMark(record, timeZone, text),
    author: record.actor.name,
    traceCode: record.traceCode,
    background: slideBackground(pixelIdOf(input.exportId)),
    text,
  });
}

/** Visits every block, tells how far it is, and collects the tables. */
function eachBlock(
  { content, runs }: RenderInput,
  job: JobContext,
  visit: (block: PrintedBlock) => void,
): Map<string, RenderedTable> {
  const { blocks, language } = content;
  const tables = new Map<string, RenderedTable>();
  for (const [index, block] of blocks.entries()) {
    job.throwIfCancelled();
    job.progress(index, blocks.length, 'render');
    const table = block.kind === 'table' ? tableOf(block, runs, language) : undefined;
    if (table) tables.set(block.id, table);
    visit(block);
  }
  return tables;
}

type TableBlock = Extract<PrintedBlock, { kind: 'table' }>;

/** The table of a block; undefined when its rehearsal is not there. */
function tableOf(
  { source }: TableBlock,
  runs: readonly FigureSource[],
  language: Language,
): RenderedTable | undefined {
  if (source.kind === 'cells') return ownTable(source);
  const run = runs.find((one) => figureId(one) === source.runId);
  return run && tableOfRun(run, source.table, language);
}

import type { PrintedBlock, PrintedContent } from './content/printed';
import type { RenderedTable, RichText } from './model';
import { isEmptyBlock } from './problems';
import { printable, type DocumentText } from './text';

/** A piece of text of one look. */
export interface SlideRun {
  readonly text: string;
  readonly marks: ReadonlySet<'bold' | 'underline' | 'strike' | 'code'>;
}

/** A paragraph of a slide: of a list, of a quote, or plain. */
export interface SlideParagraph {
  readonly runs: readonly SlideRun[];
  readonly look: 'plain' | 'bullet' | 'number' | 'quote' | 'subheading' | 'small';
}

/** What stands on one slide. `title` is the heading that it belongs to. */
export type Slide =
  | { readonly kind: 'title' }
  | { readonly kind: 'agenda'; readonly title: string; readonly items: readonly string[] }
  | {
      readonly kind: 'text';
      readonly title: string;
      readonly paragraphs: readonly SlideParagraph[];
    }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly caption: string;
      readonly table: RenderedTable;
      /** Share of the width that each column takes; sum 1. */
      readonly shares: readonly number[];
    }
  | {
      readonly kind: 'chart';
      readonly title: string;
      readonly caption: string;
      readonly blockId: string;
    };

/** Half-width characters a line, and lines a slide, of body text at 16 pt. */
const TEXT = { line: 102, lines: 14 };
/** The same for tables at 12 pt, of the whole width. */
const TABLE = { line: 140, lines: 19 };
const MOST_AGENDA_ITEMS = 12;
/** No column is narrower than this share of the widest. */
const NARROWEST = 0.22;

/** Width of a text in half-width characters: an ideograph 2, everything else 1. */
const widthOf = (text: string) =>
  text.length + (text.match(/[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60]/g)?.length ?? 0);

/**
 * A document as slides: title, agenda when there is more than one chapter, and the blocks under their headings. Long
 * texts and tables go on on further slides, whose titles are numbered; every chart has a slide of its own.
 *
 * @param tables figures of the table blocks by block id; a block without one says why in the document's words
 * @param charts ids of the chart blocks whose rehearsal is there
 */
export function planSlides(
  content: PrintedContent,
  tables: ReadonlyMap<string, RenderedTable>,
  charts: ReadonlySet<string>,
  text: DocumentText,
): Slide[] {
  const plan = new Plan(content.title, text);
  const numbers = { chart: 0, table: 0 };
  for (const block of content.blocks) {
    if (!isEmptyBlock(block)) addBlock(plan, block, { tables, charts, text, numbers });
  }
  plan.end();
  const agenda = plan.chapters.slice(0, MOST_AGENDA_ITEMS);
  return [
    { kind: 'title' },
    ...(agenda.length > 1
      ? [{ kind: 'agenda' as const, title: text('slide.agenda'), items: agenda }]
      : []),
    ...plan.slides,
  ];
}

interface Figures {
  readonly tables: ReadonlyMap<string, RenderedTable>;
  readonly charts: ReadonlySet<string>;
  readonly text: DocumentText;
  readonly numbers: { chart: number; table: number };
}

/** The one place that knows what each kind of block becomes on slides. */
function addBlock(
  plan: Plan,
  block: PrintedBlock,
  { tables, charts, text, numbers }: Figures,
): void {
  switch (block.kind) {
    case 'heading':
      if (block.level < 3) plan.chapter(printable(block.text));
      else plan.paragraph(plain(block.text, 'subheading'));
      return;
    case 'richText':
      for (const paragraph of paragraphsOf(block.doc)) plan.paragraph(paragraph);
      return;
    case 'table': {
      const caption = captionOf('table', (numbers.table += 1), block.caption, text);
      const table = tables.get(block.id);
      const runId = block.source.kind === 'rehearsal' ? block.source.runId : null;
      if (table) plan.table(caption, table);
      else plan.paragraph(absent(caption, runId, text));
      return;
    }
    case 'chart': {
      const caption = captionOf('chart', (numbers.chart += 1), block.caption, text);
      if (charts.has(block.id)) plan.chart(caption, block.id);
      else plan.paragraph(absent(caption, block.runId, text));
      return;
    }
    case 'citation': {
      const { quote, source, day, licence } = block;
      const origin =
        day === null
          ? text('citation.source', { source })
          : text('citation.sourceDay', { source, day });
      plan.paragraph(plain(quote, 'quote'));
      plan.paragraph(plain(origin, 'small'));
      if (licence !== '') plan.paragraph(plain(text('citation.licence', { licence }), 'small'));
    }
  }
}

const NO_MARKS: SlideRun['marks'] = new Set();

const plain = (text: string, look: SlideParagraph['look']): SlideParagraph => ({
  runs: [{ text: printable(text), marks: NO_MARKS }],
  look,
});

function captionOf(
  kind: 'chart' | 'table',
  n: number,
  caption: string,
  text: DocumentText,
): string {
  const number = text(`figure.${kind}`, { n });
  return printable(caption === '' ? number : text('figure.caption', { number, caption }));
}

const absent = (caption: string, runId: string | null, text: DocumentText) =>
  plain(`${caption} · ${text(runId === null ? 'missing.figure' : 'missing.run')}`, 'small');

function paragraphsOf({ content }: RichText): SlideParagraph[] {
  return content.flatMap((node): SlideParagraph[] => {
    switch (node.type) {
      case 'paragraph':
        return [{ runs: runsOf(node), look: 'plain' }];
      case 'blockquote':
        return node.content.map((one) => ({ runs: runsOf(one), look: 'quote' }));
      case 'bulletList':
      case 'orderedList': {
        const look = node.type === 'bulletList' ? 'bullet' : 'number';
        return node.content.flatMap((item) =>
          item.content.map((one, i) => ({ runs: runsOf(one), look: i === 0 ? look : 'plain' })),
        );
      }
    }
  });
}

type Paragraph = Extract<RichText['content'][number], { type: 'paragraph' }>;

const runsOf = ({ content = [] }: Paragraph): SlideRun[] =>
  content.map((inline) =>
    inline.type === 'hardBreak'
      ? { text: '\n', marks: NO_MARKS }
      : {
          text: printable(inline.text),
          marks: new Set((inline.marks ?? []).map(({ type }) => type)),
        },
  );

/** Collects paragraphs until a slide is full. */
class Plan {
  readonly slides: Slide[] = [];
  readonly chapters: string[] = [];
  readonly #text: DocumentText;
  #title: string;
  /** Slides of the present chapter. */
  #count = 0;
  #paragraphs: SlideParagraph[] = [];
  #lines = 0;

  constructor(title: string, text: DocumentText) {
    this.#title = printable(title);
    this.#text = text;
  }

  chapter(title: string): void {
    this.end();
    this.#title = title;
    this.#count = 0;
    this.chapters.push(title);
  }

  paragraph(paragraph: SlideParagraph): void {
    for (const part of partsOf(paragraph)) {
      const lines = linesOf(part);
      if (this.#lines + lines > TEXT.lines) this.end();
      this.#paragraphs.push(part);
      this.#lines += lines;
    }
  }

  table(caption: string, table: RenderedTable): void {
    this.end();
    const shares = columnShares(table);
    const height = (row: readonly string[]) =>
      Math.max(1, ...row.map((cell, i) => cellLines(cell, (shares[i] ?? 1) * TABLE.line))) + 0.5;
    const head = table.header.length === 0 ? 0 : height(table.header);
    const free = TABLE.lines - head - (table.note === '' ? 0 : 2);
    let rows: string[][] = [];
    let used = 0;
    const close = () => {
      const part = { ...table, rows };
      this.slides.push({ kind: 'table', title: this.#next(), caption, table: part, shares });
      rows = [];
      used = 0;
    };
    for (const row of table.rows) {
      if (rows.length > 0 && used + height(row) > free) close();
      rows.push(row);
      used += height(row);
    }
    if (rows.length > 0 || table.rows.length === 0) close();
  }

  chart(caption: string, blockId: string): void {
    this.end();
    this.slides.push({ kind: 'chart', title: this.#next(), caption, blockId });
  }

  /** Ends the slide of text under way, if there is one. */
  end(): void {
    if (this.#paragraphs.length > 0) {
      this.slides.push({ kind: 'text', title: this.#next(), paragraphs: this.#paragraphs });
    }
    this.#paragraphs = [];
    this.#lines = 0;
  }

  #next(): string {
    this.#count += 1;
    if (this.#count === 1) return this.#title;
    return this.#text('slide.continued', { title: this.#title, n: this.#count });
  }
}

const cellLines = (cell: string, width: number) =>
  cell.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / width)), 0);

function linesOf({ runs, look }: SlideParagraph): number {
  const text = runs.map((run) => run.text).join('');
  return cellLines(text, look === 'small' ? TEXT.line * 1.25 : TEXT.line - 6) + 0.45;
}

/** A paragraph that no slide holds, cut behind the ends of sentences where there are some. */
function partsOf(paragraph: SlideParagraph): SlideParagraph[] {
  if (linesOf(paragraph) <= TEXT.lines) return [paragraph];
  const most = Math.floor((TEXT.lines - 2) * (TEXT.line / 2 - 3));
  const parts: SlideParagraph[] = [];
  let runs: SlideRun[] = [];
  let length = 0;
  for (const run of paragraph.runs) {
    for (let rest = run.text; rest !== '';) {
      const piece = rest.length <= most - length ? rest : cutText(rest, most - length);
      runs.push({ ...run, text: piece });
      length += piece.length;
      rest = rest.slice(piece.length);
      if (rest === '') continue;
      parts.push({ ...paragraph, runs });
      runs = [];
      length = 0;
    }
  }
  return [...parts, { ...paragraph, runs }];
}

/** At most `most` characters from the start, at least one; never half of a pair of surrogates. */
function cutText(text: string, most: number): string {
  const window = text.slice(0, Math.max(2, most));
  const end = Math.max(
    ...['。', '；', '. ', '; ', '！', '？', '\n'].map((s) => window.lastIndexOf(s)),
  );
  const at = end > window.length / 2 ? end + 1 : window.length;
  return /[\uD800-\uDBFF]$/.test(window.slice(0, at))
    ? window.slice(0, at - 1)
    : window.slice(0, at);
}

/** Columns as wide as their texts ask for, within limits. */
function columnShares({ header, rows }: RenderedTable): number[] {
  // A table of one's own may have no header.
  const titles = header.length > 0 ? header : (rows[0] ?? []).map(() => '');
  const wanted = titles.map((title, i) => {
    const cells = rows.map((row) => widthOf(row[i] ?? ''));
    return Math.min(46, Math.max(6, widthOf(title) * 0.75, ...cells));
  });
  const widest = Math.max(...wanted);
  const bounded = wanted.map((width) => Math.max(width, widest * NARROWEST));
  const sum = bounded.reduce((total, width) => total + width, 0);
  return bounded.map((width) => width / sum);
}

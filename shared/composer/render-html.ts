import { hasRoom, isShort } from './cell-widths';
import type { PrintedBlock, PrintedContent } from './content/printed';
import type { RenderedTable, RichText } from './model';
import { PICTURE_CSS, PICTURES } from './picture-css';
import { PRINT_CSS, SCREEN_CSS } from './print-css';
import { isEmptyBlock } from './problems';
import { markupText as escape, printable, type DocumentText } from './text';
import { watermarkTile, type TraceMark } from './trace-mark';

/** A chart of a rehearsal as it is printed: an SVG document and what it says in words. */
export interface RenderedChart {
  readonly svg: string;
  readonly alt: string;
}

export interface PrintOptions {
  readonly content: PrintedContent;
  /** Tables and charts by block id; a block without one says so in the document. */
  readonly tables: ReadonlyMap<string, RenderedTable>;
  readonly charts: ReadonlyMap<string, RenderedChart>;
  /** Small lines above and below the title, e.g. the kind of document, workspace, version and day. */
  readonly kind: string;
  readonly meta: string;
  readonly mark: TraceMark;
  /** `@font-face` rules with data URLs for the characters of the document. */
  readonly fontCss: string;
  readonly text: DocumentText;
  /** For a file that is read in a browser; null = for the printer, or for pictures. */
  readonly screen: ScreenParts | null;
  /** For pictures of pages: what lies over each of them, and how many there may be; null otherwise. */
  readonly pictures: { readonly layer: ScreenParts['layer']; readonly most: number } | null;
}

/** What a document as a file of its own carries besides. */
export interface ScreenParts {
  /** `content` of the CSP and of the trace code's meta tag. */
  readonly policy: string;
  readonly traceCode: string;
  /** Data URL of the invisible mark, and the CSS pixels a side after which it repeats. */
  readonly layer: { readonly url: string; readonly side: number };
  /** JSON without markup, the hole of the signed record. */
  readonly record: string;
}

/**
 * The whole document as one HTML page for the printer: no script, nothing fetched, every text of a person escaped.
 * Headings, tables, figures and language are real ones, because the PDF's tags are made from them.
 */
export function renderHtml(options: PrintOptions): string {
  const { content, mark, text, screen, pictures } = options;
  const numbers = { chart: 0, table: 0 };
  const blocks = content.blocks
    .filter((block) => !isEmptyBlock(block))
    .map((block) => renderBlock(block, options, numbers));
  const demo = mark.demo ? `<p class="demo" role="note">${escape(text('mark.demoBand'))}</p>` : '';
  const tile = dataUrl(watermarkTile(mark, options.fontCss));
  return `<!doctype html>
<html lang="${content.language}">
<head>
<meta charset="utf-8">
${screen === null ? '' : screenHead(screen)}<title>${escape(content.title)}</title>
<style>${options.fontCss}${PRINT_CSS}${screen === null ? '' : screenStyle(screen)}${pictures === null ? '' : PICTURE_CSS + layerStyle(pictures.layer)}.watermark { background-image: url("${tile}"); }</style>
</head>
<body>
<main>
<header>
<p class="kind">${escape(options.kind)}</p>
<h1>${inline(content.title)}</h1>
<p class="meta">${escape(options.meta)}</p>
</header>
${demo}
${blocks.join('\n')}
${pictures === null ? '' : `<p id="${PICTURES.end}"></p>\n`}</main>
${pictures === null ? overPage(mark) : overPictures(mark, pictures.most)}
${screen === null ? '' : screenFoot(screen)}</body>
</html>`;
}

const traceLine = ({ line }: TraceMark) =>
  line.map((part) => `<bdi>${escape(part)}</bdi>`).join(' · ');

/** Fixed: repeated on every printed page, and always in sight on screen. */
const overPage = (mark: TraceMark) => `<div class="watermark" aria-hidden="true"></div>
<div class="trace">${traceLine(mark)}</div>`;

/** One frame for each page that there may be; those behind the last page are not taken. */
function overPictures(mark: TraceMark, most: number): string {
  const frames = Array.from(
    { length: most },
    (_unused, i) =>
      `<div class="frame"><div class="watermark"></div><div class="trace">${traceLine(mark)}<span class="page">${i + 1}</span></div><div class="layer"></div></div>`,
  );
  return `<div class="frames">${frames.join('\n')}</div>`;
}

const screenHead = ({ policy, traceCode }: ScreenParts) =>
  `<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Sandtable">
<meta name="trace-code" content="${escape(traceCode)}">
`;

const screenStyle = ({ layer }: ScreenParts) => SCREEN_CSS + layerStyle(layer);

const layerStyle = ({ url, side }: ScreenParts['layer']) =>
  `.layer { position: fixed; inset: 0; z-index: 4; pointer-events: none; background: url("${url}") 0 0 / ${side}px ${side}px; }
`;

/** The record is data, not a program: browsers do not run it, and the CSP would not let them. */
const screenFoot = ({ record }: ScreenParts) =>
  `<div class="layer" aria-hidden="true"></div>
<script type="application/json" id="provenance">${record}</script>
`;

/** All text the page prints, as one string: what its font slices are chosen by. Charts bring their own. */
export function printedText(options: Omit<PrintOptions, 'fontCss'>): string {
  const { content, tables, kind, meta, mark, text } = options;
  const fixed = [
    'mark.demoBand',
    'missing.figure',
    'missing.run',
    'figure.chart',
    'figure.table',
    'figure.caption',
    'citation.sourceDay',
    'citation.licence',
  ];
  return printable(
    [
      JSON.stringify(content),
      JSON.stringify([...tables.values()]),
      kind,
      meta,
      ...mark.line,
      ...mark.tile,
      ...fixed.map((key) => text(key)),
      '0123456789·…\uFFFD',
    ].join('\n'),
  );
}

/** An amount with its sign, its currency's sign and its unit, or a day. */
const WHOLE =
  /[-+\u2212]?(?:[A-Z]{3}|[A-Z]{0,2}[¥$€£])\d[\d,.]*(?:\s?[万亿KMB](?![A-Za-z]))?|\b\d{4}-\d\d-\d\d\b/g;

/** Text for the page itself, never for an attribute: amounts and days stay on one line. */
function inline(text: string): string {
  return escape(text).replaceAll(WHOLE, (part) => `<span class="one">${part}</span>`);
}

/** Only what a URL, an attribute or a CSS string would misread is encoded: most of the text is font data. */
const dataUrl = (svg: string) =>
  `data:image/svg+xml;charset=utf-8,${svg.replaceAll(/[%#"'<>&\\\s]/g, encodeCharacter)}`;
const encodeCharacter = (character: string) =>
  `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;

type Numbers = { chart: number; table: number };

function renderBlock(block: PrintedBlock, options: PrintOptions, numbers: Numbers): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${inline(block.text)}</h${block.level}>`;
    case 'richText':
      return block.doc.content.map(renderNode).join('\n');
    case 'table':
      return renderTable(block, options, (numbers.table += 1));
    case 'chart':
      return renderChart(block, options, (numbers.chart += 1));
    case 'citation':
      return renderCitation(block, options.text);
  }
}

type RichNode = RichText['content'][number];
type Paragraph = Extract<RichNode, { type: 'paragraph' }>;
type Inline = NonNullable<Paragraph['content']>[number];

function renderNode(node: RichNode): string {
  switch (node.type) {
    case 'paragraph':
      return renderParagraph(node);
    case 'blockquote':
      return `<blockquote>${node.content.map(renderParagraph).join('')}</blockquote>`;
    case 'bulletList':
    case 'orderedList': {
      const tag = node.type === 'bulletList' ? 'ul' : 'ol';
      const items = node.content.map(
        (item) => `<li>${item.content.map(renderParagraph).join('')}</li>`,
      );
      return `<${tag}>${items.join('')}</${tag}>`;
    }
  }
}

function renderParagraph({ content = [] }: Paragraph): string {
  return `<p>${content.map(renderInline).join('')}</p>`;
}

const MARK_TAGS = { bold: 'strong', underline: 'u', strike: 's', code: 'code' } as const;

function renderInline(node: Inline): string {
  if (node.type === 'hardBreak') return '<br>';
  return (node.marks ?? []).reduce(
    (html, { type }) => `<${MARK_TAGS[type]}>${html}</${MARK_TAGS[type]}>`,
    inline(node.text),
  );
}

function caption(kind: 'chart' | 'table', n: number, words: string, text: DocumentText): string {
  const number = text(`figure.${kind}`, { n });
  const line = words === '' ? number : text('figure.caption', { number, caption: words });
  return `<figcaption>${inline(line)}</figcaption>`;
}

/** Says why a figure is not there: no rehearsal chosen, or the rehearsal is gone. */
function absent(runId: string | null, text: DocumentText): string {
  return `<p class="absent">${escape(text(runId === null ? 'missing.figure' : 'missing.run'))}</p>`;
}

function renderChart(
  block: Extract<PrintedBlock, { kind: 'chart' }>,
  { charts, text }: PrintOptions,
  n: number,
): string {
  const chart = charts.get(block.id);
  const picture = chart
    ? `<img src="${dataUrl(chart.svg)}" alt="${escape(chart.alt)}">`
    : absent(block.runId, text);
  return `<figure class="chart">${picture}${caption('chart', n, block.caption, text)}</figure>`;
}

function renderTable(
  block: Extract<PrintedBlock, { kind: 'table' }>,
  { tables, text }: PrintOptions,
  n: number,
): string {
  const table = tables.get(block.id);
  const runId = block.source.kind === 'rehearsal' ? block.source.runId : null;
  const body = table ? tableHtml(table) : absent(runId, text);
  return `<figure class="table">${caption('table', n, block.caption, text)}${body}</figure>`;
}

function tableHtml({ header, rows, numeric, note }: RenderedTable): string {
  const roomy = hasRoom(header, rows);
  const kind = (column: number, cell = '') => {
    if (numeric[column] === true) return ' class="number"';
    return roomy && cell !== '' && isShort(cell) ? ' class="whole"' : '';
  };
  const titles = header.map((cell, i) => `<th scope="col"${kind(i)}>${inline(cell)}</th>`).join('');
  const head = header.length === 0 ? '' : `<thead><tr>${titles}</tr></thead>`;
  const body = rows.map((row) => {
    const cells = row.map((cell, i) =>
      i === 0
        ? `<th scope="row"${kind(0, cell)}><bdi>${inline(cell)}</bdi></th>`
        : `<td${kind(i, cell)}><bdi>${inline(cell)}</bdi></td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  const footnote = note === '' ? '' : `<p class="note">${inline(note)}</p>`;
  return `<table>${head}<tbody>${body.join('')}</tbody></table>${footnote}`;
}

function renderCitation(
  block: Extract<PrintedBlock, { kind: 'citation' }>,
  text: DocumentText,
): string {
  const { quote, source, day, licence } = block;
  const origin =
    day === null
      ? text('citation.source', { source })
      : text('citation.sourceDay', { source, day });
  const lines = [origin, ...(licence === '' ? [] : [text('citation.licence', { licence })])];
  return `<figure class="citation"><blockquote><p>${inline(quote)}</p></blockquote><figcaption>${lines
    .map(escape)
    .join('<br>')}</figcaption></figure>`;
}

import PptxGenJS from 'pptxgenjs';
import {
  planSlides,
  type Slide,
  type SlideParagraph,
  type SlideRun,
} from '#shared/composer/slides';
import type { PrintedContent } from '#shared/composer/content/printed';
import type { RenderedTable } from '#shared/composer/model';
import { printable, type DocumentText } from '#shared/composer/text';
import type { TraceMark } from '#shared/composer/trace-mark';
import { addChart, type SlideChart } from './pptx-chart';
import { AREA, COLOUR, FONT, HEIGHT } from './pptx-look';

export interface DeckOptions {
  readonly content: PrintedContent;
  readonly tables: ReadonlyMap<string, RenderedTable>;
  readonly charts: ReadonlyMap<string, SlideChart>;
  readonly kind: string;
  readonly meta: string;
  readonly mark: TraceMark;
  /** File properties; no recipient: every file manager shows them. */
  readonly author: string;
  readonly traceCode: string;
  /** Data URL of the invisible mark on white, of the slide's proportions. */
  readonly background: string;
  readonly text: DocumentText;
}

const MASTER = 'SANDTABLE';

/**
 * A document as a 16:9 presentation: text and tables to be edited, charts with their figures. The visible mark and the
 * invisible one are part of the master slide, below what stands on the slides. Every text is made safe for XML.
 */
export async function buildDeck(options: DeckOptions): Promise<Uint8Array> {
  const { content, tables, charts, text } = options;
  const deck = new PptxGenJS();
  deck.layout = 'LAYOUT_WIDE';
  deck.theme = { headFontFace: FONT, bodyFontFace: FONT };
  deck.title = printable(content.title);
  deck.author = printable(options.author);
  deck.company = '';
  deck.subject = options.traceCode;
  deck.defineSlideMaster(masterOf(options));
  const lang = content.language === 'en' ? 'en-GB' : 'zh-CN';
  for (const plan of planSlides(content, tables, new Set(charts.keys()), text)) {
    const slide = deck.addSlide({ masterName: MASTER });
    if (plan.kind === 'title') addTitle(slide, options, lang);
    else {
      slide.addText(plan.title, { placeholder: 'title', lang });
      addBody(slide, plan, charts, lang);
    }
  }
  const bytes = await deck.write({ outputType: 'uint8array', compression: true });
  if (!(bytes instanceof Uint8Array)) throw new TypeError('no bytes of a presentation');
  return bytes;
}

type Slides = ReturnType<PptxGenJS['addSlide']>;

function masterOf({ mark, background, kind }: DeckOptions): PptxGenJS.SlideMasterProps {
  const line = mark.line.join(' · ');
  const tiles = [0, 1, 2].flatMap((column) =>
    [0, 1].map((row) => ({
      text: {
        text: mark.tile.join('\n'),
        options: {
          x: 0.4 + column * 4.4,
          y: 1.6 + row * 2.9,
          w: 3.8,
          h: 0.7,
          align: 'center' as const,
          fontSize: 13,
          fontFace: FONT,
          color: COLOUR.watermark,
          rotate: 336,
        },
      },
    })),
  );
  return {
    title: MASTER,
    background: { data: background },
    objects: [
      ...tiles,
      { line: { x: AREA.x, y: 7.02, w: AREA.w, h: 0, line: { color: 'BFBFBF', width: 0.5 } } },
      {
        text: {
          text: line,
          options: {
            x: AREA.x,
            y: 7.05,
            w: AREA.w - 0.8,
            h: 0.36,
            margin: 0,
            fontSize: 9,
            fontFace: FONT,
            color: '444444',
            valign: 'middle',
            fit: 'shrink',
          },
        },
      },
      {
        placeholder: {
          options: {
            name: 'title',
            type: 'title',
            x: AREA.x,
            y: 0.35,
            w: AREA.w,
            h: 0.8,
            margin: 0,
            fontSize: 26,
            fontFace: FONT,
            bold: true,
            color: COLOUR.head,
            align: 'left',
            valign: 'middle',
          },
          text: kind,
        },
      },
    ],
    slideNumber: {
      x: AREA.x + AREA.w - 0.7,
      y: 7.08,
      w: 0.7,
      h: 0.3,
      fontSize: 9,
      color: '444444',
      align: 'right',
    },
  };
}

function addTitle(slide: Slides, { content, kind, meta, mark, text }: DeckOptions, lang: string) {
  const base = { x: AREA.x, w: AREA.w, margin: 0, fontFace: FONT, lang };
  slide.addText(printable(kind), { ...base, y: 1.9, h: 0.5, fontSize: 18, color: COLOUR.head });
  slide.addText(printable(content.title), {
    placeholder: 'title',
    ...base,
    y: 2.4,
    h: 1.6,
    fontSize: 40,
    bold: true,
    color: COLOUR.ink,
    valign: 'top',
    fit: 'shrink',
  });
  slide.addText(printable(meta), { ...base, y: 4.15, h: 0.4, fontSize: 14, color: COLOUR.soft });
  if (!mark.demo) return;
  slide.addText(printable(text('mark.demoBand')), {
    ...base,
    y: 5,
    h: 0.5,
    fontSize: 13,
    color: COLOUR.warn,
    margin: 6,
    line: { color: COLOUR.warn, width: 0.75 },
  });
}

function addBody(
  slide: Slides,
  plan: Exclude<Slide, { kind: 'title' }>,
  charts: DeckOptions['charts'],
  lang: string,
): void {
  switch (plan.kind) {
    case 'agenda':
      slide.addText(
        plan.items.map((item) => ({
          text: item,
          options: { bullet: { type: 'number' as const }, breakLine: true },
        })),
        {
          ...AREA,
          fontFace: FONT,
          fontSize: 18,
          color: COLOUR.ink,
          valign: 'top',
          margin: 0,
          paraSpaceAfter: 8,
          lang,
        },
      );
      return;
    case 'text':
      slide.addText(plan.paragraphs.flatMap(textRuns), {
        ...AREA,
        fontFace: FONT,
        fontSize: 16,
        color: COLOUR.ink,
        valign: 'top',
        margin: 0,
        paraSpaceAfter: 6,
        lineSpacingMultiple: 1.1,
        lang,
      });
      return;
    case 'table':
      addTable(slide, plan, lang);
      return;
    case 'chart': {
      const chart = charts.get(plan.blockId);
      if (chart) addChart(slide, chart, plan.caption, lang);
    }
  }
}

const LOOKS: Readonly<Record<SlideParagraph['look'], PptxGenJS.TextPropsOptions>> = {
  plain: {},
  bullet: { bullet: { indent: 16 } },
  number: { bullet: { type: 'number', indent: 20 } },
  quote: { italic: true, color: COLOUR.head, indentLevel: 1 },
  subheading: { bold: true },
  small: { fontSize: 12, color: COLOUR.soft },
};

/** A paragraph's runs; the last one ends it. An empty one keeps its line. */
function textRuns({ runs, look }: SlideParagraph): PptxGenJS.TextProps[] {
  const shown: readonly SlideRun[] = runs.length > 0 ? runs : [{ text: ' ', marks: new Set() }];
  return shown.map(({ text, marks }, i) => ({
    text,
    options: {
      ...LOOKS[look],
      ...(marks.has('bold') ? { bold: true } : {}),
      ...(marks.has('underline') ? { underline: { style: 'sng' as const } } : {}),
      ...(marks.has('strike') ? { strike: 'sngStrike' as const } : {}),
      breakLine: i === shown.length - 1,
    },
  }));
}

function addTable(slide: Slides, plan: Extract<Slide, { kind: 'table' }>, lang: string): void {
  const { table, shares, caption } = plan;
  const align = (column: number) => (table.numeric[column] === true ? 'right' : 'left');
  const rule = (pt: number, color: string): PptxGenJS.BorderProps => ({ type: 'solid', pt, color });
  const none: PptxGenJS.BorderProps = { type: 'none' };
  const head = table.header.map((cell, i) => ({
    text: printable(cell),
    options: { bold: true, align: align(i), border: [none, none, rule(1.25, '444444'), none] },
  }));
  const body = table.rows.map((row) =>
    row.map((cell, i) => ({
      text: printable(cell),
      options: { align: align(i), border: [none, none, rule(0.5, 'D0D0D0'), none] },
    })),
  );
  const base = { fontFace: FONT, margin: 0, lang };
  slide.addText(caption, { ...base, ...AREA, h: 0.35, fontSize: 12, color: COLOUR.soft });
  const rows = head.length === 0 ? body : [head, ...body];
  slide.addTable(rows as PptxGenJS.TableRow[], {
    x: AREA.x,
    y: AREA.y + 0.4,
    w: AREA.w,
    colW: shares.map((share) => share * AREA.w),
    fontFace: FONT,
    fontSize: 12,
    color: COLOUR.ink,
    valign: 'top',
    margin: [0.04, 0.08, 0.04, 0.08],
  });
  if (table.note === '') return;
  slide.addText(printable(table.note), {
    ...base,
    x: AREA.x,
    w: AREA.w,
    y: HEIGHT - 1.15,
    h: 0.6,
    fontSize: 10,
    color: COLOUR.soft,
    valign: 'bottom',
  });
}

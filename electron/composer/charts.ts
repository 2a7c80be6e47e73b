import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
} from 'echarts/components';
import { init, setPlatformAPI, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type ChartName, isOfStudy, type RehearsalChart } from '#shared/composer/model';
import { printFont } from '#shared/composer/print-css';
import type { RenderedChart } from '#shared/composer/render-html';
import { printable } from '#shared/composer/text';
import { SandtableError } from '#shared/errors';
import { backtestPlan, risksPlan } from './chart-evidence';
import { CHART_WIDTH, type ChartPlan, COLOURS, type ChartWords, type Planner } from './chart-frame';
import { bookingsPlan, comparisonPlan } from './chart-outcome';
import { STUDY_PLANS } from './chart-study';
import type { FigureSource } from './figures';

use([
  CustomChart,
  LineChart,
  ScatterChart,
  SVGRenderer,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
]);

// There is no canvas to measure text with outside a page; labels wrap and are placed by this estimate of Noto Sans SC.
setPlatformAPI({
  measureText: (text, font = '12px') => {
    const size = Number.parseFloat(/(\d+(?:\.\d+)?)px/.exec(font)?.[1] ?? '12');
    let width = 0;
    for (const character of text ?? '') width += advance(character) * size;
    return { width };
  },
});

/** Advance width of a character in em: ideographs 1, capitals and figures a little over half. */
function advance(character: string): number {
  if (/[\u2E80-\uFFEF]/u.test(character) || character.length > 1) return 1;
  if (/[A-Z0-9%@&mw+→]/u.test(character)) return 0.62;
  if (/[ .,:;|!'()[\]ijlt]/u.test(character)) return 0.3;
  return 0.55;
}

const PLANS: Readonly<Record<RehearsalChart, Planner>> = {
  bookings: bookingsPlan,
  comparison: comparisonPlan,
  risks: risksPlan,
  backtest: backtestPlan,
};

/** @throws SandtableError NOT_FOUND where what was found has no such chart */
function planOf(source: FigureSource, chart: ChartName, words: ChartWords): ChartPlan {
  if ('study' in source) {
    if (isOfStudy(chart)) return STUDY_PLANS[chart](source, words);
  } else if (!isOfStudy(chart)) return PLANS[chart](source, words);
  throw new SandtableError('NOT_FOUND', 'no such figure of this run');
}

/**
 * A chart of a rehearsal or study as an SVG document: always light, its title is the finding, its subtitle names the unit.
 * `fontCss` (`@font-face` rules) is placed inside, because a picture cannot use the fonts of the page around it.
 */
export function drawChart(
  source: FigureSource,
  chart: ChartName,
  words: ChartWords,
  fontCss: (text: string) => string = () => '',
): RenderedChart {
  const { option, height, alt } = planOf(source, chart, words);
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: CHART_WIDTH, height });
  try {
    const fontFamily = printFont(words.language);
    drawing.setOption({ ...option, textStyle: { fontFamily, fontSize: 12, color: COLOURS.ink } });
    const svg = stableNames(printable(drawing.renderToSVGString()));
    const fonts = fontCss(svg);
    const withFonts = fonts === '' ? svg : svg.replace('>', () => `><style>${fonts}</style>`);
    return { svg: withFonts, alt: printable(alt) };
  } finally {
    // Without this the thread would stay alive.
    drawing.dispose();
  }
}

/** What a chart says in words: its finding, and the alternative text. */
export function chartWords(
  source: FigureSource,
  chart: ChartName,
  words: ChartWords,
): { title: string; alt: string } {
  const { option, alt } = planOf(source, chart, words);
  const title = option['title'] as { readonly text?: string } | undefined;
  return { title: printable(title?.text ?? ''), alt: printable(alt) };
}

/** ECharts numbers its class and clip names over the life of the thread; the same chart should be the same text. */
function stableNames(svg: string): string {
  const names = new Map<string, string>();
  return svg.replaceAll(/\bzr\d+-[a-z]+-?\d+/g, (name) => {
    const stable = names.get(name) ?? `n${names.size}`;
    names.set(name, stable);
    return stable;
  });
}

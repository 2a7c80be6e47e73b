import type { EChartsCoreOption } from 'echarts/core';
import type { DocumentText } from '#shared/composer/text';
import type { RunResult } from '#shared/sandbox/run-result';
import type { Language } from '#shared/workspace/model';

/** What a chart shows, before it is drawn: an ECharts option, its height and the same in words. */
export interface ChartPlan {
  readonly option: EChartsCoreOption;
  /** CSS pixels at a width of {@link CHART_WIDTH}. */
  readonly height: number;
  readonly alt: string;
}

export const CHART_WIDTH = 700;

/** At least 4.5:1 on white. Variants have colours of their own (`seriesColour`); these mean the same as on the screen. */
export const COLOURS = {
  /** What the model says: forecasts and medians. */
  forecast: '#0958d9',
  /** What came. */
  actual: '#874d00',
  up: '#237804',
  down: '#cf1322',
  ink: '#1f1f1f',
  soft: '#555555',
  line: '#d9d9d9',
};

export interface ChartWords {
  readonly language: Language;
  readonly text: DocumentText;
}

export type Planner = (run: RunResult, words: ChartWords) => ChartPlan;

export function frame(title: string, subtitle: string): EChartsCoreOption {
  const width = CHART_WIDTH - 20;
  return {
    animation: false,
    backgroundColor: '#ffffff',
    title: {
      text: title,
      subtext: subtitle,
      left: 0,
      top: 0,
      itemGap: 5,
      textStyle: { fontSize: 16, fontWeight: 600, color: COLOURS.ink, width, overflow: 'break' },
      subtextStyle: { fontSize: 12, color: COLOURS.soft, width, overflow: 'break' },
    },
  };
}

/** The grid's bounds hold the axis labels, too. */
export const LABELS_INSIDE = { outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' };

export const axisLook = {
  axisLine: { show: true, lineStyle: { color: '#767676' } },
  axisTick: { show: false },
  splitLine: { show: true, lineStyle: { color: COLOURS.line } },
  axisLabel: { color: COLOURS.soft, fontSize: 12 },
};

/** A category axis from top to bottom with names that wrap instead of being cut. */
export function nameAxis(names: readonly string[]): Record<string, unknown> {
  return {
    type: 'category',
    inverse: true,
    data: names,
    ...axisLook,
    splitLine: { show: false },
    axisLabel: { color: COLOURS.ink, fontSize: 12, width: 230, overflow: 'break', lineHeight: 16 },
  };
}

export const axisNumber = (value: number) =>
  new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(value);

/** A chart with nothing to draw still says why. */
export function emptyPlan(title: string, subtitle: string): ChartPlan {
  return { height: 80, alt: title, option: { ...frame(title, subtitle), series: [] } };
}

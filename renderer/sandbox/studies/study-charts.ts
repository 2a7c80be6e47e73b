import type { EChartsCoreOption } from 'echarts/core';
import type { StudyCourse, StudyFigure } from '#shared/sandbox/study';
import type { TargetAnswer } from '#shared/sandbox/study-target';
import type { Reading } from '#shared/sandbox/studies/reading';
import { strokeOf } from '#shared/sandbox/strokes';
import { lineLegend } from '../line-legend';

/** One variant's figure as a line of a picture. */
export interface Curve {
  readonly name: string;
  readonly figure: StudyFigure;
}

const GRID = { left: 8, right: 24, top: 40, bottom: 8, containLabel: true };
/** A study's picture has the whole width beside its form, px. */
const WIDTH_PX = 560;
/** Room for the names of quantiles above a picture. */
const MARK_PX = 20;
const LEGEND = { type: 'scroll', top: 0, left: 0, icon: 'roundRect' };
const percentAxis = {
  type: 'value',
  axisLabel: { formatter: (value: number) => `${Math.round(value)}%` },
};
const percentTip = {
  trigger: 'axis',
  valueFormatter: (value: unknown) => `${Number(value).toFixed(1)}%`,
};

/** Of the width of a picture: marks that are nearer to each other than this are labelled on two lines. */
const NEAR = 0.09;
/** What a second line of labels takes, px. */
const LINE = 16;

/** Whether marks of a curve would write over each other in a picture of all curves. */
function isTight({ p10, p50, p90 }: StudyFigure, curves: readonly Curve[]): boolean {
  const ends = curves.map(({ figure: { quantiles } }) => [quantiles[0] ?? 0, quantiles[100] ?? 0]);
  const width =
    Math.max(...ends.map(([, high]) => high ?? 0)) - Math.min(...ends.map(([low]) => low ?? 0));
  return Math.min(p50.value - p10.value, p90.value - p50.value) < NEAR * width;
}

/** Marks P10, P50 and P90 of a curve. */
function marks(figure: StudyFigure, { at, format }: Reading, ink: string, tight: boolean): object {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { type: 'dashed' },
    data: (['p10', 'p50', 'p90'] as const).map((point) => ({
      xAxis: at(figure[point].value),
      label: {
        formatter: `${point.toUpperCase()} ${format(figure[point].value)}`,
        color: ink,
        textBorderWidth: 0,
        distance: tight && point === 'p50' ? 5 + LINE : 5,
      },
    })),
  };
}

/** Shares of futures in bins of equal width; `marked` has its quantiles drawn. */
export function densityOption(
  curves: readonly Curve[],
  marked: number,
  reading: Reading,
  ink: string,
): EChartsCoreOption {
  const tight = curves[marked] !== undefined && isTight(curves[marked].figure, curves);
  const { legend, below } = lineLegend(
    curves.map(({ name }) => name),
    WIDTH_PX,
  );
  return {
    grid: { ...GRID, top: below + MARK_PX + (tight ? LINE : 0) },
    legend,
    tooltip: percentTip,
    xAxis: { type: 'value', scale: true },
    yAxis: percentAxis,
    series: curves.map(({ name, figure }, index) => {
      const { from, width, counts } = figure.histogram;
      const total = counts.reduce((sum, count) => sum + count, 0) || 1;
      return {
        type: 'line',
        name,
        step: 'middle',
        symbol: 'none',
        lineStyle: { width: 2, type: strokeOf(index) },
        areaStyle: { opacity: curves.length > 3 ? 0 : 0.12 },
        data: counts.map((count, bin) => [
          reading.at(from + (bin + 0.5) * width),
          (100 * count) / total,
        ]),
        ...(index === marked ? { markLine: marks(figure, reading, ink, tight) } : {}),
      };
    }),
  };
}

/** The share of futures up to each value. */
export function distributionOption(
  curves: readonly Curve[],
  marked: number,
  reading: Reading,
  ink: string,
): EChartsCoreOption {
  const tight = curves[marked] !== undefined && isTight(curves[marked].figure, curves);
  const { legend, below } = lineLegend(
    curves.map(({ name }) => name),
    WIDTH_PX,
  );
  return {
    grid: { ...GRID, top: below + MARK_PX + (tight ? LINE : 0) },
    legend,
    tooltip: percentTip,
    xAxis: { type: 'value', scale: true },
    yAxis: { ...percentAxis, max: 100 },
    series: curves.map(({ name, figure }, index) => ({
      type: 'line',
      name,
      symbol: 'none',
      lineStyle: { width: 2, type: strokeOf(index) },
      data: figure.quantiles.map((value, percent) => [reading.at(value), percent]),
      ...(index === marked ? { markLine: marks(figure, reading, ink, tight) } : {}),
    })),
  };
}

/** Median with the bands of 80 % and 90 % of futures, step by step. */
export function fanOption(
  course: StudyCourse,
  reading: Reading,
  names: {
    readonly step: (index: number) => string;
    readonly bands: readonly [string, string, string];
  },
  color: string,
): EChartsCoreOption {
  const { p5, p10, p50, p90, p95 } = course;
  const band = (low: readonly number[], high: readonly number[], name: string, opacity: number) => [
    {
      type: 'line',
      stack: name,
      stackStrategy: 'all',
      symbol: 'none',
      lineStyle: { opacity: 0 },
      silent: true,
      name: `${name} ↓`,
      data: low.map(reading.at),
      tooltip: { show: false },
    },
    {
      type: 'line',
      stack: name,
      stackStrategy: 'all',
      symbol: 'none',
      lineStyle: { opacity: 0 },
      silent: true,
      name,
      itemStyle: { color },
      areaStyle: { color, opacity },
      data: high.map((value, index) => reading.at(value) - reading.at(low[index] ?? 0)),
      tooltip: { show: false },
    },
  ];
  const [wide, narrow, middle] = names.bands;
  return {
    grid: GRID,
    legend: { ...LEGEND, data: [middle, narrow, wide] },
    xAxis: { type: 'category', boundaryGap: false, data: p50.map((_, index) => names.step(index)) },
    yAxis: { type: 'value', scale: true },
    series: [
      ...band(p5, p95, wide, 0.12),
      ...band(p10, p90, narrow, 0.22),
      {
        type: 'line',
        name: middle,
        symbol: 'circle',
        symbolSize: 6,
        itemStyle: { color },
        lineStyle: { color, width: 2 },
        data: p50.map(reading.at),
      },
    ],
  };
}

/** One point of a response curve. */
export interface ResponsePoint {
  readonly label: string;
  readonly figure: StudyFigure;
}

/** What a lever does: median and the middle 80 % of futures at positions of it. */
export function responseOption(
  points: readonly ResponsePoint[],
  reading: Reading,
  names: { readonly middle: string; readonly band: string },
  color: string,
): EChartsCoreOption {
  const line = (pick: (figure: StudyFigure) => number) => points.map(({ figure }) => pick(figure));
  const low = (figure: StudyFigure) => reading.at(figure.p10.value);
  return {
    grid: GRID,
    legend: { ...LEGEND, data: [names.middle, names.band] },
    xAxis: { type: 'category', boundaryGap: false, data: points.map(({ label }) => label) },
    yAxis: { type: 'value', scale: true },
    series: [
      {
        type: 'line',
        stack: 'band',
        stackStrategy: 'all',
        symbol: 'none',
        silent: true,
        name: '↓',
        lineStyle: { opacity: 0 },
        data: line(low),
      },
      {
        type: 'line',
        stack: 'band',
        stackStrategy: 'all',
        symbol: 'none',
        silent: true,
        name: names.band,
        itemStyle: { color },
        lineStyle: { opacity: 0 },
        areaStyle: { color, opacity: 0.2 },
        data: line((figure) => reading.at(figure.p90.value) - low(figure)),
      },
      {
        type: 'line',
        name: names.middle,
        symbolSize: 6,
        itemStyle: { color },
        lineStyle: { color, width: 2 },
        data: line((figure) => reading.at(figure.p50.value)),
      },
    ],
  };
}

/** Chance of reaching a target over the positions of a lever, with the chance that is asked for as a line across. */
export function chanceOption(
  tried: TargetAnswer['tried'],
  wanted: number,
  { color, ink }: { readonly color: string; readonly ink: string },
): EChartsCoreOption {
  return {
    grid: { ...GRID, top: 12 },
    tooltip: percentTip,
    xAxis: { type: 'value', scale: true },
    yAxis: { ...percentAxis, min: 0, max: 100 },
    series: [
      {
        type: 'line',
        symbolSize: 6,
        itemStyle: { color },
        lineStyle: { color, width: 2 },
        data: tried.map(({ position, chance }) => [position, chance * 100]),
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { type: 'dashed', color: ink },
          label: { formatter: `${Math.round(wanted * 100)}%`, color: ink },
          data: [{ yAxis: wanted * 100 }],
        },
      },
    ],
  };
}

/** Shares of a variance by assumption, a pair of bars each: by itself, and with what it does together with others. */
export function sharesOption(
  rows: readonly { readonly name: string; readonly first: number; readonly total: number }[],
  names: { readonly first: string; readonly total: string },
  colors: readonly string[],
): EChartsCoreOption {
  const bars = (name: string, pick: (row: (typeof rows)[number]) => number, index: number) => ({
    type: 'bar',
    name,
    barMaxWidth: 12,
    itemStyle: { color: colors[index] ?? '' },
    // An estimate may lie below zero by its error; a share does not.
    data: rows.map((row) => Math.max(0, pick(row)) * 100),
  });
  return {
    grid: GRID,
    legend: LEGEND,
    tooltip: percentTip,
    xAxis: percentAxis,
    yAxis: { type: 'category', inverse: true, data: rows.map(({ name }) => name) },
    series: [
      bars(names.total, ({ total }) => total, 0),
      bars(names.first, ({ first }) => first, 1),
    ],
  };
}

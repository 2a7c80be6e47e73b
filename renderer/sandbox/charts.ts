import type { EChartsCoreOption } from 'echarts/core';
import type { CustomSeriesRenderItem } from 'echarts/types/dist/shared';
import type { AmountScale } from '#shared/format';
import type { BackTest } from '#shared/sandbox/fit-report';
import type { RiskVariable, VariantResult } from '#shared/sandbox/run-result';
import { strokeOf } from '#shared/sandbox/strokes';
import { lineLegend } from './line-legend';

/** A row of an interval chart: thin line `low`–`high`, mark at `middle`; all in the axis' unit. */
export interface IntervalRow {
  readonly name: string;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly color: string;
}

/** Draws one interval: a bar from low to high and a tick at the middle. */
const drawInterval: CustomSeriesRenderItem = (_params, api) => {
  const row = api.value(0) as number;
  const at = (value: number) => api.coord([value, row]);
  const [low = 0, y = 0] = at(api.value(1) as number);
  const [middle = 0] = at(api.value(2) as number);
  const [high = 0] = at(api.value(3) as number);
  const fill = api.visual('color') as string;
  return {
    type: 'group',
    children: [
      {
        type: 'rect',
        shape: { x: low, y: y - 7, width: Math.max(1, high - low), height: 14, r: 3 },
        style: { fill, opacity: 0.3 },
      },
      { type: 'rect', shape: { x: middle - 2, y: y - 10, width: 4, height: 20 }, style: { fill } },
    ],
  };
};

/** Intervals one below the other, with a line at zero where signs matter. */
export function intervalOption(rows: readonly IntervalRow[], zeroLine: boolean): EChartsCoreOption {
  return {
    grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'value', scale: !zeroLine },
    yAxis: { type: 'category', inverse: true, data: rows.map((row) => row.name) },
    series: [
      {
        type: 'custom',
        renderItem: drawInterval,
        encode: { x: [1, 2, 3], y: 0 },
        data: rows.map((row, index) => ({
          value: [index, row.low, row.middle, row.high],
          itemStyle: { color: row.color },
        })),
        ...(zeroLine
          ? {
              markLine: {
                silent: true,
                symbol: 'none',
                label: { show: false },
                lineStyle: { type: 'solid' },
                data: [{ xAxis: 0 }],
              },
            }
          : {}),
      },
    ],
  };
}

/** P10–P50–P90 of bookings per variant on one axis. */
export function comparisonOption(
  variants: readonly VariantResult[],
  nameOf: (variantId: string) => string,
  scale: AmountScale,
  colors: readonly string[],
): EChartsCoreOption {
  return intervalOption(
    variants.map(({ variantId, bookingsMinor }, index) => ({
      name: nameOf(variantId),
      low: bookingsMinor.p10 / scale.minor,
      middle: bookingsMinor.p50 / scale.minor,
      high: bookingsMinor.p90 / scale.minor,
      color: colors[index % colors.length] ?? '',
    })),
    false,
  );
}

/** The chance of each range of bookings, one stepped outline per variant. */
export function distributionOption(
  variants: readonly VariantResult[],
  nameOf: (variantId: string) => string,
  scale: AmountScale,
  target: { readonly minor: number; readonly label: string } | null,
): EChartsCoreOption {
  const { legend, below } = lineLegend(variants.map(({ variantId }) => nameOf(variantId)));
  return {
    grid: {
      left: 8,
      right: 24,
      top: below + (target === null ? 8 : 24),
      bottom: 8,
      containLabel: true,
    },
    legend,
    tooltip: {
      trigger: 'axis',
      valueFormatter: (share: unknown) => `${(Number(share) * 100).toFixed(1)}%`,
    },
    xAxis: { type: 'value', scale: true },
    yAxis: {
      type: 'value',
      axisLabel: { formatter: (share: number) => `${Math.round(share * 100)}%` },
    },
    series: variants.map((variant, index) => {
      const total = variant.histogram.reduce((sum, bin) => sum + bin.count, 0);
      return {
        type: 'line',
        name: nameOf(variant.variantId),
        step: 'middle',
        symbol: 'none',
        lineStyle: { width: 2, type: strokeOf(index) },
        areaStyle: { opacity: variants.length > 3 ? 0 : 0.12 },
        data: variant.histogram.map((bin) => [
          (bin.fromMinor + bin.toMinor) / 2 / scale.minor,
          total === 0 ? 0 : bin.count / total,
        ]),
        ...(index === 0 && target !== null
          ? {
              markLine: {
                silent: true,
                symbol: 'none',
                label: { formatter: target.label },
                data: [{ xAxis: target.minor / scale.minor }],
              },
            }
          : {}),
      };
    }),
  };
}

/** Effects of risk variables with their 95 % intervals, largest first; those around zero are drawn in grey. */
export function riskOption(
  risks: readonly RiskVariable[],
  nameOf: (risk: RiskVariable) => string,
  scale: AmountScale,
  colors: { readonly up: string; readonly down: string; readonly none: string },
): EChartsCoreOption {
  return intervalOption(
    risks.map((risk) => ({
      name: nameOf(risk),
      low: risk.intervalMinor.low / scale.minor,
      middle: risk.effectMinor / scale.minor,
      high: risk.intervalMinor.high / scale.minor,
      color: risk.notDistinguishable ? colors.none : colors[risk.direction],
    })),
    true,
  );
}

/** Back-test: what the model said before each cut-off (P10–P90) and what then happened (diamond). */
export function backTestOption(
  backTest: BackTest,
  scale: AmountScale,
  names: { readonly predicted: string; readonly actual: string },
  colors: { readonly predicted: string; readonly actual: string },
): EChartsCoreOption {
  const rows = backTest.cuts.map((cut) => ({
    name: cut.cutDay,
    low: cut.predictedP10Minor / scale.minor,
    middle: cut.predictedMeanMinor / scale.minor,
    high: cut.predictedP90Minor / scale.minor,
    color: colors.predicted,
  }));
  const base = intervalOption(rows, false);
  const [series] = base['series'] as object[];
  return {
    ...base,
    // Bands are drawn by hand, without the pattern that a sample would have.
    legend: {
      top: 0,
      left: 0,
      itemStyle: { decal: 'none' },
      data: [names.predicted, names.actual],
    },
    grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
    series: [
      { ...series, name: names.predicted, itemStyle: { color: colors.predicted } },
      {
        type: 'scatter',
        name: names.actual,
        symbol: 'diamond',
        symbolSize: 13,
        itemStyle: { color: colors.actual },
        data: backTest.cuts.map((cut, index) => [cut.actualBookingsMinor / scale.minor, index]),
      },
    ],
  };
}

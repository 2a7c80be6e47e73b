import {
  bestAndBaseline,
  briefScale,
  type RankedVariant,
  rankedVariants,
} from '#shared/composer/rehearsal';
import { formatChance, formatCount } from '#shared/format';
import {
  axisLook,
  axisNumber,
  COLOURS,
  emptyPlan,
  frame,
  LABELS_INSIDE,
  nameAxis,
  type Planner,
} from './chart-frame';
import { asLeader, LINE_LEGEND, outline } from './chart-curves';
import { rangeBars } from './chart-marks';
import { seriesColour } from '#shared/sandbox/series-colors';
import { rehearsedAmount } from '#shared/sandbox/rehearsed-figures';

/** Distributions of the leading variant, filled, and of the baseline; P10, median and P90 of the leader marked. */
export const bookingsPlan: Planner = (run, { language, text }) => {
  const pair = bestAndBaseline(run);
  if (!pair) return emptyPlan(text('missing.run'), '');
  const { best, baseline } = pair;
  const bins = best.result.histogram;
  const scale = briefScale(
    bins.map((bin) => bin.toMinor),
    run.currency,
    language,
  );
  const first = bins[0];
  const binWidth = first ? (first.toMinor - first.fromMinor) / scale.minor : 1;
  const points = (histogram: typeof bins) =>
    histogram.map((bin) => [
      (bin.fromMinor + bin.toMinor) / 2 / scale.minor,
      (bin.count / run.replicates) * 100,
    ]);
  const { p10, p50, p90 } = best.result.bookingsMinor;
  const written = (minor: number) => rehearsedAmount(minor, run.currency, language);
  const title = text('chart.bookingsTitle', { best: best.name, p50: written(p50) });
  const subtitle = text('chart.bookingsSubtitle', {
    days: run.request.horizonDays,
    unit: scale.label,
    replicates: formatCount(run.replicates),
  });
  const marks = [
    { name: 'P10', at: p10 },
    { name: text('chart.median'), at: p50 },
    { name: 'P90', at: p90 },
  ].map(({ name, at }) => ({
    xAxis: at / scale.minor,
    label: { formatter: `${name}\n${scale.format(at)}`, color: COLOURS.ink, lineHeight: 15 },
  }));
  const other = baseline.id === best.id ? [] : [baseline];
  const places = run.request.variants.map(({ id }) => id);
  const curve = ({ id, result }: RankedVariant, name: string) =>
    outline(name, places.indexOf(id), points(result.histogram), binWidth);
  const leaderColour = seriesColour(places.indexOf(best.id));
  return {
    height: 242,
    alt: text('chart.bookingsAlt', {
      best: best.name,
      p10: written(p10),
      p50: written(p50),
      p90: written(p90),
    }),
    option: {
      ...frame(title, subtitle),
      legend: LINE_LEGEND,
      grid: { left: 8, right: 24, top: 84, bottom: 32, ...LABELS_INSIDE },
      xAxis: {
        type: 'value',
        scale: true,
        // No bookings below zero.
        min: ({ min }: { min: number }) => Math.max(0, min),
        max: 'dataMax',
        ...axisLook,
        splitLine: { show: false },
        axisLabel: {
          ...axisLook.axisLabel,
          formatter: axisNumber,
          showMinLabel: false,
          showMaxLabel: false,
        },
      },
      yAxis: {
        type: 'value',
        ...axisLook,
        axisLabel: { ...axisLook.axisLabel, formatter: '{value}%' },
      },
      series: [
        { ...curve(best, best.name), ...asLeader(leaderColour, marks) },
        ...other.map((variant) =>
          curve(variant, text('chart.baselineLine', { name: variant.name })),
        ),
      ],
    },
  };
};

/** P10–P50–P90 of every variant on one axis. */
export const comparisonPlan: Planner = (run, { language, text }) => {
  const variants = rankedVariants(run);
  const pair = bestAndBaseline(run);
  if (!pair) return emptyPlan(text('missing.run'), '');
  const scale = briefScale(
    variants.map((v) => v.result.bookingsMinor.p90),
    run.currency,
    language,
  );
  const written = (minor: number) => rehearsedAmount(minor, run.currency, language);
  const { p10, p90 } = pair.best.result.bookingsMinor;
  const title =
    variants.length > 1
      ? text('chart.comparisonTitle', {
          best: pair.best.name,
          chance: formatChance(pair.best.bestChance),
        })
      : text('chart.comparisonTitleOnly', {
          best: pair.best.name,
          p10: written(p10),
          p90: written(p90),
        });
  const subtitle = text('chart.comparisonSubtitle', {
    days: run.request.horizonDays,
    unit: scale.label,
  });
  const items = variants.map(({ name, result: { bookingsMinor: b } }) =>
    text('chart.comparisonItem', {
      name,
      p10: written(b.p10),
      p50: written(b.p50),
      p90: written(b.p90),
    }),
  );
  const rows = variants.map(({ result: { bookingsMinor: b } }, place) => ({
    low: b.p10 / scale.minor,
    high: b.p90 / scale.minor,
    dot: b.p50 / scale.minor,
    label: scale.format(b.p50),
    lowLabel: scale.format(b.p10),
    highLabel: scale.format(b.p90),
    colour: seriesColour(place),
  }));
  return {
    height: 84 + variants.length * 40,
    alt: text('chart.comparisonAlt', { items: items.join(text('fact.semicolon')) }),
    option: {
      ...frame(title, subtitle),
      grid: { left: 8, right: 40, top: 62, bottom: 8, ...LABELS_INSIDE },
      xAxis: {
        type: 'value',
        scale: true,
        boundaryGap: ['20%', '12%'],
        ...axisLook,
        axisLabel: { ...axisLook.axisLabel, formatter: axisNumber },
      },
      yAxis: nameAxis(variants.map((v) => v.name)),
      series: rangeBars(rows),
    },
  };
};

import { seriesColour } from '#shared/sandbox/series-colors';
import {
  type FigureStudy,
  leadingVariant,
  rankedOutput,
  studyFacts,
  studyReading,
  studyVariants,
} from '#shared/composer/study-figures';
import { formatChance } from '#shared/format';
import { bestVariant } from '#shared/sandbox/studies/best';
import type { StudyFigure } from '#shared/sandbox/study';
import {
  axisLook,
  axisNumber,
  type ChartPlan,
  type ChartWords,
  COLOURS,
  emptyPlan,
  frame,
  LABELS_INSIDE,
  nameAxis,
} from './chart-frame';
import { asLeader, LINE_LEGEND, outline } from './chart-curves';
import { rangeBars } from './chart-marks';

/** P10–P50–P90 of every variant by the ranked output. */
function studyComparisonPlan(shown: FigureStudy, words: ChartWords): ChartPlan {
  const { language, text } = words;
  const variants = studyVariants(shown);
  const best = leadingVariant(shown, bestVariant(shown.study.result));
  if (best === null) return emptyPlan(text('missing.run'), '');
  const reading = studyReading(shown, language, ({ p90 }) => [p90.value]);
  const output = rankedOutput(shown).name[language];
  const title = text('study.comparisonTitle', {
    best: best.name,
    chance: formatChance(best.bestChance),
    output,
  });
  const unit = reading.label || text(`study.unit.${rankedOutput(shown).unit}`);
  const items = variants.map(({ name, figure }) =>
    text('chart.comparisonItem', {
      name,
      p10: reading.say(figure.p10.value),
      p50: reading.say(figure.p50.value),
      p90: reading.say(figure.p90.value),
    }),
  );
  const rows = variants.map(({ figure: { p10, p50, p90 } }, place) => ({
    low: reading.at(p10.value),
    high: reading.at(p90.value),
    dot: reading.at(p50.value),
    label: reading.format(p50.value),
    lowLabel: reading.format(p10.value),
    highLabel: reading.format(p90.value),
    colour: seriesColour(place),
  }));
  return {
    height: 84 + variants.length * 40,
    alt: text('study.comparisonAlt', { output, items: items.join(text('fact.semicolon')) }),
    option: {
      ...frame(title, text('study.comparisonSubtitle', { output, unit })),
      grid: { left: 8, right: 40, top: 62, bottom: 8, ...LABELS_INSIDE },
      xAxis: {
        type: 'value',
        scale: true,
        boundaryGap: ['20%', '12%'],
        ...axisLook,
        axisLabel: { ...axisLook.axisLabel, formatter: axisNumber },
      },
      yAxis: nameAxis(variants.map(({ name }) => name)),
      series: rangeBars(rows),
    },
  };
}

/** Distributions of the leading variant, filled, and of the baseline; P10, median and P90 of the leader marked. */
function studyOutcomePlan(shown: FigureStudy, words: ChartWords): ChartPlan {
  const { language, text } = words;
  const best = leadingVariant(shown, bestVariant(shown.study.result));
  const [baseline] = studyVariants(shown);
  if (best === null || baseline === undefined) return emptyPlan(text('missing.run'), '');
  const reading = studyReading(shown, language, ({ p90 }) => [p90.value]);
  const output = rankedOutput(shown).name[language];
  const { replicates } = shown.study.result;
  const points = ({ histogram: { from, width, counts } }: StudyFigure) =>
    counts.map((count, index) => [
      reading.at(from + (index + 0.5) * width),
      (count / replicates) * 100,
    ]);
  const binWidth = Math.abs(reading.at(best.figure.histogram.width) - reading.at(0));
  const marks = (
    [
      ['P10', best.figure.p10.value],
      [text('chart.median'), best.figure.p50.value],
      ['P90', best.figure.p90.value],
    ] as const
  ).map(([name, value]) => ({
    xAxis: reading.at(value),
    label: { formatter: `${name}\n${reading.format(value)}`, color: COLOURS.ink, lineHeight: 15 },
  }));
  const unit = reading.label || text(`study.unit.${rankedOutput(shown).unit}`);
  const title = text('study.outcomeTitle', {
    best: best.name,
    output,
    p50: reading.say(best.figure.p50.value),
  });
  const other = baseline.id === best.id ? [] : [baseline];
  const places = studyVariants(shown).map(({ id }) => id);
  const curve = ({ id, figure }: typeof baseline, name: string) =>
    outline(name, places.indexOf(id), points(figure), binWidth);
  const leaderColour = seriesColour(places.indexOf(best.id));
  return {
    height: 242,
    alt: text('study.outcomeAlt', {
      best: best.name,
      output,
      p10: reading.say(best.figure.p10.value),
      p50: reading.say(best.figure.p50.value),
      p90: reading.say(best.figure.p90.value),
    }),
    option: {
      ...frame(title, text('study.outcomeSubtitle', { output, unit, ...studyFacts(shown) })),
      legend: LINE_LEGEND,
      grid: { left: 8, right: 24, top: 84, bottom: 32, ...LABELS_INSIDE },
      xAxis: {
        type: 'value',
        scale: true,
        ...axisLook,
        splitLine: { show: false },
        axisLabel: { ...axisLook.axisLabel, formatter: axisNumber },
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
}

/** The charts of a kept study. */
export const STUDY_PLANS = { studyComparison: studyComparisonPlan, studyOutcome: studyOutcomePlan };

import { type ChartName, isOfStudy } from '#shared/composer/model';
import {
  bestAndBaseline,
  briefScale,
  rankedVariants,
  variableName,
} from '#shared/composer/rehearsal';
import {
  type FigureStudy,
  leadingVariant,
  rankedOutput,
  studyFacts,
  studyReading,
  studyVariants,
} from '#shared/composer/study-figures';
import { SandtableError } from '#shared/errors';
import { formatCount } from '#shared/format';
import { bestVariant } from '#shared/sandbox/studies/best';
import type { StudyFigure } from '#shared/sandbox/study';
import { seriesColour } from '#shared/sandbox/series-colors';
import type { RunResult } from '#shared/sandbox/run-result';
import { axisNumber, COLOURS, type ChartWords } from './chart-frame';
import type { FigureSource } from './figures';

/** A line or a group of columns; `values` as many as there are categories. */
interface ChartSeries {
  readonly name: string;
  readonly values: readonly number[];
  readonly colour: string;
}

/** The figures of a chart for programs that draw it themselves, and let the reader edit them. */
export interface ChartData {
  /** `combo`: the first series as columns, the others as lines. */
  readonly kind: 'combo' | 'bars' | 'lines';
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
  /** Number format of the values in the words of OOXML. */
  readonly format: string;
  /** What is shown, in which unit. */
  readonly note: string;
}

/** Rows of a chart read well up to this number. */
const MOST_RISKS = 6;
const LOW = '#7a9fd6';
const HIGH = '#12356f';

/**
 * The figures of a chart of a rehearsal or study; no series when there is nothing to draw.
 * @throws SandtableError NOT_FOUND where what was found has no such chart
 */
export function chartData(source: FigureSource, chart: ChartName, words: ChartWords): ChartData {
  if ('study' in source) {
    if (isOfStudy(chart)) return { studyComparison, studyOutcome }[chart](source, words);
  } else if (!isOfStudy(chart)) {
    return { bookings, comparison, risks, backtest }[chart](source, words);
  }
  throw new SandtableError('NOT_FOUND', 'no such figure of this run');
}

const NOTHING: ChartData = { kind: 'bars', categories: [], series: [], format: '0', note: '' };

/** Share of the futures in each range of bookings. */
function bookings(run: RunResult, { language, text }: ChartWords): ChartData {
  const pair = bestAndBaseline(run);
  if (!pair) return NOTHING;
  const { best, baseline } = pair;
  const bins = best.result.histogram;
  const scale = briefScale(
    bins.map((bin) => bin.toMinor),
    run.currency,
    language,
  );
  const shares = (histogram: typeof bins) => histogram.map((bin) => bin.count / run.replicates);
  const other = baseline.id === best.id ? [] : [baseline];
  const places = run.request.variants.map(({ id }) => id);
  const colourOf = (id: string) => seriesColour(places.indexOf(id));
  return {
    kind: 'combo',
    categories: bins.map(({ fromMinor, toMinor }) =>
      axisNumber((fromMinor + toMinor) / 2 / scale.minor),
    ),
    series: [
      { name: best.name, values: shares(bins), colour: colourOf(best.id) },
      ...other.map(({ name, result }) => ({
        name: text('chart.baselineLine', { name }),
        values: shares(result.histogram),
        colour: seriesColour(0),
      })),
    ],
    format: '0%',
    note: text('chart.bookingsSubtitle', {
      days: run.request.horizonDays,
      unit: scale.label,
      replicates: formatCount(run.replicates),
    }),
  };
}

/** P10, median and P90 of every variant. */
function comparison(run: RunResult, { language, text }: ChartWords): ChartData {
  const variants = rankedVariants(run);
  const scale = briefScale(
    variants.map((v) => v.result.bookingsMinor.p90),
    run.currency,
    language,
  );
  const of = (quantile: 'p10' | 'p50' | 'p90') =>
    variants.map(({ result }) => result.bookingsMinor[quantile] / scale.minor);
  return {
    kind: 'bars',
    categories: variants.map(({ name }) => name),
    series: [
      { name: 'P10', values: of('p10'), colour: LOW },
      { name: text('chart.median'), values: of('p50'), colour: COLOURS.forecast },
      { name: 'P90', values: of('p90'), colour: HIGH },
    ],
    format: '#,##0.0',
    note: text('slide.comparison', { days: run.request.horizonDays, unit: scale.label }),
  };
}

/** The effects of the largest risks with the ends of their 95 % intervals. */
function risks(run: RunResult, { language, text }: ChartWords): ChartData {
  const shown = run.risks.slice(0, MOST_RISKS);
  const scale = briefScale(
    shown.flatMap((r) => [r.intervalMinor.low, r.intervalMinor.high]),
    run.currency,
    language,
  );
  return {
    kind: 'bars',
    categories: shown.map(({ id }) => variableName(id, language, text)),
    series: [
      {
        name: text('chart.intervalLow'),
        values: shown.map((r) => r.intervalMinor.low / scale.minor),
        colour: LOW,
      },
      {
        name: text('chart.effect'),
        values: shown.map((r) => r.effectMinor / scale.minor),
        colour: COLOURS.forecast,
      },
      {
        name: text('chart.intervalHigh'),
        values: shown.map((r) => r.intervalMinor.high / scale.minor),
        colour: HIGH,
      },
    ],
    format: '#,##0.0',
    note: text('slide.risks', { unit: scale.label }),
  };
}

/** Forecast and outcome at each cut; calibration where there are no cuts. */
function backtest(run: RunResult, { language, text }: ChartWords): ChartData {
  const { cuts, calibration } = run.fit.backTest;
  if (cuts.length === 0) {
    return {
      kind: 'lines',
      categories: calibration.map(({ predicted }) => `${axisNumber(predicted * 100)}%`),
      series: [
        {
          name: text('chart.predicted'),
          values: calibration.map(({ predicted }) => predicted),
          colour: COLOURS.forecast,
        },
        {
          name: text('chart.actual'),
          values: calibration.map(({ actual }) => actual),
          colour: COLOURS.actual,
        },
      ],
      format: '0%',
      note: text('slide.calibration'),
    };
  }
  const scale = briefScale(
    cuts.flatMap((c) => [c.predictedP90Minor, c.actualBookingsMinor]),
    run.currency,
    language,
  );
  const line = (name: string, values: readonly number[], colour: string) => ({
    name,
    values: values.map((minor) => minor / scale.minor),
    colour,
  });
  return {
    kind: 'lines',
    categories: cuts.map(({ cutDay }) => cutDay),
    series: [
      line(
        'P10',
        cuts.map((c) => c.predictedP10Minor),
        LOW,
      ),
      line(
        text('chart.cameIn'),
        cuts.map((c) => c.actualBookingsMinor),
        COLOURS.actual,
      ),
      line(
        'P90',
        cuts.map((c) => c.predictedP90Minor),
        HIGH,
      ),
    ],
    format: '#,##0.0',
    note: text('slide.backtest', { unit: scale.label }),
  };
}

/** P10, median and P90 of every variant by the ranked output. */
function studyComparison(shown: FigureStudy, { language, text }: ChartWords): ChartData {
  const variants = studyVariants(shown);
  const reading = studyReading(shown, language, ({ p90 }) => [p90.value]);
  const of = (point: 'p10' | 'p50' | 'p90') =>
    variants.map(({ figure }) => reading.at(figure[point].value));
  const output = rankedOutput(shown);
  return {
    kind: 'bars',
    categories: variants.map(({ name }) => name),
    series: [
      { name: 'P10', values: of('p10'), colour: LOW },
      { name: text('chart.median'), values: of('p50'), colour: COLOURS.forecast },
      { name: 'P90', values: of('p90'), colour: HIGH },
    ],
    format: '#,##0.0',
    note: text('study.comparisonSubtitle', {
      output: output.name[language],
      unit: reading.label || text(`study.unit.${output.unit}`),
    }),
  };
}

/** Share of the futures in each range of the ranked output: the leading variant and the baseline. */
function studyOutcome(shown: FigureStudy, { language, text }: ChartWords): ChartData {
  const best = leadingVariant(shown, bestVariant(shown.study.result));
  const [baseline] = studyVariants(shown);
  if (best === null || baseline === undefined) return NOTHING;
  const reading = studyReading(shown, language, ({ p90 }) => [p90.value]);
  const output = rankedOutput(shown);
  const shares = ({ histogram }: StudyFigure) =>
    histogram.counts.map((count) => count / shown.study.result.replicates);
  const { from, width, counts } = best.figure.histogram;
  const other = baseline.id === best.id ? [] : [baseline];
  const places = studyVariants(shown).map(({ id }) => id);
  const colourOf = (id: string) => seriesColour(places.indexOf(id));
  return {
    kind: 'combo',
    categories: counts.map((_, index) => axisNumber(reading.at(from + (index + 0.5) * width))),
    series: [
      { name: best.name, values: shares(best.figure), colour: colourOf(best.id) },
      ...other.map(({ name, figure }) => ({
        name: text('chart.baselineLine', { name }),
        values: shares(figure),
        colour: seriesColour(0),
      })),
    ],
    format: '0%',
    note: text('study.outcomeSubtitle', {
      output: output.name[language],
      unit: reading.label || text(`study.unit.${output.unit}`),
      ...studyFacts(shown),
    }),
  };
}

import type { Distribution, Partial, Ranking, VariantResult } from '#shared/sandbox/model';
import { OUT, OUT_COUNT } from './figures';
import { lowerTailMean, meanAndSd, rankColumns, sortedQuantile } from './statistics';

/** From replicates to what people read. The output matrix is [replicate][scenario][figure]. */

const HISTOGRAM_BINS = 40;
const CDF_POINTS = 101;
const Z95 = 1.959963984540054;

export interface OutputMatrix {
  values: Float64Array;
  scenarios: number;
  replicates: number;
}

/** One figure of one scenario over all replicates. */
export function column(matrix: OutputMatrix, scenario: number, figure: number): Float64Array {
  const { values, scenarios, replicates } = matrix;
  const out = new Float64Array(replicates);
  for (let r = 0; r < replicates; r++) {
    out[r] = values[(r * scenarios + scenario) * OUT_COUNT + figure] as number;
  }
  return out;
}

function distribution(values: Float64Array): Distribution {
  const sorted = values.toSorted();
  const { mean, sd } = meanAndSd(values);
  return {
    n: values.length,
    mean,
    sd,
    se: sd / Math.sqrt(values.length),
    p5: sortedQuantile(sorted, 0.05),
    p10: sortedQuantile(sorted, 0.1),
    p50: sortedQuantile(sorted, 0.5),
    p90: sortedQuantile(sorted, 0.9),
    p95: sortedQuantile(sorted, 0.95),
  };
}

/** a / b per replicate, only where b > 0; null when that is nowhere. */
function ratio(a: Float64Array, b: Float64Array): Distribution | null {
  const values: number[] = [];
  b.forEach((divisor, r) => {
    if (divisor > 0) values.push((a[r] as number) / divisor);
  });
  return values.length > 0 ? distribution(Float64Array.from(values)) : null;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Figures of every variant and their ranking over replicates 1…n of the matrix. */
export function summarise(
  matrix: OutputMatrix,
  variantIds: readonly string[],
  targetMinor: number | null,
): Partial {
  const bookings = variantIds.map((_, j) => column(matrix, j, OUT.bookings));
  const sorted = bookings.map((values) => values.toSorted());
  const lowest = Math.min(...sorted.map((values) => values[0] as number));
  const highest = Math.max(...sorted.map((values) => values.at(-1) as number));
  const variants = variantIds.map((variantId, j): VariantResult => {
    const values = bookings[j] as Float64Array;
    const ordered = sorted[j] as Float64Array;
    const wins = column(matrix, j, OUT.wins);
    const there = sum(column(matrix, j, OUT.inValidation));
    const waited = sum(column(matrix, j, OUT.waitDays));
    const beaten =
      targetMinor === null
        ? 0
        : values.filter((value) => value >= targetMinor).length / values.length;
    return {
      variantId,
      bookingsMinor: distribution(values),
      histogram: histogram(values, lowest, highest),
      cdf: Array.from({ length: CDF_POINTS }, (_, k) => {
        const chance = k / (CDF_POINTS - 1);
        return { valueMinor: sortedQuantile(ordered, chance), chance };
      }),
      cvar5Minor: lowerTailMean(ordered, 0.05),
      targetChance: targetMinor === null ? null : beaten,
      targetChanceSe:
        targetMinor === null ? null : Math.sqrt((beaten * (1 - beaten)) / values.length),
      conversion: ratio(wins, column(matrix, j, OUT.closed)),
      cycleDays: ratio(column(matrix, j, OUT.cycleDays), wins),
      wins: distribution(wins),
      stageAtHorizon: Array.from(
        { length: OUT_COUNT - OUT.stages },
        (_, s) => sum(column(matrix, j, OUT.stages + s)) / matrix.replicates,
      ),
      validationWaitDays: there > 0 ? waited / there : 0,
    };
  });
  return { replicates: matrix.replicates, variants, ranking: rank(variantIds, bookings) };
}

function histogram(
  values: Float64Array,
  lowest: number,
  highest: number,
): VariantResult['histogram'] {
  const width = (highest - lowest) / HISTOGRAM_BINS;
  if (width === 0) return [{ fromMinor: lowest, toMinor: highest, count: values.length }];
  const counts = Array.from({ length: HISTOGRAM_BINS }, () => 0);
  for (const value of values) {
    const bin = Math.min(HISTOGRAM_BINS - 1, Math.floor((value - lowest) / width));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts.map((count, bin) => ({
    fromMinor: lowest + bin * width,
    toMinor: lowest + (bin + 1) * width,
    count,
  }));
}

function rank(variantIds: readonly string[], bookings: readonly Float64Array[]): Ranking {
  const { bestChance, expectedRegret } = rankColumns(bookings);
  const baseline = bookings[0] as Float64Array;
  return variantIds.map((variantId, j) => ({
    variantId,
    bestChance: bestChance[j] as number,
    expectedRegretMinor: expectedRegret[j] as number,
    versusBaseline: j === 0 ? null : versus(bookings[j] as Float64Array, baseline),
  }));
}

function versus(values: Float64Array, baseline: Float64Array): Ranking[number]['versusBaseline'] {
  const difference = pairedDifference(values, baseline);
  let better = 0;
  values.forEach((value, r) => {
    const other = baseline[r] as number;
    better += value > other ? 1 : value === other ? 0.5 : 0;
  });
  return {
    meanMinor: difference.mean,
    seMinor: difference.se,
    interval: { low: difference.low, high: difference.high },
    betterChance: better / values.length,
    quantilesMinor: quantiles(values.map((value, r) => value - (baseline[r] as number)).toSorted()),
  };
}

/** The 0 %, 1 % … 100 % points of a sorted sample. */
function quantiles(sorted: Float64Array): number[] {
  return Array.from({ length: CDF_POINTS }, (_, k) => sortedQuantile(sorted, k / (CDF_POINTS - 1)));
}

/** Mean of a − b over paired replicates with its standard error and 95 % interval. */
export function pairedDifference(
  a: Float64Array,
  b: Float64Array,
): { mean: number; se: number; low: number; high: number } {
  const { mean, sd } = meanAndSd(a.map((value, r) => value - (b[r] as number)));
  const se = sd / Math.sqrt(a.length);
  return { mean, se, low: mean - Z95 * se, high: mean + Z95 * se };
}

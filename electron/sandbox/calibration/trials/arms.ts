import type { Outcome, Trial } from './trial';

/** What an arm does on average, with its error: by the difference of means, which randomisation makes unbiased. */
export interface ArmMean {
  readonly mean: number;
  /** Variance of the estimate. */
  readonly variance: number;
  /** Variance of one row. */
  readonly rowVariance: number;
  readonly n: number;
}

/** Richer and poorer versions of one offer are taken to differ by at least this share of a standard error. */
const LEAST_SPREAD = 0.5;
/** With fewer offers beside the control nothing is known of how they differ. */
const FEWEST_POOLED = 3;

/** Mean of each arm as it was observed. */
export function rawMeans({ arms, arm }: Trial, { values }: Outcome): ArmMean[] {
  return arms.map((_, k) => {
    let n = 0;
    let sum = 0;
    arm.forEach((code, row) => {
      if (code !== k) return;
      n++;
      sum += values[row] as number;
    });
    const mean = n > 0 ? sum / n : NaN;
    let squares = 0;
    arm.forEach((code, row) => {
      if (code === k) squares += ((values[row] as number) - mean) ** 2;
    });
    const rowVariance = n > 1 ? squares / (n - 1) : NaN;
    return { mean, variance: rowVariance / n, rowVariance, n };
  });
}

/**
 * Means of the arms, three or more offers drawn together by how much they differ beyond chance (DerSimonian & Laird 1986); the
 * control stays as it is.
 */
export function pooledMeans(raw: readonly ArmMean[]): ArmMean[] {
  const [control, ...offers] = raw as [ArmMean, ...ArmMean[]];
  if (offers.length < FEWEST_POOLED || offers.some(({ variance }) => !(variance > 0)))
    return [...raw];
  const weights = offers.map(({ variance }) => 1 / variance);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const centre = offers.reduce((all, { mean }, k) => all + (weights[k] as number) * mean, 0) / sum;
  const q = offers.reduce(
    (all, { mean }, k) => all + (weights[k] as number) * (mean - centre) ** 2,
    0,
  );
  const squares = weights.reduce((all, weight) => all + weight * weight, 0);
  const middle = offers.map(({ variance }) => variance).toSorted((a, b) => a - b)[
    offers.length >> 1
  ] as number;
  const between = Math.max(
    (q - (offers.length - 1)) / (sum - squares / sum),
    LEAST_SPREAD ** 2 * middle,
  );
  const precisions = offers.map(({ variance }) => 1 / (variance + between));
  const all = precisions.reduce((total, precision) => total + precision, 0);
  const common =
    offers.reduce((total, { mean }, k) => total + (precisions[k] as number) * mean, 0) / all;
  return [
    control,
    ...offers.map((offer) => {
      const pull = offer.variance / (offer.variance + between);
      return {
        ...offer,
        mean: (1 - pull) * offer.mean + pull * common,
        variance: (1 - pull) * offer.variance + (pull * pull) / all,
      };
    }),
  ];
}

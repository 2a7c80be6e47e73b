import { log } from '../../engine/elementary';

/** Proper scores and error measures of forecasts; lower is better. CRPS of each kind of distribution: engine/statistics. */

/** Brier score of a chance for what happened (true) or did not. */
export function brier(chance: number, happened: boolean): number {
  return (chance - (happened ? 1 : 0)) ** 2;
}

/** Smallest chance that a logarithmic score takes at its word: a sure forecast that fails costs 16.1, not infinity. */
const SUREST = 1e-7;

/** Logarithmic score, −ln of the chance given to what happened. */
export function logLoss(chance: number, happened: boolean): number {
  const given = happened ? chance : 1 - chance;
  return -log(Math.max(SUREST, given));
}

/** Quantile (pinball) loss of `quantile`, forecast for the level `p`, at y. Twice its mean over all p is the CRPS. */
export function pinball(quantile: number, p: number, y: number): number {
  return y >= quantile ? p * (y - quantile) : (1 - p) * (quantile - y);
}

/** Σ w|forecast − y| / Σ w (WMAE); with weights 1 the mean absolute error. NaN when nothing was forecast. */
export function weightedAbsoluteError(
  forecasts: ArrayLike<number>,
  actuals: ArrayLike<number>,
  weights: ArrayLike<number>,
): number {
  let error = 0;
  let weight = 0;
  for (let i = 0; i < forecasts.length; i++) {
    error += (weights[i] as number) * Math.abs((forecasts[i] as number) - (actuals[i] as number));
    weight += weights[i] as number;
  }
  return error / weight;
}

/**
 * Randomised probability integral transform: a uniform point of the step that a forecast's distribution makes at y. Uniform
 * on (0, 1) exactly when the forecast is calibrated, also for counts.
 * @param below P(X < y)
 * @param upTo P(X ≤ y)
 * @param u uniform on (0, 1)
 */
export function randomisedPit(below: number, upTo: number, u: number): number {
  return below + u * (upTo - below);
}

/** Counts of PIT values in `bins` equal bins of [0, 1]. */
export function pitHistogram(values: ArrayLike<number>, bins: number): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((values[i] as number) * bins)));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

/** Share of PIT values inside the central interval of `level` (0.9 = from 0.05 to 0.95). NaN without values. */
export function pitCoverage(values: ArrayLike<number>, level: number): number {
  const edge = (1 - level) / 2;
  let inside = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value >= edge && value <= 1 - edge) inside++;
  }
  return inside / values.length;
}

/** Pearson's χ² of counts against equal shares; with `bins − 1` degrees of freedom. */
export function chiSquareUniform(counts: readonly number[]): number {
  const all = counts.reduce((sum, count) => sum + count, 0);
  const expected = all / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

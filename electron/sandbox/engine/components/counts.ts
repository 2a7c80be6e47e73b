import { exp, log, normalQuantile } from '../elementary';

/**
 * Counts by inversion of one uniform number: the same number gives more for a higher mean, so variants that share it differ by
 * what they do and not by luck. Written in the subset of TypeScript that is also compiled to WebAssembly.
 */

/** Up to this mean the distribution is summed up from 0 and exact; beyond, by its first four moments. */
const EXACT_MEAN: f64 = 60;
/** Variance and fourth cumulant of a uniform on (−½, ½), by which a count is spread to a continuous value (Sheppard). */
const SPREAD: f64 = 0.08333333333333333;
const SPREAD_FOURTH: f64 = 0.008333333333333333;

/** The u-quantile of Poisson(mean), 0 < u < 1. Beyond a mean of 60 a probability is off by at most 8e-5. */
export function poissonQuantile(u: f64, mean: f64): f64 {
  if (!(mean > 0)) return 0;
  if (mean > EXACT_MEAN) return latticeQuantile(u, mean, mean, mean, mean);
  let p = exp(-mean);
  let left = u;
  let x: f64 = 0;
  // Rounding may leave a crumb of probability for which no count is left.
  while (left > p && x < 400) {
    left -= p;
    x++;
    p *= mean / x;
  }
  return x;
}

/** The u-quantile of Binomial(n, p), n whole and not negative; p outside 0 to 1 counts as the nearer of both. */
export function binomialQuantile(u: f64, n: f64, p: f64): f64 {
  if (!(n > 0) || !(p > 0)) return 0;
  if (p >= 1) return n;
  return p > 0.5 ? n - lowerBinomial(1 - u, n, 1 - p) : lowerBinomial(u, n, p);
}

function lowerBinomial(u: f64, n: f64, p: f64): f64 {
  const q = 1 - p;
  const mean = n * p;
  if (mean > EXACT_MEAN) {
    const variance = mean * q;
    const x = latticeQuantile(u, mean, variance, variance * (q - p), variance * (1 - 6 * p * q));
    return x < n ? x : n;
  }
  const odds = p / q;
  let chance = exp(n * log(q));
  let left = u;
  let x: f64 = 0;
  while (left > chance && x < n) {
    left -= chance;
    x++;
    chance *= ((n + 1) / x - 1) * odds;
  }
  return x;
}

/** Cornish and Fisher (1938) to the fourth cumulant, for a count that is spread by a uniform and rounded again. */
function latticeQuantile(u: f64, mean: f64, variance: f64, third: f64, fourth: f64): f64 {
  const z = normalQuantile(u);
  const sd = Math.sqrt(variance + SPREAD);
  const skewness = third / (sd * sd * sd);
  const excess = (fourth - SPREAD_FOURTH) / (sd * sd * sd * sd);
  const w =
    z +
    ((z * z - 1) * skewness) / 6 +
    ((z * z * z - 3 * z) * excess) / 24 -
    ((2 * z * z * z - 5 * z) * skewness * skewness) / 36;
  const x = Math.floor(mean + sd * w + 0.5);
  return x > 0 ? x : 0;
}

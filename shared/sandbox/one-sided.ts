import type { BackTestCut } from './fit-report';

/** How many of the latest tests on the past are looked at: fewer cannot tell, more hide what has begun lately. */
const LATEST = 4;

/**
 * From this two-sided p on, praise is withheld. Four tests cannot go below 0.125 (all on one side), and to withhold
 * praise that was due costs less than to give praise that was not.
 */
const PRAISE_WITHHELD_AT = 0.125;

/** The latest tests on the past missed to one side. */
export interface OneSided {
  /** Where what came lies: `below` the forecast medians = the forecasts were too high. */
  readonly side: 'below' | 'above';
  readonly tests: number;
  /** Two-sided p of the sign test, 0–1: chance of a split as uneven when the medians are right. */
  readonly p: number;
}

/**
 * Sign test, two-sided and exact: 2 · Σ_{i ≤ min(a, b)} C(a + b, i) / 2^(a + b), at most 1. Source: W. J. Dixon and
 * A. M. Mood, “The statistical sign test”, Journal of the American Statistical Association 41 (1946), 557–566.
 * @param above how many outcomes lie above the median @param below how many below; ties are left out
 */
export function signTest(above: number, below: number): number {
  const n = above + below;
  let ways = 0;
  let choose = 1;
  for (let i = 0; i <= Math.min(above, below); i++) {
    ways += choose;
    choose = (choose * (n - i)) / (i + 1);
  }
  return Math.min(1, (2 * ways) / 2 ** n);
}

/**
 * Whether what came in the latest tests lies on one side of the forecast medians more than luck explains. Null when it does
 * not, or when there are too few tests (or tests of an earlier version, which kept no median) to tell.
 * @param cuts oldest first
 */
export function oneSidedOf(
  cuts: readonly Pick<BackTestCut, 'actualBookingsMinor' | 'predictedP50Minor'>[],
): OneSided | null {
  let above = 0;
  let below = 0;
  for (const { actualBookingsMinor: actual, predictedP50Minor: median } of cuts.slice(-LATEST)) {
    if (median !== undefined && actual > median) above += 1;
    if (median !== undefined && actual < median) below += 1;
  }
  const p = signTest(above, below);
  if (p > PRAISE_WITHHELD_AT) return null;
  return { side: below > above ? 'below' : 'above', tests: above + below, p };
}

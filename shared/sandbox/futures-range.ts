import type { Ranking } from './run-result';

/** Half of a 95 % interval, in standard errors. */
export const Z95 = 1.96;

/**
 * Between what the difference to the baseline lies in 80 % of the futures (its 10 % and 90 % points, minor units). Each
 * future draws the strength of every lever anew, so it holds how uncertain that strength is; the error of the mean does not.
 * Null for the baseline, and for runs of an earlier version, which kept no distribution.
 */
export function futuresRange(
  versus: Ranking[number]['versusBaseline'],
): { readonly low: number; readonly high: number } | null {
  const points = versus?.quantilesMinor;
  const [low, high] = [points?.[10], points?.[90]];
  return low === undefined || high === undefined ? null : { low, high };
}

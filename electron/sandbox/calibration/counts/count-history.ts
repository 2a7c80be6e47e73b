import { feastKeys } from './calendar';

/** Several series of counts over the same days, in the order of time. */
export interface CountHistory {
  readonly grain: 'day' | 'week' | 'month';
  /** Days since 1970-01-01; of a week or month a day inside it. */
  readonly days: Int32Array;
  readonly series: readonly { readonly name: string; readonly values: Float64Array }[];
}

/** A shop that sells less than this a day over all series may sell nothing while open. */
const FEWEST_A_DAY = 8;
/** Strength of the prior that a feast is a day like others, in years, and its chance of being closed. */
const PRIOR_YEARS = 0.5;
const PRIOR_CLOSED = 0.05;
/** A feast seen closed less often than this says nothing. */
const LEAST_SHARE = 0.5;

/** Marks the days on which nothing at all was sold though shops like this sell every day. */
export function closedDays({ grain, days, series }: CountHistory): Uint8Array {
  const totals = new Float64Array(days.length);
  for (const { values } of series) {
    values.forEach((value, i) => {
      totals[i] = (totals[i] as number) + value;
    });
  }
  const mean = totals.reduce((sum, value) => sum + value, 0) / Math.max(1, totals.length);
  const possible = grain === 'day' && mean >= FEWEST_A_DAY;
  return Uint8Array.from(totals, (total) => (possible && total === 0 ? 1 : 0));
}

/**
 * The chance that a day is closed, from the same date and the same distance from Easter in the years before.
 * @param n how many rows are known
 */
export function closureChance(
  days: Int32Array,
  closed: Uint8Array,
  n: number,
): (day: number) => number {
  const years = new Map<string, { seen: number; closed: number }>();
  const keep = new Set<string>();
  for (let i = 0; i < n; i++) {
    if (closed[i] === 1) for (const key of feastKeys(days[i] as number)) keep.add(key);
  }
  if (keep.size === 0) return () => 0;
  for (let i = 0; i < n; i++) {
    for (const key of feastKeys(days[i] as number)) {
      if (!keep.has(key)) continue;
      const entry = years.get(key) ?? { seen: 0, closed: 0 };
      entry.seen++;
      entry.closed += closed[i] as number;
      years.set(key, entry);
    }
  }
  return (day) => {
    let chance = 0;
    for (const key of feastKeys(day)) {
      const entry = years.get(key);
      // A date closed in the only year known may have been that year's moving feast.
      if (entry === undefined || entry.seen < 2) continue;
      if (entry.closed / entry.seen < LEAST_SHARE) continue;
      const share = (entry.closed + PRIOR_YEARS * PRIOR_CLOSED) / (entry.seen + PRIOR_YEARS);
      chance = Math.max(chance, share);
    }
    return chance;
  };
}

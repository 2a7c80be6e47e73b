import type { AllocationPosition } from '#shared/sandbox/allocation/model';

/** The newest so many days of a history count: older ones tell about another season. */
const WINDOW_DAYS = 56;
/** Days below which the spread of a history says nothing. */
const LEAST_DAYS_FOR_SPREAD = 14;

type Demand = AllocationPosition['demand'];

/** First and last day of the sales that count, as numbers of days; both belong to it. */
export interface SalesWindow {
  readonly first: number;
  readonly last: number;
}

/** The days that count of a history from `first` to `last`. */
export function salesWindow(first: number, last: number): SalesWindow {
  return { first: Math.max(first, last - WINDOW_DAYS + 1), last };
}

/**
 * A demand from daily sales, by a plain rule. Mean = (units sold + ½) ÷ days: the half keeps a position that has not sold yet
 * from counting as one that never will. Dispersion by moments, k = mean² ÷ (variance − mean), where the days vary more than
 * chance; Poisson else and with less than two weeks. Days on which the shelf was empty count as days without demand: where
 * that was often, the demand comes out too small.
 * @param byDay units sold by number of the day; days without a sale are left out
 */
export function demandFromSales(
  byDay: ReadonlyMap<number, number>,
  { first, last }: SalesWindow,
): Demand {
  const days = last - first + 1;
  let [sum, squares] = [0, 0];
  for (const [day, units] of byDay) {
    if (day < first || day > last) continue;
    sum += units;
    squares += units * units;
  }
  const meanPerDay = Math.min(2000, (sum + 0.5) / days);
  const plain = sum / days;
  const variance = days < 2 ? 0 : (squares - days * plain * plain) / (days - 1);
  const wide = days >= LEAST_DAYS_FOR_SPREAD && variance > plain && plain > 0;
  const dispersion = wide ? plain ** 2 / (variance - plain) : null;
  return {
    meanPerDay,
    dispersion: dispersion === null ? null : Math.min(1_000_000, Math.max(0.05, dispersion)),
    source: { kind: 'history', days },
  };
}

import type { Query, ReadTx } from '#electron/replica/transaction';
import { minorPerUnit } from '#shared/format';
import { addDays } from '#shared/pipeline/days';
import {
  isToldByStreams,
  type Program,
  type ProgramField,
  type StreamMeasure,
} from '#shared/sandbox/program';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import { studyDataOf } from '#shared/sandbox/study-data';
import { streamCurrency } from './stream-currency';

/** Days before the newest row that usual sales are taken from. */
const WINDOW_DAYS = 91;
/** Articles that are offered, by units sold. */
const MOST_ARTICLES = 12;
/** Weeks of sales that a season is read from: a year, and the thirteen weeks before that are compared with today's. */
const SEASON_WEEKS = 65;
const YEAR_WEEKS = 52;
const SEASON_LIMITS = [0.2, 5] as const;

/** One article as the loaded streams tell of it, in the format that a model of components reads. */
export interface RowsOfStreams {
  readonly sku: string;
  readonly content: unknown;
  /** Days with sales that it was taken from, and the newest of them. */
  readonly days: number;
  readonly newest: string;
  /** Fields that usual values stand for. */
  readonly assumed: readonly string[];
  /** Assumptions that a short history makes less certain. */
  readonly widened: Readonly<Record<string, { mean: number; sd: number }>>;
}

/**
 * The best-selling articles as the loaded streams tell of them, for a model whose fields say where they come from. An article without
 * a price (or whatever else has no usual value) is left out.
 */
export const rowsFromStreams: Query<{ model: ScenarioModel }, RowsOfStreams[]> = (
  tx,
  { model },
) => {
  const { program } = model;
  if (program === undefined || !isToldByStreams(program)) return [];
  const newest = tx.get<{ day: string | null }>(
    'SELECT max(day) AS day FROM stream_store_sales',
  )?.day;
  if (newest === null || newest === undefined) return [];
  const from = addDays(newest, 1 - WINDOW_DAYS);
  const days = tx.get<{ n: number }>(
    'SELECT count(DISTINCT day) AS n FROM stream_store_sales WHERE day >= ?',
    [from],
  );
  const articles = tx.all<{ sku: string }>(
    `SELECT sku FROM stream_store_sales WHERE day >= ? GROUP BY sku HAVING sum(units) > 0
     ORDER BY sum(units) DESC, sku LIMIT ?`,
    [from, MOST_ARTICLES],
  );
  const told = new Told(tx, from, newest);
  return articles.flatMap(({ sku }) => {
    const rows = rowsOf(model, program, told.article(sku));
    return rows === null ? [] : [{ ...rows, sku, days: days?.n ?? 0, newest }];
  });
};

/** What is known of an article; null where the streams do not tell. */
interface Article {
  readonly currency: string;
  readonly stores: readonly string[];
  of(measure: StreamMeasure, store: string | null): number | null;
  season(steps: number): number[] | null;
  /** Relative standard error of what a store usually sells. */
  readonly levelError: number;
}

function rowsOf(
  model: ScenarioModel,
  program: Program,
  article: Article,
): Pick<RowsOfStreams, 'content' | 'assumed' | 'widened'> | null {
  const assumed = new Set<string>();
  /** A number by its field: told, or usual. */
  const fill = (
    { id, from, usual, least, most, whole }: ProgramField,
    store: string | null,
    known: Record<string, number | string>,
  ): void => {
    let value = from === undefined ? null : article.of(from, store);
    if (value === null) {
      if (usual === undefined) return;
      const base = usual.of === undefined ? 1 : known[usual.of];
      value = usual.times * (typeof base === 'number' ? base : Number.NaN);
      assumed.add(id);
    }
    const fitted = Math.min(most, Math.max(least, value));
    known[id] = whole ? Math.round(fitted) : Number(fitted.toFixed(4));
  };
  const places = article.stores.map((id) => {
    const place: Record<string, number | string> = { id };
    for (const field of program.places?.fields ?? []) fill(field, id, place);
    return place;
  });
  const constants: Record<string, number> = {};
  for (const field of program.constants) fill(field, null, constants);
  const calendar = program.calendar.map(({ id, from, usual }) => {
    const season = from === 'seasonOfSales' ? article.season(program.steps) : null;
    if (season === null) assumed.add(id);
    return [id, season ?? Array.from({ length: program.steps }, () => usual?.times ?? 1)] as const;
  });
  const content = {
    currency: article.currency,
    places,
    calendar: Object.fromEntries(calendar),
    constants,
  };
  if (!studyDataOf(program).safeParse(content).success) return null;
  const unsure = new Set((program.places?.fields ?? []).flatMap((field) => field.unsure ?? []));
  const widened = model.assumptions
    .filter(({ id }) => unsure.has(id))
    .map((one) => [one.id, moreUnsure(one, article.levelError)] as const);
  return { content, assumed: [...assumed], widened: Object.fromEntries(widened) };
}

/** A standard deviation of logs with what a short history leaves open beside it. */
export function moreUnsure(
  { mean, sd }: { readonly mean: number; readonly sd: number },
  relativeError: number,
): { mean: number; sd: number } {
  return { mean: Number(Math.hypot(mean, relativeError).toFixed(3)), sd };
}

interface Sold {
  readonly store: string;
  readonly units: number;
  readonly squares: number;
  readonly revenue: number | null;
  readonly paidUnits: number | null;
}

/** What the streams tell of every article, asked once for all. */
class Told {
  readonly #tx: ReadTx;
  readonly #from: string;
  readonly #newest: string;
  readonly #currency: string;
  /** Store → its days with any sale. */
  readonly #days: ReadonlyMap<string, number>;

  constructor(tx: ReadTx, from: string, newest: string) {
    this.#tx = tx;
    this.#from = from;
    this.#newest = newest;
    this.#currency = streamCurrency(tx);
    this.#days = new Map(
      tx
        .all<{ store: string; n: number }>(
          'SELECT store, count(DISTINCT day) AS n FROM stream_store_sales WHERE day >= ? GROUP BY store',
          [from],
        )
        .map(({ store, n }) => [store, n]),
    );
  }

  article(sku: string): Article {
    const sold = this.#tx.all<Sold>(
      `SELECT store, sum(units) AS units, sum(units * units) AS squares, sum(revenue_minor) AS revenue,
         sum(CASE WHEN revenue_minor IS NOT NULL THEN units END) AS paidUnits
       FROM stream_store_sales WHERE day >= ? AND sku = ? GROUP BY store HAVING sum(units) > 0 ORDER BY store`,
      [this.#from, sku],
    );
    const unit = minorPerUnit(this.#currency);
    const weekly = new Map(
      sold.map(({ store, units }) => [store, (7 * units) / (this.#days.get(store) ?? 1)]),
    );
    const held = this.#held(sku);
    const prices = this.#prices(sku);
    const cost = this.#cost(sku);
    const priceOf = (store: string | null): number | null => {
      const listed = prices.get(store ?? '') ?? prices.get('');
      if (listed !== undefined) return listed / unit;
      const rows = store === null ? sold : sold.filter((one) => one.store === store);
      return (
        paid(rows, unit) ?? paid(sold, unit) ?? (cost?.price == null ? null : cost.price / unit)
      );
    };
    const of = (measure: StreamMeasure, store: string | null): number | null => {
      switch (measure) {
        case 'weeklyUnits':
          return weekly.get(store ?? '') ?? null;
        case 'unitsOnHand':
          return held === null ? null : (held.get(store ?? '')?.units ?? 0);
        case 'weeksKept':
          return held?.get(store ?? '')?.weeks ?? null;
        case 'price':
          return priceOf(store);
        case 'unitCost':
          return cost === null ? null : cost.cost / unit;
        case 'seasonOfSales':
          return null;
      }
    };
    return {
      currency: this.#currency,
      stores: sold.map(({ store }) => store),
      of,
      season: (steps) => this.#season(sku, steps),
      levelError: levelError(
        sold.map(({ store, units, squares }) => ({
          total: units,
          squares,
          days: this.#days.get(store) ?? 1,
        })),
      ),
    };
  }

  /** Store → units of its newest count, and weeks until they expire; null where nobody has counted the article. */
  #held(sku: string): Map<string, { units: number; weeks: number | null }> | null {
    const rows = this.#tx.all<{ store: string; units: number; weeks: number | null }>(
      `SELECT s.store, sum(s.units) AS units,
         sum(CASE WHEN s.expiry_day <> '' THEN s.units * (julianday(s.expiry_day) - julianday(s.day)) END) / 7
           / sum(CASE WHEN s.expiry_day <> '' THEN s.units END) AS weeks
       FROM stream_store_stock s
       JOIN (SELECT store, max(day) AS day FROM stream_store_stock GROUP BY store) n
         ON n.store = s.store AND n.day = s.day
       WHERE s.sku = ? GROUP BY s.store`,
      [sku],
    );
    return rows.length === 0
      ? null
      : new Map(rows.map(({ store, units, weeks }) => [store, { units, weeks }]));
  }

  /** Store ('' = all) → the newest usual price, in minor units. */
  #prices(sku: string): Map<string, number> {
    const rows = this.#tx.all<{ store: string; price: number }>(
      `SELECT store, coalesce(list_price_minor, price_minor) AS price, max(day)
       FROM stream_price_calendar WHERE sku = ? AND day <= ? GROUP BY store`,
      [sku, this.#newest],
    );
    return new Map(rows.map(({ store, price }) => [store, price]));
  }

  #cost(sku: string): { cost: number; price: number | null } | null {
    return (
      this.#tx.get<{ cost: number; price: number | null }>(
        `SELECT cost_minor AS cost, price_minor AS price FROM stream_unit_cost
         WHERE sku = ? ORDER BY day DESC LIMIT 1`,
        [sku],
      ) ?? null
    );
  }

  /** The weeks to come against today's, as they were a year ago; null without a year and a quarter of history. */
  #season(sku: string, steps: number): number[] | null {
    if (steps > YEAR_WEEKS) return null;
    const rows = this.#tx.all<{ back: number; units: number }>(
      `SELECT CAST((julianday(?1) - julianday(day)) / 7 AS INTEGER) AS back, sum(units) AS units
       FROM stream_store_sales WHERE sku = ?2 AND day > ?3 GROUP BY back`,
      [this.#newest, sku, addDays(this.#newest, -7 * SEASON_WEEKS)],
    );
    const byWeek = new Map(rows.map(({ back, units }) => [back, units]));
    if (byWeek.size < SEASON_WEEKS) return null;
    const then = Array.from(
      { length: SEASON_WEEKS - YEAR_WEEKS },
      (_, week) => byWeek.get(YEAR_WEEKS + week) ?? 0,
    );
    const usual = then.reduce((sum, units) => sum + units, 0) / then.length;
    if (!(usual > 0)) return null;
    const [least, most] = SEASON_LIMITS;
    return Array.from({ length: steps }, (_, step) => {
      const factor = (byWeek.get(YEAR_WEEKS - 1 - step) ?? 0) / usual;
      return Number(Math.min(most, Math.max(least, factor)).toFixed(3));
    });
  }
}

function paid(rows: readonly Sold[], unit: number): number | null {
  const sum = (pick: (row: Sold) => number | null) =>
    rows.reduce((total, row) => total + (pick(row) ?? 0), 0);
  const units = sum(({ paidUnits }) => paidUnits);
  return units > 0 ? sum(({ revenue }) => revenue) / units / unit : null;
}

/**
 * Relative standard error of stores' daily means, weighted by what they sell: √Σ w · s² ⁄ (n · m²), where days vary at least as much as
 * counts by chance do.
 * @param stores total, sum of squares and number of days of each
 */
export function levelError(
  stores: readonly { readonly total: number; readonly squares: number; readonly days: number }[],
): number {
  const all = stores.reduce((sum, { total }) => sum + total, 0);
  if (!(all > 0)) return 0;
  const squared = stores.reduce((sum, { total, squares, days }) => {
    const mean = total / days;
    if (!(mean > 0)) return sum;
    const variance = days < 2 ? mean : (squares - days * mean * mean) / (days - 1);
    return sum + ((total / all) * Math.max(variance, mean)) / (days * mean * mean);
  }, 0);
  return Math.sqrt(squared);
}

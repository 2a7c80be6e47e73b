import type { Query, ReadTx } from '#electron/replica/transaction';
import { minorPerUnit } from '#shared/format';
import { addDays } from '#shared/pipeline/days';
import {
  ASSUMED_PARTS,
  type AssumedPart,
  type ChainOfStreams,
} from '#shared/sandbox/studies/model';
import { storeChainSchema } from '#shared/sandbox/store-chain';
import { levelError } from './rows-from-streams';
import { streamCurrency } from './stream-currency';

/** Days before the newest row that a chain is taken from: older sales say less of today's. */
const WINDOW_DAYS = 91;
/** Articles of a chain, by units sold; the others share no shelf with them in the rehearsal. */
const MOST_PRODUCTS = 40;
const MOST_STORES = 2000;
/** Where nothing is known: share of visitors who buy, of the price that a unit costs, of pharmacists who know the script; a gift's cost. */
const USUAL = { conversion: 0.24, cost: 0.66, trained: 0.5, giftCost: 3, shelfWeeks: 1.6 };
const WEEK = [0, 1, 2, 3, 4, 5, 6];

interface DailyMean {
  readonly store: string;
  readonly mean: number;
}

/**
 * The chain that the loaded streams tell of, over the last 13 weeks of sales or visitors; what they do not tell is taken from usual
 * values and named. Null without a store or an article with a price.
 */
export const chainFromStreams: Query<null, ChainOfStreams | null> = (tx) => {
  const newest = tx.get<{ day: string | null }>(
    `SELECT max(day) AS day FROM (SELECT max(day) AS day FROM stream_store_sales
     UNION ALL SELECT max(day) FROM stream_store_visitors)`,
  )?.day;
  if (newest === null || newest === undefined) return null;
  const from = addDays(newest, 1 - WINDOW_DAYS);
  const assumed = new Set<AssumedPart>(['trained', 'giftCost', 'shelf']);
  const currency = streamCurrency(tx);
  const stores = storesOf(tx, from, assumed);
  const products = productsOf(tx, from, currency, assumed);
  const chain = storeChainSchema.safeParse({
    currency,
    giftCost: USUAL.giftCost,
    weeks: 4,
    campaign: { first: 2, last: 3 },
    lectureDay: 13,
    weekdays: weekdaysOf(tx, from, assumed),
    shelfWeeks: USUAL.shelfWeeks,
    products,
    stores,
  });
  if (!chain.success) return null;
  const days = tx.get<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT day FROM stream_store_sales WHERE day >= ?1
     UNION SELECT day FROM stream_store_visitors WHERE day >= ?1)`,
    [from],
  );
  return {
    chain: chain.data,
    days: days?.n ?? 0,
    newest,
    assumed: ASSUMED_PARTS.filter((part) => assumed.has(part)),
    levelError: levelError(countedDays(tx, from)),
  };
};

/** Visitors by store and day, or else what was sold, as totals, squares and days. */
function countedDays(tx: ReadTx, from: string): { total: number; squares: number; days: number }[] {
  const of = (table: string, value: string) =>
    tx.all<{ total: number; squares: number; days: number }>(
      `SELECT sum(total) AS total, sum(total * total) AS squares, count(*) AS days FROM (
         SELECT store, sum(${value}) AS total FROM ${table} WHERE day >= ? GROUP BY store, day)
       GROUP BY store`,
      [from],
    );
  const visited = of('stream_store_visitors', 'visitors');
  return visited.length > 0 ? visited : of('stream_store_sales', 'units');
}

/** Stores with visitors a day: counted, else what their sales need at the usual conversion. */
function storesOf(
  tx: ReadTx,
  from: string,
  assumed: Set<AssumedPart>,
): { id: string; visitorsPerDay: number; trained: number }[] {
  const counted = tx.all<DailyMean>(
    `SELECT store, avg(visitors) AS mean FROM stream_store_visitors WHERE day >= ? GROUP BY store`,
    [from],
  );
  const visitors = new Map(counted.map(({ store, mean }) => [store, mean]));
  const sold = tx.all<DailyMean>(
    `SELECT store, sum(units) / count(DISTINCT day) AS mean FROM stream_store_sales WHERE day >= ?
     GROUP BY store`,
    [from],
  );
  for (const { store, mean } of sold) {
    if (visitors.has(store)) continue;
    visitors.set(store, mean / USUAL.conversion);
    assumed.add('visitors');
  }
  return [...visitors]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MOST_STORES)
    .map(([id, perDay]) => ({
      id,
      visitorsPerDay: Number(perDay.toFixed(1)),
      trained: USUAL.trained,
    }));
}

interface Sold {
  readonly sku: string;
  readonly units: number;
  /** Of the rows that tell their revenue, in minor units. */
  readonly revenue: number | null;
  readonly paidUnits: number | null;
}

/** The best-selling articles with price and cost; one without any price is left out. */
function productsOf(
  tx: ReadTx,
  from: string,
  currency: string,
  assumed: Set<AssumedPart>,
): { sku: string; price: number; cost: number; promoted: boolean; weight: number }[] {
  const sold = tx.all<Sold>(
    `SELECT sku, sum(units) AS units, sum(revenue_minor) AS revenue,
       sum(CASE WHEN revenue_minor IS NOT NULL THEN units END) AS paidUnits
     FROM stream_store_sales WHERE day >= ? GROUP BY sku HAVING sum(units) > 0
     ORDER BY units DESC, sku LIMIT ?`,
    [from, MOST_PRODUCTS],
  );
  const listed = newestBySku(
    tx,
    'stream_price_calendar',
    'coalesce(list_price_minor, price_minor)',
  );
  const costs = newestBySku(tx, 'stream_unit_cost', 'cost_minor');
  const prices = newestBySku(tx, 'stream_unit_cost', 'price_minor');
  const pushed = new Set(
    tx
      .all<{ sku: string }>(
        `SELECT DISTINCT sku FROM stream_price_calendar WHERE promotion <> '' AND coalesce(to_day, day) >= ?`,
        [from],
      )
      .map(({ sku }) => sku),
  );
  if (pushed.size === 0) assumed.add('promoted');
  const unit = minorPerUnit(currency);
  return sold.flatMap(({ sku, units, revenue, paidUnits }, rank) => {
    const paid = revenue !== null && (paidUnits ?? 0) > 0 ? revenue / (paidUnits ?? 1) : null;
    const minor = listed.get(sku) ?? paid ?? prices.get(sku) ?? null;
    if (minor === null) {
      assumed.add('leftOut');
      return [];
    }
    if (!costs.has(sku)) assumed.add('costs');
    const price = minor / unit;
    const cost = costs.has(sku) ? (costs.get(sku) ?? 0) / unit : price * USUAL.cost;
    // Without a word on promotions the campaign is about every third of the best sellers.
    const promoted = pushed.size === 0 ? rank % 3 === 0 : pushed.has(sku);
    return [
      {
        sku,
        price: Number(price.toFixed(2)),
        cost: Number(cost.toFixed(2)),
        promoted,
        weight: units,
      },
    ];
  });
}

function newestBySku(tx: ReadTx, table: string, value: string): Map<string, number> {
  const rows = tx.all<{ sku: string; value: number | null }>(
    `SELECT sku, ${value} AS value, max(day) FROM ${table} WHERE ${value} IS NOT NULL GROUP BY sku`,
  );
  return new Map(rows.flatMap(({ sku, value: found }) => (found === null ? [] : [[sku, found]])));
}

/** Factors on a day, Monday to Sunday, from visitors or else from units sold. */
function weekdaysOf(tx: ReadTx, from: string, assumed: Set<AssumedPart>): number[] {
  const means = (table: string, value: string) =>
    tx.all<{ weekday: number; mean: number }>(
      `SELECT weekday, avg(total) AS mean FROM (
         SELECT (strftime('%w', day) + 6) % 7 AS weekday, sum(${value}) AS total
         FROM ${table} WHERE day >= ? GROUP BY day) GROUP BY weekday`,
      [from],
    );
  const visited = means('stream_store_visitors', 'visitors');
  const found = visited.length === 7 ? visited : means('stream_store_sales', 'units');
  const average = found.reduce((sum, { mean }) => sum + mean, 0) / 7;
  if (found.length < 7 || !(average > 0)) {
    assumed.add('weekdays');
    return WEEK.map(() => 1);
  }
  return WEEK.map((day) => {
    const { mean } = found.find(({ weekday }) => weekday === day) ?? { mean: average };
    return Number((mean / average).toFixed(3));
  });
}

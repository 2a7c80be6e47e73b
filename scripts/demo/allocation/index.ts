import { type Cell, csvFile } from '../csv.ts';
import { exp, type Random, stream } from '../random.ts';
import { GOODS } from './goods.ts';

/** Everything the generated chain is made from. */
export interface ChainTruth {
  readonly seed: number;
  readonly stores: number;
  readonly skus: number;
  /** Stores of a region have routes to each other; its first store has one to every other region's first. */
  readonly storesPerRegion: number;
  readonly asOfDay: string;
  /** Median days that the stock of a position lasts, and how unevenly it is spread (σ of its logarithm). */
  readonly coverMedianDays: number;
  readonly coverSigma: number;
  /** Share of batches that expire within six weeks. */
  readonly nearExpiry: number;
}

/** The chain in `resources/demo/allocation`. */
export const DEMO_CHAIN: ChainTruth = {
  seed: 20261120,
  stores: 37,
  skus: 20,
  storesPerRegion: 10,
  asOfDay: '2026-11-20',
  coverMedianDays: 20,
  coverSigma: 0.8,
  nearExpiry: 0.12,
};

const DAY_MS = 86_400_000;

/**
 * A pharmacy chain whose stock is badly spread, as the files that an allocation is read from. Nothing in it is real: stores
 * are numbered, quantities drawn. The same truth gives the same bytes.
 */
export function generateChain(truth: ChainTruth): Map<string, string> {
  const stores = Array.from({ length: truth.stores }, (_none, at) => storeOf(truth, at));
  const skus = Array.from({ length: truth.skus }, (_none, at) => skuOf(truth, at));
  const stock: Cell[][] = [];
  const demand: Cell[][] = [];
  for (const store of stores) {
    for (const sku of skus) {
      const random = stream(truth.seed, 'position', store.id, sku.id);
      const mean = store.size * sku.mean * lognormal(random, 0.35);
      demand.push([store.id, sku.id, Math.max(0.01, rounded(mean, 100)), sku.dispersion, sku.unit]);
      for (const row of stockRows(truth, random, mean, sku)) {
        stock.push([store.id, sku.id, ...row, sku.unit, truth.asOfDay]);
      }
    }
  }
  return new Map([
    [
      'stores.csv',
      csvFile(
        ['store', 'name', 'frozen'],
        stores.map(({ id, name, frozen }) => [id, name, frozen]),
        true,
      ),
    ],
    [
      'skus.csv',
      csvFile(
        [
          'sku',
          'name',
          'unit',
          'unit_cost',
          'margin',
          'lot_size',
          'min_display',
          'shelf_life_days',
        ],
        skus.map((sku) => [
          sku.id,
          sku.name,
          sku.unit,
          sku.cost,
          sku.margin,
          sku.lot,
          sku.display,
          sku.life,
        ]),
        true,
      ),
    ],
    [
      'stock.csv',
      csvFile(['store', 'sku', 'quantity', 'expiry', 'arrives', 'unit', 'as_of'], stock, true),
    ],
    ['demand.csv', csvFile(['store', 'sku', 'mean_per_day', 'dispersion', 'unit'], demand, true)],
    [
      'routes.csv',
      csvFile(
        ['from', 'to', 'cost_per_lot', 'fixed_cost', 'lead_days', 'capacity_lots'],
        routeRows(truth, stores),
        true,
      ),
    ],
  ]);
}

interface Store {
  readonly id: string;
  readonly name: string;
  /** Demand against the chain's mean. */
  readonly size: number;
  readonly region: number;
  readonly frozen: string;
}

function storeOf(truth: ChainTruth, at: number): Store {
  const random = stream(truth.seed, 'store', at);
  const number = String(at + 1).padStart(String(truth.stores).length, '0');
  return {
    id: `S${number}`,
    name: `演示门店 ${number}`,
    size: lognormal(random, 0.45),
    region: Math.floor(at / truth.storesPerRegion),
    // One store is being rebuilt and takes nothing, one is under stocktaking.
    frozen: at === 11 ? 'in' : at === 23 ? 'both' : '',
  };
}

interface Sku {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  /** Units a day in a store of mean size. */
  readonly mean: number;
  readonly dispersion: number;
  readonly cost: number;
  readonly margin: number;
  readonly lot: number;
  readonly display: number;
  readonly life: number;
}

function skuOf(truth: ChainTruth, at: number): Sku {
  const random = stream(truth.seed, 'sku', at);
  const goods = GOODS[at % GOODS.length] ?? { name: '', unit: '盒' };
  const round = Math.floor(at / GOODS.length);
  const cost = rounded(4 + 60 * random.unit() ** 2, 10);
  return {
    id: `P${String(at + 1).padStart(3, '0')}`,
    name: round === 0 ? goods.name : `${goods.name} ${round + 1}`,
    unit: goods.unit,
    mean: 0.15 + 2.2 * random.unit() ** 2,
    dispersion: rounded(0.8 + 4 * random.unit(), 10),
    cost,
    margin: rounded(cost * (0.25 + 0.5 * random.unit()), 10),
    lot: random.pick([1, 2, 5, 5, 10]),
    display: random.int(1, 4),
    life: random.pick([360, 540, 720]),
  };
}

/** Batches on the shelf and, for one position in six, goods on order: quantity, expiry, day of arrival. */
function stockRows(truth: ChainTruth, random: Random, mean: number, { life }: Sku): Cell[][] {
  const cover = truth.coverMedianDays * lognormal(random, truth.coverSigma);
  const units = Math.round(mean * cover);
  const batches = Math.max(1, Math.min(3, Math.floor(units / 6)));
  const rows: Cell[][] = [];
  let left = units;
  for (let batch = batches; batch > 0; batch--) {
    const quantity = batch === 1 ? left : Math.round(left / batch);
    left -= quantity;
    const days = random.chance(truth.nearExpiry) ? random.int(6, 42) : random.int(60, life);
    if (quantity > 0) rows.push([quantity, dayAfter(truth.asOfDay, days), null]);
  }
  if (random.chance(1 / 6)) {
    const arrives = random.int(2, 14);
    const quantity = Math.max(1, Math.round(mean * 10));
    rows.push([quantity, null, dayAfter(truth.asOfDay, arrives)]);
  }
  return rows;
}

function routeRows(truth: ChainTruth, stores: readonly Store[]): Cell[][] {
  const rows: Cell[][] = [];
  for (const [a, from] of stores.entries()) {
    for (const [b, to] of stores.entries()) {
      if (a === b) continue;
      const random = stream(truth.seed, 'route', from.id, to.id);
      const hubs = a % truth.storesPerRegion === 0 && b % truth.storesPerRegion === 0;
      if (from.region === to.region) {
        rows.push([from.id, to.id, 1.5, random.int(8, 20), 1, 40]);
      } else if (hubs) rows.push([from.id, to.id, 3, random.int(40, 80), 2, 120]);
    }
  }
  return rows;
}

/** A lognormal factor with median 1; the generator's normal has tails of six standard deviations. */
const lognormal = (random: Random, sigma: number): number => exp(sigma * random.normal());

const rounded = (value: number, parts: number): number => Math.round(value * parts) / parts;

const dayAfter = (day: string, count: number): string =>
  new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);

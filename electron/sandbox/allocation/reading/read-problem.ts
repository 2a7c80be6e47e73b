import { SandtableError } from '#shared/errors';
import type { AllocationTable } from '#shared/sandbox/allocation/columns';
import type { AllocationLock, AllocationProblem } from '#shared/sandbox/allocation/model';
import { Faults, type RawTable, type Row, rowsOf } from './rows';
import { demandFromSales, salesWindow } from './sales-demand';

const DAY_MS = 86_400_000;
const MOST_UNITS = 10_000_000;

/** The files by what they hold. */
export type RawTables = Readonly<Partial<Record<AllocationTable, RawTable>>>;

export interface ReadSettings {
  readonly currency: string;
  readonly horizonDays: number;
  /** Day of the data where somebody states it; else that of the stock, else `today`. */
  readonly day: string | null;
  readonly today: string;
}

export interface ReadProblem {
  readonly problem: AllocationProblem;
  readonly locks: AllocationLock[];
  /** Positions with stock and no demand in the file: they count as never asked for. */
  readonly withoutDemand: number;
}

type Position = AllocationProblem['positions'][number];

/**
 * The tables of an allocation as a problem. Every cell is checked; what is wrong is told with file, line and column, and then
 * nothing is read.
 * @throws SandtableError ALLOCATION_FILE_MISSING, ALLOCATION_DATA_INVALID
 */
export function readProblem(tables: RawTables, settings: ReadSettings): ReadProblem {
  const faults = new Faults();
  const stores = readStores(needed(tables, 'stores'), faults);
  const skus = readSkus(needed(tables, 'skus'), settings.currency, faults);
  const stock = rowsOf('stock', needed(tables, 'stock'), faults);
  const known = { stores: new Set(stores.map(({ id }) => id)), skus: unitsOf(skus) };
  const day = dayOfData(stock, settings);
  const positions = readStock(stock, known, day);
  const { demand, sales } = tables;
  if (demand !== undefined) readDemand(rowsOf('demand', demand, faults), known, positions);
  else if (sales !== undefined) readSales(rowsOf('sales', sales, faults), known, positions, day);
  else throw missing('demand');
  const routes = readRoutes(needed(tables, 'routes'), settings.currency, known, faults);
  const locks = tables.locks === undefined ? [] : readLocks(tables.locks, known, faults);
  faults.refuse();
  const all = [...positions.values()];
  return {
    problem: {
      currency: settings.currency,
      day,
      horizonDays: settings.horizonDays,
      stores,
      skus,
      positions: all,
      routes,
    },
    locks,
    withoutDemand: all.filter(
      ({ demand: { meanPerDay }, batches }) =>
        meanPerDay === 0 && batches.some(({ quantity }) => quantity > 0),
    ).length,
  };
}

interface Known {
  readonly stores: ReadonlySet<string>;
  /** SKU → its unit. */
  readonly skus: ReadonlyMap<string, string>;
}

function needed(tables: RawTables, table: AllocationTable): RawTable {
  const found = tables[table];
  if (found === undefined) throw missing(table);
  return found;
}

function missing(table: string): SandtableError {
  return new SandtableError('ALLOCATION_FILE_MISSING', `no table ${table}`, { file: table });
}

const FROZEN: Readonly<Record<string, 'none' | 'in' | 'out' | 'both'>> = {
  '': 'none',
  no: 'none',
  none: 'none',
  否: 'none',
  in: 'in',
  调入: 'in',
  out: 'out',
  调出: 'out',
  both: 'both',
  yes: 'both',
  是: 'both',
};

function readStores(table: RawTable, faults: Faults): AllocationProblem['stores'] {
  const stores = new Map<string, AllocationProblem['stores'][number]>();
  for (const row of rowsOf('stores', table, faults)) {
    const id = row.required('store');
    if (stores.has(id)) row.fault('store', 'twice');
    const frozen = FROZEN[row.text('frozen').toLowerCase()] ?? row.fault('frozen', 'notAChoice');
    stores.set(id, {
      id,
      name: row.text('name') || id,
      sends: frozen === 'none' || frozen === 'in',
      receives: frozen === 'none' || frozen === 'out',
    });
  }
  return [...stores.values()];
}

function readSkus(table: RawTable, currency: string, faults: Faults): AllocationProblem['skus'] {
  const skus = new Map<string, AllocationProblem['skus'][number]>();
  for (const row of rowsOf('skus', table, faults)) {
    const id = row.required('sku');
    if (skus.has(id)) row.fault('sku', 'twice');
    const life = row.whole('shelf_life_days', { most: 36_500, otherwise: 0 });
    skus.set(id, {
      id,
      name: row.text('name') || id,
      unit: row.text('unit'),
      unitCostMinor: row.amount('unit_cost', currency),
      marginMinor: row.amount('margin', currency),
      lotSize: row.whole('lot_size', { least: 1, most: 100_000, otherwise: 1 }),
      minDisplay: row.whole('min_display', { most: MOST_UNITS, otherwise: 0 }),
      shelfLifeDays: life === 0 ? null : life,
    });
  }
  return [...skus.values()];
}

function unitsOf(skus: AllocationProblem['skus']): Map<string, string> {
  return new Map(skus.map(({ id, unit }) => [id, unit]));
}

/** The day that is stated, else that of the stock rows, which must agree, else today. */
function dayOfData(rows: readonly Row<'stock'>[], { day, today }: ReadSettings): string {
  let found: string | null = null;
  for (const row of rows) {
    const own = row.day('as_of');
    if (own === null) continue;
    if (found !== null && own !== found) row.fault('as_of', 'otherDay');
    found ??= own;
  }
  return day ?? found ?? today;
}

type PlaceTable = 'stock' | 'demand' | 'sales';

/** Store and SKU of a row, both known and counted in the SKU's unit; null = a fault was noted. */
function placeOf<T extends PlaceTable>(
  row: Row<T>,
  known: Known,
): { store: string; sku: string } | null {
  const [store, sku, unit] = [row.required('store'), row.required('sku'), row.text('unit')];
  if (store !== '' && !known.stores.has(store)) row.fault('store', 'unknownStore');
  const own = known.skus.get(sku);
  if (sku !== '' && own === undefined) row.fault('sku', 'unknownSku');
  if (unit !== '' && own !== undefined && unit !== own) row.fault('unit', 'unitMismatch');
  return row.sound ? { store, sku } : null;
}

/** The position of a store and SKU, made when it is not there yet. */
function positionAt(
  positions: Map<string, Position>,
  { store, sku }: { store: string; sku: string },
): Position {
  const key = JSON.stringify([store, sku]);
  let position = positions.get(key);
  if (position === undefined) {
    const demand: Position['demand'] = {
      meanPerDay: 0,
      dispersion: null,
      source: { kind: 'stated' },
    };
    position = { store, sku, batches: [], inbound: [], demand };
    positions.set(key, position);
  }
  return position;
}

function readStock(
  rows: readonly Row<'stock'>[],
  known: Known,
  day: string,
): Map<string, Position> {
  const positions = new Map<string, Position>();
  for (const row of rows) {
    const place = placeOf(row, known);
    const quantity = row.whole('quantity', { most: MOST_UNITS });
    const expiryDay = row.day('expiry');
    const arrives = row.day('arrives');
    if (expiryDay !== null && expiryDay < (arrives ?? day)) row.fault('expiry', 'expiredBefore');
    if (arrives !== null && arrives <= day) row.fault('arrives', 'arrivesBefore');
    if (place === null || !row.sound) continue;
    const position = positionAt(positions, place);
    if (arrives === null) position.batches.push({ quantity, expiryDay });
    else position.inbound.push({ quantity, day: arrives, expiryDay });
  }
  return positions;
}

function readDemand(
  rows: readonly Row<'demand'>[],
  known: Known,
  positions: Map<string, Position>,
): void {
  const seen = new Set<Position>();
  for (const row of rows) {
    const place = placeOf(row, known);
    const meanPerDay = row.number('mean_per_day', { most: 2000 });
    const dispersion = row.number('dispersion', { least: 0.05, most: 1_000_000, otherwise: -1 });
    if (place === null || !row.sound) continue;
    const position = positionAt(positions, place);
    if (seen.has(position)) row.fault('sku', 'twice');
    seen.add(position);
    const source = { kind: 'stated' } as const;
    position.demand = { meanPerDay, dispersion: dispersion < 0 ? null : dispersion, source };
  }
}

function readSales(
  rows: readonly Row<'sales'>[],
  known: Known,
  positions: Map<string, Position>,
  day: string,
): void {
  const number = (one: string): number => Math.round(Date.parse(one) / DAY_MS);
  const sold = new Map<Position, Map<number, number>>();
  let [first, last] = [Infinity, -Infinity];
  for (const row of rows) {
    const place = placeOf(row, known);
    const units = row.whole('quantity', { most: MOST_UNITS });
    const own = row.day('day') ?? row.fault('day', 'notADay');
    if (own !== null && own > day) row.fault('day', 'soldAfter');
    if (place === null || own === null || !row.sound) continue;
    const at = number(own);
    [first, last] = [Math.min(first, at), Math.max(last, at)];
    const position = positionAt(positions, place);
    const byDay = sold.get(position) ?? new Map<number, number>();
    sold.set(position, byDay.set(at, (byDay.get(at) ?? 0) + units));
  }
  if (first > last) return;
  const window = salesWindow(first, last);
  for (const position of positions.values()) {
    position.demand = demandFromSales(sold.get(position) ?? new Map(), window);
  }
}

/** Two different stores that are known. */
function endsOf<T extends 'routes' | 'locks'>(row: Row<T>, known: Known): [string, string] {
  const [from, to] = [row.required('from'), row.required('to')];
  if (from !== '' && !known.stores.has(from)) row.fault('from', 'unknownStore');
  if (to !== '' && !known.stores.has(to)) row.fault('to', 'unknownStore');
  if (from !== '' && from === to) row.fault('to', 'sameStore');
  return [from, to];
}

function readRoutes(
  table: RawTable,
  currency: string,
  known: Known,
  faults: Faults,
): AllocationProblem['routes'] {
  const routes = new Map<string, AllocationProblem['routes'][number]>();
  for (const row of rowsOf('routes', table, faults)) {
    const [from, to] = endsOf(row, known);
    const key = JSON.stringify([from, to]);
    if (routes.has(key)) row.fault('to', 'twice');
    routes.set(key, {
      from,
      to,
      costPerLotMinor: row.amount('cost_per_lot', currency, 0),
      fixedMinor: row.amount('fixed_cost', currency, 0),
      leadDays: row.whole('lead_days', { most: 365, otherwise: 1 }),
      capacityLots:
        row.text('capacity_lots') === '' ? null : row.whole('capacity_lots', { most: 1_000_000 }),
    });
  }
  return [...routes.values()];
}

const RULES: Readonly<Record<string, AllocationLock['rule']>> = {
  fixed: 'fixed',
  固定: 'fixed',
  at_most: 'atMost',
  atmost: 'atMost',
  最多: 'atMost',
  forbidden: 'forbidden',
  禁止: 'forbidden',
};

function readLocks(table: RawTable, known: Known, faults: Faults): AllocationLock[] {
  const locks: AllocationLock[] = [];
  for (const row of rowsOf('locks', table, faults)) {
    const [from, to] = endsOf(row, known);
    const sku = row.required('sku');
    if (sku !== '' && !known.skus.has(sku)) row.fault('sku', 'unknownSku');
    const rule = RULES[row.text('rule').toLowerCase()] ?? row.fault('rule', 'notAChoice');
    const forbids = rule === 'forbidden' && row.text('lots') === '';
    const lots = forbids ? 0 : row.whole('lots', { most: 1_000_000 });
    if (rule !== null) locks.push({ from, to, sku, rule, lots });
  }
  return locks;
}

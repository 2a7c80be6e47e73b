import { SandtableError } from '#shared/errors';
import { log } from '../../engine/elementary';
import { dayOfYear } from '../counts/calendar';
import { cellError, numbers, uniqueRows } from '../files/cells';
import type { DataFile } from '../files/data-file';
import { type DayOrder, days, isoOf } from '../files/days';
import { readTable, type Table } from '../files/table';
import type { DataWarning } from '../report';
import type { PricePanel } from './panel';

type Rows = Omit<PricePanel, 'traits' | 'traitNames' | 'notes'> & {
  readonly from: string | null;
  readonly to: string | null;
  readonly order: DayOrder | null;
};

/** The kinds of files, each with the columns by which it is known. */
const FORMATS: readonly {
  readonly columns: readonly string[];
  readonly read: (table: Table, otherwise: DayOrder | null) => Rows;
}[] = [
  { columns: ['store', 'brand', 'week', 'logmove', 'price1', 'deal', 'feat'], read: brands },
  { columns: ['RETAILER', 'VOLUME', 'DISP', 'PRICE'], read: accounts },
  { columns: ['Date', 'AveragePrice', 'Total Volume', 'type', 'region'], read: regions },
  { columns: ['WEEK', 'MOVE1', 'LPRICE1', 'NSALE1'], read: chain },
];
/** A file about shops: a column STORE and numbers. */
const SHOP_COLUMN = 'STORE';

/**
 * Reads rows of sales and prices in one of the known forms, and any file about shops beside them.
 * @param otherwise order of day and month where a file does not tell
 * @throws SandtableError DATA_NOT_KNOWN, DATA_… naming file, line and column
 */
export function readPanel(
  files: readonly DataFile[],
  otherwise: DayOrder | null,
): { panel: PricePanel; order: DayOrder | null } {
  const tables = files.map(readTable);
  const about = tables.filter((table) => table.has(SHOP_COLUMN));
  const sales = tables.filter((table) => !table.has(SHOP_COLUMN));
  const [first] = tables as [Table];
  if (sales.length === 0) throw unknown(first);
  const read = sales.map((table) => {
    const format = FORMATS.find(({ columns }) => columns.every((name) => table.has(name)));
    if (format === undefined) throw unknown(table);
    return { table, rows: format.read(table, otherwise) };
  });
  const [start] = read as [(typeof read)[number]];
  for (const { table, rows } of read) if (rows.format !== start.rows.format) throw unknown(table);
  const traits = shopTraits(about);
  const panel = read.slice(1).reduce<Rows>((all, { rows }) => append(all, rows), start.rows);
  const warnings = [...panel.warnings];
  if (start.rows.format === BRANDS && about.length === 0) {
    warnings.push({
      code: 'companionMissing',
      file: first.file,
      column: null,
      row: null,
      count: 1,
      example: 'storedemo.csv',
    });
  }
  return {
    order: start.rows.order,
    panel: {
      ...panel,
      ...traits,
      warnings,
      notes: read.map(({ table, rows }) => ({
        file: table.file,
        rows: rows.product.length,
        series: new Set(rows.product.map((name, i) => `${name} ${rows.shop[i]}`)).size,
        from: rows.from,
        to: rows.to,
      })),
    },
  };
}

function unknown(table: Table): SandtableError {
  return new SandtableError('DATA_NOT_KNOWN', 'no known panel', {
    file: table.file,
    columns: table.header.slice(0, 40).join(', '),
    expected: FORMATS.map(({ columns }) => columns.join(' + ')).join('; '),
  });
}

function append(all: Rows, next: Rows): Rows {
  return {
    ...all,
    product: [...all.product, ...next.product],
    shop: [...all.shop, ...next.shop],
    week: Int32Array.from([...all.week, ...next.week]),
    logVolume: Float64Array.from([...all.logVolume, ...next.logVolume]),
    logPrice: Float64Array.from([...all.logPrice, ...next.logPrice]),
    rivals: [...all.rivals, ...next.rivals],
    extras: Float64Array.from([...all.extras, ...next.extras]),
    warnings: [...all.warnings, ...next.warnings],
  };
}

/** Everything numeric that is known of shops, each column scaled to mean 0 and variance 1. */
function shopTraits(tables: readonly Table[]): Pick<PricePanel, 'traits' | 'traitNames'> {
  const traits = new Map<string, Float64Array>();
  const [table] = tables;
  if (table === undefined) return { traits, traitNames: [] };
  const traitNames = table.header.filter((name) => name !== SHOP_COLUMN && name !== '');
  const shops = table.column(SHOP_COLUMN);
  uniqueRows(table, SHOP_COLUMN, (row) => shops[row] as string);
  const columns = traitNames.map((name) => {
    const values = numbers(table, name);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const sd = Math.sqrt(
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
    );
    return values.map((value) => (value - mean) / (sd || 1));
  });
  shops.forEach((shop, row) => {
    traits.set(
      shop,
      Float64Array.from(columns, (column) => column[row] as number),
    );
  });
  return { traits, traitNames };
}

const BRANDS = 'brands in shops by week';
const FLAG = { least: 0, most: 1 } as const;
const nowhere = (): readonly string[] => [];

/** Log units of several brands, each row with the prices of all of them. */
function brands(table: Table): Rows {
  const shop = table.column('store');
  const product = table.column('brand');
  const week = Int32Array.from(numbers(table, 'week', { least: 0 }));
  uniqueRows(
    table,
    'week',
    (row) => `store ${shop[row]}, brand ${product[row]}, week ${week[row]}`,
  );
  const known = table.header.filter((name) => /^price\d+$/.test(name)).map((name) => name.slice(5));
  const prices = known.map((name) =>
    numbers(table, `price${name}`, { positive: true }).map((price) => log(price)),
  );
  const own = product.map((name, row) => {
    const at = known.indexOf(name);
    if (at >= 0) return at;
    throw cellError('DATA_OUT_OF_RANGE', table, row, 'brand', {
      least: known[0] ?? '',
      most: known.at(-1) ?? '',
    });
  });
  const deal = numbers(table, 'deal', FLAG);
  const feat = numbers(table, 'feat', FLAG);
  return {
    format: BRANDS,
    from: null,
    to: null,
    order: null,
    product: product.map((name) => `brand ${name}`),
    shop,
    week,
    weeksKnown: true,
    logVolume: numbers(table, 'logmove', { least: 0, most: 25 }),
    logPrice: Float64Array.from(own, (at, row) => prices[at]?.[row] as number),
    rivals: own.map(
      (at, row) =>
        new Map(
          known.flatMap((name, k) =>
            k === at ? [] : [[`brand ${name}`, prices[k]?.[row] as number] as const],
          ),
        ),
    ),
    extras: interleaved([deal, feat]),
    extraNames: ['deal', 'feat'],
    places: nowhere,
    warnings: missingWeeks(table, 'week', shop, product, week),
  };
}

/** Volume, display and price of one product in the accounts of several cities. */
function accounts(table: Table): Rows {
  const shop = table.column('RETAILER');
  const empty = shop.indexOf('');
  if (empty >= 0) throw cellError('DATA_EMPTY', table, empty, 'RETAILER');
  const seen = new Map<string, number>();
  const week = Int32Array.from(shop, (name) => {
    const next = seen.get(name) ?? 0;
    seen.set(name, next + 1);
    return next;
  });
  return {
    format: 'accounts with display',
    from: null,
    to: null,
    order: null,
    product: shop.map(() => 'all'),
    shop,
    week,
    weeksKnown: false,
    logVolume: numbers(table, 'VOLUME', { positive: true }).map((value) => log(value)),
    logPrice: numbers(table, 'PRICE', { positive: true }).map((value) => log(value)),
    rivals: shop.map(() => new Map<string, number>()),
    extras: numbers(table, 'DISP', FLAG),
    extraNames: ['display'],
    places: (name) => name.split(/ - ?/).map((part) => part.trim()),
    warnings: [
      {
        code: 'weeksNotNumbered',
        file: table.file,
        column: null,
        row: null,
        count: seen.size,
        example: '',
      },
    ],
  };
}

/** Weekly volume and mean price of two kinds of a fruit in regions. */
function regions(table: Table, otherwise: DayOrder | null): Rows {
  const { days: day, order } = days(table, 'Date', otherwise);
  const product = table.column('type');
  const shop = table.column('region');
  const rows = uniqueRows(
    table,
    'Date',
    (row) => `${shop[row]}, ${product[row]}, ${isoOf(day[row] as number)}`,
  );
  const kinds = [...new Set(product)];
  const logPrice = numbers(table, 'AveragePrice', { positive: true }).map((value) => log(value));
  const week = day.map((value) => Math.floor(value / 7));
  const season = [1, 2].flatMap((k) => {
    const angle = (value: number): number => (2 * Math.PI * k * dayOfYear(value)) / 365.25;
    return [
      Float64Array.from(day, (value) => Math.cos(angle(value))),
      Float64Array.from(day, (value) => Math.sin(angle(value))),
    ];
  });
  const sorted = [...new Set(day)].toSorted((a, b) => a - b);
  return {
    format: 'regions by week',
    from: sorted.length > 0 ? isoOf(sorted[0] as number) : null,
    to: sorted.length > 0 ? isoOf(sorted.at(-1) as number) : null,
    order,
    product,
    shop,
    week,
    weeksKnown: true,
    logVolume: numbers(table, 'Total Volume', { positive: true }).map((value) => log(value)),
    logPrice,
    rivals: shop.map((region, row) => {
      const prices = new Map<string, number>();
      for (const kind of kinds) {
        const other = rows.get(`${region}, ${kind}, ${isoOf(day[row] as number)}`);
        if (kind !== product[row] && other !== undefined)
          prices.set(kind, logPrice[other] as number);
      }
      return prices;
    }),
    extras: interleaved(season),
    extraNames: ['year cos', 'year sin', 'half-year cos', 'half-year sin'],
    places: nowhere,
    warnings: missingWeeks(table, 'Date', shop, product, week),
  };
}

/** One chain's weekly units of several brands, in columns. */
function chain(table: Table): Rows {
  const known = table.header.filter((name) => /^MOVE\d+$/.test(name)).map((name) => name.slice(4));
  const week = numbers(table, 'WEEK', { least: 0 });
  uniqueRows(table, 'WEEK', (row) => `week ${week[row]}`);
  const units = known.map((name) => numbers(table, `MOVE${name}`, { positive: true }));
  const prices = known.map((name) => numbers(table, `LPRICE${name}`, { least: -10, most: 10 }));
  const displays = known.map((name) => numbers(table, `NSALE${name}`, { least: 0 }));
  const each = known.flatMap((name, k) => Array.from(week, (_, row) => ({ name, k, row })));
  return {
    format: 'brands of one chain by week',
    from: null,
    to: null,
    order: null,
    product: each.map(({ name }) => `brand ${name}`),
    shop: each.map(() => 'chain'),
    week: Int32Array.from(each, ({ row }) => week[row] as number),
    weeksKnown: true,
    logVolume: Float64Array.from(each, ({ k, row }) => log(units[k]?.[row] as number)),
    logPrice: Float64Array.from(each, ({ k, row }) => prices[k]?.[row] as number),
    rivals: each.map(
      ({ k, row }) =>
        new Map(
          known.flatMap((name, other) =>
            other === k ? [] : [[`brand ${name}`, prices[other]?.[row] as number] as const],
          ),
        ),
    ),
    extras: Float64Array.from(each, ({ k, row }) => displays[k]?.[row] as number),
    extraNames: ['display'],
    places: nowhere,
    warnings: [],
  };
}

function interleaved(columns: readonly Float64Array[]): Float64Array {
  const rows = columns[0]?.length ?? 0;
  const all = new Float64Array(rows * columns.length);
  columns.forEach((values, k) => {
    values.forEach((value, row) => {
      all[row * columns.length + k] = value;
    });
  });
  return all;
}

/** Weeks that a series leaves out between its first and its last. */
function missingWeeks(
  table: Table,
  column: string,
  shop: readonly string[],
  product: readonly string[],
  week: Int32Array,
): DataWarning[] {
  const spans = new Map<string, { first: number; last: number; rows: number; row: number }>();
  shop.forEach((name, row) => {
    const at = week[row] as number;
    const key = `${name}, ${product[row]}`;
    const span = spans.get(key) ?? { first: at, last: at, rows: 0, row };
    span.first = Math.min(span.first, at);
    span.last = Math.max(span.last, at);
    span.rows++;
    spans.set(key, span);
  });
  let missing = 0;
  let example = '';
  let line: number | null = null;
  for (const [key, { first, last, rows, row }] of spans) {
    const left = last - first + 1 - rows;
    if (left > 0 && missing === 0) {
      example = key;
      line = table.lines[row] as number;
    }
    missing += left;
  }
  if (missing === 0) return [];
  return [{ code: 'gaps', file: table.file, column, row: line, count: missing, example }];
}

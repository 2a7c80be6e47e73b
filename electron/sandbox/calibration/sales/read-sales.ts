import { SandtableError } from '#shared/errors';
import { cellError, numbers, uniqueRows } from '../files/cells';
import type { DataFile } from '../files/data-file';
import { type DayOrder, days, isoOf } from '../files/days';
import { readTable, type Table } from '../files/table';
import type { DataWarning } from '../report';
import { mergedPanels, type SalesPanel, type SalesSeries } from './sales-panel';

const SALES = ['Store', 'Dept', 'Date', 'Weekly_Sales'] as const;
const SHOPS = ['Store', 'Type', 'Size'] as const;
const FEATURES = ['Store', 'Date', 'Temperature'] as const;
/** Weeks counted from here begin on the weekday of the file's days. */
const WEEK = 7;
const YES = new Set(['TRUE', 'true', 'True', '1']);
const NO = new Set(['FALSE', 'false', 'False', '0']);

/**
 * Reads weekly sales, and beside them the files about shops (type, size) and about weeks.
 * @throws SandtableError DATA_NOT_KNOWN, DATA_… naming file, line and column
 */
export function readSales(
  files: readonly DataFile[],
  otherwise: DayOrder | null,
): { panel: SalesPanel; order: DayOrder } {
  const tables = files.map(readTable);
  const is = (table: Table, columns: readonly string[]): boolean =>
    columns.every((name) => table.has(name));
  const sales = tables.filter((table) => is(table, SALES));
  const shopTables = tables.filter((table) => is(table, SHOPS));
  const warnings: DataWarning[] = [];
  for (const table of tables) {
    if (sales.includes(table) || shopTables.includes(table)) continue;
    if (!is(table, FEATURES)) throw unknown(table);
    warnings.push({
      code: 'fileNotUsed',
      file: table.file,
      column: null,
      row: null,
      count: table.rows,
      example: table.header.slice(2).join(', '),
    });
  }
  const [first] = tables as [Table];
  if (sales.length === 0) throw unknown(first);
  const shops = new Map(shopTables.flatMap(shopRows));
  if (shopTables.length === 0) {
    warnings.push({
      code: 'companionMissing',
      file: sales[0]?.file ?? '',
      column: null,
      row: null,
      count: 1,
      example: 'stores.csv',
    });
  }
  let order: DayOrder = 'ymd';
  const panels = sales.map((table) => {
    const read = salesRows(table, otherwise);
    order = read.order;
    return read.panel;
  });
  const panel = panels
    .slice(1)
    .reduce(
      (all, next) => ({ ...mergedPanels(all, next), notes: [...all.notes, ...next.notes] }),
      panels[0] as SalesPanel,
    );
  return { panel: { ...panel, shops, warnings: [...panel.warnings, ...warnings] }, order };
}

function unknown(table: Table): SandtableError {
  return new SandtableError('DATA_NOT_KNOWN', 'no weekly sales', {
    file: table.file,
    columns: table.header.slice(0, 40).join(', '),
    expected: [SALES, SHOPS, FEATURES].map((columns) => columns.join(' + ')).join('; '),
  });
}

function shopRows(table: Table): [string, { type: string; size: number }][] {
  const shop = table.column('Store');
  uniqueRows(table, 'Store', (row) => shop[row] as string);
  const type = table.column('Type');
  const size = numbers(table, 'Size', { positive: true });
  return shop.map((name, row) => [name, { type: type[row] as string, size: size[row] as number }]);
}

function salesRows(
  table: Table,
  otherwise: DayOrder | null,
): { panel: SalesPanel; order: DayOrder } {
  const { days: day, order } = days(table, 'Date', otherwise);
  const shop = table.column('Store');
  const department = table.column('Dept');
  const sales = numbers(table, 'Weekly_Sales');
  if (table.rows === 0) {
    throw new SandtableError('DATA_TOO_SHORT', 'no rows', { file: table.file, rows: 0, least: 1 });
  }
  const odd = day.findIndex((value) => (value - (day[0] as number)) % WEEK !== 0);
  if (odd >= 0) {
    throw cellError('DATA_GRAIN', table, odd, 'Date', { grain: 'day', expected: 'week' });
  }
  const keys = Array.from(
    day,
    (value, row) => `store ${shop[row]}, department ${department[row]}, ${isoOf(value)}`,
  );
  uniqueRows(table, 'Date', (row) => keys[row] as string);
  const week = day.map((value) => Math.floor(value / WEEK));
  let firstWeek = Infinity;
  let lastWeek = -Infinity;
  for (const value of week) {
    firstWeek = Math.min(firstWeek, value);
    lastWeek = Math.max(lastWeek, value);
  }
  const weeks = lastWeek - firstWeek + 1;
  const series = new Map<
    string,
    SalesSeries & { first: number; last: number; rows: number; row: number }
  >();
  const holiday = new Uint8Array(weeks);
  const flags = table.has('IsHoliday') ? table.column('IsHoliday') : null;
  for (let row = 0; row < table.rows; row++) {
    const at = (week[row] as number) - firstWeek;
    const key = `${shop[row]} ${department[row]}`;
    const found = series.get(key) ?? {
      shop: shop[row] as string,
      department: department[row] as string,
      values: new Float64Array(weeks).fill(NaN),
      first: at,
      last: at,
      rows: 0,
      row,
    };
    found.values[at] = sales[row] as number;
    found.first = Math.min(found.first, at);
    found.last = Math.max(found.last, at);
    found.rows++;
    series.set(key, found);
    const flag = flags?.[row];
    if (flag === undefined) continue;
    if (YES.has(flag)) holiday[at] = 1;
    else if (!NO.has(flag)) {
      throw cellError('DATA_OUT_OF_RANGE', table, row, 'IsHoliday', {
        least: 'FALSE',
        most: 'TRUE',
      });
    }
  }
  const gaps = [...series.values()].filter(({ first, last, rows }) => last - first + 1 > rows);
  const missing = gaps.reduce((sum, { first, last, rows }) => sum + last - first + 1 - rows, 0);
  const [gap] = gaps;
  const warnings: DataWarning[] =
    gap === undefined
      ? []
      : [
          {
            code: 'gaps',
            file: table.file,
            column: 'Date',
            row: table.lines[gap.row] as number,
            count: missing,
            example: `store ${gap.shop}, department ${gap.department}`,
          },
        ];
  return {
    order,
    panel: {
      notes: [
        {
          file: table.file,
          rows: table.rows,
          series: series.size,
          from: isoOf(day.reduce((least, value) => Math.min(least, value), Infinity)),
          to: isoOf(day.reduce((most, value) => Math.max(most, value), -Infinity)),
        },
      ],
      warnings,
      firstWeek,
      weeks,
      holiday,
      series: [...series.values()].map(({ shop: of, department: what, values }) => ({
        shop: of,
        department: what,
        values,
      })),
      shops: new Map(),
    },
  };
}

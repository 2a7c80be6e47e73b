import { SandtableError } from '#shared/errors';
import type { HistoryInput } from '#shared/sandbox/model';
import { cellError, numbers, uniqueRows } from '../files/cells';
import type { DataFile } from '../files/data-file';
import { type DayOrder, days, isoOf } from '../files/days';
import { readTable, type Table } from '../files/table';
import type { DataWarning, FileNote } from '../report';

const DEALS = ['opportunity_id', 'deal_stage', 'engage_date', 'close_date', 'close_value'] as const;
const TEAMS = ['sales_agent', 'regional_office'] as const;
const ACCOUNTS = ['account', 'sector'] as const;
const PRODUCTS = ['product', 'sales_price'] as const;

/** What a deal's stage says of it in the model's terms. */
const STAGES = {
  Prospecting: { stage: 'lead_qualified', outcome: 'open' },
  Engaging: { stage: 'opportunity_validation', outcome: 'open' },
  Lost: { stage: 'opportunity_validation', outcome: 'lost' },
  Won: { stage: 'delivery_implementation', outcome: 'won' },
} as const;
type DealStage = keyof typeof STAGES;

/** One opportunity as the file has it. */
export interface Deal {
  readonly id: string;
  readonly agent: string;
  readonly region: string;
  readonly product: string;
  readonly sector: string;
  readonly stage: DealStage;
  /** Days since 1970; NaN where not reached. */
  readonly engaged: number;
  readonly closed: number;
  /** Dollars; NaN while open. */
  readonly value: number;
}

export interface DealFile {
  readonly notes: readonly FileNote[];
  readonly warnings: readonly DataWarning[];
  readonly deals: readonly Deal[];
  /** Latest day in it. */
  readonly lastDay: number;
}

/**
 * Reads opportunities, and beside them the files about agents, accounts and products.
 * @param companions of the training files, for a test that comes without its own
 * @throws SandtableError DATA_NOT_KNOWN, DATA_… naming file, line and column
 */
export function readDeals(
  files: readonly DataFile[],
  companions: readonly DataFile[] = [],
): DealFile {
  const tables = files.map(readTable);
  const is = (table: Table, columns: readonly string[]): boolean =>
    columns.every((name) => table.has(name));
  const deals = tables.filter((table) => is(table, DEALS));
  const [first] = tables as [Table];
  const others = tables.filter((table) => !is(table, DEALS));
  const odd = others.find(
    (table) => ![TEAMS, ACCOUNTS, PRODUCTS].some((columns) => is(table, columns)),
  );
  if (odd !== undefined || deals.length === 0) throw unknown(odd ?? first);
  const about = [...others, ...companions.map(readTable).filter((table) => !is(table, DEALS))];
  const lookUp = (columns: readonly [string, string]): Map<string, string> => {
    const table = about.find((one) => is(one, columns));
    const keys = table?.column(columns[0]) ?? [];
    const values = table?.column(columns[1]) ?? [];
    return new Map(keys.map((key, row) => [key, values[row] as string]));
  };
  const regions = lookUp(TEAMS);
  const sectors = lookUp(ACCOUNTS);
  const warnings: DataWarning[] = [
    ...(regions.size === 0 ? ['sales_teams.csv'] : []),
    ...(sectors.size === 0 ? ['accounts.csv'] : []),
  ].map((example) => ({
    code: 'companionMissing',
    file: first.file,
    column: null,
    row: null,
    count: 1,
    example,
  }));
  const read = deals.map((table) => ({ table, rows: dealRows(table, regions, sectors) }));
  const all = read.flatMap(({ rows }) => rows);
  const noAccount = deals.flatMap((table) => table.column('account')).filter((name) => name === '');
  if (noAccount.length > 0) {
    const table = deals[0] as Table;
    warnings.push({
      code: 'missingValues',
      file: table.file,
      column: 'account',
      row: table.lines[table.column('account').indexOf('')] ?? null,
      count: noAccount.length,
      example: '',
    });
  }
  const lastDay = all.reduce(
    (latest, { engaged, closed }) => Math.max(latest, engaged || 0, closed || 0),
    0,
  );
  return {
    notes: read.map(({ table, rows }) => {
      const dates = rows
        .flatMap(({ engaged, closed }) => [engaged, closed])
        .filter((day) => !Number.isNaN(day));
      return {
        file: table.file,
        rows: rows.length,
        series: rows.length,
        from: dates.length > 0 ? isoOf(dates.reduce((a, b) => Math.min(a, b))) : null,
        to: dates.length > 0 ? isoOf(dates.reduce((a, b) => Math.max(a, b))) : null,
      };
    }),
    warnings,
    deals: all,
    lastDay,
  };
}

function unknown(table: Table): SandtableError {
  return new SandtableError('DATA_NOT_KNOWN', 'no opportunities', {
    file: table.file,
    columns: table.header.slice(0, 40).join(', '),
    expected: [DEALS, TEAMS, ACCOUNTS, PRODUCTS].map((columns) => columns.join(' + ')).join('; '),
  });
}

function dealRows(
  table: Table,
  regions: ReadonlyMap<string, string>,
  sectors: ReadonlyMap<string, string>,
): Deal[] {
  const id = table.column('opportunity_id');
  uniqueRows(table, 'opportunity_id', (row) => id[row] as string);
  const agent = table.column('sales_agent');
  const product = table.column('product');
  const account = table.column('account');
  const stage = table.column('deal_stage');
  const engaged = daysOrNone(table, 'engage_date');
  const closed = daysOrNone(table, 'close_date');
  const value = numbers(table, 'close_value', { least: 0, missing: [''] });
  return id.map((name, row) => {
    const own = stage[row] as string;
    if (!isStage(own)) {
      throw cellError('DATA_OUT_OF_RANGE', table, row, 'deal_stage', {
        least: 'Prospecting',
        most: 'Engaging, Won, Lost',
      });
    }
    const ended = STAGES[own].outcome !== 'open';
    if (ended && Number.isNaN(closed[row])) throw cellError('DATA_EMPTY', table, row, 'close_date');
    if (own !== 'Prospecting' && Number.isNaN(engaged[row])) {
      throw cellError('DATA_EMPTY', table, row, 'engage_date');
    }
    if (own === 'Won' && Number.isNaN(value[row])) {
      throw cellError('DATA_EMPTY', table, row, 'close_value');
    }
    if ((closed[row] as number) < (engaged[row] as number)) {
      throw cellError('DATA_OUT_OF_RANGE', table, row, 'close_date', {
        least: isoOf(engaged[row] as number),
        most: '…',
      });
    }
    return {
      id: name,
      agent: agent[row] as string,
      region: regions.get(agent[row] as string) ?? '',
      product: product[row] as string,
      sector: sectors.get(account[row] as string) ?? '',
      stage: own,
      engaged: engaged[row] as number,
      closed: closed[row] as number,
      value: value[row] as number,
    };
  });
}

function isStage(text: string): text is DealStage {
  return Object.hasOwn(STAGES, text);
}

/** A column of days in which empty cells are allowed. */
function daysOrNone(table: Table, column: string): Float64Array {
  const cells = table.column(column);
  const filled = Array.from(cells.keys()).filter((row) => cells[row] !== '');
  const out = new Float64Array(cells.length).fill(NaN);
  if (filled.length === 0) return out;
  const part: Table = {
    ...table,
    file: table.file,
    header: table.header,
    rows: filled.length,
    lines: filled.map((row) => table.lines[row] as number),
    decimalComma: table.decimalComma,
    column: () => filled.map((row) => cells[row] as string),
    has: (name) => table.has(name),
  };
  const order: DayOrder = 'ymd';
  days(part, column, order).days.forEach((day, k) => {
    out[filled[k] as number] = day;
  });
  return out;
}

/** Deals as the fit reads a pipeline's history, as it stood at the end of a day. */
export function historyOf(deals: readonly Deal[], asOf: number): HistoryInput {
  const asOfDay = isoOf(asOf);
  return {
    pipelineId: 'file',
    currency: 'USD',
    origin: 'public',
    asOfDay,
    opportunities: {
      id: deals.map(({ id }) => id),
      product: deals.map(({ product }) => product),
      region: deals.map(({ region }) => region),
      owner: deals.map(({ agent }) => agent),
      segment: deals.map(({ sector }) => sector),
      stage: deals.map(({ stage }) => STAGES[stage].stage),
      outcome: deals.map(({ stage }) => STAGES[stage].outcome),
      amountMinor: deals.map(({ value }) => (Number.isNaN(value) ? null : Math.round(value * 100))),
      discountBp: deals.map(() => null),
      openedDay: deals.map(({ engaged }) => (Number.isNaN(engaged) ? asOfDay : isoOf(engaged))),
      closedDay: deals.map(({ closed }) => (Number.isNaN(closed) ? null : isoOf(closed))),
      expectedCloseDay: deals.map(() => null),
    },
    stageEvents: { opportunity: [], entered: [], at: [] },
    touchpoints: { opportunity: [], at: [], direction: [] },
  };
}

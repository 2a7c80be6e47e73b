import { SandtableError } from '#shared/errors';
import { log } from '../../engine/elementary';
import { cellError, numbers, uniqueRows } from '../files/cells';
import type { DataFile } from '../files/data-file';
import { readTable, type Table } from '../files/table';
import type { Outcome, Trial } from './trial';

/** The kinds of files, each with the columns by which it is known. */
const FORMATS: readonly {
  readonly columns: readonly string[];
  readonly read: (table: Table) => Omit<Trial, 'note'>;
}[] = [
  { columns: ['segment', 'visit', 'conversion', 'spend'], read: mailing },
  { columns: ['treatment', 'treat_ratio2', 'treat_ratio3', 'out_amountgive'], read: matching },
  { columns: ['MarketID', 'LocationID', 'Promotion', 'SalesInThousands'], read: promotion },
];

/**
 * Reads a trial in one of the known forms.
 * @throws SandtableError DATA_NOT_KNOWN, DATA_… naming file, line and column
 */
export function readTrial(file: DataFile): Trial {
  const table = readTable(file);
  const format = FORMATS.find(({ columns }) => columns.every((name) => table.has(name)));
  if (format === undefined) {
    throw new SandtableError('DATA_NOT_KNOWN', 'no known trial', {
      file: table.file,
      columns: table.header.slice(0, 40).join(', '),
      expected: FORMATS.map(({ columns }) => columns.join(' + ')).join('; '),
    });
  }
  const trial = format.read(table);
  const series = trial.clusters === null ? table.rows : new Set(trial.clusters.shop).size;
  return { ...trial, note: { file: table.file, rows: table.rows, series, from: null, to: null } };
}

const FLAG = { least: 0, most: 1 } as const;

function flag(table: Table, column: string): Float64Array {
  const values = numbers(table, column, FLAG);
  const row = values.findIndex((value) => value !== 0 && value !== 1);
  if (row >= 0) throw cellError('DATA_OUT_OF_RANGE', table, row, column, { least: 0, most: 1 });
  return values;
}

/** Codes of a column of words from a closed list. */
function codes(table: Table, column: string, words: readonly string[]): Uint8Array {
  return Uint8Array.from(table.column(column), (cell, row) => {
    const code = words.indexOf(cell);
    if (code >= 0) return code;
    throw cellError('DATA_OUT_OF_RANGE', table, row, column, {
      least: words[0] ?? '',
      most: words.join(', '),
    });
  });
}

/** An amount goes with a yes and only with one. */
function amountOnlyOfYes(table: Table, yes: Float64Array, amount: Float64Array, column: string) {
  const row = amount.findIndex((value, i) => value > 0 && yes[i] === 0);
  if (row >= 0) throw cellError('DATA_OUT_OF_RANGE', table, row, column, { least: 0, most: 0 });
}

function matrix(
  rows: number,
  columns: readonly (readonly [string, ArrayLike<number>])[],
): Pick<Trial, 'covariates' | 'covariateNames'> {
  const covariates = new Float64Array(rows * columns.length);
  columns.forEach(([, values], k) => {
    for (let i = 0; i < rows; i++) covariates[i * columns.length + k] = values[i] as number;
  });
  return { covariates, covariateNames: columns.map(([name]) => name) };
}

const outcome = (
  name: string,
  kind: Outcome['kind'],
  unit: string,
  values: Float64Array,
): Outcome => ({ name, kind, unit, values });

/** An e-mail test: three arms, visit, conversion and spend of the following two weeks. */
function mailing(table: Table): Omit<Trial, 'note'> {
  const visit = flag(table, 'visit');
  const conversion = flag(table, 'conversion');
  const spend = numbers(table, 'spend', { least: 0 });
  amountOnlyOfYes(table, conversion, spend, 'spend');
  const zip = table.column('zip_code');
  const channel = table.column('channel');
  const arms = ['No E-Mail', 'Mens E-Mail', 'Womens E-Mail'];
  return {
    format: 'customers by e-mail arm',
    arms,
    arm: codes(table, 'segment', arms),
    outcomes: [
      outcome('visit', 'chance', 'share', visit),
      outcome('conversion', 'chance', 'share', conversion),
      outcome('spend', 'spend', 'dollars', spend),
    ],
    ...matrix(table.rows, [
      ['recency', numbers(table, 'recency', { least: 0 })],
      ['history', numbers(table, 'history', { least: 0 }).map((value) => log(1 + value))],
      ['mens', flag(table, 'mens')],
      ['womens', flag(table, 'womens')],
      ['newbie', flag(table, 'newbie')],
      ['urban', zip.map((word) => (word === 'Urban' ? 1 : 0))],
      ['rural', zip.map((word) => (word === 'Rural' ? 1 : 0))],
      ['web', channel.map((word) => (word === 'Web' ? 1 : 0))],
      ['multichannel', channel.map((word) => (word === 'Multichannel' ? 1 : 0))],
    ]),
    moderators: ['mens', 'womens', 'newbie'],
    clusters: null,
  };
}

/** What the file writes where a value is not known. */
const UNKNOWN = ['-999', '', 'NA'];

/** Letters that ask for a gift and offer to match it. */
function matching(table: Table): Omit<Trial, 'note'> {
  const treatment = flag(table, 'treatment');
  const two = flag(table, 'treat_ratio2');
  const three = flag(table, 'treat_ratio3');
  const gave = flag(table, 'out_gavedum');
  const amount = numbers(table, 'out_amountgive', { least: 0 });
  amountOnlyOfYes(table, gave, amount, 'out_amountgive');
  const arm = treatment.map((treated, row) => {
    if (treated === 0 && (two[row] === 1 || three[row] === 1)) {
      throw cellError('DATA_OUT_OF_RANGE', table, row, 'treatment', { least: 1, most: 1 });
    }
    return treated === 0 ? 0 : 1 + (two[row] as number) + 2 * (three[row] as number);
  });
  return {
    format: 'letters by match ratio',
    arms: ['no match', '1:1', '2:1', '3:1'],
    arm: Uint8Array.from(arm),
    outcomes: [
      outcome('gave', 'chance', 'share', gave),
      outcome('amount', 'spend', 'dollars', amount),
    ],
    ...matrix(table.rows, [
      ...known(table, 'hpa', (value) => log(1 + Math.max(0, value))),
      ...known(table, 'freq', (value) => log(1 + Math.max(0, value))),
      ...known(table, 'years', (value) => log(1 + Math.max(0, value))),
      ...known(table, 'mrm2', (value) => log(1 + Math.max(0, value))),
      ...known(table, 'dormant', (value) => value),
      ...known(table, 'female', (value) => value),
      ...known(table, 'couple', (value) => value),
    ]),
    moderators: ['dormant'],
    clusters: null,
  };
}

/** A column with its mean where it is not known, and a second that says where that is (when it ever is). */
function known(
  table: Table,
  column: string,
  change: (value: number) => number,
): [string, Float64Array][] {
  if (!table.has(column)) return [];
  const values = numbers(table, column, { missing: UNKNOWN }).map((value) =>
    // The file writes -999 also with decimals behind it.
    value === -999 ? NaN : change(value),
  );
  let sum = 0;
  let n = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    n++;
  }
  const mean = n > 0 ? sum / n : 0;
  return [
    [column, values.map((value) => (Number.isNaN(value) ? mean : value))],
    [`${column} unknown`, values.map((value) => (Number.isNaN(value) ? 1 : 0))],
  ];
}

/** Weekly sales of a new item in shops of several markets, one promotion a shop. */
function promotion(table: Table): Omit<Trial, 'note'> {
  const shop = table.column('LocationID');
  const week = numbers(table, 'week', { least: 1 });
  uniqueRows(table, 'week', (row) => `${shop[row]}, week ${week[row]}`);
  const arms = ['1', '2', '3'];
  const arm = codes(table, 'Promotion', arms);
  const first = new Map<string, number>();
  shop.forEach((name, row) => {
    const before = first.get(name) ?? row;
    first.set(name, before);
    if (arm[before] === arm[row]) return;
    throw cellError('DATA_DUPLICATE', table, row, 'Promotion', {
      key: `${name}: ${table.column('Promotion')[row]}`,
      firstRow: table.lines[before] as number,
    });
  });
  const size = codes(table, 'MarketSize', ['Medium', 'Small', 'Large']);
  return {
    format: 'shop-weeks by promotion',
    arms: arms.map((name) => `promotion ${name}`),
    arm,
    outcomes: [
      outcome(
        'sales',
        'sales',
        'thousand dollars a week',
        numbers(table, 'SalesInThousands', { least: 0 }),
      ),
    ],
    ...matrix(table.rows, [
      ['small', Float64Array.from(size, (code) => (code === 1 ? 1 : 0))],
      ['large', Float64Array.from(size, (code) => (code === 2 ? 1 : 0))],
      ['age', numbers(table, 'AgeOfStore', { least: 0 }).map((value) => log(1 + value))],
    ]),
    moderators: [],
    clusters: { shop, market: table.column('MarketID') },
  };
}

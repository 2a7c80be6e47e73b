import { addDays, type DayRange, endOfDay, presetRange } from '#shared/pipeline/days';
import type { ColumnFilter, GridField, GridQuery } from '#shared/pipeline/model';
import { OUTCOMES, STAGES } from '#shared/pipeline/model';
import { parseInstant } from '#shared/pipeline/parse-day';
import { normaliseSearch, searchWords } from '#shared/pipeline/search-text';
import { dayNumber, type Dictionaries, type GridContext, type PipelineColumns } from './columns';
import type { Dictionary } from './dictionary';

const DAY = 86_400_000;

/** True for the places that stay. */
export type Test = (place: number) => boolean;

type Codes = Int32Array | Uint8Array;

/** A column of codes with the words they stand for. */
export interface CodeColumn {
  readonly codes: Codes;
  readonly labels: readonly (string | null)[];
  /** Place of each code in the order of the column. */
  readonly ranks: () => ArrayLike<number>;
  readonly matches: (word: string) => ArrayLike<number>;
}

function named(codes: Codes, dictionary: Dictionary): CodeColumn {
  return {
    codes,
    labels: dictionary.labels,
    ranks: () => dictionary.ranks(),
    matches: (word) => dictionary.matches(word),
  };
}

function listed(codes: Codes, labels: readonly string[]): CodeColumn {
  return {
    codes,
    labels,
    ranks: () => labels.map((_, code) => code),
    matches: (word) => labels.map((label) => (label.includes(word) ? 1 : 0)),
  };
}

/** The column of a field when its values are codes. */
export function codeColumn(
  columns: PipelineColumns,
  names: Dictionaries,
  field: GridField,
): CodeColumn | null {
  switch (field) {
    case 'accountName':
      return named(columns.account, names.account);
    case 'ownerName':
      return named(columns.owner, names.owner);
    case 'productName':
      return named(columns.product, names.product);
    case 'region':
      return named(columns.region, columns.regions);
    case 'stage':
      return listed(columns.stage, STAGES);
    case 'outcome':
      return listed(columns.outcome, OUTCOMES);
    default:
      return null;
  }
}

const STORED_NUMBERS = [
  'amountMinor',
  'discountBp',
  'openedDay',
  'expectedCloseDay',
  'closedDay',
  'stageEnteredAt',
] as const;
type StoredNumber = (typeof STORED_NUMBERS)[number];
const OPEN = OUTCOMES.indexOf('open');

/**
 * The numbers of a field by place, NaN where there is none; null when its values are no numbers. Days are numbers that
 * order like them (see `dayNumber`), also where a column counts days from today.
 */
export function numbersOf(
  columns: PipelineColumns,
  field: GridField,
  { shares }: Pick<GridContext, 'shares'>,
): ((place: number) => number) | null {
  const { outcome, expectedCloseDay, amountMinor, stage } = columns;
  if (field === 'daysToClose') {
    return (place) => (outcome[place] === OPEN ? (expectedCloseDay[place] ?? NaN) : NaN);
  }
  if (field === 'weightedMinor') {
    const won = OUTCOMES.indexOf('won');
    const byStage = STAGES.map((one) => shares[one]);
    return (place) => {
      const amount = amountMinor[place] ?? NaN;
      if (outcome[place] === won || Number.isNaN(amount)) return amount;
      return outcome[place] === OPEN ? Math.round(amount * (byStage[stage[place] ?? 0] ?? 0)) : 0;
    };
  }
  if (!isStoredNumber(field)) return null;
  const values = columns[field];
  return (place) => values[place] ?? NaN;
}

function isStoredNumber(field: GridField): field is StoredNumber {
  return STORED_NUMBERS.some((one) => one === field);
}

/**
 * One condition of a query: for all places (may take a look through everything first), and for a single one (may take
 * longer a place). Both give the same.
 */
export interface Condition {
  readonly all: () => Test;
  readonly one: Test;
}

/** All conditions of a query, of which every one must hold; that a row is there at all is not among them. */
export function conditionsOf(
  columns: PipelineColumns,
  context: GridContext,
  query: Pick<GridQuery, 'filters' | 'quick'>,
): Condition[] {
  const conditions: Condition[] = [];
  for (const [field, filter] of Object.entries(query.filters)) {
    if (filter) conditions.push(fieldCondition(columns, context, field as GridField, filter));
  }
  for (const word of searchWords(query.quick)) {
    conditions.push(wordCondition(columns, context.names, word));
  }
  return conditions;
}

function same(test: Test): Condition {
  return { all: () => test, one: test };
}

/** A word is found in the name or need, or in the name of account, owner or product. */
function wordCondition(columns: PipelineColumns, names: Dictionaries, word: string): Condition {
  const { account, owner, product } = columns;
  const inAccount = names.account.matches(word);
  const inOwner = names.owner.matches(word);
  const inProduct = names.product.matches(word);
  const inNames = (place: number): number =>
    (inAccount[account[place] ?? 0] ?? 0) |
    (inOwner[owner[place] ?? 0] ?? 0) |
    (inProduct[product[place] ?? 0] ?? 0);
  return {
    all: () => {
      const found = columns.matches(word, inNames);
      return (place) => found[place] === 1;
    },
    one: (place) => inNames(place) === 1 || columns.matchesAt(place, word),
  };
}

/** In the name or the need, or in the pinyin of the name. */
function textCondition(columns: PipelineColumns, word: string): Condition {
  if (word === '') return same(() => true);
  return {
    all: () => {
      const found = columns.matches(word);
      return (place) => found[place] === 1;
    },
    one: (place) => columns.matchesAt(place, word),
  };
}

function fieldCondition(
  columns: PipelineColumns,
  context: GridContext,
  field: GridField,
  filter: ColumnFilter,
): Condition {
  if (field === 'name' && filter.kind === 'contains') {
    return textCondition(columns, normaliseSearch(filter.text));
  }
  return same(fieldTest(columns, context, field, filter));
}

function fieldTest(
  columns: PipelineColumns,
  context: GridContext,
  field: GridField,
  filter: ColumnFilter,
): Test {
  if (field === 'name') return nameTest(columns, filter);
  const coded = codeColumn(columns, context.names, field);
  if (coded) return codeTest(coded, filter);
  const number = numbersOf(columns, field, context);
  if (number === null || filter.kind === 'contains') return () => true;
  if (filter.kind === 'in') return listTest(number, filter.values, field);
  const { from, to } = bounds(filter, field, context.today);
  // NaN (no value) is in no range.
  return (place) => {
    const value = number(place);
    return value >= from && value <= to;
  };
}

interface Bounds {
  readonly from: number;
  readonly to: number;
}
const range = (from: number | null, to: number | null): Bounds => ({
  from: from ?? -Infinity,
  to: to ?? Infinity,
});

function bounds(
  filter: Exclude<ColumnFilter, { kind: 'in' | 'contains' }>,
  field: GridField,
  today: string,
): Bounds {
  switch (filter.kind) {
    case 'numberRange': {
      if (field !== 'daysToClose') return range(filter.from, filter.to);
      const day = (count: number | null) =>
        count === null ? null : dayNumber(addDays(today, Math.round(count)));
      return range(day(filter.from), day(filter.to));
    }
    case 'ageRange': {
      // The longer ago an instant is, the smaller it is: ends change places.
      const { least, most } = filter;
      return range(
        most === null ? null : endOfDay(addDays(today, -most - 1)) + 1,
        least === null ? null : endOfDay(addDays(today, -least)),
      );
    }
    case 'dayPreset':
      return dayBounds(presetRange(filter.preset, today), field);
    case 'dayRange':
      return dayBounds(filter, field);
  }
}

function dayBounds({ from, to }: DayRange, field: GridField): Bounds {
  if (field !== 'stageEnteredAt') {
    return range(from === null ? null : dayNumber(from), to === null ? null : dayNumber(to));
  }
  const start = (day: string): number => {
    const read = parseInstant(day);
    return read.ok ? read.at : NaN;
  };
  return range(from === null ? null : start(from), to === null ? null : start(to) + DAY - 1);
}

function listTest(
  number: (place: number) => number,
  wanted: readonly (string | null)[],
  field: GridField,
): Test {
  const isDay = field.endsWith('Day');
  const numbers = new Set(
    wanted.map((value) => (value === null ? NaN : isDay ? dayNumber(value) : Number(value))),
  );
  return (place) => numbers.has(number(place));
}

function nameTest(columns: PipelineColumns, filter: ColumnFilter): Test {
  if (filter.kind !== 'in') return () => true;
  const wanted = new Set(filter.values);
  return (place) => wanted.has(columns.name[place] ?? null);
}

function codeTest({ codes, labels, matches }: CodeColumn, filter: ColumnFilter): Test {
  if (filter.kind !== 'in' && filter.kind !== 'contains') return () => true;
  let wanted: ArrayLike<number>;
  if (filter.kind === 'contains') wanted = matches(normaliseSearch(filter.text));
  else {
    const values = new Set(filter.values);
    wanted = labels.map((label) => (values.has(label) ? 1 : 0));
  }
  return (place) => wanted[codes[place] ?? 0] === 1;
}

import type { ColumnFilter, GridField, GridQuery } from '#shared/pipeline/model';
import { OUTCOMES, STAGES } from '#shared/pipeline/model';
import { parseInstant } from '#shared/pipeline/parse-day';
import { normaliseSearch, searchWords } from '#shared/pipeline/search-text';
import { dayNumber, type Dictionaries, type PipelineColumns } from './columns';
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

export type NumberField =
  | 'amountMinor'
  | 'discountBp'
  | 'openedDay'
  | 'expectedCloseDay'
  | 'closedDay'
  | 'stageEnteredAt';

/** Whether the values of a field are numbers (days count as numbers, see `dayNumber`). */
export function isNumberField(field: GridField): field is NumberField {
  return [
    'amountMinor',
    'discountBp',
    'openedDay',
    'expectedCloseDay',
    'closedDay',
    'stageEnteredAt',
  ].includes(field);
}

/**
 * One condition of a query: for all places (may take a look through everything first), and for a single one (may take
 * longer a place). Both give the same.
 */
export interface Condition {
  readonly all: () => Test;
  readonly one: Test;
}

/** All conditions of a query. Every one must hold. */
export function conditionsOf(
  columns: PipelineColumns,
  names: Dictionaries,
  query: Pick<GridQuery, 'filters' | 'quick'>,
): Condition[] {
  const conditions: Condition[] = [same((place) => columns.live[place] === 1)];
  for (const [field, filter] of Object.entries(query.filters)) {
    if (filter) conditions.push(fieldCondition(columns, names, field as GridField, filter));
  }
  for (const word of searchWords(query.quick)) {
    conditions.push(wordCondition(columns, names, word));
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
  const inNames: Test = (place) =>
    inAccount[account[place] ?? 0] === 1 ||
    inOwner[owner[place] ?? 0] === 1 ||
    inProduct[product[place] ?? 0] === 1;
  const text = textCondition(columns, word);
  return {
    all: () => {
      const found = text.all();
      return (place) => inNames(place) || found(place);
    },
    one: (place) => inNames(place) || text.one(place),
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
  names: Dictionaries,
  field: GridField,
  filter: ColumnFilter,
): Condition {
  if (field === 'name' && filter.kind === 'contains') {
    return textCondition(columns, normaliseSearch(filter.text));
  }
  return same(fieldTest(columns, names, field, filter));
}

function fieldTest(
  columns: PipelineColumns,
  names: Dictionaries,
  field: GridField,
  filter: ColumnFilter,
): Test {
  if (field === 'name') return nameTest(columns, filter);
  const coded = codeColumn(columns, names, field);
  if (coded) return codeTest(coded, filter);
  if (!isNumberField(field)) return () => true;
  const values = columns[field];
  if (filter.kind === 'in') return listTest(values, filter.values, field);
  if (filter.kind === 'contains') return () => true;
  const { from, to } = bounds(filter, field);
  // NaN (no value) is in no range.
  return (place) => {
    const value = values[place] ?? Number.NaN;
    return value >= from && value <= to;
  };
}

function bounds(
  filter: Extract<ColumnFilter, { kind: 'numberRange' | 'dayRange' }>,
  field: NumberField,
): { from: number; to: number } {
  if (filter.kind === 'numberRange') {
    return { from: filter.from ?? -Infinity, to: filter.to ?? Infinity };
  }
  if (field !== 'stageEnteredAt') {
    return {
      from: filter.from === null ? -Infinity : dayNumber(filter.from),
      to: filter.to === null ? Infinity : dayNumber(filter.to),
    };
  }
  const start = (day: string): number => {
    const read = parseInstant(day);
    return read.ok ? read.at : Number.NaN;
  };
  return {
    from: filter.from === null ? -Infinity : start(filter.from),
    to: filter.to === null ? Infinity : start(filter.to) + DAY - 1,
  };
}

function listTest(
  values: Float64Array,
  wanted: readonly (string | null)[],
  field: NumberField,
): Test {
  const isDay = field.endsWith('Day');
  const numbers = new Set(
    wanted.map((value) => (value === null ? Number.NaN : isDay ? dayNumber(value) : Number(value))),
  );
  return (place) => numbers.has(values[place] ?? Number.NaN);
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

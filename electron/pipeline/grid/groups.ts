import type {
  Expansion,
  Grouping,
  GroupField,
  GroupHeader,
  GroupPageInput,
} from '#shared/pipeline/grid-groups';
import { codeColumn, numbersOf } from './filter';
import type { GridAnswer } from './view';

/** Places that have the same value. */
interface Group extends Omit<GroupHeader, 'open'> {
  count: number;
  amountMinor: number;
  weightedMinor: number;
  readonly rank: number;
  readonly inner: Group[];
  /** Where its rows begin in the places by group. */
  start: number;
}

/** The rows of a query by groups: outer groups in order, and the places of all rows in the order of the groups. */
export interface Grouped {
  readonly groups: readonly Group[];
  readonly places: Int32Array;
}

/** A header, or the place of a row. */
export type Line = { readonly group: GroupHeader } | { readonly place: number };

/** The values of a field as small numbers 0…n−1, and what orders them. */
interface Values {
  readonly of: (place: number) => number;
  readonly values: readonly (string | null)[];
  readonly ranks: ArrayLike<number>;
}

/**
 * Gathers rows by one or two fields. Inside a group they keep the order that they have. Codes of the same name (two
 * accounts that are called alike) are one group, as they are one line in a filter.
 */
export function groupedBy(answer: GridAnswer, grouping: Grouping): Grouped {
  const { columns, order, context } = answer;
  const levels = grouping.fields.map((field) => valuesOf(answer, field));
  const weighted = numbersOf(columns, 'weightedMinor', context);
  const { amountMinor } = columns;
  const outer: (Group | undefined)[] = [];
  const inner = new Map<number, Group>();
  const [first, second] = levels;
  const width = second?.values.length ?? 1;
  const leaves: Group[] = [];
  const leafOf = new Int32Array(order.length);
  const leafNumbers = new Map<Group, number>();
  for (let i = 0; i < order.length; i += 1) {
    const place = order[i] ?? 0;
    const one = first?.of(place) ?? 0;
    const group = (outer[one] ??= newGroup(0, grouping, levels, [one]));
    let leaf = group;
    if (second) {
      const two = second.of(place);
      const known = inner.get(one * width + two);
      leaf = known ?? newGroup(1, grouping, levels, [one, two]);
      if (!known) {
        inner.set(one * width + two, leaf);
        group.inner.push(leaf);
      }
      add(group, amountMinor[place], weighted?.(place));
    }
    add(leaf, amountMinor[place], weighted?.(place));
    let number = leafNumbers.get(leaf);
    if (number === undefined) {
      number = leaves.push(leaf) - 1;
      leafNumbers.set(leaf, number);
    }
    leafOf[i] = number;
  }
  const compare = comparison(grouping);
  const groups = outer.filter((group) => group !== undefined).toSorted(compare);
  let start = 0;
  for (const group of groups) {
    group.start = start;
    group.inner.sort(compare);
    for (const leaf of group.inner.length > 0 ? group.inner : [group]) {
      leaf.start = start;
      start += leaf.count;
    }
  }
  const next = Int32Array.from(leaves, (leaf) => leaf.start);
  const places = new Int32Array(order.length);
  for (let i = 0; i < order.length; i += 1) {
    const leaf = leafOf[i] ?? 0;
    const at = next[leaf] ?? 0;
    next[leaf] = at + 1;
    places[at] = order[i] ?? 0;
  }
  return { groups, places };
}

function newGroup(
  level: 0 | 1,
  { fields }: Grouping,
  levels: readonly Values[],
  codes: readonly number[],
): Group {
  const path = codes.map((code, i) => levels[i]?.values[code] ?? null);
  return {
    key: JSON.stringify(path),
    level,
    field: fields[level] ?? 'stage',
    value: path[level] ?? null,
    count: 0,
    amountMinor: 0,
    weightedMinor: 0,
    rank: levels[level]?.ranks[codes[level] ?? 0] ?? 0,
    inner: [],
    start: 0,
  };
}

function add(group: Group, amount = Number.NaN, weighted = Number.NaN): void {
  group.count += 1;
  if (!Number.isNaN(amount)) group.amountMinor += amount;
  if (!Number.isNaN(weighted)) group.weightedMinor += weighted;
}

/** Groups with no value come last when values decide; equal totals go by value. */
function comparison({ orderBy, desc }: Grouping): (a: Group, b: Group) => number {
  const sign = desc ? -1 : 1;
  const byValue = (a: Group, b: Group) =>
    Number(a.value === null) - Number(b.value === null) || a.rank - b.rank;
  switch (orderBy) {
    case 'value':
      return (a, b) => {
        const blanks = Number(a.value === null) - Number(b.value === null);
        return blanks === 0 ? sign * (a.rank - b.rank) : blanks;
      };
    case 'count':
      return (a, b) => sign * (a.count - b.count) || byValue(a, b);
    case 'amount':
      return (a, b) => sign * (a.amountMinor - b.amountMinor) || byValue(a, b);
    case 'weighted':
      return (a, b) => sign * (a.weightedMinor - b.weightedMinor) || byValue(a, b);
  }
}

function valuesOf({ columns, context }: GridAnswer, field: GroupField): Values {
  if (field === 'closeMonth') return monthsOf(columns.expectedCloseDay, columns.size);
  const coded = codeColumn(columns, context.names, field);
  if (!coded) throw new Error(`no groups by ${field}`);
  const { codes, labels } = coded;
  const firsts = new Map<string | null, number>();
  const canonical = labels.map((label, code) => {
    const known = firsts.get(label);
    if (known === undefined) firsts.set(label, code);
    return known ?? code;
  });
  return {
    of: (place) => canonical[codes[place] ?? 0] ?? 0,
    values: labels,
    ranks: coded.ranks(),
  };
}

/** Months in which days (as numbers, NaN = none) lie; 0 = none. */
function monthsOf(days: Float64Array, size: number): Values {
  const values: (string | null)[] = [null];
  const codes = new Map<number, number>();
  const byPlace = new Int32Array(size);
  for (let place = 0; place < size; place += 1) {
    const day = days[place] ?? Number.NaN;
    if (Number.isNaN(day)) continue;
    const month = Math.floor(day / 100);
    let code = codes.get(month);
    if (code === undefined) {
      const year = String(Math.floor(month / 100)).padStart(4, '0');
      code = values.push(`${year}-${String(month % 100).padStart(2, '0')}`) - 1;
      codes.set(month, code);
    }
    byPlace[place] = code;
  }
  return {
    of: (place) => byPlace[place] ?? 0,
    values,
    ranks: values.map((value) => Number(value?.replace('-', '') ?? 0)),
  };
}

/** A window of lines: headers, and the rows of open groups. */
export function linesOf(
  { groups, places }: Grouped,
  { expansion, offset, limit }: Pick<GroupPageInput, 'expansion' | 'offset' | 'limit'>,
): { readonly lines: Line[]; readonly total: number; readonly above: GroupHeader[] } {
  const except = new Set(expansion.except);
  const isOpen = (group: Group) => expansion.open !== except.has(group.key);
  const lines: Line[] = [];
  let above: GroupHeader[] = [];
  let at = 0;
  const header = (group: Group, around: readonly Group[]) => {
    if (at === offset) above = around.map((one) => headerOf(one, true));
    if (at >= offset && at < offset + limit) lines.push({ group: headerOf(group, isOpen(group)) });
    at += 1;
  };
  const rows = (group: Group, around: readonly Group[]) => {
    const from = Math.max(0, offset - at);
    const end = Math.min(group.count, offset + limit - at);
    if (at <= offset && at + group.count > offset) {
      above = around.map((one) => headerOf(one, true));
    }
    for (let i = from; i < end; i += 1) lines.push({ place: places[group.start + i] ?? 0 });
    at += group.count;
  };
  for (const group of groups) {
    header(group, []);
    if (!isOpen(group)) continue;
    if (group.inner.length === 0) rows(group, [group]);
    for (const inner of group.inner) {
      header(inner, [group]);
      if (isOpen(inner)) rows(inner, [group, inner]);
    }
  }
  return { lines, total: at, above };
}

/** The line of a place; null when it is in no group, or in a closed one. */
export function lineOf(
  { groups, places }: Grouped,
  { open, except }: Expansion,
  place: number,
): number | null {
  const at = places.indexOf(place);
  if (at < 0) return null;
  const excepted = new Set(except);
  const isOpen = (group: Group) => open !== excepted.has(group.key);
  const holds = (group: Group) => at >= group.start && at < group.start + group.count;
  let line = 0;
  for (const group of groups) {
    line += 1;
    if (!isOpen(group)) {
      if (holds(group)) return null;
      continue;
    }
    for (const leaf of group.inner.length > 0 ? group.inner : [group]) {
      if (leaf !== group) line += 1;
      const shown = leaf === group || isOpen(leaf);
      if (holds(leaf)) return shown ? line + at - leaf.start : null;
      if (shown) line += leaf.count;
    }
  }
  return null;
}

function headerOf(group: Group, open: boolean): GroupHeader {
  const { key, level, field, value, count, amountMinor, weightedMinor } = group;
  return { key, level, field, value, count, amountMinor, weightedMinor, open };
}

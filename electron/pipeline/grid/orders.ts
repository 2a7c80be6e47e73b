import type { GridField, GridQuery } from '#shared/pipeline/model';
import type { GridContext, PipelineColumns } from './columns';
import { codeColumn, conditionsOf, numbersOf } from './filter';
import { exchanged } from './merge';
import { orderByKeys } from './radix';

type Compare = (a: number, b: number) => number;
/** A number for every place that sorts ascending in the order asked for; blanks come last in both directions. */
type SortKey = (place: number) => number;

/** Where rows are gathered before they are put in order; the memory serves the next question, too. */
let found = new Int32Array(0);

/** Places of the rows of a query, in order. */
export function freshOrder(
  columns: PipelineColumns,
  context: GridContext,
  query: GridQuery,
): Int32Array {
  if (columns.size > found.length) found = new Int32Array(Math.ceil(columns.size * 1.1));
  const places = found;
  const { live, size } = columns;
  let count = 0;
  for (let place = 0; place < size; place += 1) if (live[place] === 1) places[count++] = place;
  for (const condition of conditionsOf(columns, context, query)) {
    const test = condition.all();
    const before = count;
    count = 0;
    for (let i = 0; i < before; i += 1) {
      const place = places[i] ?? 0;
      if (test(place)) places[count++] = place;
    }
  }
  if (query.sort.length === 0) return places.slice(0, count);
  const keys = query.sort.map(({ field, desc }): SortKey => {
    const key = sortKey(columns, context, field, desc);
    return (i) => key(places[i] ?? 0);
  });
  const order = orderByKeys(count, keys);
  for (let i = 0; i < count; i += 1) order[i] = places[order[i] ?? 0] ?? 0;
  return order;
}

/**
 * The order of a query after some rows changed, from the one before: the same as a fresh one, without looking at the
 * rows that stayed.
 * @param changed places of rows that are new, different or gone
 */
export function repairedOrder(
  columns: PipelineColumns,
  context: GridContext,
  query: GridQuery,
  order: Int32Array,
  changed: ReadonlySet<number>,
): Int32Array {
  const conditions = conditionsOf(columns, context, query);
  const compare = comparison(columns, context, query.sort);
  const enter = [...changed].filter(
    (place) => columns.live[place] === 1 && conditions.every(({ one }) => one(place)),
  );
  const entering = Int32Array.from(enter.toSorted(compare));
  return exchanged(order, changed, entering, columns.size, compare);
}

function comparison(
  columns: PipelineColumns,
  context: GridContext,
  sort: GridQuery['sort'],
): Compare {
  const keys = sort.map(({ field, desc }) => sortKey(columns, context, field, desc));
  return (a, b) => {
    for (const key of keys) {
      const ahead = key(a) - key(b);
      if (ahead !== 0) return ahead;
    }
    return a - b;
  };
}

function sortKey(
  columns: PipelineColumns,
  context: GridContext,
  field: GridField,
  desc: boolean,
): SortKey {
  const sign = desc ? -1 : 1;
  const last = Number.MAX_VALUE;
  const coded = codeColumn(columns, context.names, field);
  if (coded) {
    const { codes, labels } = coded;
    const ranks = coded.ranks();
    return (place) => {
      const code = codes[place] ?? 0;
      return labels[code] === null ? last : sign * (ranks[code] ?? 0);
    };
  }
  const ranks = field === 'name' ? columns.nameRanks() : null;
  const number = ranks
    ? (place: number) => ranks[place] ?? NaN
    : numbersOf(columns, field, context);
  return (place) => {
    const value = number?.(place) ?? NaN;
    return Number.isNaN(value) ? last : sign * value;
  };
}

import type { GridField, GridQuery } from '#shared/pipeline/model';
import type { GridContext, PipelineColumns } from './columns';
import { codeColumn, conditionsOf, numbersOf } from './filter';
import { merged, without } from './merge';
import { orderByKeys } from './radix';

type Compare = (a: number, b: number) => number;
/** A number for every place that sorts ascending in the order asked for; blanks come last in both directions. */
type SortKey = (place: number) => number;

/** Places of the rows of a query, in order. */
export function freshOrder(
  columns: PipelineColumns,
  context: GridContext,
  query: GridQuery,
): Int32Array {
  let places = new Int32Array(columns.size);
  let count = 0;
  for (const [index, condition] of conditionsOf(columns, context, query).entries()) {
    const test = condition.all();
    const before = index === 0 ? columns.size : count;
    count = 0;
    for (let i = 0; i < before; i += 1) {
      const place = index === 0 ? i : (places[i] ?? 0);
      if (test(place)) places[count++] = place;
    }
  }
  places = places.slice(0, count);
  if (query.sort.length === 0) return places;
  const keys = query.sort.map(({ field, desc }) => {
    const key = sortKey(columns, context, field, desc);
    const values = new Float64Array(count);
    for (let i = 0; i < count; i += 1) values[i] = key(places[i] ?? 0);
    return values;
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
  const enter = [...changed].filter((place) => conditions.every(({ one }) => one(place)));
  const stay = without(order, changed, columns.size);
  return merged(stay, Int32Array.from(enter.toSorted(compare)), compare);
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

import { daysBetween, daysSince } from '#shared/pipeline/days';
import type { GridField } from '#shared/pipeline/model';
import { type GridContext, isoDay, type PipelineColumns } from '../grid/columns';
import { codeColumn, numbersOf } from '../grid/filter';
import type { FileWords } from '../words';
import type { Value } from './table-output';

/** How values are written. */
export interface Writing {
  /** ISO day that days are counted from. */
  readonly today: string;
  /** Minor units in one unit of the currency. */
  readonly perUnit: number;
  readonly words: FileWords;
}

/**
 * The value of a field by place, as a file holds it: from the columns in memory, which are those that the grid sorts and
 * filters by, so that half a million rows are not read again one by one.
 */
export function cellOf(
  columns: PipelineColumns,
  context: GridContext,
  field: GridField,
  { today, perUnit, words }: Writing,
): (place: number) => Value {
  if (field === 'name') return (place) => columns.name[place] ?? null;
  const coded = codeColumn(columns, context.names, field);
  if (coded) {
    const translated = field === 'stage' || field === 'outcome';
    const labels = coded.labels.map((label) =>
      label !== null && translated ? (words.values[label] ?? label) : label,
    );
    return (place) => labels[coded.codes[place] ?? 0] ?? null;
  }
  const number = numbersOf(columns, field, context);
  if (number === null) return () => null;
  const write = writerOf(field, today, perUnit);
  return (place) => {
    const value = number(place);
    return Number.isNaN(value) ? null : write(value);
  };
}

function writerOf(field: GridField, today: string, perUnit: number): (value: number) => Value {
  switch (field) {
    case 'discountBp':
      return (value) => value / 10_000;
    case 'stageEnteredAt':
      return (value) => daysSince(value, today);
    case 'daysToClose':
      return remembered((day) => daysBetween(today, isoDay(day)));
    case 'openedDay':
    case 'expectedCloseDay':
    case 'closedDay':
      return remembered(isoDay);
    default:
      return (value) => value / perUnit;
  }
}

/** The same few days come again and again. */
function remembered<T>(make: (value: number) => T): (value: number) => T {
  const known = new Map<number, T>();
  return (value) => {
    let made = known.get(value);
    if (made === undefined) {
      made = make(value);
      known.set(value, made);
    }
    return made;
  };
}

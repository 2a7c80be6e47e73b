import type { Query } from '#electron/replica/transaction';
import type {
  GroupPage,
  GroupPageInput,
  Grouping,
  LocateInput,
} from '#shared/pipeline/grid-groups';
import { type Grouped, groupedBy, lineOf, linesOf } from './grid/groups';
import { type GridAnswer, gridOf } from './grid/view';
import { rowsById } from './rows';

/** Rows by groups as long as their order is kept. */
const kept = new WeakMap<Int32Array, Map<string, Grouped>>();

function grouped(answer: GridAnswer, grouping: Grouping): Grouped {
  const known = kept.get(answer.order) ?? new Map<string, Grouped>();
  kept.set(answer.order, known);
  const key = JSON.stringify([grouping, answer.context.shares]);
  const made = known.get(key) ?? groupedBy(answer, grouping);
  known.set(key, made);
  return made;
}

/** A window of the rows of a query by groups: headers with their totals, and the rows of open groups. */
export const groupPage: Query<GroupPageInput, GroupPage> = (tx, input) => {
  const answer = gridOf(tx).order(tx, input.query);
  const { lines, total, above } = linesOf(grouped(answer, input.grouping), input);
  const ids = lines.flatMap((line) =>
    'place' in line ? [answer.columns.ids[line.place] ?? ''] : [],
  );
  const rows = new Map(rowsById(tx, ids).map((row) => [row.id, row]));
  return {
    lines: lines.flatMap((line): GroupPage['lines'] => {
      if ('group' in line) return [{ kind: 'group', group: line.group }];
      const row = rows.get(answer.columns.ids[line.place] ?? '');
      return row ? [{ kind: 'row', row }] : [];
    }),
    total,
    rows: answer.order.length,
    above,
  };
};

/** Where an opportunity stands among the lines on screen; null when it is not in the view, or in a closed group. */
export const locate: Query<LocateInput, { offset: number | null }> = (
  tx,
  { query, id, groups },
) => {
  const answer = gridOf(tx).order(tx, query);
  const place = answer.columns.placeOf(id);
  if (place === undefined) return { offset: null };
  if (groups !== null) {
    return { offset: lineOf(grouped(answer, groups.grouping), groups.expansion, place) };
  }
  const offset = answer.order.indexOf(place);
  return { offset: offset < 0 ? null : offset };
};

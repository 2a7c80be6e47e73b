import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  FIRST_COLUMNS,
  gridViewStateSchema,
  readViewState,
  sameView,
  wholeColumns,
} from '#shared/pipeline/grid-view';
import { GRID_FIELDS } from '#shared/pipeline/model';
import {
  SYSTEM_VIEW_IDS,
  systemViewId,
  systemViewOf,
  SYSTEM_VIEWS,
} from '#shared/pipeline/system-views';

it('columns of any stored view become every field once, the name first, pinned ones in front', () => {
  const column = fc.record({
    field: fc.constantFrom(...GRID_FIELDS),
    width: fc.integer({ min: 72, max: 900 }),
    hidden: fc.boolean(),
    pinned: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(column, { maxLength: 20 }), (columns) => {
      const whole = wholeColumns(columns);
      expect(whole.map(({ field }) => field).toSorted()).toEqual([...GRID_FIELDS].toSorted());
      expect(whole[0]).toMatchObject({ field: 'name', hidden: false, pinned: true });
      const pins = whole.map(({ pinned }) => pinned);
      expect(pins.lastIndexOf(true)).toBeLessThan(pins.includes(false) ? pins.indexOf(false) : 99);
      expect(wholeColumns(whole)).toEqual(whole);
    }),
  );
});

it('every system view is readable, and found by its id only', () => {
  for (const id of SYSTEM_VIEW_IDS) {
    expect(readViewState(JSON.stringify(SYSTEM_VIEWS[id]))).toEqual(SYSTEM_VIEWS[id]);
    expect(systemViewId(id)).toBe(id);
  }
  expect(systemViewId('constructor')).toBeNull();
});

it('names rows after the opened system view while its filters are in force, then after the closest other', () => {
  const { open, overdue } = SYSTEM_VIEWS;
  const stage = { kind: 'in' as const, values: ['discovery'] };
  expect(systemViewOf({ ...open.filters, stage }, 'open')).toBe('open');
  expect(systemViewOf({}, 'open')).toBe('all');
  expect(systemViewOf({ stage }, 'won')).toBe('all');
  expect(systemViewOf(open.filters, 'overdue')).toBe('open');
  expect(systemViewOf(overdue.filters, 'open')).toBe('open');
  expect(systemViewOf(overdue.filters, 'won')).toBe('overdue');
});

it('tells views apart by what they show, not by how they are written', () => {
  const view = SYSTEM_VIEWS.won;
  const { outcome, closedDay } = view.filters;
  const filters = { closedDay, outcome };
  expect(sameView(view, { ...view, filters } as typeof view)).toBe(true);
  expect(sameView(view, { ...view, columns: [] })).toBe(false);
  expect(sameView(view, { ...view, columns: [...FIRST_COLUMNS] })).toBe(true);
  expect(sameView(view, { ...view, quick: 'x' })).toBe(false);
  expect(sameView(view, { ...view, density: 'compact' })).toBe(false);
});

it('does not read what it does not know', () => {
  expect(readViewState('{')).toBeNull();
  expect(readViewState('{"sort":[]}')).toBeNull();
  const twice = { fields: ['stage', 'stage'], orderBy: 'value', desc: false };
  expect(gridViewStateSchema.safeParse({ ...SYSTEM_VIEWS.all, grouping: twice }).success).toBe(
    false,
  );
});

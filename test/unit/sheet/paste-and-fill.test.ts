import { describe, expect, it } from 'vitest';
import { pasteTarget } from '#shared/pipeline/sheet/paste-target';
import { addBlock, cellSelection, extendTo } from '#shared/pipeline/sheet/selection';
import { fillRows } from '#shared/pipeline/sheet/series';

const extent = { rows: 100, columns: 6 };
const at = (row: number, column: number) => ({ row, column });
const over = (a: [number, number], b: [number, number]) =>
  extendTo(cellSelection(at(...a)), at(...b));

describe('where a block is pasted', () => {
  it.each([
    ['one value fills the selection', { rows: 1, columns: 1 }, over([2, 1], [5, 3]), [2, 5, 1, 3]],
    [
      'a block repeats over a multiple',
      { rows: 2, columns: 1 },
      over([2, 1], [5, 2]),
      [2, 5, 1, 2],
    ],
    ['a block starts at the one cell', { rows: 3, columns: 2 }, over([2, 1], [2, 1]), [2, 4, 1, 2]],
    [
      'rows that are no multiple are pasted once',
      { rows: 3, columns: 2 },
      over([2, 1], [5, 2]),
      [2, 4, 1, 2],
    ],
  ])('%s', (_what, given, selection, [top, bottom, left, right]) => {
    expect(pasteTarget(given, selection, extent)).toEqual({
      ok: true,
      block: { top, bottom, left, right },
      cutRows: 0,
    });
  });

  it('says how many rows do not fit, and refuses columns that do not', () => {
    const low = cellSelection(at(98, 0));
    expect(pasteTarget({ rows: 5, columns: 1 }, low, extent)).toMatchObject({
      ok: true,
      cutRows: 3,
    });
    expect(pasteTarget({ rows: 1, columns: 4 }, cellSelection(at(0, 3)), extent)).toEqual({
      ok: false,
      problem: 'tooWide',
      given: 4,
      free: 3,
    });
    expect(pasteTarget({ rows: 1, columns: 2 }, over([0, 0], [0, 2]), extent)).toEqual({
      ok: false,
      problem: 'otherWidth',
      given: 2,
      free: 3,
    });
    expect(pasteTarget({ rows: 1, columns: 1 }, addBlock(low, at(1, 1)), extent)).toEqual({
      ok: false,
      problem: 'severalBlocks',
    });
  });
});

describe('filling', () => {
  const fill = (
    kind: 'number' | 'day' | 'other',
    values: (string | number | null)[],
    count: number,
    upwards = false,
  ) => {
    const source = values.map((value) => [value]);
    const rows = fillRows({ source, kinds: [kind], count, upwards }).map(([cell]) => cell);
    return Array.from({ length: count }, (_none, row) => rows[row % rows.length]);
  };

  it('copies one cell', () => {
    expect(fill('number', [5], 3)).toEqual([5, 5, 5]);
    expect(fill('day', ['2026-11-23'], 2)).toEqual(['2026-11-23', '2026-11-23']);
  });

  it('goes on with numbers and days when two or more have an even step', () => {
    expect(fill('number', [10, 20], 3)).toEqual([30, 40, 50]);
    expect(fill('number', [10, 20], 2, true)).toEqual([-10, 0]);
    expect(fill('day', ['2026-11-23', '2026-11-30'], 2)).toEqual(['2026-12-07', '2026-12-14']);
    expect(fill('day', ['2026-12-31', '2027-01-31'], 2)).toEqual(['2027-02-28', '2027-03-31']);
    expect(fill('day', ['2026-11-30', '2026-12-30'], 2)).toEqual(['2027-01-30', '2027-02-28']);
    expect(fill('day', ['2027-01-15', '2027-02-15'], 1, true)).toEqual(['2026-12-15']);
  });

  it('repeats what has no even step, blanks and other columns', () => {
    expect(fill('number', [1, 2, 4], 4)).toEqual([1, 2, 4, 1]);
    expect(fill('number', [1, null], 3)).toEqual([1, null, 1]);
    expect(fill('other', ['a', 'b'], 3)).toEqual(['a', 'b', 'a']);
    expect(fill('other', ['a', 'b', 'c'], 4, true)).toEqual(['c', 'a', 'b', 'c']);
  });

  it('keeps the columns of one row together', () => {
    const source = [
      [1, 'a'],
      [2, 'b'],
    ];
    expect(fillRows({ source, kinds: ['number', 'other'], count: 3, upwards: false })).toEqual([
      [3, 'a'],
      [4, 'b'],
      [5, 'a'],
    ]);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addBlock,
  blocksOf,
  cellSelection,
  columnSpans,
  edgesAt,
  extendBy,
  extendTo,
  fillTarget,
  isRange,
  lengthOf,
  rowSpans,
  type Selection,
  wholeRows,
  wholeView,
} from '#shared/pipeline/sheet/selection';

const place = fc.record({
  row: fc.integer({ min: 0, max: 9 }),
  column: fc.integer({ min: 0, max: 5 }),
});
const selections: fc.Arbitrary<Selection> = fc
  .array(fc.tuple(place, place), { minLength: 1, maxLength: 4 })
  .map((pairs) => {
    const [
      [anchor, lead] = [
        { row: 0, column: 0 },
        { row: 0, column: 0 },
      ],
      ...more
    ] = pairs;
    return more.reduce(
      (selection, [from, to]) => extendTo(addBlock(selection, from), to),
      extendTo(cellSelection(anchor), lead),
    );
  });

const cells = Array.from({ length: 60 }, (_none, at) => ({
  row: Math.floor(at / 6),
  column: at % 6,
}));

describe('selection', () => {
  it('counts every selected cell and row once, however blocks overlap', () => {
    fc.assert(
      fc.property(selections, (selection) => {
        const selected = cells.filter((cell) => edgesAt(selection, cell) !== null);
        const counted = columnSpans(selection).reduce((sum, { spans }) => sum + lengthOf(spans), 0);
        expect(counted).toBe(selected.length);
        expect(lengthOf(rowSpans(selection))).toBe(new Set(selected.map(({ row }) => row)).size);
      }),
    );
  });

  it('extends by one, stops at the edges, and jumps to them', () => {
    const extent = { rows: 100_000, columns: 13 };
    const start = cellSelection({ row: 1, column: 0 });
    expect(extendBy(start, 'left', false, extent).lead).toEqual({ row: 1, column: 0 });
    expect(extendBy(start, 'up', true, extent).lead).toEqual({ row: 0, column: 0 });
    const down = extendBy(start, 'down', true, extent);
    expect(rowSpans(down)).toEqual([{ from: 1, to: 99_999 }]);
    expect(extendBy(down, 'right', true, extent).lead).toEqual({ row: 99_999, column: 12 });
    expect(down.anchor).toEqual(start.anchor);
  });

  it('takes whole rows of all blocks, and the whole view', () => {
    const two = extendTo(addBlock(cellSelection({ row: 2, column: 1 }), { row: 5, column: 3 }), {
      row: 6,
      column: 2,
    });
    expect(blocksOf(wholeRows(two, 4))).toEqual([
      { top: 2, bottom: 2, left: 0, right: 3 },
      { top: 5, bottom: 6, left: 0, right: 3 },
    ]);
    expect(isRange(cellSelection({ row: 0, column: 0 }))).toBe(false);
    expect(isRange(wholeView({ rows: 3, columns: 1 }))).toBe(true);
  });

  it('knows on which sides a block ends', () => {
    const block = extendTo(cellSelection({ row: 1, column: 1 }), { row: 2, column: 3 });
    expect(edgesAt(block, { row: 1, column: 3 })).toEqual({
      top: true,
      bottom: false,
      left: false,
      right: true,
    });
    expect(edgesAt(block, { row: 3, column: 1 })).toBeNull();
  });
});

describe('the fill handle', () => {
  const source = { top: 2, bottom: 3, left: 1, right: 2 };
  it.each([
    ['down', { row: 6, column: 1 }, { top: 4, bottom: 6, left: 1, right: 2 }],
    ['up', { row: 0, column: 2 }, { top: 0, bottom: 1, left: 1, right: 2 }],
    ['to the right', { row: 4, column: 5 }, { top: 2, bottom: 3, left: 3, right: 5 }],
    ['nowhere', { row: 2, column: 1 }, null],
  ])('goes %s', (_what, cell, block) => {
    expect(fillTarget(source, cell)).toEqual(block);
  });
});

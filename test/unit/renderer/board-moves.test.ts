import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldOf, placeOf, WINDOW } from '#renderer/pipeline/board/held-cards';
import { moved, unconfirmed, withMoves } from '#renderer/pipeline/board/moves';
import { BOARD_COLUMNS, type BoardColumn, boardColumnOf } from '#shared/pipeline/board';
import { type OpportunityRow, STAGES } from '#shared/pipeline/model';
import { answerOf, deal } from './board-answers';

const COLUMNS = BOARD_COLUMNS.slice(0, 4) as readonly BoardColumn[];
const STAGE = fc.constantFrom(...STAGES.slice(0, 4));

const rowsOf = (shown: ReturnType<typeof withMoves>): Map<BoardColumn, OpportunityRow[]> =>
  new Map(
    COLUMNS.map((column) => {
      const cards = shown.get(column);
      const count = cards?.figures.count ?? 0;
      return [
        column,
        Array.from({ length: count }, (_, at) => cards?.at(at)).filter((row) => row !== undefined),
      ];
    }),
  );

describe('a board with moves under way', () => {
  it('shows every deal once, where its newest move leads, whatever the answer knows', () => {
    fc.assert(
      fc.property(
        fc.array(STAGE, { minLength: 1, maxLength: 80 }),
        fc.array(fc.tuple(fc.nat(), STAGE), { maxLength: 12 }),
        (stages, wanted) => {
          const deals = stages.map((stage, at) => deal(`d-${at}`, stage, at * 100));
          const held = heldOf(answerOf(deals));
          const moves = wanted.map(([at, stage], ticket) => ({
            ticket,
            row: moved(deals[at % deals.length]!, { stage }),
            askedBefore: null,
          }));
          const goal = new Map(deals.map((row) => [row.id, row.stage]));
          for (const { row } of moves) goal.set(row.id, row.stage);
          const shown = withMoves(held, moves);
          const rows = rowsOf(shown);
          // Once, and in its column.
          const all = [...rows.values()].flat().map(({ id }) => id);
          expect(all.toSorted()).toEqual(deals.map(({ id }) => id).toSorted());
          for (const [column, there] of rows) {
            expect(there.map(({ id }) => goal.get(id))).toEqual(there.map(() => column));
            const amount = there.reduce((sum, row) => sum + (row.amountMinor ?? 0), 0);
            expect(shown.get(column)?.figures.amountMinor).toBe(amount);
          }
          // The same when the answer contains all moves: nothing jumps when it comes.
          const after = answerOf(deals.map((row) => ({ ...row, stage: goal.get(row.id)! })));
          const ids = (state: ReturnType<typeof withMoves>) =>
            [...rowsOf(state).values()].map((list) => list.map(({ id }) => id).toSorted());
          expect(ids(withMoves(heldOf(after), moves))).toEqual(ids(shown));
        },
      ),
    );
  });

  it('finds a shown card in the answer by its index', () => {
    const deals = Array.from({ length: 70 }, (_, at) => deal(`d-${at}`, 'lead_captured', at));
    const held = heldOf(answerOf(deals));
    const row = moved(deals[40]!, { stage: 'lead_qualified' });
    const column = withMoves(held, [{ ticket: 1, row, askedBefore: null }]).get('lead_captured');
    expect(column?.figures.count).toBe(69);
    for (const index of [0, 39, 40, 68]) {
      const at = column?.heldIndex(index) ?? -1;
      expect(placeOf(held, column?.at(index)?.id ?? '')).toEqual({
        column: 'lead_captured',
        index: at,
      });
    }
    expect(column?.heldIndex(39)).toBe(39);
    expect(column?.heldIndex(40)).toBe(41);
    expect(WINDOW).toBeLessThan(41);
  });

  it('weighs a deal by the stage where it is shown', () => {
    const one = deal('d', 'lead_captured', 1000);
    const held = heldOf(answerOf([one]));
    const shown = withMoves(held, [
      { ticket: 1, row: moved(one, { outcome: 'won' }), askedBefore: null },
    ]);
    expect(shown.get('lead_captured')?.figures).toEqual({
      count: 0,
      amountMinor: 0,
      weightedMinor: 0,
    });
    expect(shown.get('delivery_implementation')?.figures).toEqual({
      count: 1,
      amountMinor: 1000,
      weightedMinor: 1000,
    });
    expect(boardColumnOf(...pair(moved(one, { outcome: 'lost' })))).toBe('lost');
    expect(moved(one, { stage: 'delivery_acceptance' }).outcome).toBe('won');
  });

  it('keeps a move until an answer to a question that was asked after its reply', () => {
    const row = deal('d', 'lead_qualified', 1);
    const written = { ticket: 1, row, askedBefore: 4 };
    const underWay = { ticket: 2, row, askedBefore: null };
    expect(unconfirmed([written, underWay], 4)).toEqual([written, underWay]);
    expect(unconfirmed([written, underWay], 5)).toEqual([underWay]);
  });
});

function pair({ stage, outcome }: OpportunityRow) {
  return [stage, outcome] as const;
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { board } from '#electron/pipeline/board/board';
import { dwellJob } from '#electron/pipeline/board/dwell';
import { create, createPipeline, transition } from '#electron/pipeline/commands';
import { detail } from '#electron/pipeline/detail';
import { list, page } from '#electron/pipeline/queries';
import { saveRules } from '#electron/pipeline/rules/stage-rules';
import {
  BOARD_COLUMNS,
  type BoardColumn,
  boardColumnOf,
  boardSchema,
} from '#shared/pipeline/board';
import { stageDwellSchema } from '#shared/pipeline/dwell';
import { type GridQuery, type OpportunityPatch, OUTCOMES, STAGES } from '#shared/pipeline/model';
import { DEFAULT_SHARES, weightedAmountMinor } from '#shared/pipeline/stage-probability';
import { openTestReplica, type TestReplica } from '../helpers/replica';

let replica: TestReplica;
let pipelineId = '';
let clock = Date.UTC(2026, 10, 1);
beforeEach(() => {
  clock = Date.UTC(2026, 10, 1);
  replica = openTestReplica({ clock: () => (clock += 1) });
  pipelineId = replica.write(createPipeline, { name: '直销', currency: 'CNY' }).id;
});
afterEach(() => replica.close());

const view = (part: Partial<GridQuery> = {}): GridQuery => ({
  pipelineId,
  sort: [],
  filters: {},
  quick: '',
  ...part,
});
const figuresOf = (query = view()) => {
  const found = replica.read(board, { query, windows: [] });
  expect(boardSchema.safeParse(found).error).toBeUndefined();
  return found;
};
const cards = (
  column: BoardColumn,
  query = view(),
  first: string[] = [],
  offset = 0,
  limit = 50,
) => {
  const found = replica.read(board, { query, windows: [{ column, first, offset, limit }] });
  expect(boardSchema.safeParse(found).error).toBeUndefined();
  const total = found.columns.find((one) => one.column === column)?.count;
  return { total, rows: found.windows[0]?.rows ?? [] };
};
function fill(count: number): void {
  replica.write((tx) => {
    for (let at = 0; at < count; at += 1) {
      const outcome = OUTCOMES[at % 4] ?? 'open';
      const won = outcome === 'won';
      tx.insert('opportunity', {
        id: `d-${at}`,
        pipeline_id: pipelineId,
        name: `商机 ${String(at).padStart(3, '0')}`,
        stage: won ? STAGES[6 + (at % 2)]! : STAGES[at % 6]!,
        outcome,
        amount_minor: at % 7 === 0 ? null : at * 1000,
      });
    }
    return null;
  }, null);
}

describe('the board', () => {
  it('puts every row of a view into one column, with the same sums as the rows', () => {
    fill(120);
    for (const query of [
      view(),
      view({ filters: { outcome: { kind: 'in', values: ['open'] } } }),
      view({ sort: [{ field: 'amountMinor', desc: true }] }),
    ]) {
      const { rows } = replica.read(page, { query, offset: 0, limit: 500 });
      const figures = figuresOf(query);
      for (const column of BOARD_COLUMNS) {
        const there = rows.filter((row) => boardColumnOf(row.stage, row.outcome) === column);
        const weigh = (sum: number, row: (typeof rows)[number]) =>
          sum + (weightedAmountMinor(row, figures.probabilities.shares) ?? 0);
        expect(figures.columns.find((one) => one.column === column)).toEqual({
          column,
          count: there.length,
          amountMinor: there.reduce((sum, row) => sum + (row.amountMinor ?? 0), 0),
          weightedMinor: there.reduce(weigh, 0),
        });
        // The order of the view is the order of the cards.
        expect(cards(column, query).rows.map(({ id }) => id)).toEqual(there.map(({ id }) => id));
      }
    }
  });

  it('weighs by the history of the whole pipeline, by the default, or by what was set', () => {
    fill(12);
    const few = figuresOf();
    expect(few.probabilities).toEqual({ shares: DEFAULT_SHARES, source: 'default', closed: 9 });
    const [{ rules, version } = { rules: undefined, version: 0 }] = replica.read(list, {});
    if (rules === undefined) throw new Error('no pipeline');
    const own = { ...rules.lead_captured, probabilityBp: 2500 };
    replica.write(saveRules, { pipelineId, version, rules: { ...rules, lead_captured: own } });
    expect(figuresOf().probabilities.shares.lead_captured).toBe(0.25);
  });

  it('gives cards by windows, those that were just moved there first', () => {
    fill(240);
    const { rows, total } = cards('lead_captured');
    expect(total).toBe(rows.length);
    const ids = rows.map(({ id }) => id);
    expect(cards('lead_captured', view(), [], 5, 5).rows.map(({ id }) => id)).toEqual(
      ids.slice(5, 10),
    );
    const [one = '', two = ''] = [ids[9], ids[3]];
    const front = cards('lead_captured', view(), [one, 'd-1', 'gone', two]);
    expect(front.total).toBe(total);
    expect(front.rows.map(({ id }) => id)).toEqual([
      one,
      two,
      ...ids.filter((id) => id !== one && id !== two),
    ]);
  });

  it('answers for all columns from one state, which it names', () => {
    fill(240);
    const windows = BOARD_COLUMNS.map((column) => ({ column, first: [], offset: 2, limit: 3 }));
    const before = replica.read(board, { query: view(), windows });
    expect(before.windows.map(({ column, offset }) => [column, offset])).toEqual(
      BOARD_COLUMNS.map((column) => [column, 2]),
    );
    for (const { column, rows } of before.windows) {
      expect(rows).toEqual(cards(column, view(), [], 2, 3).rows);
      expect(rows.every((row) => boardColumnOf(row.stage, row.outcome) === column)).toBe(true);
    }
    expect(figuresOf().seq).toBe(before.seq);
    replica.write((tx) => {
      tx.update('opportunity', 'd-4', { stage: 'lead_qualified' });
      return null;
    }, null);
    expect(figuresOf().seq).toBeGreaterThan(before.seq);
  });

  it('follows a move at once', () => {
    replica.write((tx) => {
      tx.insert('owner', { id: 'o', name: '张伟' });
      tx.insert('account', { id: 'a', name: '远山仪器' });
      return null;
    }, null);
    const patch: OpportunityPatch = { ownerId: 'o', accountId: 'a' };
    const deal = replica.write(create, { pipelineId, name: '网关', patch });
    expect(cards('lead_captured').total).toBe(1);
    const { id, version } = deal;
    const to = { stage: 'lead_qualified' } as const;
    replica.write(transition, { id, version, to, patch: {}, reason: null });
    expect([cards('lead_captured').total, cards('lead_qualified').total]).toEqual([0, 1]);
    replica.undo();
    expect([cards('lead_captured').total, cards('lead_qualified').total]).toEqual([1, 0]);
  });
});

describe('dwell times', () => {
  const dwell = async () => {
    const found = await replica.readJob(dwellJob, { pipelineId });
    expect(stageDwellSchema.safeParse(found).error).toBeUndefined();
    return found;
  };
  const DAY = 86_400_000;

  it('count what deals of this pipeline have left, and are taken back with the move', async () => {
    replica.write((tx) => {
      tx.insert('owner', { id: 'o', name: '张伟' });
      tx.insert('account', { id: 'a', name: '远山仪器' });
      return null;
    }, null);
    expect(await dwell()).toEqual({});
    const other = replica.write(createPipeline, { name: '渠道', currency: 'CNY' }).id;
    for (const [pipeline, days] of [
      [pipelineId, 4],
      [pipelineId, 10],
      [other, 100],
    ] as const) {
      const patch: OpportunityPatch = { ownerId: 'o', accountId: 'a' };
      const { id } = replica.write(create, { pipelineId: pipeline, name: '网关', patch });
      clock += days * DAY;
      const { version } = replica.read(detail, { id }).opportunity;
      const to = { stage: 'lead_qualified' } as const;
      replica.write(transition, { id, version, to, patch: {}, reason: null });
    }
    const found = await dwell();
    expect(Object.keys(found)).toEqual(['lead_captured']);
    expect(found.lead_captured?.stays).toBe(2);
    expect(found.lead_captured?.medianDays).toBeCloseTo(7, 3);
    expect(found.lead_captured?.p90Days).toBeCloseTo(9.4, 3);
    replica.undo();
    replica.undo();
    replica.undo();
    expect((await dwell()).lead_captured?.stays).toBe(1);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BoardStore } from '#renderer/pipeline/board/board-store';
import {
  type Board,
  type BoardColumn,
  type BoardInput,
  BOARD_COLUMNS,
} from '#shared/pipeline/board';
import { type GridQuery, type OpportunityRow, STAGES } from '#shared/pipeline/model';
import { answerOf, deal } from './board-answers';

const QUERY: GridQuery = { pipelineId: 'p', sort: [], filters: {}, quick: '' };

/** A reader whose answers come when the test says so, each of the state in which it was made. */
class Reader {
  deals: OpportunityRow[];
  seq = 1;
  readonly questions: BoardInput[] = [];
  #waiting: ((answer: 'now' | 'fail') => void)[] = [];

  constructor(deals: OpportunityRow[]) {
    this.deals = deals;
  }

  readonly ask = (input: BoardInput): Promise<Board> => {
    this.questions.push(input);
    return new Promise((resolve, reject) => {
      this.#waiting.push((how) => {
        if (how === 'fail') reject(new Error('unreadable'));
        else resolve(answerOf(this.deals, this.seq, input.windows));
      });
    });
  };

  write(id: string, change: Partial<OpportunityRow>): OpportunityRow {
    this.seq += 1;
    this.deals = this.deals.map((row) => (row.id === id ? { ...row, ...change } : row));
    return this.deals.find((row) => row.id === id)!;
  }

  async answer(how: 'now' | 'fail' = 'now'): Promise<void> {
    this.#waiting.shift()?.(how);
    await settle();
  }

  get waiting(): number {
    return this.#waiting.length;
  }
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const quiet = () => vi.advanceTimersByTimeAsync(100);

describe('the board of a window', () => {
  let reader: Reader;
  let store: BoardStore;
  const column = (code: BoardColumn) => {
    const cards = store.state().columns?.get(code);
    return Array.from({ length: cards?.figures.count ?? 0 }, (_, at) => cards?.at(at)?.id ?? null);
  };
  const to = { stage: 'lead_qualified' } as const;
  beforeEach(async () => {
    vi.useFakeTimers();
    reader = new Reader([deal('a', 'lead_captured', 1), deal('b', 'lead_captured', 2)]);
    store = new BoardStore(reader.ask);
    store.show(QUERY, STAGES);
    await reader.answer();
  });
  afterEach(() => vi.useRealTimers());

  it('asks once for all columns', () => {
    expect(reader.questions).toHaveLength(1);
    expect(reader.questions[0]?.windows.map((window) => window.column)).toEqual(STAGES);
    expect([column('lead_captured'), column('lead_qualified')]).toEqual([['a', 'b'], []]);
  });

  it('shows a move at once and in one column only, through every answer until one contains it', async () => {
    const seen: string[] = [];
    store.subscribe(() => {
      seen.push(JSON.stringify([column('lead_captured'), column('lead_qualified')]));
    });
    const watch = store.watch(reader.deals[0]!, to);
    watch.started();
    // An answer of before the write.
    store.renew();
    await quiet();
    await reader.answer();
    // One that is asked before the reply, and answered after it.
    store.renew();
    await quiet();
    const saved = reader.write('a', { stage: 'lead_qualified', version: 2 });
    watch.settled(saved);
    store.arrived(saved);
    await reader.answer();
    await quiet();
    await reader.answer();
    expect(new Set(seen)).toEqual(new Set([JSON.stringify([['b'], ['a']])]));
    // Nothing is shown ahead any more: what the data say is what stands there.
    reader.write('a', { stage: 'lead_captured', version: 3 });
    store.renew();
    await quiet();
    await reader.answer();
    expect([column('lead_captured'), column('lead_qualified')]).toEqual([['a', 'b'], []]);
  });

  it('puts a card back that was refused, or that a gate holds', async () => {
    const row = reader.deals[0]!;
    const refused = store.watch(row, to);
    refused.started();
    expect(column('lead_qualified')).toEqual(['a']);
    refused.settled(null);
    expect([column('lead_captured'), column('lead_qualified')]).toEqual([['a', 'b'], []]);
    const held = store.watch(row, to);
    held.started();
    held.settled({ ...row, pendingStage: 'lead_qualified', version: 2 });
    expect([column('lead_captured'), column('lead_qualified')]).toEqual([['a', 'b'], []]);
  });

  it('falls back to the move before when the second of two is refused', () => {
    const row = reader.deals[0]!;
    const first = store.watch(row, to);
    const second = store.watch(row, { stage: 'opportunity_discovery' });
    first.started();
    second.started();
    expect(column('opportunity_discovery')).toEqual(['a']);
    first.settled(reader.write('a', { stage: 'lead_qualified', version: 2 }));
    expect(column('opportunity_discovery')).toEqual(['a']);
    second.settled(null);
    expect([column('lead_qualified'), column('opportunity_discovery')]).toEqual([['a'], []]);
  });

  it('reads windows that come into sight, and everything again when they are of another state', async () => {
    reader.deals = Array.from({ length: 100 }, (_, at) => deal(`d-${at}`, 'lead_captured', at));
    reader.seq += 1;
    store.renew();
    await quiet();
    await reader.answer();
    store.see('lead_captured', { from: 25, to: 40 });
    await settle();
    expect(reader.questions.at(-1)?.windows.map(({ offset }) => offset)).toEqual([30]);
    await reader.answer();
    expect(column('lead_captured').slice(28, 32)).toEqual(['d-28', 'd-29', 'd-30', 'd-31']);

    store.see('lead_captured', { from: 62, to: 70 });
    await settle();
    reader.write('d-65', { stage: 'lead_qualified' });
    await reader.answer();
    // What is held is not mixed with it.
    expect(column('lead_captured')).toHaveLength(100);
    expect(reader.questions.at(-1)?.windows).toHaveLength(STAGES.length);
    await reader.answer();
    expect(column('lead_captured')).toHaveLength(99);
    expect(column('lead_captured')[65]).toBe('d-66');
    expect(column('lead_qualified')).toEqual(['d-65']);
    expect(reader.waiting).toBe(0);
  });

  it('asks one question at a time, and the newest view only', async () => {
    store.renew();
    await quiet();
    for (const quick of ['x', 'xy', 'xyz']) store.show({ ...QUERY, quick }, BOARD_COLUMNS);
    expect(reader.waiting).toBe(1);
    await reader.answer();
    expect(reader.questions.at(-1)?.query.quick).toBe('xyz');
    expect(reader.questions).toHaveLength(3);
    await reader.answer();
    expect(reader.waiting).toBe(0);
  });

  it('keeps what it shows when a question fails, says so, and asks all of it again', async () => {
    store.renew();
    await quiet();
    await reader.answer('fail');
    expect(store.state().error).toBeInstanceOf(Error);
    expect(column('lead_captured')).toEqual(['a', 'b']);
    expect(reader.waiting).toBe(0);
    reader.write('b', { stage: 'lead_qualified' });
    store.see('lead_captured', { from: 0, to: 12 });
    await settle();
    await reader.answer();
    expect(store.state().error).toBeNull();
    expect([column('lead_captured'), column('lead_qualified')]).toEqual([['a'], ['b']]);
  });

  it('keeps cards that were moved in front until the view changes', async () => {
    for (const id of ['a', 'b']) {
      const saved = reader.write(id, { stage: 'lead_qualified' });
      expect(store.arrived(saved)).toEqual({ column: 'lead_qualified', wasShown: false });
    }
    await quiet();
    await reader.answer();
    expect(column('lead_qualified')).toEqual(['b', 'a']);
    store.show({ ...QUERY, quick: 'x' }, STAGES);
    await reader.answer();
    expect(column('lead_qualified')).toEqual(['a', 'b']);
  });
});

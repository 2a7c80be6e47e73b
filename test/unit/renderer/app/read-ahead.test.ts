import { beforeEach, expect, it, vi } from 'vitest';
import type { Bridge } from '#renderer/app/bridge';
import { BLOCK_ROWS, OPENING_VIEW } from '#shared/pipeline/opening-view';

type ReadAhead = typeof import('#renderer/app/read-ahead');

const page = { query: { pipelineId: 'p1', ...OPENING_VIEW }, offset: 0, limit: BLOCK_ROWS };
let room: ReadAhead;
let changed: () => void = () => undefined;

/** A bridge that answers every call with `answers[name]` and notes what it was asked. */
function bridgeOf(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const on = (_feed: string, listener: () => void) => {
    changed = listener;
    return () => undefined;
  };
  const bridge = new Proxy({ on } as unknown as Bridge, {
    get: (known, name: string) =>
      name === 'on'
        ? known.on
        : (input: unknown) => {
            asked.push(`${name} ${JSON.stringify(input)}`);
            return Promise.resolve(answers[name] ?? { ok: true, value: null });
          },
  });
  return { bridge, asked };
}

const open = {
  'workspace.state': { ok: true, value: { status: 'open' } },
  'pipeline.list': { ok: true, value: [{ id: 'p1' }, { id: 'p2' }] },
  'pipeline.page': { ok: true, value: { rows: [], total: 0 } },
};

beforeEach(async () => {
  vi.resetModules();
  vi.stubGlobal('localStorage', { getItem: () => '/pipeline' });
  room = await import('#renderer/app/read-ahead');
});

it('asks for the first rows of the first pipeline when the window begins there', async () => {
  const { bridge, asked } = bridgeOf(open);
  expect(room.readAhead(bridge)).toBe(true);
  await vi.waitFor(() => expect(asked).toHaveLength(4));
  expect(asked.at(-1)).toBe(`pipeline.page ${JSON.stringify(page)}`);
  expect(room.answerAhead('pipeline.page', { ...page, offset: 150 })).toBeUndefined();
  expect(room.answerAhead('pipeline.page', page)).toBeInstanceOf(Promise);
  expect(room.answerAhead('pipeline.page', page)).toBeUndefined();
});

it('asks for settings and workspace only, when the window begins elsewhere or nothing is open', async () => {
  vi.stubGlobal('localStorage', { getItem: () => null });
  const elsewhere = bridgeOf(open);
  expect(room.readAhead(elsewhere.bridge)).toBe(false);
  vi.stubGlobal('localStorage', { getItem: () => '/pipeline' });
  const locked = bridgeOf({ 'workspace.state': { ok: true, value: { status: 'locked' } } });
  room.readAhead(locked.bridge);
  await Promise.resolve();
  await Promise.resolve();
  for (const { asked } of [elsewhere, locked]) {
    expect(asked).toEqual(['app.settings {}', 'workspace.state {}']);
  }
});

it('forgets what it read when something changes', () => {
  const { bridge } = bridgeOf(open);
  room.readAhead(bridge);
  changed();
  expect(room.answerAhead('workspace.state', {})).toBeUndefined();
});

it('keeps the first rows that came until something changes', async () => {
  const rows = [{ id: 'o1', amountMinor: 700 }];
  const { bridge } = bridgeOf({
    ...open,
    'pipeline.page': { ok: true, value: { rows, total: 1 } },
  });
  room.readAhead(bridge);
  await vi.waitFor(() => expect(room.rowsAhead('p1')).toEqual(rows));
  expect(room.rowsAhead('p2')).toEqual([]);
  changed();
  expect(room.rowsAhead('p1')).toEqual([]);
});

import * as fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { CALL_NAMES } from '#shared/call-names';
import { ERROR_CODES } from '#shared/errors';
import { answersOf, type Handlers } from '#electron/ipc';
import { fitsWithin, inputLimit } from '#electron/input-size';
import { openChannels } from '#electron/shell/channels';
import { hostileInput } from '../helpers/hostile-input';

type Channel = (event: unknown, ...args: unknown[]) => unknown;
const channels = vi.hoisted(() => new Map<string, Channel>());
vi.mock('electron', () => ({
  app: {},
  ipcMain: { handle: (name: string, channel: Channel) => channels.set(name, channel) },
}));

const OWN = 'app://sandtable/index.html';
const window = { id: 1 };
const from = (url: string | null, parent: unknown = null, sender: unknown = window) => ({
  sender,
  senderFrame: url === null ? null : { url, parent },
});

/** Inputs each call is tried with; `npm run soak` asks for 10,000. */
const RUNS = Math.min(Number(process.env['SANDTABLE_FUZZ_RUNS'] ?? '60'), 10_000);
const SECRET = 'SELECT name FROM account WHERE name = 华东医疗 /home/lin/replica.db';

let answered = 0;
beforeAll(() => {
  // Every call is answered by what goes wrong inside: the text must not come out.
  const fails = (): never => {
    answered += 1;
    throw new Error(SECRET);
  };
  const handlers = Object.fromEntries(CALL_NAMES.map((name) => [name, fails]));
  const answers = answersOf({
    handlers: handlers as unknown as Handlers,
    registerFile: () => 'token',
    registerWritten: () => '',
    isKnownWindow: (sender) => (sender as unknown) === window,
    checkOutputs: true,
    log: () => undefined,
  });
  openChannels(Promise.resolve(answers));
});

const call = (event: unknown, ...args: unknown[]): Promise<unknown> =>
  Promise.resolve(channels.get('call')?.(event, ...args));
const BAD_SENDER = { ok: false, error: { code: 'BAD_SENDER' } };

describe('who may call', () => {
  it('has two channels and no more', () => {
    expect([...channels.keys()]).toEqual(['call', 'dropped-file']);
  });

  it.each([
    ['a frame within the page', from(OWN, { url: OWN })],
    ['a frame that has gone', from(null)],
    ['another host of the scheme', from('app://elsewhere/index.html')],
    ['a look-alike host', from('app://sandtable.example/index.html')],
    ['a web page', from('https://sandtable/index.html')],
    ['a file', from('file:///sandtable/index.html')],
    ['an empty page', from('about:blank')],
    ['a window that is not ours', from(OWN, null, { id: 2 })],
  ])('%s is refused on every channel', async (_who, event) => {
    for (const name of CALL_NAMES) expect(await call(event, name, {})).toMatchObject(BAD_SENDER);
    expect(await channels.get('dropped-file')?.(event, '/tmp/x.csv')).toMatchObject(BAD_SENDER);
  });

  it('the main frame of our window is answered on every channel', async () => {
    for (const name of CALL_NAMES)
      expect(await call(from(OWN), name, {})).not.toMatchObject(BAD_SENDER);
    expect(await channels.get('dropped-file')?.(from(OWN), '/tmp/x.csv')).toEqual({
      ok: true,
      value: 'token',
    });
  });
});

describe('what a call may bring', () => {
  it(
    'hostile inputs get a typed error without SQL, path or text of the error on every channel',
    { timeout: 20_000 + RUNS * 300 },
    async () => {
      answered = 0;
      for (const name of CALL_NAMES) {
        await fc.assert(
          fc.asyncProperty(hostileInput(name), async (input) => {
            const reply = (await call(from(OWN), name, input)) as {
              ok: false;
              error: { code: string };
            };
            expect(ERROR_CODES).toContain(reply.error.code);
            expect(JSON.stringify(reply)).not.toMatch(/SELECT|\/home\/|replica\.db|华东医疗|zod/i);
            expect('polluted' in {}).toBe(false);
          }),
          { numRuns: RUNS },
        );
      }
      // The inputs are not so wrong that the first check has turned them all away.
      expect(answered).toBeGreaterThan(CALL_NAMES.length);
    },
  );

  it('an error whose text came out would be seen', () => {
    const leaking = JSON.stringify({ ok: false, error: { code: 'INTERNAL', message: SECRET } });
    expect(leaking).toMatch(/SELECT|\/home\/|replica\.db|华东医疗|zod/i);
  });

  it('unknown names and no name at all are refused', async () => {
    for (const name of ['pipeline.dropEverything', '__proto__', 'toString', '', null, {}, 3]) {
      expect(await call(from(OWN), name, {})).toMatchObject({ error: { code: 'BAD_INPUT' } });
    }
  });

  it('more than 4 MiB is refused, also as depth, length or a ring', async () => {
    const ring: Record<string, unknown> = {};
    ring['again'] = ring;
    let deep: unknown = 0;
    for (let level = 0; level < 1_000_000; level += 1) deep = [deep];
    const large = [
      { name: 'x'.repeat(4 * 1024 * 1024) },
      ring,
      deep,
      Array.from({ length: 600_000 }, () => 0),
    ];
    for (const input of large) {
      expect(fitsWithin(input, inputLimit('pipeline.create'))).toBe(false);
      expect(await call(from(OWN), 'pipeline.create', input)).toMatchObject({
        error: { code: 'BAD_INPUT' },
      });
    }
  });

  it('what a person pastes or marks fits', () => {
    const block = Array.from({ length: 200_000 }, (_, row) => [
      `${row}`,
      '1234567.89',
      '2026-11-30',
    ]);
    expect(fitsWithin({ block }, inputLimit('pipeline.planMany'))).toBe(true);
    expect(fitsWithin({ block }, inputLimit('pipeline.create'))).toBe(false);
    expect(fitsWithin({ name: 'x'.repeat(4_000_000) }, inputLimit('composer.save'))).toBe(true);
  });
});

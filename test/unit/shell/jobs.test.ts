import { describe, expect, it } from 'vitest';
import { Jobs } from '#electron/shell/jobs';
import type { FeedMessage } from '#shared/contract';

function setUp() {
  const told: FeedMessage<'progress'>[] = [];
  let now = 0;
  const jobs = new Jobs(
    (message) => told.push(message),
    () => now,
  );
  return { jobs, told, advance: (ms: number) => (now += ms) };
}

describe('Jobs', () => {
  it('tells at most ten times a second, but always a new phase and the end', async () => {
    const { jobs, told, advance } = setUp();
    await jobs.run('j', 'import', async ({ progress }) => {
      for (let row = 0; row < 1000; row += 1) {
        advance(1);
        progress(row, 1000, 'write');
      }
      progress(1000, 1000, 'index');
    });
    const running = told.filter((message) => message.state === 'running');
    expect(running.length).toBeGreaterThanOrEqual(10);
    expect(running.length).toBeLessThanOrEqual(13);
    expect(told.at(-1)).toMatchObject({ state: 'done', phase: 'index', done: 1000 });
  });

  it('cancels by id and says so', async () => {
    const { jobs, told } = setUp();
    const run = jobs.run(
      'j',
      'rehearsal',
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')));
        }),
    );
    jobs.cancel('j');
    await expect(run).rejects.toThrow('stopped');
    expect(told.at(-1)?.state).toBe('cancelled');
  });

  it('refuses a second job under the same id and forgets an ended one', async () => {
    const { jobs } = setUp();
    let finish = () => {};
    const first = jobs.run('j', 'fit', () => new Promise<void>((resolve) => (finish = resolve)));
    await expect(jobs.run('j', 'fit', async () => 1)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    finish();
    await first;
    await expect(jobs.run('j', 'fit', async () => 2)).resolves.toBe(2);
  });
});

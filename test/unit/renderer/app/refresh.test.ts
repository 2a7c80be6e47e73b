import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refreshOf } from '#renderer/app/refresh';

/** A read that is shown: counts its runs and is answered by hand. */
function shown(client: QueryClient, name: string) {
  const answers: ((value: number) => void)[] = [];
  const queryFn = vi.fn<() => Promise<number>>(
    () => new Promise((resolve) => answers.push(resolve)),
  );
  const observer = new QueryObserver(client, { queryKey: [name, {}], queryFn, retry: false });
  const stop = observer.subscribe(() => undefined);
  const answer = async (value: number): Promise<void> => {
    answers.shift()?.(value);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { queryFn, answer, stop, value: () => observer.getCurrentResult().data };
}

describe('refreshOf', () => {
  let client: QueryClient;

  beforeEach(() => {
    vi.useFakeTimers();
    client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  });

  afterEach(() => {
    client.clear();
    vi.useRealTimers();
  });

  it('answers many changes in a row by one read at once and one at the end', async () => {
    const list = shown(client, 'history.list');
    await list.answer(0);
    const refresh = refreshOf(client);
    for (let edit = 0; edit < 200; edit += 1) refresh.stale(['history.']);
    expect(list.queryFn).toHaveBeenCalledTimes(2);
    await list.answer(1);
    // Two hundred changes are no work of a hand: whether more come is waited for.
    await vi.advanceTimersByTimeAsync(499);
    expect(list.queryFn).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(list.queryFn).toHaveBeenCalledTimes(3);
    await list.answer(200);
    await vi.advanceTimersByTimeAsync(2000);
    expect(list.queryFn).toHaveBeenCalledTimes(3);
    expect(list.value()).toBe(200);
  });

  it('shows a rush that goes on every three seconds, and its end half a second later', async () => {
    const list = shown(client, 'history.list');
    await list.answer(0);
    const refresh = refreshOf(client);
    const rush = async (ms: number): Promise<void> => {
      for (let passed = 0; passed < ms; passed += 10) {
        refresh.stale(['history.']);
        // oxlint-disable-next-line no-await-in-loop -- one after the other is the purpose
        await vi.advanceTimersByTimeAsync(10);
        // oxlint-disable-next-line no-await-in-loop -- as above
        await list.answer(passed);
      }
    };
    await rush(2900);
    expect(list.queryFn).toHaveBeenCalledTimes(2);
    await rush(400);
    expect(list.queryFn).toHaveBeenCalledTimes(3);
    await vi.advanceTimersByTimeAsync(500);
    await list.answer(1);
    expect(list.queryFn).toHaveBeenCalledTimes(4);
    expect(list.value()).toBe(1);
  });

  it('reads again what was being read for the first time when the change came', async () => {
    const list = shown(client, 'history.list');
    refreshOf(client).stale(['history.']);
    // This answer may be of before the change.
    await list.answer(0);
    expect(list.queryFn).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(250);
    await list.answer(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(list.queryFn).toHaveBeenCalledTimes(2);
    expect(list.value()).toBe(1);
  });

  it('reads once more what changed during the pause', async () => {
    const list = shown(client, 'history.list');
    await list.answer(0);
    const refresh = refreshOf(client);
    refresh.stale(['history.']);
    await list.answer(1);
    refresh.stale(['history.']);
    expect(list.queryFn).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(250);
    await list.answer(2);
    expect(list.value()).toBe(2);
  });

  it('leaves other reads alone, and reads what nobody shows only when it is shown again', async () => {
    const [list, hidden] = [shown(client, 'pipeline.list'), shown(client, 'history.list')];
    await Promise.all([list.answer(0), hidden.answer(0)]);
    hidden.stop();
    refreshOf(client).stale(['history.']);
    await vi.advanceTimersByTimeAsync(500);
    expect(list.queryFn).toHaveBeenCalledTimes(1);
    expect(hidden.queryFn).toHaveBeenCalledTimes(1);
    expect(client.getQueryState(['history.list', {}])?.isInvalidated).toBe(true);
  });

  it('goes on after a read that failed', async () => {
    const queryFn = vi
      .fn<() => Promise<number>>()
      .mockResolvedValueOnce(0)
      .mockRejectedValueOnce(new Error('busy'));
    queryFn.mockResolvedValue(2);
    const options = { queryKey: ['history.list', {}], queryFn, retry: false };
    const observer = new QueryObserver(client, options);
    observer.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    const refresh = refreshOf(client);
    refresh.stale(['history.']);
    refresh.stale(['history.']);
    await vi.advanceTimersByTimeAsync(250);
    expect(observer.getCurrentResult().data).toBe(2);
  });
});

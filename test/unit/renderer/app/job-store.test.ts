import { beforeEach, describe, expect, test } from 'vitest';
import { gather, type JobProgress, useJobStore } from '#renderer/app/job-store';
import type { Partial } from '#shared/sandbox/run-result';

const PARTIAL: Partial = { replicates: 64, variants: [], ranking: [] };

function word(jobId: string, some: globalThis.Partial<JobProgress> = {}): JobProgress {
  return {
    jobId,
    kind: 'rehearsal',
    state: 'running',
    done: 0,
    total: 0,
    phase: 'simulating',
    partial: null,
    ...some,
  };
}

const store = () => useJobStore.getState();

beforeEach(() => useJobStore.setState({ jobs: {}, shownInPlace: [] }));

describe('late words of a job', () => {
  test('after it was dismissed do not bring it back', () => {
    store().begin('gone', 'rehearsal');
    store().dismiss('gone');
    store().report([word('gone', { done: 5 })]);
    expect(store().jobs).toEqual({});
  });

  test('after it was settled do not set it running again', () => {
    store().begin('settled', 'rehearsal');
    store().settle('settled', 'done');
    store().report([word('settled', { done: 5 })]);
    expect(store().jobs['settled']?.progress).toMatchObject({ state: 'done', done: 0 });
  });

  test('after it said itself that it ended do not open it', () => {
    store().report([word('said', { state: 'cancelled' }), word('said')]);
    expect(store().jobs).toEqual({});
  });

  test('a job begun once more under its id is followed', () => {
    store().begin('again', 'demo');
    store().settle('again', 'failed');
    store().begin('again', 'demo');
    store().report([word('again', { done: 7 })]);
    expect(store().jobs['again']?.progress).toMatchObject({ state: 'running', done: 7 });
  });
});

test('a job of the main process opens itself, and a partial result outlives messages that carry counts alone', () => {
  store().report([word('other', { partial: PARTIAL }), word('other', { done: 9 })]);
  expect(store().jobs['other']?.progress).toMatchObject({ done: 9, partial: PARTIAL });
});

test('many messages are one change of the store', () => {
  let changes = 0;
  const stop = useJobStore.subscribe(() => {
    changes += 1;
  });
  store().report([word('a'), word('a', { done: 1 }), word('b')]);
  stop();
  expect(changes).toBe(1);
});

describe('gathering', () => {
  test('hands over the newest word of each job once a turn, with the newest partial result', () => {
    const turns: (() => void)[] = [];
    const told: (readonly JobProgress[])[] = [];
    const take = gather(
      (messages) => told.push(messages),
      (flush) => turns.push(flush),
    );
    take(word('a', { done: 1 }));
    take(word('a', { done: 2, partial: PARTIAL }));
    take(word('b', { done: 1 }));
    take(word('a', { done: 3 }));
    expect(told).toEqual([]);
    expect(turns).toHaveLength(1);
    turns[0]?.();
    expect(told).toEqual([[word('a', { done: 3, partial: PARTIAL }), word('b', { done: 1 })]]);
    take(word('a', { done: 4 }));
    expect(turns).toHaveLength(2);
  });

  test('keeps the last word of a job even when a running one comes after it', () => {
    const turns: (() => void)[] = [];
    const told: JobProgress[] = [];
    const take = gather(
      (messages) => told.push(...messages),
      (flush) => turns.push(flush),
    );
    take(word('a', { state: 'done' }));
    take(word('a', { done: 9 }));
    turns[0]?.();
    expect(told.map(({ state }) => state)).toEqual(['done']);
  });
});

describe('a job that is shown where it was started', () => {
  test('is known as such by the tray, and leaves no line there when it is done', () => {
    store().begin('seen', 'study');
    const leave = store().showInPlace('seen');
    expect(store().shownInPlace).toEqual(['seen']);
    store().settle('seen', 'done');
    leave();
    expect(store().shownInPlace).toEqual([]);
    expect(store().jobs).toEqual({});
  });

  test('leaves no line there when it was stopped, either', () => {
    store().begin('stopped', 'rehearsal');
    const leave = store().showInPlace('stopped');
    store().settle('stopped', 'cancelled');
    leave();
    expect(store().jobs).toEqual({});
  });

  test('goes on in the tray when its place is left before its end', () => {
    store().begin('left', 'study');
    store().showInPlace('left')();
    expect(store().jobs['left']?.progress.state).toBe('running');
  });

  test('is told by the tray, too, when it failed', () => {
    store().begin('failed', 'study');
    const leave = store().showInPlace('failed');
    store().settle('failed', 'failed');
    leave();
    expect(store().jobs['failed']?.progress.state).toBe('failed');
  });
});

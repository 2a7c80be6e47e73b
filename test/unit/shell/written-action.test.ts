import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { noteAction, withAction } from '#electron/shell/written-action';

test('each call is told its own action, whatever other calls write meanwhile', async () => {
  const call = (id: string, ms: number) =>
    withAction(async () => {
      await after(ms);
      noteAction(id);
      await after(30 - ms);
      return id;
    });
  const told = await Promise.all([call('a', 20), call('b', 1), withAction(async () => 'read')]);
  expect(told).toEqual([
    { value: 'a', actionId: 'a' },
    { value: 'b', actionId: 'b' },
    { value: 'read', actionId: null },
  ]);
});

test('what follows an action and is none of its own does not hide it', async () => {
  noteAction('nobody asked');
  const told = await withAction(async () => {
    noteAction('import');
    noteAction(null);
  });
  expect(told.actionId).toBe('import');
});

import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { noteAction, notePlace, withAction } from '#electron/shell/written-action';

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
    { value: 'a', actionId: 'a', path: null },
    { value: 'b', actionId: 'b', path: null },
    { value: 'read', actionId: null, path: null },
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

test('the place chosen for a file is told with its call only', async () => {
  notePlace('/nobody/asked.csv');
  const [first, second] = await Promise.all([
    withAction(async () => {
      await after(5);
      notePlace('/tmp/a.csv');
    }),
    withAction(async () => after(10)),
  ]);
  expect([first.path, second.path]).toEqual(['/tmp/a.csv', null]);
});

import { expect, test } from 'vitest';
import { commandRows } from '#renderer/app/commands/sheet-rows';
import { allCommands } from '#renderer/app/commands/table';

const rows = (singleKeys: boolean, mac = false) => commandRows(allCommands(), { singleKeys, mac });

test('the keys of the nine views are one line, in both ways to write keys', () => {
  expect(rows(true).filter(({ id }) => id.startsWith('view.open'))).toEqual([
    { id: 'view.openSome', keys: ['Ctrl+1…9'] },
  ]);
  expect(rows(true, true)).toContainEqual({ id: 'view.openSome', keys: ['⌘1…9'] });
});

test('single keys can be left out, and with them what has no other', () => {
  expect(rows(true)).toContainEqual({ id: 'room.create', keys: ['Ctrl+N', 'C'] });
  expect(rows(false)).toContainEqual({ id: 'room.create', keys: ['Ctrl+N'] });
  expect(rows(false).some(({ id }) => id === 'go.home')).toBe(false);
});

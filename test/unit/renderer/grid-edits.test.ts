import { expect, it } from 'vitest';
import { newestOf, noteWritten, writesSoFar } from '#renderer/pipeline/change/written-rows';
import { untilNotEditing } from '#renderer/pipeline/grid/editing';
import { deal } from './board-answers';

/** A grid whose cells the test edits. */
function gridOf() {
  const listeners = new Set<() => void>();
  let editing = 0;
  return {
    begin: () => (editing = 1),
    stop: () => {
      editing = 0;
      for (const listener of listeners) listener();
    },
    getEditingCells: () => Array.from({ length: editing }),
    isDestroyed: () => false,
    addEventListener: (_type: string, listener: () => void) => void listeners.add(listener),
    removeEventListener: (_type: string, listener: () => void) => void listeners.delete(listener),
    listeners,
  };
}

it('rows wait for the end of an edit, and for the end of the one that follows it', async () => {
  const grid = gridOf();
  await untilNotEditing(null);
  await untilNotEditing(grid);
  grid.begin();
  let came = false;
  const waiting = untilNotEditing(grid).then(() => (came = true));
  await Promise.resolve();
  grid.stop();
  grid.begin();
  await new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
  expect(came).toBe(false);
  grid.stop();
  await waiting;
  expect([came, grid.listeners.size]).toEqual([true, 0]);
});

it('a row that was asked for before a write does not show over what was written', () => {
  const read = deal('w', 'lead_captured', 100);
  const before = writesSoFar();
  const saved = { ...read, amountMinor: 200, version: 2 };
  noteWritten(saved);
  expect(newestOf(read, before)).toBe(saved);
  // Later versions, an undo for instance, are news.
  const undone = { ...read, version: 3 };
  expect(newestOf(undone, before)).toBe(undone);
  // What was asked for after the write is what there is, in another workspace for instance.
  expect(newestOf(read, writesSoFar())).toBe(read);
  const other = deal('x', 'lead_captured', 1);
  expect(newestOf(other, before)).toBe(other);
});

/** What of the grid tells that a cell is being edited. */
interface Editable {
  getEditingCells(): readonly unknown[];
  isDestroyed(): boolean;
  addEventListener(type: 'cellEditingStopped', listener: () => void): void;
  removeEventListener(type: 'cellEditingStopped', listener: () => void): void;
}

/**
 * Resolves when no cell is being edited. Rows that arrive meanwhile have to wait: the grid would put another deal under
 * the open field, and what is typed would be written to that one, or to none.
 */
export async function untilNotEditing(grid: Editable | null): Promise<void> {
  if (grid === null) return;
  while (!grid.isDestroyed() && grid.getEditingCells().length > 0) {
    // Another cell may be edited by the time this one is done.
    // oxlint-disable-next-line no-await-in-loop
    await nextStop(grid);
  }
}

function nextStop(grid: Editable): Promise<void> {
  return new Promise((resolve) => {
    const stopped = (): void => {
      grid.removeEventListener('cellEditingStopped', stopped);
      // The edit itself is carried out first.
      queueMicrotask(resolve);
    };
    grid.addEventListener('cellEditingStopped', stopped);
  });
}

import { AsyncLocalStorage } from 'node:async_hooks';

interface Written {
  actionId: string | null;
  path: string | null;
}

const calls = new AsyncLocalStorage<Written>();

/**
 * Runs what answers a call; tells with its value the undoable action that was written on the way, the newest if several,
 * and the place that a person chose for a file.
 */
export async function withAction<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly actionId: string | null; readonly path: string | null }> {
  const written: Written = { actionId: null, path: null };
  const value = await calls.run(written, work);
  return { value, ...written };
}

/** Says within {@link withAction} that an action was written; of no account elsewhere. */
export function noteAction(actionId: string | null): void {
  const written = calls.getStore();
  if (written !== undefined && actionId !== null) written.actionId = actionId;
}

/** Says within {@link withAction} where a person wants a file written; of no account elsewhere. */
export function notePlace(path: string | null): void {
  const written = calls.getStore();
  if (written !== undefined) written.path = path;
}

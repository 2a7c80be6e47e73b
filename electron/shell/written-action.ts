import { AsyncLocalStorage } from 'node:async_hooks';

interface Written {
  actionId: string | null;
}

const calls = new AsyncLocalStorage<Written>();

/** Runs what answers a call; tells with its value the undoable action that was written on the way, the newest if several. */
export async function withAction<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly actionId: string | null }> {
  const written: Written = { actionId: null };
  const value = await calls.run(written, work);
  return { value, actionId: written.actionId };
}

/** Says within {@link withAction} that an action was written; of no account elsewhere. */
export function noteAction(actionId: string | null): void {
  const written = calls.getStore();
  if (written !== undefined && actionId !== null) written.actionId = actionId;
}

import type { Action } from '#shared/workspace/model';

/** The action that undo would take back: the newest one done. */
export function nextUndo(actions: readonly Action[]): Action | undefined {
  return actions.filter((action) => action.state === 'done').toSorted((a, b) => b.seq - a.seq)[0];
}

/** The action that redo would repeat: the oldest undone one after everything that is done. */
export function nextRedo(actions: readonly Action[]): Action | undefined {
  const newestDone = nextUndo(actions)?.seq ?? 0;
  return actions
    .filter((action) => action.state === 'undone' && action.seq > newestDone)
    .toSorted((a, b) => a.seq - b.seq)[0];
}

import { describe, expect, it } from 'vitest';
import { nextRedo, nextUndo } from '#renderer/app/frame/next-action';
import type { Action } from '#shared/workspace/model';

const action = (seq: number, state: Action['state']): Action => ({
  id: String(seq),
  seq,
  at: seq,
  actorName: '',
  kind: 'pipeline.update',
  rows: 1,
  counts: [],
  subject: '',
  state,
  change: null,
});

describe('what undo and redo are about', () => {
  it('undoes the newest done action and redoes the oldest undone one after it', () => {
    const actions = [
      action(1, 'done'),
      action(2, 'done'),
      action(3, 'undone'),
      action(4, 'undone'),
    ];
    expect(nextUndo(actions)?.seq).toBe(2);
    expect(nextRedo(actions)?.seq).toBe(3);
  });

  it('does not redo what was undone before something new was done', () => {
    expect(nextRedo([action(1, 'undone'), action(2, 'done')])).toBeUndefined();
  });

  it('never undoes what is final', () => {
    expect(nextUndo([action(1, 'final')])).toBeUndefined();
  });
});

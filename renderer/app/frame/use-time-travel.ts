import { useTranslation } from 'react-i18next';
import { useNotify } from '../../kit/notify';
import { useActionText } from '../action-text';
import { useFailureText } from '../failure';
import { useCall, useCommand } from '../queries';
import { nextRedo, nextUndo } from './next-action';

const LOOK_BACK = 50;

export interface TimeTravel {
  /** Changes that wait to be sent. */
  readonly pending: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undo: () => void;
  readonly redo: () => void;
  /** What the next undo or redo is about, in words; null when unknown. */
  readonly undoText: string | null;
  readonly redoText: string | null;
}

/** Undo and redo of the open workspace, by name. */
export function useTimeTravel(hasWorkspace: boolean): TimeTravel {
  const { t } = useTranslation('app');
  const notify = useNotify();
  const actionText = useActionText();
  const { data: state } = useCall('workspace.state', {});
  const { data: actions = [] } = useCall(
    'history.list',
    { limit: LOOK_BACK },
    { enabled: hasWorkspace },
  );
  const failureText = useFailureText();
  const undo = useCommand('history.undo', { failure: 'inline' });
  const redo = useCommand('history.redo', { failure: 'inline' });
  // The keys work at once, also while it is not yet known here that there is something to take back.
  const onError = (error: unknown) => {
    const { code, sentence } = failureText(error);
    if (code === 'NOTHING_TO_UNDO' || code === 'NOTHING_TO_REDO') notify.info(sentence);
    else notify.failure(error);
  };
  const open = state?.status === 'open' ? state.workspace : null;
  const undoable = nextUndo(actions);
  const redoable = nextRedo(actions);
  return {
    pending: open?.pending ?? 0,
    canUndo: open?.canUndo ?? false,
    canRedo: open?.canRedo ?? false,
    undo: () =>
      undo.mutate(
        {},
        {
          onError,
          onSuccess: (action) => notify.info(t('undone', { action: actionText(action) })),
        },
      ),
    redo: () =>
      redo.mutate(
        {},
        {
          onError,
          onSuccess: (action) => notify.info(t('redone', { action: actionText(action) })),
        },
      ),
    undoText: undoable === undefined ? null : actionText(undoable),
    redoText: redoable === undefined ? null : actionText(redoable),
  };
}

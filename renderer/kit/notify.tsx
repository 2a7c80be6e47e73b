import { App, Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { actionOf, call } from '../app/api';
import { useFailureText } from '../app/failure';
import { WrittenFile } from './WrittenFile';

const SECONDS = 6;

export interface Notify {
  /** A quiet "done". */
  readonly success: (text: string) => void;
  /** A file was written; `by` is what the command resolved with. Stays longer, for there is something to press. */
  readonly written: (text: string, by: object) => void;
  readonly info: (text: string) => void;
  /** A failure as a sentence in the user's language. Cancelled work says nothing. */
  readonly failure: (error: unknown) => void;
  /**
   * What was just done, with a button that takes it back, or says what stands in the way.
   * @param by what the command resolved with, or a way of its own to take it back
   */
  readonly undoable: (text: string, by: object | (() => Promise<unknown>)) => void;
}

/** Takes back the action that `value` came from, and no other. */
function undoing(value: object): () => Promise<unknown> {
  const actionId = actionOf(value);
  return () => call('history.undo', actionId === undefined ? {} : { actionId });
}

/** Notices at the top, the newest in front; at most three, six seconds, paused under the pointer; all of it is in the history too. */
export function useNotify(): Notify {
  const { notification } = App.useApp();
  const { t } = useTranslation('common');
  const failureText = useFailureText();
  return useMemo(() => {
    const say = (type: 'success' | 'info', title: string) =>
      notification.open({ type, title, duration: SECONDS, showProgress: false });
    const failure = (error: unknown) => {
      const { code, sentence } = failureText(error);
      if (code === 'CANCELLED') return;
      notification.error({ title: sentence, duration: SECONDS * 2, role: 'alert' });
    };
    return {
      success: (text) => say('success', text),
      info: (text) => say('info', text),
      written: (text, by) =>
        notification.success({
          title: text,
          duration: SECONDS * 2,
          actions: <WrittenFile by={by} onFailure={failure} />,
        }),
      failure,
      undoable(text, by) {
        const takeBack = typeof by === 'function' ? (by as () => Promise<unknown>) : undoing(by);
        const key = crypto.randomUUID();
        let busy = false;
        const undo = async () => {
          if (busy) return;
          busy = true;
          try {
            await takeBack();
            notification.destroy(key);
          } catch (error) {
            // What stands in the way can be undone first: the button stays.
            busy = false;
            failure(error);
          }
        };
        notification.success({
          key,
          title: text,
          duration: SECONDS,
          actions: (
            <Button size="small" onClick={() => void undo()}>
              {t('undo')}
            </Button>
          ),
        });
      },
    };
  }, [notification, t, failureText]);
}

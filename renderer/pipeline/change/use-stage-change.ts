import { useCallback, useState } from 'react';
import { useNotify } from '#renderer/kit/notify';
import type { OpportunityRow } from '#shared/pipeline/model';
import { usePipeline, useToday } from '../view/use-view';
import type { StageChange } from './StageDialog';
import { needsNothing, stageNeeds } from './stage-needs';
import type { ChangeWatch, Target } from './target';
import { useWrites } from './use-writes';

/** Begins stage changes: made at once when nothing has to be asked, otherwise `asking` holds what the dialog shows. */
export function useStageChange(onDone: (row: OpportunityRow, to: Target) => void): {
  readonly asking: StageChange | null;
  readonly begin: (row: OpportunityRow, to: Target, watch?: ChangeWatch) => void;
  /** Opens the dialog also when nothing is missing, to choose where to go. */
  readonly choose: (row: OpportunityRow, to: Target) => void;
  readonly close: () => void;
} {
  const [asking, setAsking] = useState<StageChange | null>(null);
  const today = useToday();
  const { rules } = usePipeline();
  const notify = useNotify();
  const { transition } = useWrites();
  const choose = useCallback((row: OpportunityRow, to: Target) => setAsking({ row, to }), []);
  const close = useCallback(() => setAsking(null), []);
  const begin = useCallback(
    (row: OpportunityRow, to: Target, watch?: ChangeWatch) => {
      if (!needsNothing(stageNeeds(row, to, today, rules))) return setAsking({ row, to });
      watch?.started();
      const change = async () => {
        try {
          const saved = await transition(row, to, {}, null);
          watch?.settled(saved);
          onDone(saved, to);
        } catch (error) {
          watch?.settled(null);
          notify.failure(error);
        }
      };
      void change();
      return undefined;
    },
    [today, rules, transition, onDone, notify],
  );
  return { asking, begin, choose, close };
}

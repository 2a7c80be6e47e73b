import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type JobHandle, useJob } from '#renderer/kit/use-job';
import type { CallOutput } from '#shared/contract';
import type { RevertPlan, RevertRequest, RevertResult } from '#shared/pipeline/import-revert';

type Also = RevertRequest['also'];

export interface RevertFlow {
  /** What would be taken back and what stays when nothing more is chosen; its records are the ones to choose from. */
  readonly first: RevertPlan | null;
  /** What would happen with the present choice; null while it is being worked out. */
  readonly plan: RevertPlan | null;
  readonly also: Also;
  readonly choose: (also: Also) => void;
  readonly revert: (onDone: (result: RevertResult) => void) => void;
  readonly saveKept: (onDone: (saved: NonNullable<CallOutput<'import.saveKept'>>) => void) => void;
  readonly planning: JobHandle<'import.planRevert'>;
  readonly reverting: JobHandle<'import.revert'>;
  readonly saving: JobHandle<'import.saveKept'>;
  readonly error: unknown;
}

/** Taking one import back: a plan, a choice of the records that would stay, and the work itself. */
export function useRevert(actionId: string): RevertFlow {
  const [first, setFirst] = useState<RevertPlan | null>(null);
  const [plan, setPlan] = useState<RevertPlan | null>(null);
  const [also, setAlso] = useState<Also>([]);
  const newest = useRef(0);
  const planning = useJob('import.planRevert', 'revert', { failure: 'inline' });
  const reverting = useJob('import.revert', 'revert', { failure: 'inline' });
  const saving = useJob('import.saveKept', 'export');

  const planned = (asked: number, found: RevertPlan | null): void => {
    if (found === null || newest.current !== asked) return;
    setPlan(found);
    setFirst((known) => known ?? found);
  };
  const { run } = planning;
  const onPlanned = useEffectEvent(planned);
  useEffect(() => {
    void run({ actionId, also: [] }).then((found) => onPlanned(0, found));
  }, [run, actionId]);

  return {
    first,
    plan,
    also,
    choose(choice) {
      const asked = (newest.current += 1);
      setAlso(choice);
      setPlan(null);
      void run({ actionId, also: choice }).then((found) => planned(asked, found));
    },
    planning,
    reverting,
    saving,
    error: planning.error ?? reverting.error,
    revert(onDone) {
      if (plan === null) return;
      const { fingerprint } = plan;
      void reverting.run({ actionId, also, fingerprint }).then((result) => {
        if (result !== null) onDone(result);
      });
    },
    saveKept(onDone) {
      void saving.run({ actionId, also }).then((saved) => {
        if (saved !== null) onDone(saved);
      });
    },
  };
}

import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotify } from '#renderer/kit/notify';
import { useQuietJob } from './use-quiet-job';
import { formatCount } from '#shared/format';
import type { SheetEdit } from '#shared/pipeline/sheet/model';
import { type PendingEdit, useSheetStore } from './sheet-store';

/** Up to so many good cells are written without asking first. */
const UNASKED_CELLS = 20;

export type Proposal = Omit<PendingEdit, 'plan'>;

export interface SheetEdits {
  /** Plans an edit; carries it out at once when it is small and all of it is good, otherwise asks first. */
  readonly propose: (proposal: Proposal) => Promise<void>;
  /** Plans again, with what a person added. */
  readonly replan: (pending: PendingEdit, reason: string) => Promise<void>;
  /** Carries out what was planned. True when it was. */
  readonly apply: (pending: PendingEdit) => Promise<boolean>;
  readonly remove: (target: SheetEdit['target']) => Promise<void>;
  readonly busy: boolean;
}

/** The ways in which the sheet changes many cells: each is one action with one undo. */
export function useSheetEdits(): SheetEdits {
  const { t } = useTranslation('sheet');
  const notify = useNotify();
  const planning = useQuietJob('pipeline.planMany', 'edit');
  const writing = useQuietJob('pipeline.updateMany', 'edit');
  const ask = useSheetStore((store) => store.ask);
  const { run: plan } = planning;
  const { run: write } = writing;

  const apply = useCallback(
    async (pending: PendingEdit) => {
      const { fingerprint } = pending.plan;
      const result = await write({ ...pending.edit, fingerprint });
      if (result === null) return false;
      const counts = { cells: formatCount(result.cells), rows: formatCount(result.rows) };
      notify.undoable(t(`done.${pending.kind}`, counts), result);
      return true;
    },
    [write, notify, t],
  );

  const consider = useCallback(
    async (proposal: Proposal, always: boolean) => {
      const made = await plan(proposal.edit);
      if (made === null) return;
      const pending = { ...proposal, plan: made };
      const clean =
        made.refusedCells === 0 && proposal.cutRows === 0 && proposal.readOnly.length === 0;
      if (!always && clean && made.changedCells === 0) notify.info(t('done.unchanged'));
      else if (!always && clean && made.changedCells <= UNASKED_CELLS) await apply(pending);
      else ask(pending);
    },
    [plan, apply, ask, notify, t],
  );

  const remove = useCallback(
    async (target: SheetEdit['target']) => {
      const edit: SheetEdit = { target, change: { kind: 'remove' }, reason: null };
      const made = await plan(edit);
      if (made === null || made.rows === 0) return;
      const result = await write({ ...edit, fingerprint: made.fingerprint });
      if (result === null) return;
      notify.undoable(t('done.remove', { rows: formatCount(result.rows) }), result);
    },
    [plan, write, notify, t],
  );

  const busy = planning.running || writing.running;
  return useMemo(
    () => ({
      propose: (proposal) => consider(proposal, proposal.kind === 'bulk'),
      replan: (pending, reason) =>
        consider({ ...pending, edit: { ...pending.edit, reason: reason.trim() || null } }, true),
      apply,
      remove,
      busy,
    }),
    [consider, apply, remove, busy],
  );
}

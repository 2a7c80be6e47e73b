import { accountDetail, detail } from '#electron/pipeline/index';
import type { Command } from '#electron/replica/transaction';
import type { AccountDetail } from '#shared/pipeline/accounts/model';
import type { OpportunityDetail } from '#shared/pipeline/model';
import { forbidden } from '../rights/refusal';
import { subjectOf } from '../rights/subject';
import { refusedUnmask, refusedUnmaskAccount } from './may-unmask';

/**
 * An opportunity with its account, contacts and touchpoints in full, for as long as they are looked at. The audit gets an
 * entry in the same transaction: without it nothing is shown.
 * @throws SandtableError NOT_FOUND, FORBIDDEN
 */
export const unmask: Command<{ id: string; reason: string }, OpportunityDetail> = (tx, { id }) => {
  const found = detail(tx, { id });
  const subject = subjectOf(tx, null);
  const refused = subject === null ? null : refusedUnmask(tx, subject, id);
  if (refused !== null) throw forbidden(refused.decision, 'unmask', refused.object);
  return { ...found, masked: null };
};

/** {@link unmask} for an account with its people, deals and touchpoints. @throws SandtableError NOT_FOUND, FORBIDDEN */
export const unmaskAccount: Command<{ id: string; reason: string }, AccountDetail> = (
  tx,
  { id },
) => {
  const found = accountDetail(tx, { id });
  const subject = subjectOf(tx, null);
  const refused = subject === null ? null : refusedUnmaskAccount(tx, subject, id);
  if (refused !== null) throw forbidden(refused.decision, 'unmask', refused.object);
  return { ...found, masked: null };
};

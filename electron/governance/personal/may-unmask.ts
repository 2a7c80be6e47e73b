import type { ReadTx } from '#electron/replica/transaction';
import { decide } from '#shared/governance/rights/decide';
import type { Decision, RightObject, RowOwner, Subject } from '#shared/governance/rights/model';

/** What the panel of an opportunity shows. */
const SHOWN = ['opportunity', 'account', 'contact', 'touchpoint'] as const satisfies RightObject[];

/** Whether a person may ask for an opportunity in full. */
export function mayUnmask(tx: ReadTx, subject: Subject, opportunityId: string): boolean {
  return refusedUnmask(tx, subject, opportunityId) === null;
}

/** The decision against it; null when a person may ask for an opportunity in full. */
export function refusedUnmask(
  tx: ReadTx,
  subject: Subject,
  opportunityId: string,
): { readonly object: RightObject; readonly decision: Decision } | null {
  const row = tx.get<RowOwner>(
    `SELECT o.owner_id AS ownerId, w.team FROM main.opportunity o
      LEFT JOIN main.owner w ON w.id = o.owner_id WHERE o.id = ?`,
    [opportunityId],
  );
  for (const object of SHOWN) {
    const decision = decide(subject, 'unmask', object, undefined, row ?? NOBODYS);
    if (!decision.allowed) return { object, decision };
  }
  return null;
}

const NOBODYS: RowOwner = { ownerId: null, team: null };

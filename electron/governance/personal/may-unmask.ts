import type { ReadTx } from '#electron/replica/transaction';
import { decide } from '#shared/governance/rights/decide';
import type { Decision, RightObject, RowOwner, Subject } from '#shared/governance/rights/model';

/** What the panel of an opportunity shows. */
const SHOWN = ['opportunity', 'account', 'contact', 'touchpoint'] as const satisfies RightObject[];

/** Whether a person may ask for an opportunity in full. */
export function mayUnmask(tx: ReadTx, subject: Subject, opportunityId: string): boolean {
  return refusedUnmask(tx, subject, opportunityId) === null;
}

/** Whether a person may ask for an account in full. */
export function mayUnmaskAccount(tx: ReadTx, subject: Subject, accountId: string): boolean {
  return refusedUnmaskAccount(tx, subject, accountId) === null;
}

/** A decision against it, and what it is about. */
interface Refused {
  readonly object: RightObject;
  readonly decision: Decision;
}

/** The decision against it; null when a person may ask for an opportunity in full. */
export function refusedUnmask(tx: ReadTx, subject: Subject, opportunityId: string): Refused | null {
  const row = tx.get<RowOwner>(
    `SELECT o.owner_id AS ownerId, w.team FROM main.opportunity o
      LEFT JOIN main.owner w ON w.id = o.owner_id WHERE o.id = ?`,
    [opportunityId],
  );
  return refusedFor(subject, [row ?? NOBODYS]);
}

/**
 * {@link refusedUnmask} for an account: one of its deals must be within reach; an account that nobody works on is in full for
 * those only whose right reaches all rows.
 */
export function refusedUnmaskAccount(
  tx: ReadTx,
  subject: Subject,
  accountId: string,
): Refused | null {
  const rows = tx.all<RowOwner>(
    `SELECT DISTINCT o.owner_id AS ownerId, w.team FROM main.opportunity o
      LEFT JOIN main.owner w ON w.id = o.owner_id WHERE o.account_id = ? AND o.deleted_at IS NULL`,
    [accountId],
  );
  return refusedFor(subject, rows.length === 0 ? [NOBODYS] : rows);
}

/** What speaks against every one of the rows. */
function refusedFor(subject: Subject, rows: readonly RowOwner[]): Refused | null {
  for (const object of SHOWN) {
    const decisions = rows.map((row) => decide(subject, 'unmask', object, undefined, row));
    const [first] = decisions;
    if (first !== undefined && decisions.every(({ allowed }) => !allowed)) {
      return { object, decision: first };
    }
  }
  return null;
}

const NOBODYS: RowOwner = { ownerId: null, team: null };

import type { CallName } from '../../contract';
import type { ReadOnlyReason } from '../../workspace/model';
import { rightOf } from './calls';
import { decide } from './decide';
import type { Because, RightAction, RightObject, Standing } from './model';

/** What calls whose right is looked at where they write ask for at least, whichever row it is. */
const WRITES = {
  'pipeline.create': ['write', 'opportunity'],
  'pipeline.update': ['write', 'opportunity'],
  'pipeline.transition': ['write', 'opportunity'],
  'account.update': ['write', 'account'],
  'account.addPerson': ['write', 'contact'],
  'account.removePerson': ['write', 'contact'],
  'account.updatePerson': ['write', 'contact'],
} as const satisfies Partial<Record<CallName, readonly [RightAction, RightObject]>>;

/** Calls that only read: looking as another person does not keep them back. */
const READING: ReadonlySet<CallName> = new Set(['import.list', 'audit.page']);

/** Ways back from a workspace that takes no writing: what they write is not that workspace. */
const WAYS_BACK: ReadonlySet<CallName> = new Set(['workspace.restore', 'workspace.resetDemo']);

/** Calls that write a note about themselves and nothing else; what is open for reading only keeps no notes. */
const NOTED: ReadonlySet<CallName> = new Set([
  'pipeline.exportView',
  'audit.verify',
  'audit.export',
  'personal.scan',
  'personal.unmask',
  'personal.unmaskAccount',
]);

/**
 * Why a call is not offered: the right is not there, the user looks as another person and changes nothing, or the
 * workspace takes no writing.
 */
export type Refusal =
  | { readonly kind: 'looking' }
  | { readonly kind: 'readOnly'; readonly reason: ReadOnlyReason }
  | { readonly kind: 'right'; readonly because: Because };

/** Who asks, and of what kind of workspace. */
export type Asking = Pick<Standing, 'role' | 'looking'> & {
  readonly readOnly: ReadOnlyReason | null;
};

/**
 * Why a call would be refused whatever it is asked for; null = it can be offered. A right that reaches some rows only is
 * offered: the refusal then names the row. The same policy decides here and where the call is carried out.
 *
 * @param field the one field that the call is to write; left out = the record as a whole
 */
export function refusedOffer(
  { role, looking, readOnly }: Asking,
  call: CallName,
  field?: string,
): Refusal | null {
  // Of the calls whose right depends on what they are asked for, the right for most of it.
  const right = call in WRITES ? WRITES[call as keyof typeof WRITES] : rightOf(call, {} as never);
  if (right === 'open') return null;
  const asked = right === 'writes' ? null : right;
  if (asked !== null) {
    const subject = { personId: '', role, ownerIds: [], team: null };
    const { allowed, because } = decide(subject, ...asked, field);
    if (!allowed) return { kind: 'right', because };
  }
  if (READING.has(call)) return null;
  if (looking) return { kind: 'looking' };
  return readOnly === null || isDoneUnwritten(call, readOnly)
    ? null
    : { kind: 'readOnly', reason: readOnly };
}

/** A disk that stopped in the middle of a session takes no notes either, and nothing is done unnoted. */
function isDoneUnwritten(call: CallName, readOnly: ReadOnlyReason): boolean {
  if (WAYS_BACK.has(call)) return true;
  return NOTED.has(call) && (readOnly === 'folder' || readOnly === 'damaged');
}

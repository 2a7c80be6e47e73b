import type { CallName } from '../../contract';
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

/** Why a call is not offered: the user looks as another person and changes nothing, or the right is not there. */
export type Refusal =
  | { readonly kind: 'looking' }
  | { readonly kind: 'right'; readonly because: Because };

/**
 * Why a call would be refused whatever it is asked for; null = it can be offered. A right that reaches some rows only is
 * offered: the refusal then names the row. The same policy decides here and where the call is carried out.
 */
export function refusedOffer(
  { role, looking }: Pick<Standing, 'role' | 'looking'>,
  call: CallName,
): Refusal | null {
  // Of the calls whose right depends on what they are asked for, the right for most of it.
  const right = call in WRITES ? WRITES[call as keyof typeof WRITES] : rightOf(call, {} as never);
  if (right === 'open') return null;
  const asked = right === 'writes' ? null : right;
  if (asked !== null) {
    const subject = { personId: '', role, ownerIds: [], team: null };
    const { allowed, because } = decide(subject, ...asked);
    if (!allowed) return { kind: 'right', because };
  }
  return looking && !READING.has(call) ? { kind: 'looking' } : null;
}

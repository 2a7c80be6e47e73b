import { SandtableError } from '#shared/errors';
import { decide } from '#shared/governance/rights/decide';
import type { Decision, RightAction, RightObject, Subject } from '#shared/governance/rights/model';

/** A row that is nobody's: only who may do something with all rows may do it with this one. */
const FOREIGN = { ownerId: null, team: null };

/** A decision against somebody as an error: which rule, what was asked, and who can grant it. */
export function forbidden(
  { because }: Decision,
  action: RightAction,
  object: RightObject,
  field = '',
): SandtableError {
  const { rule, role, code, scope, grantedBy } = because;
  return new SandtableError('FORBIDDEN', `${action} ${object}: ${rule}`, {
    rule,
    role,
    why: code,
    scope,
    action,
    object,
    field,
    grantedBy: [...grantedBy],
  });
}

/** The refusal of a row that is out of a person's reach. */
export function refusal(
  subject: Subject,
  action: RightAction,
  object: RightObject,
): SandtableError {
  return forbidden(decide(subject, action, object, undefined, FOREIGN), action, object);
}

import {
  type Because,
  type Decision,
  FIELD_ACTIONS,
  RIGHT_OBJECTS,
  SPECIAL_ACTIONS,
  ROLES,
  type Role,
  type RightAction,
  type RightObject,
  type RightRule,
  type RowOwner,
  SCOPES,
  type Scope,
  type Subject,
} from './model';
import { POLICY } from './policy';

/**
 * May this person do this? The one place where rights are decided.
 *
 * @param field a field of the object; left out = the record as a whole, which a rule about single fields does not concern
 * @param row whose row it is; left out = is there any row with which it is allowed
 * @param policy the rules; a denial wins, of several permissions the widest counts, and what none allows is refused
 */
export function decide(
  subject: Subject,
  action: RightAction,
  object: RightObject,
  field?: string,
  row?: RowOwner,
  policy: readonly RightRule[] = POLICY,
): Decision {
  const concerned = policy.filter(
    (rule) =>
      rule.roles.includes(subject.role) &&
      rule.objects.includes(object) &&
      rule.actions.includes(action) &&
      (rule.fields === undefined || (field !== undefined && rule.fields.includes(field))),
  );
  const because = (code: Because['code'], rule: RightRule | undefined): Because => ({
    code,
    rule: rule?.id ?? 'notGranted',
    role: subject.role,
    scope: rule?.scope ?? 'none',
    grantedBy: grantors(policy),
  });
  // Without a row a denial counts when it leaves no row over.
  const denied = concerned.find(
    ({ effect, scope }) =>
      effect === 'deny' && (row === undefined ? scope === 'all' : covers(subject, scope, row)),
  );
  if (denied !== undefined) return { allowed: false, because: because('denied', denied) };
  const widest = widestOf(concerned.filter(({ effect }) => effect === 'allow'));
  if (widest === undefined || widest.scope === 'none') {
    return { allowed: false, because: because('notGranted', widest) };
  }
  if (row !== undefined && !covers(subject, widest.scope, row)) {
    return { allowed: false, because: because('outOfScope', widest) };
  }
  return { allowed: true, because: because('granted', widest) };
}

/** The rows of an object with which a person may do something: how far the permissions reach, denials taken off. */
export function scopeOf(
  subject: Pick<Subject, 'role'>,
  action: RightAction,
  object: RightObject,
  policy: readonly RightRule[] = POLICY,
): Scope {
  const nobody: Subject = { personId: '', ownerIds: [], team: null, ...subject };
  const { allowed, because } = decide(nobody, action, object, undefined, undefined, policy);
  return allowed ? because.scope : 'none';
}

/** The fields of an object that rules keep from a role wherever the row is. */
export function deniedFields(
  role: Role,
  action: RightAction,
  object: RightObject,
  policy: readonly RightRule[] = POLICY,
): readonly string[] {
  const named = policy.flatMap(({ fields }) => fields ?? []);
  const subject: Subject = { personId: '', role, ownerIds: [], team: null };
  return [...new Set(named)].filter(
    (field) => decide(subject, action, object, field, undefined, policy).because.code === 'denied',
  );
}

/** Whether a role may do everything with everything: then nothing need be kept back or looked after. */
export function isUnlimited(role: Role): boolean {
  const asked: (readonly [RightAction, RightObject])[] = [
    ...RIGHT_OBJECTS.filter((object) => object !== 'workspace').flatMap((object) =>
      FIELD_ACTIONS.map((action) => [action, object] as const),
    ),
    ...SPECIAL_ACTIONS.map((action) => [action, 'workspace'] as const),
  ];
  return asked.every(
    ([action, object]) =>
      scopeOf({ role }, action, object) === 'all' &&
      deniedFields(role, action, object).length === 0,
  );
}

/** Whether a row is among those that a scope means for a person. */
export function covers(subject: Subject, scope: Scope, row: RowOwner): boolean {
  if (scope === 'all') return true;
  if (scope === 'none') return false;
  if (row.ownerId !== null && subject.ownerIds.includes(row.ownerId)) return true;
  return scope === 'team' && subject.team !== null && row.team === subject.team;
}

function widestOf(rules: readonly RightRule[]): RightRule | undefined {
  return rules.toSorted((a, b) => SCOPES.indexOf(b.scope) - SCOPES.indexOf(a.scope))[0];
}

/** Rights are given by those who may change settings. */
function grantors(policy: readonly RightRule[]): Role[] {
  return ROLES.filter((role) =>
    policy.some(
      ({ effect, roles, actions, objects }) =>
        effect === 'allow' &&
        roles.includes(role) &&
        objects.includes('workspace') &&
        actions.includes('settings'),
    ),
  );
}

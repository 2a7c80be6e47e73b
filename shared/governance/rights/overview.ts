import { scopeOf } from './decide';
import {
  FIELD_ACTIONS,
  type FieldAction,
  RIGHT_OBJECTS,
  type RightObject,
  type RightRule,
  type Role,
  type Scope,
  SPECIAL_ACTIONS,
  type SpecialAction,
} from './model';
import { POLICY } from './policy';

/** What a role may do with a kind of record: the rows it reaches by action, actions it has no right to left out. */
export type Reach = readonly { readonly action: FieldAction; readonly scope: Scope }[];

/** One line of the table of rights: a kind of record, or one of the special rights. */
export type RightsLine =
  | { readonly object: Exclude<RightObject, 'workspace'>; readonly reach: (role: Role) => Reach }
  | { readonly special: SpecialAction; readonly has: (role: Role) => boolean };

/** The whole policy as a table, read from the same rules that decide. */
export function rightsLines(): RightsLine[] {
  const objects = RIGHT_OBJECTS.flatMap((object): RightsLine[] =>
    object === 'workspace' ? [] : [{ object, reach: (role) => reachOf(role, object) }],
  );
  const special = SPECIAL_ACTIONS.map((action): RightsLine => ({
    special: action,
    has: (role) => scopeOf({ role }, action, 'workspace') !== 'none',
  }));
  return [...objects, ...special];
}

/** The rules about single fields: what is taken off the table. */
export function exceptions(): readonly RightRule[] {
  return POLICY.filter(({ effect }) => effect === 'deny');
}

/** Where personal data are. */
const WITH_PERSONAL_DATA: readonly RightObject[] = [
  'opportunity',
  'account',
  'contact',
  'touchpoint',
];

function reachOf(role: Role, object: RightObject): Reach {
  return FIELD_ACTIONS.flatMap((action) => {
    const ofPersonal = action === 'unmask' || action === 'seeWhole';
    if (ofPersonal && !WITH_PERSONAL_DATA.includes(object)) return [];
    const scope = scopeOf({ role }, action, object);
    // Who sees all of it whole has nothing to ask for.
    if (action === 'unmask' && scopeOf({ role }, 'seeWhole', object) === scope) return [];
    return scope === 'none' ? [] : [{ action, scope }];
  });
}

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers, decide, deniedFields, scopeOf } from '#shared/governance/rights/decide';
import {
  FIELD_ACTIONS,
  RIGHT_OBJECTS,
  type RightRule,
  ROLES,
  RULE_IDS,
  SCOPES,
  SPECIAL_ACTIONS,
  type Subject,
} from '#shared/governance/rights/model';
import { POLICY } from '#shared/governance/rights/policy';

const IDS = ['a', 'b', 'c'];
const FIELDS = ['amountMinor', 'phone', 'name'];
const role = fc.constantFrom(...ROLES);
const action = fc.constantFrom(...FIELD_ACTIONS, ...SPECIAL_ACTIONS);
const object = fc.constantFrom(...RIGHT_OBJECTS);
const scope = fc.constantFrom(...SCOPES);
const subject: fc.Arbitrary<Subject> = fc.record({
  personId: fc.constantFrom(...IDS),
  role,
  ownerIds: fc.subarray(IDS),
  team: fc.option(fc.constantFrom('east', 'west')),
});
const row = fc.record({
  ownerId: fc.option(fc.constantFrom(...IDS)),
  team: fc.option(fc.constantFrom('east', 'west')),
});
const field = fc.option(fc.constantFrom(...FIELDS), { nil: undefined });
const rule: fc.Arbitrary<RightRule> = fc
  .record({
    id: fc.constantFrom(...RULE_IDS),
    effect: fc.constantFrom('allow' as const, 'deny' as const),
    roles: fc.subarray([...ROLES]),
    objects: fc.subarray([...RIGHT_OBJECTS]),
    actions: fc.subarray([...FIELD_ACTIONS, ...SPECIAL_ACTIONS]),
    scope,
    fields: fc.option(fc.subarray(FIELDS), { nil: null }),
  })
  .map(({ fields, ...rest }) => (fields === null ? rest : { ...rest, fields }));
const policy = fc.array(rule, { maxLength: 6 });
const asked = fc.tuple(subject, action, object, field, fc.option(row, { nil: undefined }));

describe('whatever the rules are', () => {
  test('a denial that fits wins over every permission', () => {
    fc.assert(
      fc.property(asked, policy, ([who, act, what, part, where], rules) => {
        const deny: RightRule = {
          id: 'solutionNoMoney',
          effect: 'deny',
          roles: [who.role],
          objects: [what],
          actions: [act],
          scope: 'all',
          ...(part === undefined ? {} : { fields: [part] }),
        };
        const { allowed, because } = decide(who, act, what, part, where, [...rules, deny]);
        expect(allowed).toBe(false);
        expect(because.code).toBe('denied');
      }),
    );
  });

  test('a wider scope of a permission never takes anything away', () => {
    fc.assert(
      fc.property(asked, policy, scope, scope, ([who, act, what, part, where], rules, a, b) => {
        const grant = (reach: (typeof SCOPES)[number]): RightRule[] => [
          ...rules,
          {
            id: 'managerTeam',
            effect: 'allow',
            roles: [who.role],
            objects: [what],
            actions: [act],
            scope: reach,
          },
        ];
        const [narrow, wide] = SCOPES.indexOf(a) <= SCOPES.indexOf(b) ? [a, b] : [b, a];
        const before = decide(who, act, what, part, where, grant(narrow)).allowed;
        const after = decide(who, act, what, part, where, grant(wide)).allowed;
        expect(!before || after).toBe(true);
      }),
    );
  });

  test('rows of a narrower scope are rows of a wider one', () => {
    fc.assert(
      fc.property(subject, row, (who, where) => {
        const reached = SCOPES.map((one) => covers(who, one, where));
        expect(reached).toEqual(reached.toSorted((x, y) => Number(x) - Number(y)));
      }),
    );
  });

  test('without a rule nothing is allowed', () => {
    fc.assert(
      fc.property(asked, ([who, act, what, part, where]) => {
        expect(decide(who, act, what, part, where, [])).toMatchObject({
          allowed: false,
          because: { code: 'notGranted', rule: 'notGranted' },
        });
      }),
    );
  });

  test('a permission for a row is one for some row', () => {
    fc.assert(
      fc.property(asked, policy, ([who, act, what, part, where], rules) => {
        const here = decide(who, act, what, part, where, rules).allowed;
        expect(!here || decide(who, act, what, part, undefined, rules).allowed).toBe(true);
      }),
    );
  });
});

describe('the policy', () => {
  test('explains every refusal: the rule, the role, and who can grant it', () => {
    fc.assert(
      fc.property(asked, ([who, act, what, part, where]) => {
        const { allowed, because } = decide(who, act, what, part, where);
        expect(because.role).toBe(who.role);
        expect(because.grantedBy).toEqual(['owner']);
        expect(because.code === 'granted').toBe(allowed);
        const named = POLICY.some(({ id }) => id === because.rule);
        expect(named).toBe(because.code !== 'notGranted');
      }),
    );
  });

  test('names each rule once, and no rule that is not there', () => {
    const ids = POLICY.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids, 'notGranted'].toSorted()).toEqual([...RULE_IDS].toSorted());
  });

  test('an owner may do everything', () => {
    const owner: Subject = { personId: 'o', role: 'owner', ownerIds: [], team: null };
    const foreign = { ownerId: 'x', team: 'west' };
    for (const what of RIGHT_OBJECTS.filter((one) => one !== 'workspace'))
      for (const act of FIELD_ACTIONS)
        expect(decide(owner, act, what, 'amountMinor', foreign).allowed).toBe(true);
    for (const act of SPECIAL_ACTIONS) expect(decide(owner, act, 'workspace').allowed).toBe(true);
  });

  test('a consultant sees own deals, a manager those of the team, the others all', () => {
    const reach = Object.fromEntries(
      ROLES.map((one) => [one, scopeOf({ role: one }, 'read', 'opportunity')]),
    );
    expect(reach).toEqual({
      owner: 'all',
      manager: 'team',
      consultant: 'own',
      solutionManager: 'all',
      operations: 'all',
    });
  });

  test('special rights by role', () => {
    const of = (one: (typeof ROLES)[number]) =>
      SPECIAL_ACTIONS.filter((act) => scopeOf({ role: one }, act, 'workspace') !== 'none');
    expect(of('manager')).toEqual(['editMany', 'exportFiles', 'approve']);
    expect(of('consultant')).toEqual([]);
    expect(of('solutionManager')).toEqual(['curate']);
    expect(of('operations')).toEqual(['editMany', 'import', 'exportFiles', 'restore', 'viewAudit']);
  });

  test('who sees personal data in full, and who may ask for it', () => {
    const may = (what: 'seeWhole' | 'unmask') =>
      ROLES.map((one) => scopeOf({ role: one }, what, 'contact'));
    expect(may('seeWhole')).toEqual(['all', 'team', 'none', 'none', 'none']);
    expect(may('unmask')).toEqual(['all', 'team', 'own', 'none', 'none']);
  });

  test('a solution manager sees no money and no way to reach a contact', () => {
    expect(deniedFields('solutionManager', 'read', 'opportunity')).toEqual([
      'amountMinor',
      'weightedMinor',
      'discountBp',
      'contractNo',
      'annualRevenueMinor',
    ]);
    expect(deniedFields('solutionManager', 'read', 'contact')).toEqual(['phone', 'email']);
    expect(deniedFields('consultant', 'read', 'opportunity')).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { COMMANDS } from '#renderer/app/commands/table';
import { contract, type CallName } from '#shared/contract';
import { rightOf } from '#shared/governance/rights/calls';
import { decide } from '#shared/governance/rights/decide';
import { ROLES } from '#shared/governance/rights/model';
import { refusedOffer } from '#shared/governance/rights/offers';

const calls = Object.keys(contract) as CallName[];

test('a call with a right of its own is offered exactly to the roles that have it', () => {
  for (const role of ROLES) {
    const subject = { personId: '', role, ownerIds: [], team: null };
    for (const call of calls) {
      const right = rightOf(call, {} as never);
      if (typeof right === 'string') continue;
      const refused = refusedOffer({ role, looking: false, readOnly: null }, call);
      expect([call, role, refused === null]).toEqual([
        call,
        role,
        decide(subject, ...right).allowed,
      ]);
    }
  }
});

test('records are offered for editing to those who may write some of them', () => {
  const may = (role: (typeof ROLES)[number], call: CallName): boolean =>
    refusedOffer({ role, looking: false, readOnly: null }, call) === null;
  for (const call of ['pipeline.create', 'pipeline.update', 'account.addPerson'] as const) {
    expect(ROLES.filter((role) => may(role, call))).toEqual([
      'owner',
      'manager',
      'consultant',
      'operations',
    ]);
  }
});

test('who looks as another person is offered nothing that changes, and all that only reads', () => {
  const asks = (call: CallName): boolean => rightOf(call, {} as never) !== 'open';
  const refused = (call: CallName) =>
    refusedOffer({ role: 'owner', looking: true, readOnly: null }, call);
  for (const call of calls.filter((one) => !asks(one))) expect(refused(call)).toBeNull();
  for (const call of calls.filter((one) => asks(one) && contract[one].kind === 'command')) {
    expect(refused(call)).toEqual({ kind: 'looking' });
  }
  for (const call of ['import.list', 'audit.page'] as const) {
    expect(contract[call].kind).toBe('query');
    expect(refused(call)).toBeNull();
  }
});

test('a field that is kept from a role is not offered, the others of the record are', () => {
  const may = (role: (typeof ROLES)[number], field: string): boolean =>
    refusedOffer({ role, looking: false, readOnly: null }, 'pipeline.update', field) === null;
  expect(ROLES.filter((role) => may(role, 'ownerId'))).toEqual(['owner', 'manager', 'operations']);
  expect(ROLES.filter((role) => may(role, 'name'))).toEqual([
    'owner',
    'manager',
    'consultant',
    'operations',
  ]);
});

test('nothing that writes is offered while the workspace takes no writing, and why is said', () => {
  for (const readOnly of ['folder', 'damaged', 'diskFull', 'diskFailed', 'locked'] as const) {
    const refused = (call: CallName) =>
      refusedOffer({ role: 'owner', looking: false, readOnly }, call);
    for (const call of calls.filter((one) => rightOf(one, {} as never) === 'open')) {
      expect(refused(call)).toBeNull();
    }
    for (const call of [
      'pipeline.update',
      'pipeline.transition',
      'pipeline.updateMany',
      'account.merge',
      'import.run',
    ] as const) {
      expect(refused(call)).toEqual({ kind: 'readOnly', reason: readOnly });
    }
    for (const call of ['import.list', 'audit.page', 'workspace.restore'] as const) {
      expect(refused(call)).toBeNull();
    }
    // A file goes out unnoted only where no notes can be kept at all.
    const isSession = readOnly === 'folder' || readOnly === 'damaged';
    expect(refused('pipeline.exportView') === null).toBe(isSession);
  }
});

test('a right that is missing is told before a workspace that takes no writing', () => {
  const asking = { role: 'consultant', looking: true, readOnly: 'diskFull' } as const;
  expect(refusedOffer(asking, 'account.merge')).toMatchObject({ kind: 'right' });
  expect(refusedOffer(asking, 'pipeline.update')).toEqual({ kind: 'looking' });
});

test('commands of the palette name calls of the contract', () => {
  const named = COMMANDS.flatMap((command) => ('call' in command ? [command.call] : []));
  expect(named.length).toBeGreaterThan(5);
  for (const call of named) expect(calls).toContain(call);
});

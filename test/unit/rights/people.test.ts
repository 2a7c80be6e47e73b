import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rightsService } from '#electron/governance/index';
import { governanceQueries } from '#electron/governance/statements';
import { auditWatch } from '#electron/governance/watch';
import { errorText } from '#electron/cli/texts';
import { registry } from '#electron/replica/registry';
import { SandtableError } from '#shared/errors';
import { RULE_IDS, ROLES } from '#shared/governance/rights/model';
import { company, type Company, DEALS, PIPELINE, REPS } from './company';

let firm: Company;
beforeEach(() => {
  firm = company(auditWatch);
});
afterEach(() => firm.close());

const { commands, queries } = registry;
const save = (id: string, role: (typeof ROLES)[number], team: string | null = null) =>
  firm.replica.write(
    commands['rights.savePerson'],
    { id, role, team, ownerId: null },
    'rights.savePerson',
  );
const rows = (): number =>
  firm.replica.read(queries['pipeline.summary'], {
    pipelineId: PIPELINE,
    sort: [],
    filters: {},
    quick: '',
  }).all;
const audited = (): unknown[] =>
  firm.replica
    .read(governanceQueries['audit.page'], { kind: null, actorId: null, offset: 0, limit: 50 })
    .entries.map(({ kind, facts }) => [kind, facts['person'] ?? facts['personId'] ?? null]);

describe('people', () => {
  test('are the user, who owns the workspace, and the reps, who are consultants', () => {
    expect(firm.replica.read(queries['rights.people'], null)).toMatchObject([
      { id: 'user-1', name: '林晓', role: 'owner', team: null, isUser: true },
      { id: REPS.own, role: 'consultant', team: '华东' },
      { id: REPS.mate, role: 'consultant', team: '华东' },
      { id: REPS.west, role: 'consultant', team: '西南' },
    ]);
  });

  test('a role is given, audited, taken back and given again', () => {
    save(REPS.own, 'manager', '华东');
    const role = () => firm.replica.read(queries['rights.people'], null)[1]?.role;
    expect(role()).toBe('manager');
    firm.replica.undo();
    expect(role()).toBe('consultant');
    firm.replica.redo();
    expect(role()).toBe('manager');
    expect(audited()).toEqual([
      ['rightsRedone', null],
      ['rightsUndone', null],
      ['rightsChanged', '陈静'],
    ]);
  });

  test('somebody owns the workspace: the last owner keeps the role', () => {
    expect(() => save('user-1', 'consultant')).toThrow(
      expect.objectContaining({ code: 'LAST_OWNER' }) as Error,
    );
    save(REPS.west, 'owner', '西南');
    save('user-1', 'consultant');
    expect(rows()).toBe(0);
  });

  test('who gave the role away cannot take that back, neither by saving nor by undo', () => {
    save(REPS.west, 'owner', '西南');
    save('user-1', 'operations');
    const forbidden = expect.objectContaining({ code: 'FORBIDDEN' }) as Error;
    expect(() => firm.replica.undo()).toThrow(forbidden);
    expect(() => save('user-1', 'owner')).toThrow(forbidden);
    const [user] = firm.replica.read(queries['rights.people'], null);
    expect(user?.role).toBe('operations');
  });

  test('a team that changes is seen at once, in rows that are remembered as well', () => {
    firm.become('manager');
    expect(rows()).toBe(DEALS.own.length + DEALS.mate.length);
    // By another device, as sync will bring it.
    const sql = 'UPDATE main.owner SET team = ? WHERE id = ?';
    firm.replica.engine.connection.run(sql, ['西南', REPS.mate]);
    firm.replica.engine.connection.committed();
    expect(rows()).toBe(DEALS.own.length);
  });

  test('an unknown role, as a newer version may know it, may do least', () => {
    firm.become('consultant');
    const sql = 'UPDATE main.person SET role = ?';
    firm.replica.engine.connection.run(sql, ['director']);
    firm.replica.engine.connection.committed();
    expect(rows()).toBe(DEALS.own.length);
  });
});

describe('looking as another', () => {
  test('shows what that person sees, is audited, and ends', async () => {
    const service = rightsService(() => firm.open);
    const perspective = { personId: REPS.own, role: 'consultant' } as const;
    expect(await service['rights.lookAs']({ perspective })).toMatchObject({
      name: '陈静',
      role: 'consultant',
      team: '华东',
      looking: true,
      special: [],
    });
    expect(rows()).toBe(DEALS.own.length);
    await service['rights.lookAs']({ perspective: { ...perspective, role: 'manager' } });
    expect(rows()).toBe(DEALS.own.length + DEALS.mate.length);
    expect(await service['rights.lookAs']({ perspective: null })).toMatchObject({
      name: '林晓',
      role: 'owner',
      looking: false,
    });
    expect(rows()).toBe(5);
    expect(audited()).toEqual([
      ['viewedAsEnded', REPS.own],
      ['viewedAs', '陈静'],
      ['viewedAs', '陈静'],
    ]);
  });

  test('as nobody is refused, and changes nothing', async () => {
    const service = rightsService(() => firm.open);
    const perspective = { personId: 'nobody', role: 'consultant' } as const;
    await expect(service['rights.lookAs']({ perspective })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(rows()).toBe(5);
    expect(audited()).toEqual([]);
  });
});

test.each(['zh-CN', 'en'] as const)('a refusal is a sentence of its rule in %s', (language) => {
  for (const rule of RULE_IDS) {
    for (const role of ROLES) {
      const { code, details } = new SandtableError('FORBIDDEN', '', {
        rule,
        role,
        grantedBy: ['owner'],
      });
      const sentence = errorText(language, code, details);
      expect(sentence).not.toMatch(/\{\{|undefined/);
    }
  }
  const details = { rule: 'consultantOwn', role: 'consultant', grantedBy: ['owner'] };
  expect(errorText(language, 'FORBIDDEN', details)).toContain(
    language === 'zh-CN' ? '请所有者在' : 'ask the Owner',
  );
});

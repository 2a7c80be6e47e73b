import { array, assert, nat, option, property, record } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addPerson,
  removePerson,
  updateAccount,
  updatePerson,
} from '#electron/pipeline/accounts/commands';
import { accountDetail } from '#electron/pipeline/accounts/detail';
import { coverageGaps, furthestStage, under } from '#shared/pipeline/accounts/decision-map';
import { accountValues, lastQuestions, monthlyRhythm } from '#shared/pipeline/accounts/dimensions';
import { accountDetailSchema, type AccountPerson } from '#shared/pipeline/accounts/model';
import { reportingTree, treeLines } from '#shared/pipeline/accounts/reports';
import { openTestReplica, type TestReplica } from '../helpers/replica';

let replica: TestReplica;
beforeEach(() => {
  replica = openTestReplica();
  replica.write((tx) => {
    tx.insert('pipeline', {
      id: 'p',
      name: '直销',
      currency: 'CNY',
      origin: 'manual',
      source_note: '',
    });
    tx.insert('product', { id: 'x', name: '检测仪' });
    tx.insert('account', { id: 'a', name: '博远科技', segment: '重点客户' });
    tx.insert('account', { id: 'b', name: '别的公司' });
    const person = { account_id: 'a', role: 'engineer' };
    tx.insert('contact', { ...person, id: 'k1', name: '王伟' });
    tx.insert('contact', { ...person, id: 'k2', name: '李娜', manager_id: 'k1' });
    tx.insert('contact', { ...person, id: 'kb', name: '外人', account_id: 'b' });
    const deal = { pipeline_id: 'p', account_id: 'a', product_id: 'x', amount_minor: 100 };
    tx.insert('opportunity', {
      ...deal,
      id: 'won',
      name: '赢',
      stage: 'delivery_acceptance',
      outcome: 'won',
      closed_day: '2025-05-01',
    });
    tx.insert('opportunity', {
      ...deal,
      id: 'open',
      name: '开',
      stage: 'negotiation_proposal',
      outcome: 'open',
      need_summary: '要快',
    });
    tx.insert('opportunity', {
      ...deal,
      id: 'lost',
      name: '输',
      stage: 'lead_qualified',
      outcome: 'lost',
      closed_day: '2024-02-01',
    });
    const touch = { channel: 'call', direction: 'inbound' };
    tx.insert('touchpoint', {
      ...touch,
      id: 't1',
      account_id: 'a',
      contact_id: 'k1',
      at: Date.UTC(2026, 9, 3),
      body: '支持 API 吗？价格能谈。什么时候到货？',
    });
    tx.insert('touchpoint', {
      ...touch,
      id: 't2',
      opportunity_id: 'open',
      at: Date.UTC(2026, 10, 3),
      body: '收到',
      channel: 'email',
    });
    tx.insert('touchpoint', { ...touch, id: 't3', account_id: 'b', at: 1, body: '别人的？' });
    const content = (text: string) => JSON.stringify({ blocks: [{ text }] });
    const paper = {
      template_id: 'rehearsal-brief',
      language: 'zh-CN',
      doc_version: 1,
      created_at: 1,
      updated_at: 2,
      updated_by: '林晓',
    };
    tx.insert('document', {
      ...paper,
      id: 'd1',
      title: '简报',
      content: content('给博远科技的方案'),
    });
    tx.insert('document', { ...paper, id: 'd2', title: '别的', content: content('无关') });
    const focus = (dimension: string, value: string) =>
      JSON.stringify({ variants: [{ levers: { focusSegments: [{ dimension, value }] } }] });
    for (const [id, request] of [
      ['r1', focus('segment', '重点客户')],
      ['r2', focus('region', '华东')],
    ] as const) {
      tx.runLocal(
        `INSERT INTO rehearsal (id, name, pipeline_id, created_at, actor_name, request, fit, result, inputs_hash, result_hash, engine_version, duration_ms)
          VALUES (?, ?, 'p', 1, '林晓', ?, '{}', '{}', '', '', '', 1)`,
        [id, id, request],
      );
    }
  }, null);
});
afterEach(() => replica.close());
const detail = () => accountDetailSchema.parse(replica.read(accountDetail, { id: 'a' }));

test('the account with everything that hangs on it, and nothing of others', () => {
  const found = detail();
  expect(found.people.map(({ id }) => id)).toEqual(['k1', 'k2']);
  expect(found.deals.map(({ id }) => id)).toEqual(['open', 'won', 'lost']);
  expect(found.touchpoints).toMatchObject([
    { id: 't2', opportunityName: '开' },
    { id: 't1', contactName: '王伟' },
  ]);
  expect(found.touchpointTotal).toBe(2);
  expect(found.documents).toEqual([{ id: 'd1', title: '简报', updatedAt: 2 }]);
  expect(found.rehearsals).toMatchObject([{ id: 'r1', slices: ['重点客户'] }]);
  expect(found.history).toMatchObject([{ op: 'insert', actorName: '林晓' }]);
  expect(() => replica.read(accountDetail, { id: 'x' })).toThrow(
    expect.objectContaining({ code: 'NOT_FOUND' }),
  );
});

test('the year before a leap day is counted whole', () => {
  const touch = { account_id: 'b', channel: 'call', direction: 'inbound', body: '好' };
  replica.write((tx) => {
    tx.insert('touchpoint', { ...touch, id: 'leap', at: new Date(2028, 1, 29, 12).getTime() });
    tx.insert('touchpoint', { ...touch, id: 'march', at: new Date(2027, 2, 1, 0, 30).getTime() });
    tx.insert('touchpoint', { ...touch, id: 'before', at: new Date(2027, 1, 28, 23).getTime() });
  }, null);
  const { rhythm } = replica.read(accountDetail, { id: 'b' });
  expect(rhythm.map(({ month }) => month)).toEqual(['2027-03', '2028-02']);
});

test('questions, rhythm and value', () => {
  const { touchpoints, rhythm, deals } = detail();
  expect(lastQuestions(touchpoints).map(({ text }) => text)).toEqual([
    '支持 API 吗？',
    '什么时候到货？',
  ]);
  const months = monthlyRhythm(rhythm);
  expect(months).toHaveLength(12);
  expect(months.slice(-2)).toMatchObject([
    { month: '2026-10', count: 1 },
    { month: '2026-11', count: 1 },
  ]);
  expect(months[0]).toMatchObject({ month: '2025-12', count: 0 });
  expect(monthlyRhythm([])).toEqual([]);
  const half = Object.fromEntries(
    [
      'lead_captured',
      'lead_qualified',
      'opportunity_discovery',
      'opportunity_validation',
      'negotiation_proposal',
      'negotiation_contract',
      'delivery_implementation',
      'delivery_acceptance',
    ].map((stage) => [stage, 0.5]),
  ) as Parameters<typeof accountValues>[1] extends (id: string) => infer S ? NonNullable<S> : never;
  expect(accountValues(deals, () => half)).toEqual([
    {
      currency: 'CNY',
      wonMinor: 100,
      openMinor: 100,
      weightedMinor: 50,
      lostMinor: 100,
      years: [
        { year: '2024', wonMinor: 0, lostMinor: 100 },
        { year: '2025', wonMinor: 100, lostMinor: 0 },
      ],
      products: [{ name: '检测仪', deals: 1, wonMinor: 100 }],
    },
  ]);
  expect(accountValues(deals, () => undefined)[0]?.weightedMinor).toBeNull();
});

describe('editing in place', () => {
  test('a fact is saved by itself, normalised, and can be undone', () => {
    const edit = (patch: object, version = 1) =>
      replica.write(updateAccount, { id: 'a', version, patch }, 'account.update');
    expect(edit({ taxId: '91350100m000100y43 ', website: '' })).toMatchObject({
      taxId: '91350100M000100Y43',
      website: null,
      version: 2,
    });
    expect(() => edit({ taxId: '91350100M000100Y44' }, 2)).toThrow(
      expect.objectContaining({ code: 'TAX_ID_WRONG' }),
    );
    expect(() => edit({ name: '新名' }, 1)).toThrow(
      expect.objectContaining({ code: 'CONFLICT_VERSION' }),
    );
    replica.undo();
    expect(detail().account).toMatchObject({ taxId: null });
  });

  test('a person has a place in the decision, and no circle of reports', () => {
    const edit = (id: string, patch: object) =>
      replica.write(updatePerson, { id, version: 1, patch }, 'account.updatePerson');
    expect(edit('k1', { influence: 'high', attitude: 'opponent' })).toMatchObject({
      influence: 'high',
      attitude: 'opponent',
    });
    for (const managerId of ['k1', 'k2', 'kb', 'x']) {
      expect(() => edit('k1', { managerId })).toThrow(
        expect.objectContaining({ code: 'BAD_INPUT' }),
      );
    }
  });
});

describe('people of an account', () => {
  const people = () => detail().people;

  test('one is added with what is known, renamed, and both are taken back', () => {
    const person = {
      name: '陈静',
      role: 'finance' as const,
      title: '',
      phone: '13800138000',
      email: null,
    };
    const added = replica.write(addPerson, { accountId: 'a', person }, 'account.addPerson');
    expect(added).toMatchObject({
      name: '陈静',
      title: null,
      phone: '13800138000',
      managerId: null,
    });
    replica.write(
      updatePerson,
      { id: added.id, version: 1, patch: { name: '陈晶' } },
      'account.updatePerson',
    );
    expect(people().map(({ name }) => name)).toEqual(['王伟', '李娜', '陈晶']);
    replica.undo();
    replica.undo();
    expect(people().map(({ name }) => name)).toEqual(['王伟', '李娜']);
    expect(() =>
      replica.write(addPerson, { accountId: 'none', person }, 'account.addPerson'),
    ).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  test('one is removed: reports move up, deals lose their main contact, touchpoints keep the name; undo brings all back', () => {
    replica.write((tx) => {
      tx.insert('contact', { id: 'k0', account_id: 'a', name: '总', role: 'executive' });
      tx.update('contact', 'k1', { manager_id: 'k0' });
      tx.update('opportunity', 'open', { contact_id: 'k1' });
    }, null);
    const before = people();
    const version = before.find(({ id }) => id === 'k1')?.version ?? 0;
    const dealContact = () =>
      replica.read(
        (tx) => tx.get("SELECT contact_id AS id FROM opportunity WHERE id = 'open'"),
        null,
      );
    const remove = (v: number) =>
      replica.write(removePerson, { id: 'k1', version: v }, 'account.removePerson');
    expect(() => remove(version + 1)).toThrow(
      expect.objectContaining({ code: 'CONFLICT_VERSION' }),
    );
    remove(version);
    expect(people().map(({ id, managerId }) => [id, managerId])).toEqual([
      ['k2', 'k0'],
      ['k0', null],
    ]);
    expect(dealContact()).toEqual({ id: null });
    expect(detail().touchpoints.find(({ id }) => id === 't1')?.contactName).toBe('王伟');
    replica.undo();
    expect(people().map(({ id, managerId }) => [id, managerId])).toEqual(
      before.map(({ id, managerId }) => [id, managerId]),
    );
    expect(dealContact()).toEqual({ id: 'k1' });
  });
});

describe('who reports to whom', () => {
  const placed = record({ manager: option(nat(9), { nil: null }) });

  test('everybody stands in the tree once, below the one above, whatever the reports say', () => {
    assert(
      property(array(placed, { maxLength: 10 }), (list) => {
        const all = list.map(({ manager }, at) => ({
          id: `p${at}`,
          managerId: manager === null ? null : `p${manager}`,
        }));
        const lines = treeLines(reportingTree(all));
        expect(lines.map(({ person }) => person.id).toSorted()).toEqual(
          all.map(({ id }) => id).toSorted(),
        );
        for (const { person, parentId, level } of lines) {
          expect(parentId === null).toBe(level === 1);
          expect([null, person.managerId]).toContain(parentId);
        }
      }),
    );
  });

  test('places say where they are', () => {
    const lines = treeLines(
      reportingTree([
        { id: 'a', managerId: null },
        { id: 'b', managerId: 'a' },
        { id: 'c', managerId: 'a' },
        { id: 'd', managerId: 'gone' },
      ]),
    );
    expect(
      lines.map(({ person, level, position, siblings }) => [person.id, level, position, siblings]),
    ).toEqual([
      ['a', 1, 1, 2],
      ['b', 2, 1, 2],
      ['c', 2, 2, 2],
      ['d', 1, 2, 2],
    ]);
    const deep = treeLines(
      reportingTree([
        { id: 'a', managerId: null },
        { id: 'b', managerId: 'a' },
        { id: 'c', managerId: 'b' },
        { id: 'd', managerId: 'a' },
      ]),
    );
    expect(deep.map(({ person, trail }) => [person.id, trail])).toEqual([
      ['a', []],
      ['b', []],
      ['c', [true]],
      ['d', []],
    ]);
  });
});

describe('the decision map', () => {
  const person = (more: Partial<AccountPerson>): AccountPerson => ({
    id: 'k',
    accountId: 'a',
    name: '王伟',
    role: 'engineer',
    title: null,
    phone: null,
    email: null,
    influence: null,
    attitude: null,
    managerId: null,
    version: 1,
    ...more,
  });
  test('what is missing grows with the stage', () => {
    expect(coverageGaps([], null)).toEqual([]);
    expect(coverageGaps([], 'lead_captured')).toEqual([]);
    expect(coverageGaps([], 'opportunity_discovery')).toEqual([
      { kind: 'side', side: 'technical' },
    ]);
    expect(coverageGaps([person({})], 'negotiation_contract')).toEqual([
      { kind: 'side', side: 'purchasing' },
      { kind: 'side', side: 'executive' },
      { kind: 'side', side: 'finance' },
      { kind: 'decider' },
    ]);
    const people = [
      person({ influence: 'high' }),
      person({ name: '李娜', influence: 'high', attitude: 'opponent' }),
    ];
    expect(coverageGaps(people, 'opportunity_validation')).toEqual([
      { kind: 'attitude', people: ['王伟'] },
      { kind: 'opposed', people: ['李娜'] },
    ]);
  });
  test('the furthest open deal counts', () => {
    expect(furthestStage(detail().deals)).toBe('negotiation_proposal');
    expect(furthestStage([])).toBeNull();
  });
  test('reports end also in a circle', () => {
    const circle = [
      person({ id: 'a', managerId: 'b' }),
      person({ id: 'b', managerId: 'a' }),
      person({ id: 'c' }),
    ];
    expect(under(circle, 'a')).toEqual(new Set(['a', 'b']));
  });
});

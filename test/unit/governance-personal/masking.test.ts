import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanJob } from '#electron/governance/personal/scan';
import { unmask, unmaskAccount } from '#electron/governance/personal/unmask';
import { auditWatch } from '#electron/governance/watch';
import * as documents from '#electron/composer/documents';
import { updatePerson } from '#electron/pipeline/accounts/commands';
import { accountDetail } from '#electron/pipeline/accounts/detail';
import { update } from '#electron/pipeline/commands';
import { detail } from '#electron/pipeline/detail';
import { findDuplicatesJob } from '#electron/pipeline/duplicates/find';
import { exportViewJob } from '#electron/pipeline/exporting/export-view';
import { contacts, page } from '#electron/pipeline/queries';
import { board } from '#electron/pipeline/board/board';
import { compare } from '#electron/pipeline/merging/compare';
import { merge, merges } from '#electron/pipeline/merging/merge';
import { listActions } from '#electron/replica/history';
import type { ReadTx } from '#electron/replica/transaction';
import type { Role } from '#shared/governance/rights/model';
import type { GridQuery } from '#shared/pipeline/model';
import { openTestReplica, type TestReplica } from '../helpers/replica';

const REAL = ['陈建国', '13812345678', '13900001111', 'chen@example.com', '栾赟赟', '021-55551234'];
const NEED = '联系人：陈建国，手机13812345678，下周回访';
const query: GridQuery = { pipelineId: 'p1', sort: [], filters: {}, quick: '' };

let replica: TestReplica;
beforeEach(() => {
  replica = openTestReplica({ scoped: true, watch: auditWatch });
  replica.write((tx) => {
    tx.runLocal(
      `INSERT INTO workspace (id, name, kind, user_id, user_name, created_at)
        VALUES ('w', '工作区', 'own', 'user-1', '林晓', 1)`,
    );
    tx.insert('pipeline', { id: 'p1', name: '直销', currency: 'CNY', origin: 'manual' });
    tx.insert('owner', { id: 'rep', name: '马欣', team: '东', pinyin: 'ma xin' });
    tx.insert('account', { id: 'a1', name: '甲公司', pinyin: 'jia' });
    tx.insert('contact', {
      id: 'c1',
      account_id: 'a1',
      name: '栾赟赟',
      role: 'engineer',
      phone: '021-55551234',
      email: 'chen@example.com',
    });
    tx.insert('contact', {
      id: 'c2',
      account_id: 'a1',
      name: '栾赟赟',
      role: 'engineer',
      email: 'chen@example.com',
    });
    tx.insert('opportunity', {
      id: 'o1',
      pipeline_id: 'p1',
      name: '扩产 13900001111',
      account_id: 'a1',
      contact_id: 'c1',
      owner_id: 'rep',
      stage: 'lead_captured',
      outcome: 'open',
      need_summary: NEED,
    });
    tx.insert('touchpoint', {
      id: 't1',
      account_id: 'a1',
      opportunity_id: 'o1',
      contact_id: 'c1',
      channel: 'call',
      direction: 'inbound',
      at: 1,
      subject: '陈建国先生来电',
      body: '让栾赟赟把表填好，回电13812345678',
    });
    tx.describe('扩产 13900001111');
  }, null);
});
afterEach(() => replica.close());

function become(role: Role): void {
  replica.write((tx) => {
    tx.insert('person', { id: 'user-1', role, owner_id: 'rep', team: null });
    tx.insert('person', { id: 'rep', role: 'owner', owner_id: 'rep', team: null });
  }, null);
}

const heldIn = (value: unknown): string[] =>
  REAL.filter((real) => JSON.stringify(value).includes(real));
const present = () => replica.read(detail, { id: 'o1' });
/** What the file holds, whoever asks. */
const stored = () =>
  replica.read(
    (tx) => tx.get<{ need: string }>('SELECT need_summary AS need FROM main.opportunity'),
    null,
  )?.need;
const change = (needSummary: string, version = present().opportunity.version) =>
  replica.write(
    update,
    { id: 'o1', version, patch: { needSummary }, reason: null },
    'pipeline.update',
  );
const entries = () =>
  replica.read(
    (tx) => tx.all<{ facts: string }>("SELECT facts FROM audit_entry WHERE kind = 'unmasked'"),
    null,
  );

/** Everything that shows records, asked as the present person. */
async function everything(): Promise<unknown[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sandtable-mask-'));
  const target = join(folder, 'a.csv');
  try {
    const fields = ['name', 'accountName'] as const;
    const ask = { query, only: null, fields: [...fields], format: 'csv' as const };
    await replica.readJob(exportViewJob, {
      ...ask,
      target,
      traceId: 't',
      at: 1,
      language: 'zh-CN',
    });
    return [
      present(),
      replica.read(page, { query, offset: 0, limit: 10 }),
      replica.read(page, { query: { ...query, quick: '扩产' }, offset: 0, limit: 10 }),
      replica.read(contacts, { accountId: null }),
      replica.read(accountDetail, { id: 'a1' }),
      replica.read(compare, { kind: 'contact', one: 'c1', other: 'c2' }),
      replica.read(board, {
        query,
        windows: [{ column: 'lead_captured', first: [], offset: 0, limit: 9 }],
      }),
      replica.read(listActions, { limit: 50 }),
      readFileSync(target, 'utf8'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('who sees what', () => {
  it.each<Role>(['owner', 'manager'])('a %s sees personal data whole', async (role) => {
    if (role === 'manager') become(role);
    expect(heldIn(await everything())).toEqual(REAL);
    expect(present().masked).toBeNull();
  });

  it.each<Role>(['consultant', 'solutionManager', 'operations'])(
    'nothing whole leaves for a %s: panel, grid, search, board, history, file',
    async (role) => {
      become(role);
      for (const answer of await everything()) expect(heldIn(answer)).toEqual([]);
    },
  );

  it('shows enough to recognise it', () => {
    become('consultant');
    const { opportunity, contacts: people, touchpoints, masked } = present();
    expect(opportunity.name).toBe('扩产 139****1111');
    expect(opportunity.needSummary).toBe('联系人：陈**，手机138****5678，下周回访');
    expect(people[0]).toMatchObject({
      name: '栾**',
      phone: '021-****1234',
      email: 'c***@example.com',
    });
    expect(touchpoints[0]?.body).toBe('让栾**把表填好，回电138****5678');
    expect(masked).toEqual({ fields: ['name', 'needSummary'], mayUnmask: true });
  });

  it('a search does not give a number away digit by digit', () => {
    become('consultant');
    const found = (quick: string) =>
      replica.read(page, { query: { ...query, quick }, offset: 0, limit: 9 }).total;
    expect(found('138')).toBe(1);
    expect(found('1381')).toBe(0);
    expect(found('13812345678')).toBe(0);
  });

  it('the answer of an edit is masked, too', () => {
    become('consultant');
    const row = replica.write(
      update,
      { id: 'o1', version: 1, patch: { region: '华东' }, reason: null },
      'pipeline.update',
    );
    expect(row.region).toBe('华东');
    expect(heldIn(row)).toEqual([]);
    expect(stored()).toBe(NEED);
  });
});

describe('who reads values whole to compare them', () => {
  const job = {
    progress: () => undefined,
    cancelled: () => false,
    throwIfCancelled: () => undefined,
  };

  it('says them masked: the search for duplicates and for personal data, and what a merge keeps', async () => {
    become('operations');
    const { engine } = replica;
    const found = await engine.readJob(findDuplicatesJob, { kind: 'contact' as const }, job, false);
    expect(found.total).toBe(1);
    expect(heldIn(found)).toEqual([]);
    const report = await engine.readJob(scanJob, null, job, false);
    expect(report.entries.map(({ place }) => place)).toContain('needSummary');
    expect(heldIn(report)).toEqual([]);
    const pair = {
      kind: 'contact' as const,
      survivor: { id: 'c2', version: 1 },
      merged: { id: 'c1', version: 1 },
      take: ['phone' as const],
    };
    replica.write(merge, pair, 'account.merge');
    expect(heldIn(replica.read(merges, { survivor: null }))).toEqual([]);
    const phone = (tx: ReadTx) => tx.get("SELECT phone FROM main.contact WHERE id = 'c2'");
    expect(replica.read(phone, null)).toEqual({ phone: '021-55551234' });
  });

  it('answers a command masked', () => {
    become('consultant');
    const patch = { role: 'it' as const };
    const person = replica.write(
      updatePerson,
      { id: 'c1', version: 1, patch },
      'account.updatePerson',
    );
    expect(person.role).toBe('it');
    expect(heldIn(person)).toEqual([]);
  });
});

describe('in full, with a reason', () => {
  it('shows the record once and keeps the reason; the next look is masked again', () => {
    become('consultant');
    const shown = replica.write(
      unmask,
      { id: 'o1', reason: '给13812345678回电' },
      'personal.unmask',
    );
    expect(heldIn(shown)).toEqual(REAL);
    expect(heldIn(present())).toEqual([]);
    const facts = JSON.parse(entries()[0]?.facts ?? '{}') as unknown;
    expect(facts).toEqual({
      opportunityId: 'o1',
      version: 1,
      contacts: 2,
      touchpoints: 1,
      reason: '给138****5678回电',
    });
  });

  it.each<Role>(['operations', 'solutionManager'])(
    'is not for a %s, and leaves no entry',
    (role) => {
      become(role);
      const ask = () => replica.write(unmask, { id: 'o1', reason: '想看看' }, 'personal.unmask');
      expect(ask).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
      expect(present().masked?.mayUnmask).toBe(false);
      expect(entries()).toEqual([]);
    },
  );

  it('shows the page of an account once, and what was shown can be edited in that version', () => {
    become('consultant');
    const masked = replica.read(accountDetail, { id: 'a1' });
    expect(heldIn(masked)).toEqual([]);
    expect(masked.masked).toEqual({ mayUnmask: true });
    const ask = { id: 'a1', reason: '给13812345678回电' };
    const whole = replica.write(unmaskAccount, ask, 'personal.unmaskAccount');
    expect(heldIn(whole).length).toBeGreaterThan(0);
    expect(heldIn(replica.read(accountDetail, { id: 'a1' }))).toEqual([]);
    const facts = replica.read(
      (tx) =>
        tx.get<{ facts: string }>("SELECT facts FROM audit_entry WHERE kind = 'accountUnmasked'"),
      null,
    );
    expect(JSON.parse(facts?.facts ?? '{}')).toMatchObject({
      accountId: 'a1',
      reason: '给138****5678回电',
    });
  });

  it('is not offered on the page of an account to those who may not ask', () => {
    become('operations');
    expect(replica.read(accountDetail, { id: 'a1' }).masked).toEqual({ mayUnmask: false });
    const ask = { id: 'a1', reason: '想看看' };
    expect(() => replica.write(unmaskAccount, ask, 'personal.unmaskAccount')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });

  it('is not for accounts on whose deals others work alone', () => {
    replica.write((tx) => {
      tx.insert('owner', { id: 'other', name: '别人', team: '西', pinyin: 'bie ren' });
      tx.update('opportunity', 'o1', { owner_id: 'other' });
    }, null);
    become('consultant');
    const ask = { id: 'a1', reason: '想看看' };
    expect(() => replica.write(unmaskAccount, ask, 'personal.unmaskAccount')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });

  it('is not for deals of others', () => {
    replica.write((tx) => {
      tx.insert('owner', { id: 'other', name: '别人', team: '西', pinyin: 'bie ren' });
      tx.update('opportunity', 'o1', { owner_id: 'other' });
    }, null);
    become('consultant');
    const ask = () => replica.write(unmask, { id: 'o1', reason: '想看看' }, 'personal.unmask');
    expect(ask).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
  });
});

describe('a document', () => {
  const PHONES = ['13812345678', '13700005678'];
  const content = {
    title: `给${PHONES[0]}的方案`,
    language: 'zh-CN' as const,
    blocks: [
      { id: 'b1', kind: 'heading' as const, level: 1 as const, text: `联系${PHONES[1]}` },
      { id: 'b2', kind: 'heading' as const, level: 2 as const, text: '下一步' },
    ],
  };
  const make = () =>
    replica.write(documents.create, { templateId: 'rehearsal-brief', content }, 'composer.create')
      .id;
  const kept = (id: string) =>
    replica.read(
      (tx) => tx.get<{ content: string }>('SELECT content FROM main.document WHERE id = ?', [id]),
      null,
    )?.content ?? '';

  it('is shown and put into files masked, in its list and its versions, too', () => {
    const id = make();
    expect(JSON.stringify(replica.read(documents.get, { id }))).toContain(PHONES[0]);
    become('consultant');
    const seen = [
      replica.read(documents.get, { id }),
      replica.read(documents.list, null),
      replica.read(documents.versions, { id }),
      replica.read(documents.version, { id, version: 1 }),
    ];
    for (const answer of seen) {
      const text = JSON.stringify(answer);
      for (const phone of PHONES) expect(text).not.toContain(phone);
    }
  });

  it('is saved by who sees it masked without losing what the masks stand for', () => {
    const id = make();
    become('consultant');
    const shown = replica.read(documents.get, { id });
    const [first, second] = shown.content.blocks;
    if (first?.kind !== 'heading' || second === undefined) throw new Error('not as made');
    const edited = {
      ...shown.content,
      blocks: [{ ...first, text: `${first.text}，尽快` }, second],
    };
    const saved = replica.write(
      documents.save,
      { id, version: 1, content: edited, label: null },
      'composer.save',
    );
    expect(JSON.stringify(saved)).not.toContain(PHONES[0]);
    expect(kept(id)).toContain(`联系${PHONES[1]}，尽快`);
    expect(kept(id)).toContain(`给${PHONES[0]}的方案`);
    expect(kept(id)).not.toContain('****');
  });
});

describe('a masked value', () => {
  it('is not written back: the masked text, a changed masked text, or anything over what was not seen', () => {
    become('consultant');
    const masked = present().opportunity.needSummary ?? '';
    for (const text of [masked, `${masked}，已回访`, '全新的文字', '']) {
      expect(() => change(text)).toThrow(expect.objectContaining({ code: 'MASKED_VALUE' }));
      expect(stored()).toBe(NEED);
    }
  });

  it('can be edited after it was shown in full, in the version that was shown', () => {
    become('consultant');
    replica.write(unmask, { id: 'o1', reason: '更新需求' }, 'personal.unmask');
    const row = change(`${NEED}，已回访`);
    expect(stored()).toBe(`${NEED}，已回访`);
    expect(heldIn(row)).toEqual([]);
    // Another version was not looked at.
    expect(() => change('再改')).toThrow(expect.objectContaining({ code: 'MASKED_VALUE' }));
    replica.undo();
    expect(stored()).toBe(NEED);
  });

  it('the name of a person can be edited after its account was shown in full, until it is changed', () => {
    become('consultant');
    const rename = (version: number, name: string) =>
      replica.write(updatePerson, { id: 'c1', version, patch: { name } }, 'account.updatePerson');
    const storedName = () =>
      replica.read(
        (tx) => tx.get<{ name: string }>("SELECT name FROM main.contact WHERE id = 'c1'"),
        null,
      )?.name;
    const refused = expect.objectContaining({ code: 'MASKED_VALUE' });
    expect(() => rename(1, '栾小云')).toThrow(refused);
    replica.write(unmaskAccount, { id: 'a1', reason: '更正姓名' }, 'personal.unmaskAccount');
    const saved = rename(1, '栾小云');
    expect(storedName()).toBe('栾小云');
    expect(saved.name).toBe('栾**');
    // What it is called now was not looked at.
    expect(() => rename(2, '栾云')).toThrow(refused);
    expect(storedName()).toBe('栾小云');
    // Another account was shown, not that of this person.
    replica.write((tx) => tx.insert('account', { id: 'a2', name: '乙公司', pinyin: 'yi' }), null);
    replica.write((tx) => tx.update('opportunity', 'o1', { account_id: 'a2' }), null);
    replica.write(unmaskAccount, { id: 'a2', reason: '更正姓名' }, 'personal.unmaskAccount');
    expect(() => rename(2, '栾云')).toThrow(refused);
  });

  it('is not written back by those who see everything either, one by one or in bulk', () => {
    expect(() => change('手机138****5678')).toThrow(
      expect.objectContaining({ code: 'MASKED_VALUE' }),
    );
    const bulk = () =>
      replica.write(
        (tx) => tx.updateMany('contact', [{ id: 'c1', set: { phone: '021-****1234' } }]),
        null,
      );
    expect(bulk).toThrow(expect.objectContaining({ code: 'MASKED_VALUE' }));
    // Stars of another number are somebody's own text.
    change('手机199****0000');
    expect(stored()).toBe('手机199****0000');
  });
});

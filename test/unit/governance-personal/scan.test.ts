import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanJob } from '#electron/governance/personal/scan';
import { MOST_NAMED } from '#shared/governance/personal/report';
import { insertRows, openTestReplica, type TestReplica } from '../helpers/replica';

let replica: TestReplica;
beforeEach(() => {
  replica = openTestReplica();
  replica.write((tx) => {
    insertRows(tx, 'account', [{ id: 'a1', name: '甲公司', pinyin: 'jia' }]);
    insertRows(tx, 'opportunity', [
      {
        id: 'o1',
        pipeline_id: 'p1',
        name: '扩产项目',
        account_id: 'a1',
        stage: 'lead_captured',
        outcome: 'open',
        need_summary: '联系人：陈建国，手机13812345678；备用 13912345678',
      },
    ]);
    insertRows(tx, 'contact', [
      {
        id: 'c1',
        account_id: 'a1',
        name: '栾赟赟',
        role: 'engineer',
        phone: '10076950001',
        email: 'a@b.cn',
      },
    ]);
    insertRows(tx, 'touchpoint', [
      {
        id: 't1',
        account_id: 'a1',
        opportunity_id: null,
        channel: 'call',
        direction: 'inbound',
        at: 1,
        body: '让栾赟赟把表填好',
      },
      {
        id: 't2',
        account_id: null,
        opportunity_id: 'o1',
        channel: 'call',
        direction: 'inbound',
        at: 2,
        body: '订单号13812345678',
      },
    ]);
  }, null);
});
afterEach(() => replica.close());

describe('the search for personal data', () => {
  it('counts records and places by field and kind, and masks its excerpts', async () => {
    const { scanned, entries } = await replica.readJob(scanJob, null);
    expect(scanned).toBe(5);
    expect(
      entries.map(({ place, kind, records, findings }) => [place, kind, records, findings]),
    ).toEqual([
      ['contactName', 'name', 1, 1],
      ['contactPhone', 'landline', 1, 1],
      ['contactEmail', 'email', 1, 1],
      ['needSummary', 'name', 1, 1],
      ['needSummary', 'mobile', 1, 2],
      ['touchpointBody', 'name', 1, 1],
    ]);
    const text = JSON.stringify(entries);
    for (const real of ['陈建国', '13812345678', '栾赟赟', '10076950001', 'a@b.cn']) {
      expect(text).not.toContain(real);
    }
    expect(entries[4]?.named).toEqual([
      {
        id: 'o1',
        opportunityId: 'o1',
        title: '扩产项目',
        excerpt: '联系人：陈**，手机138****5678；备用 139****5678',
      },
    ]);
  });

  it('leads to the opportunity of a contact, and of a touchpoint that names none', async () => {
    const { entries } = await replica.readJob(scanJob, null);
    for (const { named } of entries) expect(named[0]?.opportunityId).toBe('o1');
  });

  it('names the first records only, tells its progress and can be stopped', async () => {
    replica.write((tx) => {
      const rows = Array.from({ length: 1200 }, (_, at) => ({
        id: `x${at}`,
        account_id: null,
        opportunity_id: null,
        channel: 'call',
        direction: 'inbound',
        at,
        body: `手机138${String(at).padStart(8, '0')}`,
      }));
      insertRows(tx, 'touchpoint', rows);
    }, null);
    const told: [number, number][] = [];
    const job = {
      progress: (done: number, total: number) => void told.push([done, total]),
      cancelled: () => false,
      throwIfCancelled: () => undefined,
    };
    const { scanned, entries } = await replica.readJob(scanJob, null, job);
    const mobiles = entries.find(
      ({ place, kind }) => place === 'touchpointBody' && kind === 'mobile',
    );
    expect(mobiles).toMatchObject({ records: 1200, findings: 1200 });
    expect(mobiles?.named).toHaveLength(MOST_NAMED);
    expect(told.at(-1)).toEqual([scanned, scanned]);

    const stop = {
      ...job,
      throwIfCancelled: () => {
        throw new Error('cancelled');
      },
    };
    await expect(replica.readJob(scanJob, null, stop)).rejects.toThrow('cancelled');
  });
});

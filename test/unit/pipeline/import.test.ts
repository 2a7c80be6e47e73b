import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headersHash } from '#electron/pipeline/importing/headers-hash';
import { previewJob, runJob } from '#electron/pipeline/importing/jobs';
import { detail } from '#electron/pipeline/detail';
import { sandboxHistory } from '#electron/pipeline/history-input';
import { counts, list, remembered, summary } from '#electron/pipeline/queries';
import type { JobContext } from '#electron/replica/transaction';
import { importBench, type ImportBench } from './import-setup';

const REAL = fileURLToPath(new URL('../../../../shared/data/crm_pipeline/', import.meta.url));
const HEAD = '商机编号,商机名称,客户编号,阶段,金额,创建日期,关闭日期';

let bench: ImportBench;
beforeEach(async () => {
  bench = importBench();
  await bench.run(
    bench.file('a.csv', '客户编号,客户名称\nA-1,重庆长安\nA-2,上海联影\n'),
    'account',
  );
});
afterEach(() => bench.close());

const opportunities = (...rows: string[]) => bench.file('o.csv', [HEAD, ...rows].join('\r\n'));
const into = (id: string | null) => ({ kind: 'existing', id: id ?? '' }) as const;

describe('an import', () => {
  it('updates by external id, leaves alone what is the same and what the file does not have', async () => {
    const first = await bench.run(
      opportunities('O-1,甲,A-1,需求挖掘,120万,2026-01-05,', 'O-2,乙,A-2,线索获取,80,2026-01-06,'),
      'opportunity',
    );
    expect(first).toMatchObject({ rows: 2, inserted: 2, updated: 0, rejected: 0 });
    const path = bench.file(
      'again.csv',
      '商机编号,阶段,金额\nO-1,需求挖掘,1200000\nO-2,线索确认,80\nO-3,线索获取,1\n',
    );
    const preview = await bench.preview(path, 'opportunity', into(first.pipelineId));
    expect(preview).toMatchObject({ toInsert: 1, toUpdate: 1, unchanged: 1, rejected: 0 });
    const again = await bench.run(path, 'opportunity', into(first.pipelineId));
    expect(again).toMatchObject({ inserted: 1, updated: 1, unchanged: 1 });
    const row = bench.replica.read(
      (tx) =>
        tx.get(
          "SELECT name, stage, version, account_id IS NOT NULL AS a FROM opportunity WHERE external_id = 'O-2'",
        ),
      null,
    );
    expect(row).toEqual({ name: '乙', stage: 'lead_qualified', version: 2, a: 1 });
  });

  it('an update leaves the outcome, roles, directions and authors that the file does not have', async () => {
    const first = await bench.run(
      bench.file(
        'o.csv',
        '商机编号,商机名称,客户编号,阶段,结果,金额,创建日期,关闭日期\nO-1,甲,A-1,需求挖掘,输单,5,2026-01-05,2026-02-01\nO-2,乙,A-1,需求挖掘,进行中,5,2026-01-05,\n',
      ),
      'opportunity',
    );
    expect(first).toMatchObject({ inserted: 2, rejected: 0 });
    const contacts = '联系人编号,客户编号,姓名,角色\nC-1,A-1,周宁,采购\n';
    await bench.run(bench.file('c.csv', contacts), 'contact');
    const before = bench.replica.read((tx) => tx.get('SELECT role FROM contact'), null);
    expect(before).not.toEqual({ role: 'other' });
    await bench.run(
      bench.file(
        't.csv',
        '触点编号,客户编号,渠道,方向,时间,内容,记录人\nT-1,A-1,电话,inbound,2026-03-01 10:00,来电,周宁\n',
      ),
      'touchpoint',
    );
    const touchpoint = (): unknown =>
      bench.replica.read((tx) => tx.get('SELECT direction, author_name FROM touchpoint'), null);
    const written = touchpoint();

    const again = await bench.run(
      bench.file('o2.csv', '商机编号,阶段,金额\nO-1,需求挖掘,7\nO-2,方案验证,7\n'),
      'opportunity',
      into(first.pipelineId),
    );
    expect(again).toMatchObject({ updated: 2, rejected: 0 });
    await bench.run(
      bench.file('c2.csv', '联系人编号,客户编号,姓名,电话\nC-1,A-1,周宁,13800138000\n'),
      'contact',
    );
    await bench.run(
      bench.file(
        't2.csv',
        '触点编号,客户编号,渠道,时间,内容\nT-1,A-1,电话,2026-03-01 10:00,回电\n',
      ),
      'touchpoint',
    );
    const stored = bench.replica.read(
      (tx) => tx.all('SELECT stage, outcome, closed_day FROM opportunity ORDER BY external_id'),
      null,
    );
    expect(stored).toMatchObject([
      { outcome: 'lost', closed_day: '2026-02-01' },
      { outcome: 'open', closed_day: null },
    ]);
    expect(bench.replica.read((tx) => tx.get('SELECT role FROM contact'), null)).toEqual(before);
    expect(touchpoint()).toEqual(written);
  });

  it('writes new records only, or known ones only, and leaves full what the file has empty', async () => {
    const first = await bench.run(
      bench.file('a.csv', '客户编号,客户名称,区域\nA-1,重庆长安,西南\n'),
      'account',
    );
    expect(first).toMatchObject({ updated: 1 });
    const path = bench.file(
      'b.csv',
      '客户编号,客户名称,区域,城市\nA-1,重庆长安,,重庆\nA-7,新客户,华北,\n',
    );
    const plan = await bench.plan(path, 'account');
    const look = (over: object) => bench.replica.readJob(previewJob, { ...plan, ...over });
    expect(await look({})).toMatchObject({ toInsert: 1, toUpdate: 1, skipped: 0 });
    expect(await look({ write: 'insert' })).toMatchObject({ toInsert: 1, toUpdate: 0, skipped: 1 });
    const order = { ...plan, write: 'update', empty: 'keep' } as const;
    expect(await look(order)).toMatchObject({ toInsert: 0, toUpdate: 1, skipped: 1 });
    const report = await bench.replica.writeJob(runJob, order);
    expect(report).toMatchObject({ inserted: 0, updated: 1, skipped: 1 });
    const stored = bench.replica.read(
      (tx) => tx.all("SELECT region, city FROM account WHERE external_id IN ('A-1', 'A-7')"),
      null,
    );
    expect(stored).toEqual([{ region: '西南', city: '重庆' }]);
    expect(await look(order)).toMatchObject({ toUpdate: 0, unchanged: 1 });
    await bench.replica.writeJob(runJob, plan);
    expect(bench.count('account')).toBe(3);
    const cleared = bench.replica.read(
      (tx) => tx.get("SELECT region FROM account WHERE external_id = 'A-1'"),
      null,
    );
    expect(cleared).toEqual({ region: null });
  });

  it('names a record that stands twice in the file with both lines', async () => {
    const path = bench.file('t.csv', '客户编号,客户名称\nA-1,重庆长安\nA-5,甲\nA-5,乙\nA-5,丙\n');
    const { problems, rejected } = await bench.preview(path, 'account');
    expect(rejected).toBe(2);
    expect(problems).toMatchObject([
      { line: 4, firstLine: 3, code: 'duplicateInFile', value: 'A-5' },
      { line: 5, firstLine: 3, code: 'duplicateInFile', value: 'A-5' },
    ]);
  });

  it('names every problem by line and header, and imports the other rows', async () => {
    const report = await bench.run(
      opportunities(
        'O-1,甲,A-1,需求挖掘,1.234,2026-01-05,',
        'O-2,"乙\n丙",A-9,未知,80,03/04/2026,',
        'O-3,丁,A-1,交付实施,80,2026-01-05,2026-01-01',
        'O-4,戊,A-1,线索获取,80,2026-01-05,2026-02-01',
        'O-5,己,A-1,线索获取,80,2026-01-05,',
      ),
      'opportunity',
    );
    expect(report).toMatchObject({ rows: 5, inserted: 1, rejected: 4 });
    expect(report.problems.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, '金额', 'tooPrecise'],
      [3, '客户编号', 'unknownReference'],
      [3, '阶段', 'unknownValue'],
      [3, '创建日期', 'ambiguousDate'],
      [5, '关闭日期', 'outOfRange'],
      [6, '关闭日期', 'stageOutcomeMismatch'],
    ]);
  });

  it('is one action: undo takes all of it away, redo brings it back', async () => {
    await bench.run(
      opportunities('O-1,甲,A-1,需求挖掘,1,2026-01-05,', 'O-2,乙,,线索获取,1,,'),
      'opportunity',
    );
    expect([bench.count('opportunity'), bench.count('pipeline')]).toEqual([2, 1]);
    expect(bench.replica.undo().subject).toBe('o.csv');
    expect([bench.count('opportunity'), bench.count('pipeline')]).toEqual([0, 0]);
    bench.replica.redo();
    expect([bench.count('opportunity'), bench.count('pipeline')]).toEqual([2, 1]);
  });

  it('leaves nothing when it is cancelled half-way', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `O-${i},商机${i},A-1,线索获取,${i},2026-01-05,`,
    );
    let seen = 0;
    const job: JobContext = {
      progress: (done, total) => {
        seen = done / total;
      },
      cancelled: () => seen > 0.4,
      throwIfCancelled: () => {
        if (seen > 0.4) throw new Error('cancelled');
      },
    };
    await expect(bench.run(opportunities(...rows), 'opportunity', undefined, job)).rejects.toThrow(
      'cancelled',
    );
    expect(seen).toBeLessThan(1);
    expect([bench.count('opportunity'), bench.count('pipeline')]).toEqual([0, 0]);
    expect(
      bench.replica.read(
        (tx) => tx.get('SELECT count(*) AS n FROM action WHERE subject = ?', ['o.csv']),
        null,
      ),
    ).toEqual({ n: 0 });
  });

  it('keeps the mapping of a file for the next one with the same headers', async () => {
    await bench.run(opportunities('O-1,甲,A-1,需求挖掘,1,2026-01-05,'), 'opportunity');
    const input = { headersHash: headersHash(HEAD.split(',')), kind: null };
    expect(bench.replica.read(remembered, input)).toMatchObject({
      kind: 'opportunity',
      mapping: { externalId: 0, closedDay: 6 },
    });
    expect(bench.replica.read(remembered, { ...input, kind: 'account' })).toBeNull();
  });

  it('follows the stage history: timeline, time in the stage, history for the sandbox', async () => {
    const { pipelineId } = await bench.run(
      opportunities('O-1,甲,A-1,交付实施,1,2026-01-05,2026-03-01'),
      'opportunity',
    );
    const path = bench.file(
      'h.csv',
      '商机编号,阶段,结果,时间,操作人,原因\nO-1,线索获取,,2026-01-05 09:00,王芳,\nO-1,,won,2026-03-01 09:00,王芳,\nO-1,交付实施,,2026-03-01 10:00,王芳,\n',
    );
    expect(await bench.run(path, 'stageEvent', into(pipelineId))).toMatchObject({ inserted: 3 });
    expect(await bench.run(path, 'stageEvent', into(pipelineId))).toMatchObject({
      inserted: 0,
      unchanged: 3,
    });
    const id =
      bench.replica.read((tx) => tx.get<{ id: string }>('SELECT id FROM opportunity'), null)?.id ??
      '';
    const panel = bench.replica.read(detail, { id });
    expect(panel.opportunity.stageEnteredAt).toBe(Date.parse('2026-03-01T02:00:00Z'));
    expect(panel.stageEvents.map(({ stage, outcome }) => [stage, outcome])).toEqual([
      ['lead_captured', null],
      ['negotiation_contract', 'won'],
      ['delivery_implementation', null],
    ]);
    expect(panel.history.map((entry) => entry.op)).toEqual(['update', 'insert']);
    const history = bench.replica.read(sandboxHistory, {
      pipelineId: pipelineId ?? '',
      asOfDay: '2026-11-23',
    });
    expect(history.stageEvents.entered).toEqual([
      'lead_captured',
      'won',
      'delivery_implementation',
    ]);
  });

  it('imports 100,000 rows in one go', async () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, i) => `O-${i},上海联影 项目${i},A-${1 + (i % 2)},报价谈判,${i}.25,2026-01-05,`,
    );
    const report = await bench.run(opportunities(...rows), 'opportunity');
    expect(report).toMatchObject({ rows: 100_000, inserted: 100_000, rejected: 0 });
    const query = { pipelineId: report.pipelineId ?? '', sort: [], filters: {}, quick: '' };
    expect(bench.replica.read(summary, query)).toMatchObject({
      matching: 100_000,
      amountMinor: 100 * ((99_999 * 100_000) / 2) + 25 * 100_000,
    });
  });
});

describe.runIf(existsSync(REAL))('the real CRM files', () => {
  it('come in whole, with products found by nearly the same name', async () => {
    expect(await bench.run(`${REAL}sales_teams.csv`, 'owner')).toMatchObject({
      rejected: 0,
      inserted: 35,
    });
    expect(await bench.run(`${REAL}products.csv`, 'product')).toMatchObject({
      rejected: 0,
      inserted: 7,
    });
    expect(await bench.run(`${REAL}accounts.csv`, 'account')).toMatchObject({
      rejected: 0,
      inserted: 85,
    });
    const report = await bench.run(`${REAL}sales_pipeline.csv`, 'opportunity', {
      kind: 'new',
      name: 'CRM',
      currency: 'USD',
      origin: 'public',
      sourceNote: '',
      asOfDay: '2017-09-30',
    });
    expect(report).toMatchObject({ rows: 6137, inserted: 6137, rejected: 0 });
    const byStage = bench.replica.read(
      (tx) =>
        tx.all(
          'SELECT stage, outcome, count(*) AS n, sum(amount_minor) AS m FROM opportunity GROUP BY 1, 2 ORDER BY 1, 2',
        ),
      null,
    );
    expect(byStage).toEqual([
      { stage: 'delivery_implementation', outcome: 'won', n: 2449, m: 571_987_300 },
      { stage: 'lead_qualified', outcome: 'open', n: 401, m: null },
      { stage: 'opportunity_discovery', outcome: 'lost', n: 1347, m: 0 },
      { stage: 'opportunity_discovery', outcome: 'open', n: 1940, m: null },
    ]);
    const unlinked = bench.replica.read(
      (tx) => tx.get('SELECT count(*) AS n FROM opportunity WHERE product_id IS NULL'),
      null,
    );
    expect(unlinked).toEqual({ n: 0 });
    expect(bench.replica.read(list, {})).toMatchObject([{ name: 'CRM' }]);
    expect(bench.replica.read(counts, {})).toMatchObject([{ opportunities: 6137 }]);
  });
});

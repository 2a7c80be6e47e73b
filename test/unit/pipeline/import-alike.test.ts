import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewJob, runJob } from '#electron/pipeline/importing/jobs';
import { remembered } from '#electron/pipeline/queries';
import { headersHash } from '#electron/pipeline/importing/headers-hash';
import { taxIdCheck } from '#shared/pipeline/duplicates/tax-id';
import type {
  ImportKind,
  ImportPlan,
  ImportPreview,
  ImportReport,
} from '#shared/pipeline/import-model';
import { importBench, type ImportBench } from './import-setup';

let bench: ImportBench;
beforeEach(() => {
  bench = importBench();
});
afterEach(() => bench.close());

const TAX = `91310000MA1FL5K24${taxIdCheck('91310000MA1FL5K24')}`;
const ACCOUNT = '客户编号,客户名称,统一社会信用代码,城市,网站,公司电话';
const OPPORTUNITY = '商机名称,客户,阶段,金额';
const CONTACT = '联系人编号,客户,姓名,电话,邮箱';

type Over = Partial<ImportPlan>;
let files = 0;
async function planOf(kind: ImportKind, head: string, rows: readonly string[], over: Over) {
  files += 1;
  const path = bench.file(`f${files}.csv`, [head, ...rows].join('\n'));
  return { ...(await bench.plan(path, kind)), createMissing: kind === 'opportunity', ...over };
}
const look = async (
  kind: ImportKind,
  head: string,
  rows: readonly string[],
  over: Over = {},
): Promise<ImportPreview> =>
  bench.replica.readJob(previewJob, await planOf(kind, head, rows, over));
const run = async (
  kind: ImportKind,
  head: string,
  rows: readonly string[],
  over: Over = {},
): Promise<ImportReport> =>
  bench.replica.writeJob(runJob, await planOf(kind, head, rows, over), undefined, 'import.run');
const accounts = () =>
  bench.replica.read(
    (tx) =>
      tx.all<{ id: string; external_id: string | null; name: string; city: string | null }>(
        'SELECT id, external_id, name, city FROM account WHERE deleted_at IS NULL ORDER BY id',
      ),
    null,
  );
const idOf = (name: string): string => accounts().find((one) => one.name === name)?.id ?? '';

describe('customers that deals name', () => {
  beforeEach(() =>
    run('account', ACCOUNT, ['A1,上海博远智能科技有限公司,,上海,,', 'A2,云启电力有限公司,,,,']),
  );

  it('under another spelling are shown with a choice, and are new until somebody decides', async () => {
    const rows = [
      '一号线,博远智能科技,报价,1',
      '二号线,博远智能科技,报价,2',
      '三号线,衡川重工,报价,3',
    ];
    const preview = await look('opportunity', OPPORTUNITY, rows);
    expect(preview.created.account).toBe(2);
    expect(preview.alike).toMatchObject([
      {
        kind: 'account',
        name: '博远智能科技',
        rows: 2,
        taken: null,
        by: 'undecided',
        options: [{ id: idOf('上海博远智能科技有限公司'), name: '上海博远智能科技有限公司' }],
      },
    ]);
    const same = { 'account 博远智能科技': idOf('上海博远智能科技有限公司') };
    const report = await run('opportunity', OPPORTUNITY, rows, { same });
    expect(report.created.account).toBe(1);
    expect(report.alike).toMatchObject([
      { by: 'chosen', taken: idOf('上海博远智能科技有限公司'), rows: 2 },
    ]);
    expect(accounts().map(({ name }) => name)).toEqual([
      '上海博远智能科技有限公司',
      '云启电力有限公司',
      '衡川重工',
    ]);
    // The next file of that kind asks no more.
    const known = bench.replica.read(remembered, {
      headersHash: headersHash(OPPORTUNITY.split(',')),
      kind: null,
    });
    expect(known).toMatchObject({ same, key: 'externalId' });
  });

  it('that are probable are taken for the stored ones when the person says so for all', async () => {
    const rows = ['一号线,云启电力有限责任公司,报价,1', '二号线,云启电力,报价,1'];
    const preview = await look('opportunity', OPPORTUNITY, rows, { undecided: 'existing' });
    const byName = new Map(preview.alike.map((one) => [one.name, one]));
    expect(byName.get('云启电力有限责任公司')).toMatchObject({
      taken: idOf('云启电力有限公司'),
      by: 'undecided',
      options: [{ score: 86 }],
    });
    // Below 85 nothing is taken without a person, whatever was said for all.
    expect(byName.get('云启电力')).toMatchObject({ taken: null, options: [{ score: 84 }] });
    const asNew = await look('opportunity', OPPORTUNITY, rows);
    expect(asNew.alike.map(({ taken }) => taken)).toEqual([null, null]);
  });

  it('that a person called new, or whose record is gone, are not taken for anything', async () => {
    const rows = ['一号线,博远智能科技,报价,1'];
    const asNew = { same: { 'account 博远智能科技': 'new' as const } };
    expect((await look('opportunity', OPPORTUNITY, rows, asNew)).alike).toMatchObject([
      { taken: null, by: 'chosen' },
    ]);
    const gone = { same: { 'account 博远智能科技': '0190aaaa-0000-7000-8000-000000000000' } };
    expect((await look('opportunity', OPPORTUNITY, rows, gone)).alike).toMatchObject([
      { taken: null, by: 'undecided' },
    ]);
  });

  it('are offered for contacts and touchpoints instead of a refusal only', async () => {
    const rows = ['C1,博远智能科技,王芳,13800138000,wang@boyuan.example'];
    const refused = await look('contact', CONTACT, rows);
    expect(refused).toMatchObject({ rejected: 1, unknown: [], alike: [{ name: '博远智能科技' }] });
    const same = { 'account 博远智能科技': idOf('上海博远智能科技有限公司') };
    expect(await look('contact', CONTACT, rows, { same })).toMatchObject({
      rejected: 0,
      toInsert: 1,
    });
  });
});

describe('accounts that a file brings', () => {
  it('with the tax number of a stored one are it: what the file has is written, name and number stay', async () => {
    await run('account', ACCOUNT, [`A1,博远智能,${TAX},,,`]);
    const rows = [`,上海博远智能科技有限公司,${TAX},上海,,`];
    const report = await run('account', ACCOUNT, rows);
    expect(report).toMatchObject({
      inserted: 0,
      updated: 1,
      alike: [{ by: 'certain', options: [{ score: 100, reasons: ['taxSame'] }] }],
    });
    expect(accounts()).toMatchObject([{ external_id: 'A1', name: '博远智能', city: '上海' }]);
  });

  it('with another number of the same system are asked for, however alike', async () => {
    await run('account', ACCOUNT, [`A1,博远智能,${TAX},,,`]);
    const preview = await look('account', ACCOUNT, [`B7,博远智能科技,${TAX},,,`]);
    expect(preview).toMatchObject({
      toInsert: 1,
      toUpdate: 0,
      alike: [{ by: 'undecided', taken: null }],
    });
  });

  it('are not certain when two stored ones are', async () => {
    await run('account', ACCOUNT, ['A1,博远智能,,,,', `A2,博远智能科技,${TAX},,,`]);
    const twice = await run('account', ACCOUNT, ['A3,博远智能,,,,']);
    expect(twice.alike).toMatchObject([{ by: 'undecided' }]);
    expect((await look('account', ACCOUNT, [',博 远 智 能,,,,'])).alike).toMatchObject([
      { by: 'undecided', taken: null },
    ]);
  });

  it('twice in one file for one stored record: the second is named with the line of the first', async () => {
    await run('account', ACCOUNT, [`A1,博远智能,${TAX},,,`]);
    const rows = [`,博远智能有限公司,${TAX},上海,,`, `,博远智能科技,${TAX},北京,,`];
    const preview = await look('account', ACCOUNT, rows);
    expect(preview).toMatchObject({
      toUpdate: 1,
      rejected: 1,
      problems: [{ line: 3, code: 'duplicateInFile', firstLine: 2 }],
    });
  });

  it('are found by the key that a person chooses, which is remembered', async () => {
    await run('account', ACCOUNT, [`A1,博远智能,${TAX},,,`, 'A2,云启电力,,,,']);
    const rows = [`A9,完全另一个名字,${TAX.toLowerCase()},上海,,`];
    expect(await look('account', ACCOUNT, rows, { key: 'taxId' })).toMatchObject({
      toUpdate: 1,
      toInsert: 0,
      alike: [],
    });
    await run('account', ACCOUNT, ['A9,云 启 电 力,,合肥,,'], { key: 'name' });
    expect(accounts()).toMatchObject([
      { external_id: 'A1' },
      { external_id: 'A9', name: '云 启 电 力', city: '合肥' },
    ]);
    const hash = headersHash(ACCOUNT.split(','));
    expect(bench.replica.read(remembered, { headersHash: hash, kind: null })?.key).toBe('name');
  });

  it('a key that several stored records have is refused', async () => {
    await run('account', ACCOUNT, ['A1,博远智能,,,,', 'A2,博远 智能,,,,']);
    expect(await look('account', ACCOUNT, [',博远智能,,,,'], { key: 'name' })).toMatchObject({
      rejected: 1,
      problems: [{ code: 'ambiguousKey', column: '客户名称' }],
    });
  });
});

describe('contacts that a file brings', () => {
  const PEOPLE = ['C1,云启电力,王芳,13800138000,wang.fang@yunqi.example'];
  beforeEach(async () => {
    await run('account', ACCOUNT, ['A1,云启电力,,,,', 'A2,衡川重工,,,,']);
    await run('contact', CONTACT, PEOPLE);
  });

  it('with name and mail of a stored one are the same person, also in another account', async () => {
    const preview = await look('contact', CONTACT, [',衡川重工,王芳,,wang.fang@yunqi.example']);
    expect(preview).toMatchObject({
      toUpdate: 1,
      toInsert: 0,
      alike: [{ kind: 'contact', name: '王芳', by: 'certain' }],
    });
  });

  it('with the name alone are other people', async () => {
    const preview = await look('contact', CONTACT, [',衡川重工,王芳,,other@hengchuan.example']);
    expect(preview).toMatchObject({ toInsert: 1, alike: [] });
  });

  it('are found by mail when a person chooses that', async () => {
    const rows = ['C9,云启电力,王方,,Wang.Fang@YunQi.example'];
    expect(await look('contact', CONTACT, rows, { key: 'email' })).toMatchObject({ toUpdate: 1 });
  });
});

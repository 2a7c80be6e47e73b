import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CliHost } from '#electron/cli/context';
import { EXIT } from '#electron/cli/exit-codes';
import { makeWorkbook, row } from '../../fixtures/hostile/workbook-maker.ts';
import { bundleWorkers } from '../helpers/replica-workers';
import { callCli } from './call-cli';

const DEMO = join(process.cwd(), 'resources', 'demo', 'b2b');
const FIXTURES = join(process.cwd(), 'test', 'fixtures', 'pipeline');

// Each command starts threads, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let workers: Awaited<ReturnType<typeof bundleWorkers>>;
let folder: string;
let workspace: string[];
const pipelineId = { first: '' };
const documentTitle = '推演简报';

/** Stands for Electron: any well-formed PDF will do. */
const pdf: NonNullable<CliHost['pdf']> = {
  print: async () => {
    const document = await PDFDocument.create();
    document.addPage();
    return document.save({ useObjectStreams: false });
  },
  pictures: () => Promise.reject(new Error('no pictures here')),
};

const call = (args: string[], over: Partial<CliHost> = {}) =>
  callCli(args, workers.dir, { pdf, ...over });

/** Runs a command with `--json`; its output must be one line of JSON and nothing else. */
async function json(args: string[], over?: Partial<CliHost>) {
  const { exitCode, out, err } = await call([...args, '--json'], over);
  expect(out.endsWith('\n') && !out.trimEnd().includes('\n')).toBe(true);
  // The shape is the test's own claim; a wrong one fails the expectations on it.
  const answer = JSON.parse(out) as {
    ok: boolean;
    value: never;
    error: { code: string; message: string };
  };
  return { exitCode, err, ...answer };
}

beforeAll(async () => {
  workers = await bundleWorkers({
    'workers/writer': 'electron/replica/writer.worker.ts',
    'workers/reader': 'electron/replica/reader.worker.ts',
    'workers/inspector': 'electron/pipeline/importing/inspector.worker.ts',
    'workers/simulation': 'electron/sandbox/simulation.worker.ts',
  });
  folder = mkdtempSync(join(tmpdir(), 'sandtable-cli-'));
  workspace = ['--workspace', join(folder, 'w'), '--key-file', join(folder, 'w.key')];
});
afterAll(() => {
  workers.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('from an empty folder to a verified brief', () => {
  test('create makes the workspace and its key file, once', async () => {
    const args = ['create', ...workspace, '--name', '华东销售', '--user', '林晓'];
    expect(await json(args)).toMatchObject({
      exitCode: EXIT.ok,
      ok: true,
      value: { keyKeeping: 'keyFile' },
    });
    expect(readFileSync(join(folder, 'w.key'))).toHaveLength(32);
    expect(await json(args)).toMatchObject({
      exitCode: EXIT.failed,
      ok: false,
      error: { code: 'FILE_EXISTS', message: expect.stringContaining('--overwrite') },
    });
  });

  test('an English export: days by their column or --date-order, twice the same changes nothing', async () => {
    const place = ['--workspace', join(folder, 'crm'), '--key-file', join(folder, 'crm.key')];
    await json(['create', ...place, '--name', 'CRM', '--user', '林晓']);
    const file = join(folder, 'export.csv');
    const rows = [
      'Line one,Acme,Qualified,"$120,000.00",12/31/2026,03/04/2026,a',
      'Line two,Acme,Qualified,"$90,000.00",11/05/2026,05/06/2026,b',
      'Line two,Acme,Qualified,"$90,000.00",11/05/2026,05/06/2026,b',
      'Line,x',
    ];
    const head = 'Deal Name,Customer,Stage,Amount,Expected Close Date,Created Date,Territory';
    writeFileSync(file, [head, ...rows].join('\n'));
    const cny = [file, ...place, '--new-pipeline', 'CNY', '--currency', 'CNY', '--dry-run'];
    const foreign = await call(['import', ...cny, '--lang', 'zh-CN']);
    expect(foreign.out).toContain('“Expected Close Date”列按月/日/年读，如 12/31/2026');
    expect(foreign.out).toContain('“Created Date”列有 03/04/2026 这样日和月分不清的日期');
    expect(foreign.out).toContain('金额标着 $，这里的币种是 CNY');
    expect(foreign.out).toContain('不导入的列：Territory');
    expect(foreign.out).toContain('第 5 行：这一行的列数与表头不同（2 / 7）');
    expect(foreign.out).not.toContain('（）');

    const order = ['--date-order', 'month-first'];
    const usd = ['import', file, ...place, '--new-pipeline', 'USD', '--currency', 'USD', ...order];
    const first = await json(usd);
    const { files } = first.value as { files: { inserted: number; pipelineId: string }[] };
    expect(files).toMatchObject([{ inserted: 3, rejected: 1, twins: 1 }]);
    const again = ['import', file, ...place, '--pipeline', files[0]?.pipelineId ?? '', ...order];
    expect(await json(again)).toMatchObject({
      // Two deals of one name and account are there now: neither can be meant.
      value: { files: [{ inserted: 0, updated: 0, unchanged: 1, rejected: 3 }] },
    });
    expect((await call([...again, '--dry-run'])).out).toContain('; nothing to change;');
    const blind = await call([...again, '--key', 'externalId']);
    expect(blind.out).toContain('new rows that look like stored opportunities: 3');
    expect(blind.out).toContain('new rows that say the same as an earlier row of the file: 1');
  });

  test('import takes files in the order of their references', async () => {
    const opportunities = join(folder, 'opportunities.csv');
    const lines = readFileSync(join(DEMO, 'opportunities.csv'), 'utf8').split('\n');
    writeFileSync(opportunities, `${lines.slice(0, 401).join('\n')}\n`);
    const others = ['contacts', 'accounts', 'products', 'owners'].map((name) =>
      join(DEMO, `${name}.csv`),
    );
    const args = ['import', opportunities, ...others, ...workspace];
    const made = ['--new-pipeline', '主管道', '--currency', 'CNY', '--as-of', '2026-11-20'];
    const { exitCode, value } = await json([...args, ...made]);
    const { files } = value as {
      files: { kind: string; rejected: number; inserted: number; pipelineId: string }[];
    };
    expect(exitCode).toBe(EXIT.ok);
    expect(files.map(({ kind }) => kind)).toEqual([
      'owner',
      'product',
      'account',
      'contact',
      'opportunity',
    ]);
    expect(files.at(-1)).toMatchObject({ inserted: 400, rejected: 0 });
    pipelineId.first = files.at(-1)?.pipelineId ?? '';
  });

  test('rejected rows have line, column and an exit code of their own; a dry run writes nothing', async () => {
    const file = join(FIXTURES, 'opportunities-bad-enums.csv');
    const rejects = join(folder, 'rejects.csv');
    const before = await json(['pipeline', ...workspace]);
    const dry = await call(['import', file, ...workspace, '--dry-run', '--rejected', rejects]);
    expect(dry.exitCode).toBe(EXIT.rowsRejected);
    expect(dry.out).toMatch(/line 3, column "阶段": .+\(第九阶段\)/);
    expect(dry.out).toContain('rejects.csv; the import itself writes that file again only with');
    expect(readFileSync(rejects, 'utf8')).toContain('第九阶段');
    expect(await json(['pipeline', ...workspace])).toEqual(before);
    // The file is there now.
    expect(await json(['import', file, ...workspace, '--rejected', rejects])).toMatchObject({
      exitCode: EXIT.failed,
      error: { code: 'FILE_EXISTS' },
    });
  });

  test('an import is listed, and taken back later except for what others need', async () => {
    const place = ['--workspace', join(folder, 'back'), '--key-file', join(folder, 'back.key')];
    await json(['create', ...place, '--name', '撤回', '--user', '林晓']);
    const accounts = join(folder, 'accounts.csv');
    const deals = join(folder, 'deals.csv');
    writeFileSync(accounts, '客户编号,客户名称\nA-1,北川药业\nA-2,南湖电子\n');
    writeFileSync(deals, '商机编号,商机名称,客户编号,阶段\nX-1,甲,A-1,线索获取\n');
    await json(['import', accounts, ...place]);
    await json(['import', deals, ...place, '--new-pipeline', '主', '--currency', 'CNY']);
    const listed = async (): Promise<{ actionId: string; fileName: string; state: string }[]> => {
      const { value } = await json(['imports', ...place]);
      return (value as { imports: never }).imports;
    };
    const [ofDeals, ofAccounts] = await listed();
    expect([ofDeals?.fileName, ofAccounts?.fileName]).toEqual(['deals.csv', 'accounts.csv']);
    const back = ['revert-import', ofAccounts?.actionId ?? '', ...place];
    const kept = join(folder, 'kept.csv');
    const dry = await call([...back, '--dry-run', '--kept', kept]);
    expect(dry.out).toMatch(/nothing written; planned: 1 account deleted; 1 to keep/);
    expect(dry.out).toContain('北川药业');
    expect(readFileSync(kept, 'utf8')).toContain('北川药业');
    expect((await listed()).map(({ state }) => state)).toEqual(['whole', 'whole']);
    expect(await json(back)).toMatchObject({
      exitCode: EXIT.ok,
      value: {
        removed: 1,
        kept: 1,
        records: [{ reason: 'needed', neededBy: { entity: 'opportunity', name: '甲' } }],
      },
    });
    await json(['revert-import', ofDeals?.actionId ?? '', ...place, '--also', 'all']);
    expect((await listed()).map(({ state }) => state)).toEqual(['reverted', 'partly']);
    expect(await json(['revert-import', 'nowhere', ...place])).toMatchObject({
      exitCode: EXIT.failed,
      error: { code: 'NOT_FOUND' },
    });
  });

  test('customers under another spelling are told, and taken for the stored ones with --alike existing', async () => {
    const place = ['--workspace', join(folder, 'alike'), '--key-file', join(folder, 'alike.key')];
    await json(['create', ...place, '--name', '相像', '--user', '林晓']);
    const accounts = join(folder, 'alike-accounts.csv');
    const deals = join(folder, 'alike-deals.csv');
    writeFileSync(accounts, '客户编号,客户名称\nA-1,北川药业集团有限公司\n');
    writeFileSync(deals, '商机名称,客户,阶段\n甲,北川药业集团有限责任公司,线索获取\n');
    await json(['import', accounts, ...place]);
    const into = [...place, '--new-pipeline', '主', '--currency', 'CNY'];
    const dry = await call(['import', deals, ...into, '--dry-run']);
    expect(dry.out).toMatch(/北川药业集团有限责任公司 \(rows: 1\) looks like 北川药业集团有限公司/);
    const { value } = await json(['import', deals, ...into, '--alike', 'existing']);
    expect(value).toMatchObject({
      files: [
        { created: { account: 0 }, alike: [{ name: '北川药业集团有限责任公司', by: 'undecided' }] },
      ],
    });
    expect(await json(['import', deals, ...into, '--alike', 'perhaps'])).toMatchObject({
      exitCode: EXIT.usage,
    });
  });

  test('a word of a file means what --value-map says, and is remembered', async () => {
    const place = ['--workspace', join(folder, 'words'), '--key-file', join(folder, 'words.key')];
    await json(['create', ...place, '--name', '说法', '--user', '林晓']);
    const file = join(folder, 'words.csv');
    writeFileSync(file, '商机编号,商机名称,客户,阶段\nX-1,,北川药业,签约流程\n');
    const map = join(folder, 'map.csv');
    writeFileSync(map, 'field,word,meaning\nstage,签约流程,negotiation_contract\n');
    const into = ['import', file, ...place, '--new-pipeline', '甲', '--currency', 'CNY'];
    const refused = await call([...into, '--dry-run']);
    expect(refused.out).toMatch(
      /column "阶段": "签约流程" \(rows: 1\) is not known; similar: .*Contract/,
    );
    expect(await json([...into, '--value-map', map, '--unnamed', 'reject'])).toMatchObject({
      value: { files: [{ inserted: 0, rejected: 1, unknown: [] }] },
    });
    expect(await json([...into, '--value-map', map])).toMatchObject({
      exitCode: EXIT.ok,
      value: { files: [{ inserted: 1, rejected: 0, noteCount: 1 }] },
    });
    expect(await json(into)).toMatchObject({
      exitCode: EXIT.ok,
      value: { files: [{ rejected: 0 }] },
    });
    expect(await json([...into, '--value-map', join(folder, 'none.csv')])).toMatchObject({
      error: { code: 'FILE_NOT_FOUND' },
    });
  });

  test('data that ended long ago and rows that only name a customer are taken as in the window', async () => {
    const file = join(folder, 'export.csv');
    writeFileSync(
      file,
      '商机编号,商机名称,客户,负责人,阶段,创建日期\nX-1,甲,北川药业,周宁,线索获取,2019-03-01\nX-2,乙,北川药业,周宁,线索获取,2019-05-20\n',
    );
    const place = ['--workspace', join(folder, 'old'), '--key-file', join(folder, 'old.key')];
    await json(['create', ...place, '--name', '旧数据', '--user', '林晓']);
    const into = (name: string) => [
      'import',
      file,
      ...place,
      '--new-pipeline',
      name,
      '--currency',
      'CNY',
    ];
    expect(await json([...into('默认'), '--missing', 'reject'])).toMatchObject({
      exitCode: EXIT.rowsRejected,
      value: { files: [{ inserted: 0, rejected: 2, created: { account: 0 } }] },
    });
    const said = await call([...into('看看'), '--dry-run']);
    expect(said.out).toContain(
      '2 opportunities, 1 pipeline added; 1 account, 1 owner created along with them',
    );
    expect(await json(into('推断'))).toMatchObject({
      exitCode: EXIT.ok,
      value: { files: [{ inserted: 2, rejected: 0, created: { account: 1, owner: 1 } }] },
    });
    await json([...into('实时'), '--as-of', 'live']);
    await json([...into('指定'), '--as-of', '2020-01-31']);
    const { value } = await json(['pipeline', ...place]);
    const { pipelines } = value as { pipelines: { name: string; asOfDay: string | null }[] };
    expect(Object.fromEntries(pipelines.map((one) => [one.name, one.asOfDay]))).toMatchObject({
      推断: '2019-05-20',
      实时: null,
      指定: '2020-01-31',
    });
    expect(await json([...into('错'), '--as-of', 'yesterday'])).toMatchObject({
      exitCode: EXIT.usage,
    });
  });

  test('pipeline sums up each stage, filters, and writes the view', async () => {
    const all = await json(['pipeline', ...workspace]);
    expect(all.value).toMatchObject({
      pipelines: [{ id: pipelineId.first, name: '主管道', summary: { matching: 400, all: 400 } }],
    });
    const some = await json(['pipeline', ...workspace, '--stage', '方案验证']);
    const { pipelines } = some.value as {
      pipelines: { summary: { matching: number; byStage: unknown[] } }[];
    };
    expect(pipelines[0]?.summary.matching).toBeGreaterThan(0);
    expect(pipelines[0]?.summary.matching).toBeLessThan(400);
    const out = join(folder, 'view.csv');
    const written = await json([
      'pipeline',
      ...workspace,
      '--stage',
      'opportunity_validation',
      '--out',
      out,
    ]);
    expect(written.value).toMatchObject({ rows: pipelines[0]?.summary.matching });
    const [, ...rows] = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(rows).toHaveLength(pipelines[0]?.summary.matching ?? -1);
    expect(existsSync(`${out}.tmp`)).toBe(false);
  });

  test('what of a workbook is left out is told', async () => {
    const file = join(folder, 'macros.xlsm');
    const rows = [
      row(1, ['商机名称', '客户']),
      '<row r="2"><c r="A2" t="inlineStr"><is><t>留意</t></is></c><c r="B2" t="e"><v>#N/A</v></c></row>',
    ];
    const book = makeWorkbook({
      sheets: [{ name: 'S', rows: rows.join('') }],
      workbookType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
      extra: [{ name: 'xl/vbaProject.bin', data: 'macro' }],
    });
    writeFileSync(file, book);
    const args = ['import', file, ...workspace, '--new-pipeline', '工作簿', '--currency', 'CNY'];
    const dry = await call([...args, '--dry-run']);
    expect(dry.out).toContain('Macros are left out and never run');
    expect(dry.out).toContain('1 cell with an error such as #N/A is read as empty');
    expect(await json([...args, '--dry-run'])).toMatchObject({
      value: {
        files: [
          {
            notices: [
              { code: 'macros', count: 1 },
              { code: 'errors', count: 1 },
            ],
          },
        ],
      },
    });
  });

  test('a view written as a workbook is a file that import takes', async () => {
    const out = join(folder, 'view.xlsx');
    const written = await json(['pipeline', ...workspace, '--out', out]);
    expect(written.value).toMatchObject({ rows: 400, removed: 0 });
    const back = ['import', out, ...workspace, '--dry-run', '--missing', 'reject'];
    const named = ['--new-pipeline', '回来', '--currency', 'CNY'];
    expect(await json([...back, ...named])).toMatchObject({
      exitCode: EXIT.ok,
      value: { files: [{ kind: 'opportunity', rows: 400, inserted: 400, rejected: 0 }] },
    });
    expect(await json([...back, ...named, '--sheet', '没有'])).toMatchObject({
      exitCode: EXIT.failed,
      error: { code: 'SHEET_NOT_FOUND' },
    });
  });

  test('the same seed gives the same numbers, on one thread and on two; another seed others', async () => {
    const args = [
      'simulate',
      ...workspace,
      '--replicates',
      '64',
      '--horizon',
      '30',
      '--variant',
      'Fast:followup=2',
      '--switch',
      'rival=on',
    ];
    const hash = async (...more: string[]) => {
      const { value, exitCode } = await json([...args, ...more]);
      expect(exitCode).toBe(EXIT.ok);
      return (value as { run: { resultHash: string } }).run.resultHash;
    };
    const one = await hash('--threads', '1', '--seed', '5');
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(await hash('--threads', '1', '--seed', '5')).toBe(one);
    expect(await hash('--threads', '2', '--seed', '5')).toBe(one);
    expect(await hash('--threads', '2', '--seed', '6')).not.toBe(one);
  });

  test('export writes a signed brief that verify knows, and knows altered', async () => {
    const simulated = await json([
      'simulate',
      ...workspace,
      '--replicates',
      '64',
      '--horizon',
      '30',
    ]);
    const { run } = simulated.value as { run: { id: string } };
    const out = join(folder, 'brief.pdf');
    const brief = ['--recipient', '管理层', '--out', out, ...workspace];
    const args = ['export', '--run', run.id, '--title', documentTitle, ...brief];
    expect(await json(args, { pdf: null })).toMatchObject({ exitCode: EXIT.usage });
    expect(await json(args)).toMatchObject({ exitCode: EXIT.ok, value: { fileName: 'brief.pdf' } });
    expect(await json(['export', documentTitle, ...brief])).toMatchObject({
      error: { code: 'FILE_EXISTS' },
    });
    expect(await json(['export', documentTitle, ...brief, '--overwrite'])).toMatchObject({
      exitCode: EXIT.ok,
    });

    const known = await json(['verify', out, ...workspace]);
    expect(known).toMatchObject({
      exitCode: EXIT.ok,
      value: { verdict: 'intact', registered: true },
    });
    expect(await json(['verify', out])).toMatchObject({
      exitCode: EXIT.unknownKey,
      value: { ownKey: false },
    });
    const bytes = readFileSync(out);
    bytes.writeUInt8(bytes.readUInt8(200) ^ 1, 200);
    writeFileSync(join(folder, 'altered.pdf'), bytes);
    expect(await json(['verify', join(folder, 'altered.pdf')])).toMatchObject({
      exitCode: EXIT.altered,
    });
    expect(await json(['verify', join(FIXTURES, 'owners-tab.csv')])).toMatchObject({
      exitCode: EXIT.noMark,
    });
  });
});

describe('what goes wrong', () => {
  test('one sentence in the chosen language on standard error, nothing on standard output', async () => {
    const { exitCode, out, err } = await call([
      'pipeline',
      '--workspace',
      folder,
      '--lang',
      'zh-CN',
    ]);
    expect(exitCode).toBe(EXIT.failed);
    expect(out).toBe('');
    expect(err).toMatch(/^这个文件夹里没有沙盘工作区。/);
    expect(err.trimEnd()).not.toContain('\n');
  });

  test('a key that is missing, made up or a wrong passphrase', async () => {
    const [, ws = ''] = workspace;
    expect(await json(['pipeline', '--workspace', ws])).toMatchObject({
      exitCode: EXIT.keyRefused,
      error: { code: 'KEY_UNAVAILABLE' },
    });
    const missing = join(folder, 'no.key');
    const other = await json(['pipeline', '--workspace', ws, '--key-file', missing]);
    expect(other.exitCode).toBe(EXIT.keyRefused);
    expect(other.error?.message).toBe(
      'There is no key file "no.key"; check the path of --key-file.',
    );
    expect(existsSync(missing)).toBe(false);
    const open = join(folder, 'open.key');
    writeFileSync(open, Buffer.alloc(32), { mode: 0o644 });
    const short = join(folder, 'short.key');
    writeFileSync(short, 'key', { mode: 0o600 });
    for (const [file, sentence] of [
      [open, process.platform === 'win32' ? 'is not the one' : 'chmod 600'],
      [short, 'exactly 32 bytes'],
    ] as const) {
      const refused = await json(['pipeline', '--workspace', ws, '--key-file', file]);
      expect(refused.exitCode).toBe(EXIT.keyRefused);
      expect(refused.error?.message).toContain(sentence);
    }

    const sealed = ['--workspace', join(folder, 'p')];
    const env = { SANDTABLE_PASSPHRASE: '一二三四五六七八' };
    const create = ['create', ...sealed, '--name', 'P', '--user', 'U'];
    expect(await json(create)).toMatchObject({ exitCode: EXIT.usage });
    expect(await json(create, { env })).toMatchObject({ exitCode: EXIT.ok });
    expect(await json(['pipeline', ...sealed], { env })).toMatchObject({ exitCode: EXIT.ok });
    const file = join(folder, 'passphrase.txt');
    writeFileSync(file, '不是这个口令哦啊\n');
    expect(await json(['pipeline', ...sealed, '--passphrase-file', file])).toMatchObject({
      exitCode: EXIT.keyRefused,
      error: { code: 'KEY_WRONG' },
    });
  });

  test('a key file inside the workspace is refused, and a refused create leaves no key behind', async () => {
    const ws = join(folder, 'x');
    const make = (key: string) => [
      'create',
      '--workspace',
      ws,
      '--key-file',
      key,
      '--name',
      'X',
      '--user',
      'U',
    ];
    expect(await json(make(join(ws, 'k')))).toMatchObject({ exitCode: EXIT.usage });
    const key = join(folder, 'x.key');
    // There are no workers to be started here, so the replica cannot be made.
    expect(await json(make(key), { mainFolder: folder })).toMatchObject({ ok: false });
    expect(existsSync(key)).toBe(false);
    expect(existsSync(ws)).toBe(false);
    expect(await json(make(key))).toMatchObject({ exitCode: EXIT.ok });
    expect(existsSync(key)).toBe(true);
  });

  test('audit lists what was done, verifies it, exports it, and notices an altered file', async () => {
    const listed = await json(['audit', ...workspace]);
    expect(listed).toMatchObject({ exitCode: EXIT.ok, value: { entries: expect.anything() } });
    const { entries } = listed.value as { entries: { kind: string }[] };
    const kinds = new Set(entries.map(({ kind }) => kind));
    for (const kind of ['imported', 'documentExported', 'fileVerified']) {
      expect(kinds).toContain(kind);
    }
    expect(await json(['audit', '--verify', ...workspace])).toMatchObject({
      exitCode: EXIT.ok,
      value: { verdict: 'intact', problems: [] },
    });
    const out = join(folder, 'audit.csv');
    expect(await json(['audit', '--out', out, ...workspace])).toMatchObject({
      value: { fileName: 'audit.csv', rows: entries.length },
    });
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(entries.length + 1);
    expect(lines[1]).toMatch(/^1,\d{4}-\d\d-\d\dT/);

    const filed = join(folder, 'w', 'audit-checkpoints.jsonl');
    const text = readFileSync(filed, 'utf8');
    writeFileSync(filed, text.slice(text.indexOf('\n') + 1));
    const altered = await call(['audit', '--verify', ...workspace]);
    expect(altered.exitCode).toBe(EXIT.altered);
    expect(altered.out).toContain('is not as it was written');
    writeFileSync(filed, text);
    expect(await json(['audit', '--verify', ...workspace])).toMatchObject({ exitCode: EXIT.ok });
  });

  test('a stopped command ends as cancelled and leaves the workspace closed and unchanged', async () => {
    const before = await json(['pipeline', ...workspace]);
    const controller = new AbortController();
    const running = json(['simulate', ...workspace], { stop: controller.signal });
    controller.abort();
    expect(await running).toMatchObject({ exitCode: EXIT.cancelled, error: { code: 'CANCELLED' } });
    expect(existsSync(join(folder, 'w', 'workspace.lock'))).toBe(false);
    expect(await json(['pipeline', ...workspace])).toEqual(before);
  });

  test('an export stopped while it prints leaves no file', async () => {
    const out = join(folder, 'stopped.pdf');
    const controller = new AbortController();
    const print = async () => {
      controller.abort();
      return pdf.print(new Uint8Array(), undefined);
    };
    const args = ['export', documentTitle, '--recipient', 'X', '--out', out, ...workspace];
    const stopped = await json(args, { stop: controller.signal, pdf: { ...pdf, print } });
    expect(stopped).toMatchObject({ exitCode: EXIT.cancelled, error: { code: 'CANCELLED' } });
    expect(readdirSync(folder).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });
});

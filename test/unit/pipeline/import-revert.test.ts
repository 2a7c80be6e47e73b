import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RevertOrder, revertJob } from '#electron/pipeline/importing/revert/apply';
import { imports } from '#electron/pipeline/importing/revert/list';
import { planRevertJob } from '#electron/pipeline/importing/revert/plan';
import { saveKeptJob } from '#electron/pipeline/importing/revert/save-kept';
import { runJob } from '#electron/pipeline/importing/jobs';
import { fileWords } from '#electron/pipeline/words';
import type { JobContext, Row } from '#electron/replica/transaction';
import type { RevertPlan, RevertRequest, RevertResult } from '#shared/pipeline/import-revert';
import type { ImportReport } from '#shared/pipeline/import-model';
import type { Cell } from '#shared/pipeline/model';
import { importBench, type ImportBench } from './import-setup';

const ACCOUNTS = '客户编号,客户名称,区域';
const DEALS = '商机编号,商机名称,客户编号,阶段,金额,创建日期';

let bench: ImportBench;
beforeEach(() => {
  bench = importBench();
});
afterEach(() => bench.close());

const plan = (actionId: string, also: RevertRequest['also'] = []): Promise<RevertPlan> =>
  bench.replica.readJob(planRevertJob, { actionId, also });
const revert = (
  actionId: string,
  order: Partial<RevertOrder> = {},
  job?: JobContext,
): Promise<RevertResult> =>
  bench.replica.writeJob(
    revertJob,
    { actionId, also: [], fingerprint: null, ...order },
    job,
    'import.revert',
  );
const state = (actionId: string) =>
  bench.replica.read(imports, {}).find((one) => one.actionId === actionId);
const idOf = (table: string, external: string): string =>
  bench.replica.read(
    (tx) =>
      tx.get<{ id: string }>(`SELECT id FROM ${table} WHERE external_id = ?`, [external])?.id ?? '',
    null,
  );
const edit = (table: 'account' | 'opportunity', id: string, set: Row): void =>
  bench.replica.write((tx) => void tx.update(table, id, set), null, 'pipeline.update');
const accounts = (...rows: string[]): Promise<ImportReport> =>
  bench.run(bench.file('客户.csv', [ACCOUNTS, ...rows].join('\n')), 'account');
const deals = (rows: readonly string[], pipelineId?: string): Promise<ImportReport> =>
  bench.run(
    bench.file('商机.csv', [DEALS, ...rows].join('\n')),
    'opportunity',
    pipelineId === undefined ? undefined : { kind: 'existing', id: pipelineId },
  );

describe('taking an import back later', () => {
  it('takes back what nobody touched, keeps what was edited and names it', async () => {
    await accounts('A-1,重庆长安,西南', 'A-2,上海联影,华东');
    const second = await accounts('A-1,重庆长安,华北', 'A-2,上海联影,华北', 'A-3,广州数控,华南');
    edit('account', idOf('account', 'A-2'), { city: '上海' });

    expect(await plan(second.actionId)).toMatchObject({
      fileName: '客户.csv',
      removed: 1,
      restored: 1,
      kept: 1,
      choosable: 1,
      records: [
        {
          entity: 'account',
          name: '上海联影',
          change: 'updated',
          reason: 'edited',
          fields: ['city'],
          by: '林晓',
          choosable: true,
        },
      ],
    });
    expect(await revert(second.actionId)).toMatchObject({ removed: 1, restored: 1, kept: 1 });
    const regions = (): unknown =>
      bench.replica.read(
        (tx) => tx.all('SELECT region FROM account WHERE deleted_at IS NULL ORDER BY external_id'),
        null,
      );
    expect(regions()).toEqual([{ region: '西南' }, { region: '华北' }]);
    expect(state(second.actionId)).toMatchObject({ state: 'partly', kept: 1, actorName: '林晓' });

    const kept = idOf('account', 'A-2');
    expect(await revert(second.actionId, { also: [kept] })).toMatchObject({ restored: 1, kept: 0 });
    expect(regions()).toEqual([{ region: '西南' }, { region: '华东' }]);
    expect(state(second.actionId)).toMatchObject({ state: 'reverted' });

    bench.replica.undo();
    expect(state(second.actionId)).toMatchObject({ state: 'partly' });
    bench.replica.undo();
    expect(regions()).toEqual([{ region: '华北' }, { region: '华北' }, { region: '华南' }]);
    expect(state(second.actionId)).toMatchObject({ state: 'whole' });
    bench.replica.redo();
    expect(regions()).toEqual([{ region: '西南' }, { region: '华北' }]);
  });

  it('counts an edit that was taken back as none', async () => {
    const report = await accounts('A-1,重庆长安,西南');
    const id = idOf('account', 'A-1');
    edit('account', id, { region: '华北' });
    edit('account', id, { region: '西南' });
    expect(await plan(report.actionId)).toMatchObject({ removed: 1, kept: 0 });
  });

  it('keeps what records of others need, and lets it go when they are gone', async () => {
    const first = await accounts('A-1,重庆长安,西南', 'A-2,上海联影,华东');
    const second = await deals(['O-1,产线改造,A-1,需求挖掘,100,2026-01-05']);
    expect(await plan(first.actionId, 'all')).toMatchObject({
      removed: 1,
      kept: 1,
      choosable: 0,
      records: [
        {
          name: '重庆长安',
          reason: 'needed',
          neededBy: { entity: 'opportunity', name: '产线改造' },
          choosable: false,
        },
      ],
    });
    await revert(first.actionId);
    await revert(second.actionId);
    expect(bench.count('pipeline')).toBe(0);
    expect(await revert(first.actionId)).toMatchObject({ removed: 1, kept: 0 });
    expect(bench.count('account')).toBe(0);
    expect(state(first.actionId)).toMatchObject({ state: 'reverted' });
  });

  it('takes an edited deal with its stage history when it is chosen, never with a touchpoint', async () => {
    const report = await deals([
      'O-1,产线改造,,需求挖掘,100,2026-01-05',
      'O-2,视觉检测,,需求挖掘,100,2026-01-05',
    ]);
    for (const external of ['O-1', 'O-2']) {
      const id = idOf('opportunity', external);
      edit('opportunity', id, { stage: 'solution_proposal' });
      bench.replica.write((tx) => {
        const event = { opportunity_id: id, stage: 'solution_proposal', at: 1 };
        tx.insert('stage_event', { id: tx.newId(), ...event });
      }, null);
    }
    const of = idOf('opportunity', 'O-2');
    bench.replica.write((tx) => {
      const touch = { channel: 'call', direction: 'inbound', at: 1, body: '来电' };
      tx.insert('touchpoint', { id: tx.newId(), opportunity_id: of, ...touch });
    }, null);
    expect(await plan(report.actionId)).toMatchObject({ removed: 0, kept: 3, choosable: 1 });
    expect(await revert(report.actionId, { also: 'all' })).toMatchObject({ removed: 1, kept: 2 });
    expect([bench.count('opportunity'), bench.count('stage_event')]).toEqual([1, 1]);
    bench.replica.undo();
    expect([bench.count('opportunity'), bench.count('stage_event')]).toEqual([2, 2]);
  });

  it('keeps an account that a chosen deal was moved to later', async () => {
    const head = '商机编号,商机名称,客户名称,阶段,金额';
    const file = (name: string, ...rows: string[]): string =>
      bench.file(name, [head, ...rows].join('\n'));
    const first = await bench.runCreating(file('a.csv', 'O-1,甲,老客户,需求挖掘,1'));
    const path = file('b.csv', 'O-1,甲,老客户,需求挖掘,2', 'O-3,丙,新客户,需求挖掘,3');
    const into = { kind: 'existing', id: first.pipelineId ?? '' } as const;
    const order = { ...(await bench.plan(path, 'opportunity', into)), createMissing: true };
    const second = await bench.replica.writeJob(runJob, order);
    const find = (name: string): string =>
      bench.replica.read(
        (tx) => tx.get<{ id: string }>('SELECT id FROM account WHERE name = ?', [name])?.id ?? '',
        null,
      );
    edit('opportunity', idOf('opportunity', 'O-1'), { account_id: find('新客户') });
    expect(await revert(second.actionId, { also: 'all' })).toMatchObject({
      removed: 1,
      restored: 1,
      kept: 1,
    });
    const deal = bench.replica.read(
      (tx) =>
        tx.get(
          `SELECT o.amount_minor AS amount, a.name, a.deleted_at AS gone
            FROM opportunity o JOIN account a ON a.id = o.account_id WHERE o.external_id = 'O-1'`,
        ),
      null,
    );
    expect(deal).toEqual({ amount: 100, name: '新客户', gone: null });
  });

  it('never leaves a deal in a state that the stages do not allow', async () => {
    const first = await deals(['O-1,产线改造,,需求挖掘,100,2026-01-05']);
    const second = await deals(
      ['O-1,产线改造,,交付实施,100,2026-01-05'],
      first.pipelineId ?? undefined,
    );
    const id = idOf('opportunity', 'O-1');
    edit('opportunity', id, { stage: 'customer_success' });
    expect(await plan(second.actionId, 'all')).toMatchObject({ kept: 0, restored: 1 });
    edit('opportunity', id, { closed_day: '2026-03-01' });
    expect(await plan(second.actionId, 'all')).toMatchObject({
      kept: 1,
      choosable: 0,
      records: [{ reason: 'misfit' }],
    });
  });

  it('refuses a plan that is no longer true, and writes nothing when it is cancelled', async () => {
    const report = await accounts('A-1,重庆长安,西南');
    const { fingerprint } = await plan(report.actionId);
    edit('account', idOf('account', 'A-1'), { region: '华北' });
    await expect(revert(report.actionId, { fingerprint, also: 'all' })).rejects.toMatchObject({
      code: 'CONFLICT_VERSION',
    });
    await expect(plan('nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const second = await accounts('A-2,上海联影,华东');
    const stop: JobContext = {
      progress: () => undefined,
      cancelled: () => true,
      throwIfCancelled: () => {
        throw Object.assign(new Error('stopped'), { code: 'CANCELLED' });
      },
    };
    await expect(revert(second.actionId, {}, stop)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(bench.count('account')).toBe(2);
  });

  it('has nothing to take back of an import that was undone', async () => {
    const report = await accounts('A-1,重庆长安,西南');
    bench.replica.undo();
    expect(await plan(report.actionId)).toMatchObject({
      removed: 0,
      restored: 0,
      kept: 0,
      gone: 1,
    });
    expect(state(report.actionId)).toMatchObject({ state: 'undone' });
    expect(await revert(report.actionId)).toMatchObject({ removed: 0 });
  });

  it('writes every kept record into a file', async () => {
    const report = await accounts('A-1,=重庆长安,西南', 'A-2,上海联影,华东');
    edit('account', idOf('account', 'A-1'), { city: '重庆' });
    const target = join(bench.replica.folder, 'kept.csv');
    const request = { actionId: report.actionId, also: [] };
    const { kept: words } = fileWords('zh-CN');
    expect(await bench.replica.readJob(saveKeptJob, { request, target, words })).toBe(1);
    const [head, row] = readFileSync(target, 'utf8').replace('\uFEFF', '').split('\r\n');
    expect(head).toBe('类型,名称,保留原因,最后修改人,最后修改时间,引用它的记录,id');
    expect(row).toMatch(/^客户,'?"?'?=重庆长安"?,导入后改过,林晓,2026-11-23T02:00:/);
  });
});

/** Everything that lives or lived: id → its table, whether it is there, its columns. */
type World = Map<string, { table: string; live: boolean; row: Record<string, Cell> }>;
const TABLES = [
  'pipeline',
  'owner',
  'product',
  'account',
  'opportunity',
  'stage_event',
  'touchpoint',
];
const HIDDEN = ['version', 'created_action', 'deleted_at'];

function worldOf(of: ImportBench): World {
  const world: World = new Map();
  of.replica.read((tx) => {
    for (const table of TABLES) {
      for (const row of tx.all<Record<string, Cell>>(`SELECT * FROM ${table} ORDER BY id`)) {
        const shown = Object.entries(row).filter(([column]) => !HIDDEN.includes(column));
        world.set(String(row['id']), {
          table,
          live: row['deleted_at'] === null,
          row: Object.fromEntries(shown),
        });
      }
    }
  }, null);
  return world;
}

/** Live rows with all they hold. */
const shown = (world: World): unknown =>
  [...world].filter(([, { live }]) => live).map(([id, { table, row }]) => [id, table, row]);

const refersTo = (column: string): string | undefined =>
  TABLES.find((table) => column === `${table}_id`);

/** What a revert must leave, worked out on plain maps by trying, not by the rules' own way. */
function afterRevert(
  before: World,
  after: World,
  now: World,
  chosen: (id: string) => boolean,
): World {
  const made: string[] = [];
  const back = new Map<string, Record<string, Cell>>();
  const stays = new Set<string>();
  for (const [id, left] of after) {
    const found = before.get(id);
    const present = now.get(id);
    if (!present?.live || (found && !found.live)) continue;
    const mine = found
      ? Object.keys(left.row).filter((column) => left.row[column] !== found.row[column])
      : [];
    const open = mine.filter((column) => present.row[column] !== found?.row[column]);
    if (found && open.length === 0) continue;
    const edited = Object.keys(left.row).some(
      (column) =>
        column !== 'pinyin' &&
        present.row[column] !== left.row[column] &&
        !(mine.includes(column) && present.row[column] === found?.row[column]),
    );
    if (edited && !chosen(id)) stays.add(id);
    if (!found) made.push(id);
    else
      back.set(id, Object.fromEntries(open.map((column) => [column, found.row[column] ?? null])));
  }
  for (const [id, values] of back) {
    const dangling = Object.entries(values).some(
      ([column, value]) => refersTo(column) && value !== null && !now.get(String(value))?.live,
    );
    if (dangling) stays.add(id);
  }
  for (;;) {
    const world: World = new Map(now);
    for (const [id, values] of back) {
      const present = now.get(id);
      if (present && !stays.has(id))
        world.set(id, { ...present, row: { ...present.row, ...values } });
    }
    const gone = made.filter((id) => !stays.has(id));
    for (const id of gone) {
      const present = now.get(id);
      if (present) world.set(id, { ...present, live: false });
    }
    for (const [id, one] of now) {
      const deal = String(one.row['opportunity_id']);
      if (one.table === 'stage_event' && gone.includes(deal) && chosen(deal))
        world.set(id, { ...one, live: false });
    }
    const needed = [...world.values()]
      .filter(({ live }) => live)
      .flatMap(({ row }) => Object.entries(row))
      .filter(([column, value]) => refersTo(column) && gone.includes(String(value)))
      .map(([, value]) => String(value));
    if (needed.length === 0) return world;
    for (const id of needed) stays.add(id);
  }
}

const small = fc.nat({ max: 3 });
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('accounts' as const),
      rows: fc.array(fc.tuple(small, small), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('deals' as const),
      rows: fc.array(fc.tuple(small, small, small), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('edit' as const), at: fc.nat(), value: small }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('move' as const), at: fc.nat(), to: fc.nat() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('add' as const), at: fc.nat(), event: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), at: fc.nat() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('revert' as const),
      at: fc.nat(),
      also: fc.constantFrom('none', 'all', 'odd'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('redo' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Made {
  readonly id: string;
  readonly before: World;
  readonly after: World;
  undone: boolean;
}
interface Done {
  readonly before: World;
  readonly after: World;
  readonly made: Made | null;
}

/** A replica beside a plain model: ordinary work is taken from the replica, reverts, undo and redo are foretold. */
class Pair {
  readonly #bench = importBench();
  readonly #made: Made[] = [];
  #done: Done[] = [];
  #redo: Done[] = [];
  #pipelineId: string | null = null;
  #files = 0;

  async play(steps: readonly Step[]): Promise<void> {
    try {
      for (const one of steps) await this.#take(one);
    } finally {
      this.#bench.close();
    }
  }

  async #take(one: Step): Promise<void> {
    const { replica } = this.#bench;
    const before = worldOf(this.#bench);
    const pick = (at: number, ...tables: string[]): string | undefined => {
      const ids = [...before].filter(([, { table, live }]) => live && tables.includes(table));
      return ids[at % Math.max(1, ids.length)]?.[0];
    };
    switch (one.do) {
      case 'accounts':
        return this.#import(before, 'account', [
          ACCOUNTS,
          ...unique(one.rows).map(([id, region]) => `A-${id},客户${id},地区${region}`),
        ]);
      case 'deals':
        return this.#import(before, 'opportunity', [
          '商机编号,商机名称,客户名称,阶段,金额',
          ...unique(one.rows).map(
            ([id, account = 0, amount = 0]) =>
              `O-${id},商机${id},客户${account},需求挖掘,${amount}`,
          ),
        ]);
      case 'edit': {
        const id = pick(one.at, 'account', 'opportunity');
        if (id === undefined) return;
        const isDeal = before.get(id)?.table === 'opportunity';
        const set = isDeal ? { amount_minor: one.value * 100 } : { region: `地区${one.value}` };
        replica.write((tx) => void tx.update(isDeal ? 'opportunity' : 'account', id, set), null);
        return this.#did(before, null);
      }
      case 'move': {
        const [deal, account] = [pick(one.at, 'opportunity'), pick(one.to, 'account')];
        if (deal === undefined || account === undefined) return;
        replica.write((tx) => void tx.update('opportunity', deal, { account_id: account }), null);
        return this.#did(before, null);
      }
      case 'add': {
        const deal = pick(one.at, 'opportunity');
        if (deal === undefined) return;
        replica.write((tx) => {
          const common = { id: tx.newId(), opportunity_id: deal, at: 1 };
          const touch = { channel: 'call', direction: 'inbound', body: '来电' };
          if (one.event) tx.insert('stage_event', { ...common, stage: 'need_discovery' });
          else tx.insert('touchpoint', { ...common, ...touch });
        }, null);
        return this.#did(before, null);
      }
      case 'remove': {
        const deal = pick(one.at, 'opportunity');
        if (deal === undefined) return;
        replica.write((tx) => tx.remove('opportunity', deal), null);
        return this.#did(before, null);
      }
      case 'revert': {
        const made = this.#made[one.at % Math.max(1, this.#made.length)];
        if (!made) return;
        const ids = [...before.keys()].filter((_id, place) => place % 2 === 1);
        const also: RevertRequest['also'] =
          one.also === 'all' ? 'all' : one.also === 'odd' ? ids : [];
        const chosen = (id: string): boolean => also === 'all' || also.includes(id);
        const expected = made.undone
          ? before
          : afterRevert(made.before, made.after, before, chosen);
        const request = { actionId: made.id, also };
        const { fingerprint, removed, restored } = await replica.readJob(planRevertJob, request);
        const result = await replica.writeJob(revertJob, { ...request, fingerprint });
        expect(result).toMatchObject({ removed, restored });
        expect(shown(worldOf(this.#bench))).toEqual(shown(expected));
        return this.#did(before, null);
      }
      case 'undo': {
        const last = this.#done.pop();
        if (!last) return;
        replica.undo();
        if (last.made) last.made.undone = true;
        this.#redo.push(last);
        return expect(shown(worldOf(this.#bench))).toEqual(shown(last.before));
      }
      case 'redo': {
        const next = this.#redo.pop();
        if (!next) return;
        replica.redo();
        if (next.made) next.made.undone = false;
        this.#done.push(next);
        return expect(shown(worldOf(this.#bench))).toEqual(shown(next.after));
      }
    }
  }

  async #import(before: World, kind: 'account' | 'opportunity', lines: string[]): Promise<void> {
    const path = this.#bench.file(`${(this.#files += 1)}.csv`, lines.join('\n'));
    const known = this.#pipelineId;
    const live = known !== null && before.get(known)?.live === true;
    const into = live ? ({ kind: 'existing', id: known } as const) : undefined;
    const found = await this.#bench.plan(path, kind, into);
    const report = await this.#bench.replica.writeJob(runJob, {
      ...found,
      createMissing: kind === 'opportunity',
    });
    this.#pipelineId = report.pipelineId ?? this.#pipelineId;
    const made = { id: report.actionId, before, after: worldOf(this.#bench), undone: false };
    this.#made.push(made);
    this.#did(before, made);
  }

  #did(before: World, made: Made | null): void {
    const after = worldOf(this.#bench);
    if (JSON.stringify(shown(before)) === JSON.stringify(shown(after))) return;
    this.#done.push({ before, after, made });
    this.#redo = [];
  }
}

/** The first row of each number: a file names a record once. */
function unique<T extends readonly number[]>(rows: readonly T[]): T[] {
  return rows.filter((row, at) => rows.findIndex(([id]) => id === row[0]) === at);
}

it('leaves what a plain model says, whatever was done in between', async () => {
  expect.hasAssertions();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), (steps) =>
      new Pair().play(steps),
    ),
    { numRuns: 40, endOnFailure: false },
  );
}, 120_000);

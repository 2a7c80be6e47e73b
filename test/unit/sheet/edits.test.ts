import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { create, createPipeline, update } from '#electron/pipeline/commands';
import { detail } from '#electron/pipeline/detail';
import { page } from '#electron/pipeline/queries';
import { owners } from '#electron/pipeline/picks';
import { saveRules } from '#electron/pipeline/rules/stage-rules';
import { aggregate } from '#electron/pipeline/sheet/aggregate';
import { applyJob } from '#electron/pipeline/sheet/apply';
import { planJob } from '#electron/pipeline/sheet/plan';
import { targets } from '#electron/pipeline/sheet/targets';
import type { GridQuery, OpportunityRow } from '#shared/pipeline/model';
import type { SheetEdit, SheetTarget } from '#shared/pipeline/sheet/model';
import { DEFAULT_RULES } from '#shared/pipeline/stage-rules';
import { importBench, type ImportBench } from '../pipeline/import-setup';

const DEALS = 60;
const now = Date.UTC(2026, 10, 23, 4);

let bench: ImportBench;
let pipelineId = '';
let query: GridQuery;
beforeEach(async () => {
  bench = importBench();
  const people = '负责人编号,姓名\nU-1,张伟\nU-2,阿强\nU-3,李娜\nU-4,李 娜\n';
  await bench.run(bench.file('u.csv', people), 'owner');
  pipelineId = bench.replica.write(createPipeline, { name: '我的', currency: 'CNY' }).id;
  for (let deal = 0; deal < DEALS; deal += 1) {
    bench.replica.write(create, {
      pipelineId,
      name: `商机 ${String(deal).padStart(2, '0')}`,
      patch: { amountMinor: deal * 100 },
    });
  }
  query = { pipelineId, sort: [], filters: {}, quick: '' };
});
afterEach(() => bench.close());

const rows = (): OpportunityRow[] =>
  bench.replica.read(page, { query, offset: 0, limit: 500 }).rows;
const span = (from: number, to: number): SheetTarget => ({ query, spans: [{ from, to }] });

const planOf = (edit: SheetEdit) => {
  const found = bench.replica.read(targets, edit.target);
  return bench.replica.readJob(planJob, { ...found, ...edit, now });
};
const applyTo = (edit: SheetEdit, found = bench.replica.read(targets, edit.target)) =>
  bench.replica.writeJob(applyJob, { ...found, ...edit }, undefined, 'pipeline.updateMany');

const texts = (
  fields: Extract<SheetEdit['change'], { kind: 'texts' }>['fields'],
  cells: string[][],
  target: SheetTarget,
  reason: string | null = null,
): SheetEdit => ({ target, change: { kind: 'texts', fields, rows: cells }, reason });

describe('pasting', () => {
  it('reads cells as people write them and writes the valid ones as one action', async () => {
    const edit = texts(
      ['amountMinor', 'ownerName', 'expectedCloseDay', 'stage'],
      [
        ['１２０万', '张伟', '2027年1月5日', '线索获取'],
        ['一些', '李娜', '03/04/2027', '没有这个阶段'],
        ['-5', '查无此人', '2027-02-30', ''],
        ['', '', '', 'Lead qualified'],
      ],
      span(0, 3),
    );
    const plan = await planOf(edit);
    expect(plan).toMatchObject({ rows: 4, changedRows: 2, changedCells: 4, refusedCells: 9 });
    expect(plan.refused.map(({ code }) => code)).toEqual([
      'notANumber',
      'ambiguousOwner',
      'ambiguousDate',
      'unknownStage',
      'negative',
      'unknownOwner',
      'notADate',
      'required',
      'stageNeedsFields',
    ]);
    const before = rows();
    expect(await applyTo(edit)).toEqual({ rows: 2, cells: 4 });
    const after = rows();
    expect(after[0]).toMatchObject({
      amountMinor: 120_000_000,
      ownerName: '张伟',
      expectedCloseDay: '2027-01-05',
      version: (before[0]?.version ?? 0) + 1,
    });
    expect(after.slice(1, 3)).toEqual(before.slice(1, 3));
    expect(after[3]?.amountMinor).toBeNull();
    bench.replica.reopen();
    expect(bench.replica.undo()).toMatchObject({ kind: 'pipeline.updateMany', rows: 2 });
    expect(rows().map(({ version: _v, ...row }) => row)).toEqual(
      before.map(({ version: _v, ...row }) => row),
    );
    bench.replica.redo();
    expect(rows()[0]?.amountMinor).toBe(120_000_000);
  });

  it('repeats a block over its target, and takes the protection of formulas off', async () => {
    await applyTo(texts(['name'], [["'=危险"], ['两\n行']], span(0, 3)));
    expect(
      rows()
        .slice(0, 4)
        .map(({ name }) => name),
    ).toEqual(['=危险', '两 行', '=危险', '两 行']);
  });

  it('keeps an undo possible when the same rows are sorted or filtered meanwhile', async () => {
    const found = bench.replica.read(targets, span(5, 9));
    await applyTo(texts(['amountMinor'], [['900']], span(5, 9)), found);
    query = { ...query, sort: [{ field: 'amountMinor', desc: true }] };
    expect(
      rows()
        .slice(0, 5)
        .map(({ amountMinor }) => amountMinor),
    ).toEqual(Array.from({ length: 5 }, () => 90_000));
    bench.replica.undo();
    expect(rows()[0]?.amountMinor).toBe((DEALS - 1) * 100);
  });
});

describe('one edit of many rows', () => {
  const same = (change: Omit<Extract<SheetEdit['change'], { kind: 'same' }>, 'kind'>) => ({
    target: span(0, DEALS - 1),
    change: { kind: 'same' as const, ...change },
    reason: null as string | null,
  });

  it('refuses whole rows with the reason and writes one timeline and history line in each of the others', async () => {
    const [owner] = bench.replica.read(owners, { pipelineId });
    const ownerId = owner?.id ?? '';
    const edit = {
      ...same({ patch: { ownerId, region: '西北' }, to: { outcome: 'dormant' } }),
      reason: '集中清理',
    };
    const [first, second] = rows();
    if (first === undefined || second === undefined) throw new Error('no deals');
    await applyTo({
      target: { ids: [first.id] },
      change: { kind: 'same', patch: {}, to: { outcome: 'dormant' } },
      reason: '等预算',
    });
    await applyTo({
      target: { ids: [second.id] },
      change: { kind: 'same', patch: { lossReason: '价格' }, to: { outcome: 'lost' } },
      reason: null,
    });

    const without = await planOf({ ...edit, reason: null });
    expect(without).toMatchObject({ changedRows: 1, refusedRows: DEALS - 1 });
    expect(without.reasons[0]).toMatchObject({ code: 'stageNeedsReason', cells: DEALS - 2 });
    const plan = await planOf(edit);
    expect(plan).toMatchObject({ rows: DEALS, changedRows: DEALS - 1, refusedRows: 1 });
    expect(plan.refused).toEqual([
      expect.objectContaining({ id: second.id, field: 'outcome', code: 'stageNotPossible' }),
    ]);
    expect(plan.samples[0]).toMatchObject({ field: 'ownerId', was: null, now: owner?.name });

    expect(await applyTo(edit)).toMatchObject({ rows: DEALS - 1 });
    expect(rows()[1]).toMatchObject({ outcome: 'lost', region: null });
    const third = rows()[2]?.id ?? '';
    const { stageEvents, history } = bench.replica.read(detail, { id: third });
    expect(stageEvents.at(-1)).toMatchObject({ outcome: 'dormant', reason: '集中清理' });
    expect(history[0]).toMatchObject({ kind: 'pipeline.updateMany', reason: '集中清理' });
    expect(history[0]?.fields.map(({ field }) => field).toSorted()).toEqual([
      'closedDay',
      'outcome',
      'ownerName',
      'region',
    ]);
    bench.replica.undo();
    expect(bench.replica.read(detail, { id: third }).stageEvents).toHaveLength(1);
    expect(rows()[2]).toMatchObject({
      outcome: 'open',
      region: null,
      ownerId: null,
      closedDay: null,
    });
  });

  it('refuses to empty what the stage asks for, and a gated stage', async () => {
    bench.replica.write(saveRules, {
      pipelineId,
      version: 1,
      rules: {
        ...DEFAULT_RULES,
        lead_captured: { ...DEFAULT_RULES.lead_captured, fields: ['amountMinor'] },
        lead_qualified: { ...DEFAULT_RULES.lead_qualified, gated: true, fields: [] },
      },
    });
    const emptied = await planOf(same({ patch: { amountMinor: null }, to: null }));
    expect(emptied).toMatchObject({ changedRows: 0, refusedRows: DEALS });
    expect(emptied.reasons).toEqual([
      { field: 'amountMinor', code: 'neededByStage', cells: DEALS },
    ]);
    const gated = await planOf(same({ patch: {}, to: { stage: 'lead_qualified' } }));
    expect(gated.reasons).toEqual([{ field: 'stage', code: 'stageNeedsApproval', cells: DEALS }]);
  });

  it('is refused whole when a row changed after the preview', async () => {
    const edit = same({ patch: { region: '华东' }, to: null });
    const found = bench.replica.read(targets, edit.target);
    const [, , third] = rows();
    if (third === undefined) throw new Error('no deals');
    bench.replica.write(update, {
      id: third.id,
      version: third.version,
      patch: { region: '华北' },
      reason: null,
    });
    await expect(applyTo(edit, found)).rejects.toMatchObject({ code: 'CONFLICT_VERSION' });
    expect(rows().filter(({ region }) => region === '华东')).toEqual([]);
    expect(bench.replica.read(targets, edit.target).fingerprint).not.toBe(found.fingerprint);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const edit = same({ patch: { region: '华东' }, to: null });
    const found = bench.replica.read(targets, edit.target);
    let looks = 0;
    const job = {
      progress: () => undefined,
      cancelled: () => true,
      throwIfCancelled: () => {
        looks += 1;
        if (looks > 1) throw Object.assign(new Error('cancelled'), { code: 'CANCELLED' });
      },
    };
    await expect(bench.replica.writeJob(applyJob, { ...found, ...edit }, job)).rejects.toThrow(
      'cancelled',
    );
    expect(rows().every(({ region }) => region === null)).toBe(true);
  });
});

describe('deleting rows', () => {
  it('is one action that undo takes back, also after a restart', async () => {
    const edit: SheetEdit = { target: span(3, 12), change: { kind: 'remove' }, reason: null };
    const before = rows().map(({ id }) => id);
    expect(await planOf(edit)).toMatchObject({ rows: 10, changedRows: 10, refusedRows: 0 });
    await applyTo(edit);
    expect(rows().map(({ id }) => id)).toEqual(before.toSpliced(3, 10));
    bench.replica.reopen();
    expect(bench.replica.undo().kind).toBe('pipeline.updateMany');
    expect(rows().map(({ id }) => id)).toEqual(before);
    bench.replica.redo();
    expect(rows()).toHaveLength(DEALS - 10);
  });

  it('is named by a count and a name in the history', async () => {
    await applyTo({ target: span(0, 2), change: { kind: 'remove' }, reason: null });
    expect(bench.replica.undo()).toMatchObject({ subject: '商机 00', rows: 3 });
  });
});

describe('adding up', () => {
  it('counts what is filled and sums amounts over places of the view, each once', () => {
    query = { ...query, sort: [{ field: 'amountMinor', desc: true }] };
    const columns = [
      {
        field: 'amountMinor' as const,
        spans: [
          { from: 0, to: 9 },
          { from: 20, to: 20 },
        ],
      },
      { field: 'ownerName' as const, spans: [{ from: 0, to: 9 }] },
      { field: 'name' as const, spans: [{ from: 0, to: 1000 }] },
    ];
    const top = rows()
      .slice(0, 10)
      .concat(rows()[20] ?? []);
    const sum = top.reduce((total, row) => total + (row.amountMinor ?? 0), 0);
    expect(bench.replica.read(aggregate, { query, columns })).toEqual({
      filled: 11 + DEALS,
      numbers: [{ field: 'amountMinor', count: 11, sum }],
    });
  });
});

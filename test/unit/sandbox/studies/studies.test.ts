import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenReplica } from '#electron/replica/replica';
import { SimulationPool } from '#electron/sandbox/pool';
import { writeBundle } from '#electron/sandbox/studies/bundle';
import { chainFromStreams } from '#electron/sandbox/studies/chain-from-streams';
import { studyService } from '#electron/sandbox/studies/service';
import { studyCommands, studyQueries } from '#electron/sandbox/studies/statements';
import { EXAMPLE_DATA } from '#electron/sandbox/study/examples';
import { EXIT } from '#electron/cli/exit-codes';
import { Jobs } from '#electron/shell/jobs';
import { GENERATED_SEED, generatedChain } from '#shared/sandbox/generated-chain';
import { storeChainSchema } from '#shared/sandbox/store-chain';
import { inputDifferences } from '#shared/sandbox/studies/differences';
import { SCENARIO_MODELS } from '#electron/sandbox/study/models';
import type { StudyRequest } from '#shared/sandbox/study';
import { studyRiskLine } from '#shared/sandbox/study-risk';
import { openTestReplica, type TestReplica } from '../../helpers/replica';
import { bundleWorkers } from '../../helpers/replica-workers';
import { callCli } from '../../cli/call-cli';
import { fill } from './fill';

let workers: Awaited<ReturnType<typeof bundleWorkers>>;
let pool: SimulationPool;
let replica: TestReplica;
let folder: string;
/** What the person answers to dialogs. */
let picked: string | null;
let jobs: Jobs;
/** Tells the service that something was written. */
let changed: (change: { readonly entities: readonly string[] }) => void;

beforeAll(async () => {
  workers = await bundleWorkers({ 'workers/simulation': 'electron/sandbox/simulation.worker.ts' });
  pool = new SimulationPool({ workerFile: join(workers.dir, 'workers', 'simulation.cjs') });
}, 60_000);
afterAll(async () => {
  await pool.close();
  workers.remove();
});
beforeEach(() => {
  replica = openTestReplica();
  folder = mkdtempSync(join(tmpdir(), 'sandtable-studies-'));
  picked = null;
  jobs = new Jobs(() => undefined, Date.now);
});
afterEach(() => {
  replica.close();
  rmSync(folder, { recursive: true, force: true });
});

const REQUEST: StudyRequest = {
  assumptions: {},
  variants: [
    { id: 'today', name: '照现状', levers: {}, switches: {} },
    { id: 'gift', name: '赠品', levers: { gift: 100 }, switches: {} },
  ],
  targets: {},
  replicates: 256,
  seed: 7,
  precision: null,
};
const PLAN = { modelId: 'chronic-care', sourceId: 'generated', request: REQUEST };

const LAST_DAYS: Readonly<Record<string, string>> = {
  'chronic-care': '2026-12-21',
  'flu-season': '2027-05-24',
  'price-move': '2027-02-15',
  'offer-campaign': '2026-11-30',
};

/** As today, of any model. */
function askedOf(modelId: string): StudyRequest {
  const [today] = REQUEST.variants;
  if (today === undefined) throw new Error('no variant');
  const ranked = SCENARIO_MODELS.find(({ id }) => id === modelId)?.ranked ?? '';
  return { ...REQUEST, ranked, variants: [today] };
}

/** The service on a real replica without threads of its own. */
function service() {
  const handles = {
    onChanges: (listener: typeof changed) => {
      changed = listener;
      return () => undefined;
    },
    reader: {
      read: async (name: keyof typeof studyQueries, input: never) =>
        replica.read(studyQueries[name] as never, input),
    },
    writer: {
      write: async (name: keyof typeof studyCommands, input: never) =>
        replica.write(studyCommands[name] as never, input, name),
    },
  };
  return studyService({
    replica: () => handles as unknown as OpenReplica,
    pool,
    jobs,
    dialogs: {
      chooseDataFile: async () => picked,
      chooseStudyFile: async () => picked,
      chooseStudyPlace: async (name) => join(folder, name.replaceAll(/[^\w.-]/g, '_')),
    },
    asOfDay: () => '2026-11-23',
    threads: () => 1,
  });
}

describe('the chain of a study', () => {
  test('the generated one is a chain, small, and the same for the same seed', () => {
    const chain = storeChainSchema.parse(generatedChain(GENERATED_SEED));
    expect(chain.stores).toHaveLength(12);
    expect(generatedChain(GENERATED_SEED)).toEqual(chain);
    expect(generatedChain(GENERATED_SEED + 1)).not.toEqual(chain);
  });

  test('empty streams tell of none', () => {
    expect(replica.read(chainFromStreams, null)).toBeNull();
  });

  test('streams tell visitors, weekdays, prices, costs and weights; what they do not tell is named', () => {
    const days = Array.from({ length: 14 }, (_, i) => `2026-11-${String(i + 2).padStart(2, '0')}`);
    // 2026-11-02 is a Monday; twice as many come on Saturdays.
    const visitors = (day: string) => (new Date(day).getUTCDay() === 6 ? 160 : 80);
    fill(
      replica,
      'stream_store_visitors',
      days.map((day) => ({ day, store: 'S1', visitors: visitors(day) })),
    );
    fill(
      replica,
      'stream_store_sales',
      days.flatMap((day) => [
        { day, store: 'S1', sku: 'A', units: 6, revenue_minor: 6000 },
        { day, store: 'S2', sku: 'A', units: 12, revenue_minor: 12_000 },
        { day, store: 'S1', sku: 'B', units: 3, revenue_minor: null },
        { day, store: 'S1', sku: 'C', units: 1, revenue_minor: null },
      ]),
    );
    fill(replica, 'stream_unit_cost', [
      { day: '2026-01-01', to_day: null, sku: 'A', cost_minor: 900, price_minor: 1500 },
      { day: '2026-10-01', to_day: null, sku: 'A', cost_minor: 700, price_minor: 1500 },
    ]);
    fill(replica, 'stream_price_calendar', [
      {
        day: '2026-11-01',
        to_day: '2026-11-30',
        store: '',
        sku: 'B',
        price_minor: 1800,
        list_price_minor: 2000,
        promotion: 'gift',
      },
    ]);
    const found = replica.read(chainFromStreams, null);
    expect(found).toMatchObject({ days: 14, newest: '2026-11-15' });
    const { chain, assumed } = found ?? { chain: null, assumed: [] };
    expect(chain?.stores).toEqual([
      { id: 'S1', visitorsPerDay: 91.4, trained: 0.5 },
      // Twelve units a day at the usual 24 % of visitors who buy.
      { id: 'S2', visitorsPerDay: 50, trained: 0.5 },
    ]);
    expect(chain?.weekdays[5]).toBeCloseTo(1.75, 3);
    expect(chain?.weekdays[0]).toBeCloseTo(0.875, 3);
    expect(chain?.products).toEqual([
      { sku: 'A', price: 10, cost: 7, promoted: false, weight: 252 },
      { sku: 'B', price: 20, cost: 13.2, promoted: true, weight: 42 },
    ]);
    // C has no price anywhere; B no cost; S2 no visitors; nobody told of training, gifts and shelves.
    expect(assumed).toEqual(['visitors', 'costs', 'trained', 'giftCost', 'shelf', 'leftOut']);
  });

  test('a file that is no chain is refused with the place; a good one can be asked', async () => {
    const rooms = service();
    picked = join(folder, 'chain.json');
    const chain = generatedChain(3);
    const wrong = { ...chain, stores: [{ ...chain.stores[0], visitorsPerDay: -4 }] };
    writeFileSync(picked, JSON.stringify(wrong));
    await expect(rooms['study.pickData']({ modelId: 'chronic-care' })).rejects.toMatchObject({
      code: 'STUDY_DATA_INVALID',
      details: { place: 'chain.json: stores.0.visitorsPerDay' },
    });
    writeFileSync(picked, JSON.stringify(chain));
    const source = await rooms['study.pickData']({ modelId: 'chronic-care' });
    const sources = await rooms['study.sources']({ modelId: 'chronic-care' });
    expect(sources.map(({ origin }) => origin)).toEqual(['file', 'generated']);
    const kept = await rooms['study.run']({
      ...PLAN,
      sourceId: source?.id ?? '',
      jobId: 'a',
      name: '自有门店',
    });
    expect(kept).toMatchObject({ origin: 'file', dataHash: source?.id });
  });
});

describe('every model', () => {
  test.each(SCENARIO_MODELS.map(({ id }) => id))(
    '%s answers on first opening, on generated data, for the days that it is about',
    async (modelId) => {
      const rooms = service();
      const sources = await rooms['study.sources']({ modelId });
      expect(sources.map(({ id }) => id)).toEqual(['generated']);
      const kept = await rooms['study.run']({
        ...PLAN,
        modelId,
        request: askedOf(modelId),
        jobId: 'a',
        name: modelId,
      });
      expect(kept).toMatchObject({ modelId, origin: 'generated', firstDay: '2026-11-24' });
      expect(kept.lastDay).toBe(LAST_DAYS[modelId]);
    },
  );

  test('a file is offered to the model that reads it, and refused by the others', async () => {
    const rooms = service();
    picked = join(folder, 'season.json');
    writeFileSync(picked, JSON.stringify(EXAMPLE_DATA['flu-season']));
    const source = await rooms['study.pickData']({ modelId: 'flu-season' });
    expect(source).toMatchObject({ origin: 'file', chain: null, rows: { places: 12, days: 182 } });
    const origins = async (modelId: string) =>
      (await rooms['study.sources']({ modelId })).map(({ origin }) => origin);
    expect(await origins('flu-season')).toEqual(['file', 'generated']);
    expect(await origins('price-move')).toEqual(['generated']);
    expect(await origins('chronic-care')).toEqual(['generated']);
    await expect(rooms['study.pickData']({ modelId: 'price-move' })).rejects.toMatchObject({
      code: 'STUDY_DATA_INVALID',
    });
  });

  test('a short history is played with what it leaves uncertain, unless a person has said otherwise', async () => {
    const rooms = service();
    fill(
      replica,
      'stream_store_sales',
      ['2026-11-20', '2026-11-21', '2026-11-22'].map((day, i) => ({
        day,
        store: 'S1',
        sku: 'A',
        units: 3 + i,
        revenue_minor: 4000,
      })),
    );
    const [source] = await rooms['study.sources']({ modelId: 'flu-season' });
    expect(source).toMatchObject({ id: 'streams:A', days: 3, rows: { sku: 'A' } });
    const played = (assumptions: StudyRequest['assumptions'], jobId: string) =>
      rooms['study.run']({
        ...PLAN,
        modelId: 'flu-season',
        sourceId: source?.id ?? '',
        request: { ...askedOf('flu-season'), assumptions },
        jobId,
        name: 'short',
      });
    const spread = (study: { request: StudyRequest }) => study.request.assumptions['storeSpread'];
    const kept = await played({}, 'a');
    expect(spread(kept)?.mean).toBeGreaterThan(0.2);
    expect(spread(await played({ storeSpread: { mean: 0.05, sd: 0 } }, 'b'))?.mean).toBe(0.05);
    const width = ({ result }: typeof kept) => {
      const { p10, p90 } = result.variants[0]?.outputs['sold'] ?? {};
      return (p90?.value ?? 0) - (p10?.value ?? 0);
    };
    expect(width(kept)).toBeGreaterThan(
      width(await played({ storeSpread: { mean: 0.05, sd: 0 } }, 'c')),
    );
  });

  test('a look ahead reads the streams once, and again when they have changed', async () => {
    const rooms = service();
    const row = { day: '2026-11-20', store: 'S1', sku: 'A', revenue_minor: 4000 };
    fill(replica, 'stream_store_sales', [{ ...row, units: 4 }]);
    const look = async (jobId: string) => {
      const plan = { modelId: 'price-move', sourceId: 'streams:A', request: askedOf('price-move') };
      const { variants } = await rooms['study.preview']({ ...plan, jobId });
      return variants[0]?.outputs['sold']?.mean.value ?? 0;
    };
    const first = await look('a');
    replica.write((tx) => {
      tx.runLocal('UPDATE stream_store_sales SET units = 40, revenue_minor = 40000');
      return null;
    }, null);
    expect(await look('b')).toBe(first);
    changed({ entities: ['stream_store_sales'] });
    expect(await look('c')).toBeGreaterThan(5 * first);
  });

  test('sensitivity is asked of a plan, and ends when it is cancelled', async () => {
    const rooms = service();
    const asked = { ...PLAN, modelId: 'offer-campaign', request: askedOf('offer-campaign') };
    const found = await rooms['study.sensitivity']({ ...asked, variantId: 'today', jobId: 's' });
    expect(found.inputs.length).toBeGreaterThan(2);
    const under = rooms['study.sensitivity']({ ...asked, variantId: 'today', jobId: 'x' });
    jobs.cancel('x');
    await expect(under).rejects.toMatchObject({ code: 'CANCELLED' });
    // What comes after it is answered.
    await expect(rooms['study.preview']({ ...asked, jobId: 'y' })).resolves.toMatchObject({
      replicates: 256,
    });
  });
});

describe('a kept study', () => {
  test('holds what was asked and found; it is decided on, pinned, found again', async () => {
    const rooms = service();
    const kept = await rooms['study.run']({ ...PLAN, jobId: 'a', name: '十二月组合' });
    expect(kept).toMatchObject({
      name: '十二月组合',
      origin: 'generated',
      status: 'open',
      request: REQUEST,
      firstDay: '2026-11-24',
      lastDay: '2026-12-21',
      replicates: 256,
    });
    // Kept data are asked again by their hash.
    const risks = await rooms['study.risks']({
      ...PLAN,
      sourceId: kept.dataHash,
      variantId: 'gift',
      jobId: 'r',
    });
    expect(risks).toMatchObject({ variantId: 'gift', ranked: 'margin' });
    expect(risks.risks.map(({ id }) => id)).toContain('rival');
    const reached = await rooms['study.reach']({
      ...PLAN,
      sourceId: kept.dataHash,
      question: {
        variantId: REQUEST.variants[0]?.id ?? '',
        lever: 'discount',
        output: 'margin',
        target: 0,
        chance: 0.8,
      },
      jobId: 't',
    });
    // A margin above zero needs no discount: where the lever stands today is sure enough.
    expect(reached.position).toBe(0);
    expect(reached.tried.length).toBeGreaterThan(2);
    await rooms['study.remark']({
      id: kept.id,
      name: '改名',
      notes: '给王经理看',
      tags: ['十二月'],
    });
    const second = await rooms['study.run']({ ...PLAN, jobId: 'b', name: '第二次' });
    expect(second.resultHash).toBe(kept.resultHash);
    await rooms['study.pin']({ id: kept.id, pinned: true });
    await rooms['study.pin']({ id: second.id, pinned: true });
    await rooms['study.decide']({
      id: second.id,
      status: 'rejected',
      variantId: null,
      reason: '供应商不同意赠品',
    });
    replica.reopen();
    const list = await rooms['study.list']({});
    expect(list.map(({ name, pinned, status, reason }) => [name, pinned, status, reason])).toEqual([
      ['第二次', true, 'rejected', '供应商不同意赠品'],
      ['改名', false, 'open', ''],
    ]);
    await rooms['study.remove']({ id: second.id });
    expect(await rooms['study.list']({})).toHaveLength(1);
    await expect(rooms['study.get']({ id: second.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('promises what the adopted variant gave, once; another decision takes that back', async () => {
    const rooms = service();
    const { id, result } = await rooms['study.run']({ ...PLAN, jobId: 'a', name: '组合' });
    const decide = (status: 'open' | 'adopted', variantId: string | null) =>
      rooms['study.decide']({ id, status, variantId, reason: '' });
    const promises = () =>
      replica.read(
        (tx) => tx.all<{ output: string; mean: number }>('SELECT * FROM study_promise'),
        null,
      );
    await decide('adopted', 'gift');
    await decide('adopted', 'gift');
    expect(promises()).toHaveLength(5);
    expect(promises().find(({ output }) => output === 'margin')).toMatchObject({
      mean: result.variants[1]?.outputs['margin']?.mean.value,
      first_day: '2026-11-24',
      last_day: '2026-12-21',
      actual: null,
    });
    await decide('open', null);
    expect(promises()).toEqual([]);
    await expect(decide('adopted', 'none')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a study as a file', () => {
  test('gives the same bits elsewhere, also from the command line; a changed byte is refused', async () => {
    const rooms = service();
    const kept = await rooms['study.run']({ ...PLAN, jobId: 'a', name: 'bundle' });
    await rooms['study.save']({ id: kept.id });
    const file = join(folder, 'bundle.sandtable-run');
    replica.close();
    replica = openTestReplica();
    picked = file;
    const opened = await service()['study.open']({ jobId: 'b' });
    expect(opened?.check.differences).toEqual([]);
    expect(opened?.study).toMatchObject({ name: 'bundle', resultHash: kept.resultHash });
    expect(opened?.study.dataHash).toBe(kept.dataHash);

    const verify = () => callCli(['simulate', '--bundle', file, '--json'], workers.dir);
    const same = await verify();
    expect(same).toMatchObject({ exitCode: EXIT.ok, err: '' });
    expect(JSON.parse(same.out).value).toMatchObject({
      identical: true,
      foundHash: kept.resultHash,
    });

    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"seed":7', '"seed":8'));
    await expect(service()['study.open']({ jobId: 'c' })).rejects.toMatchObject({
      code: 'STUDY_BUNDLE_INVALID',
      details: { problem: 'hash' },
    });
    writeFileSync(file, 'PK no json');
    await expect(service()['study.open']({ jobId: 'd' })).rejects.toMatchObject({
      code: 'STUDY_BUNDLE_INVALID',
    });
  });
});

test('a file that gives other bits here is kept as what it gives here, and says what differs', async () => {
  const rooms = service();
  const kept = await rooms['study.run']({ ...PLAN, jobId: 'a', name: 'other' });
  const { content } = replica.read(studyQueries['study.data'], { hash: kept.dataHash });
  const claimed = {
    ...kept,
    dataHash: 'f'.repeat(64),
    result: {
      ...kept.result,
      engineVersion: '0.0.1',
      modelVersion: 99,
      resultHash: '0'.repeat(64),
    },
  };
  picked = join(folder, 'other.sandtable-run');
  writeFileSync(picked, writeBundle(claimed, content));
  const opened = await rooms['study.open']({ jobId: 'b' });
  expect(opened?.check).toEqual({
    differences: ['data', 'model', 'engine', 'result'],
    saidHash: '0'.repeat(64),
    foundHash: kept.resultHash,
  });
  expect(opened?.study).toMatchObject({ resultHash: kept.resultHash, dataHash: kept.dataHash });
});

describe('what two studies were asked differently', () => {
  const inputs = (request: Partial<StudyRequest>, dataHash = 'a'.repeat(64)) => ({
    dataHash,
    request: { ...REQUEST, ...request },
  });

  test('nothing for the same inputs', () => {
    expect(inputDifferences(inputs({}), inputs({}))).toEqual([]);
  });

  test('data, seed, levers, assumptions and variants that only one has', () => {
    const [today, gift] = REQUEST.variants;
    if (today === undefined || gift === undefined) throw new Error('two variants');
    const after = inputs(
      {
        seed: 8,
        assumptions: { price: { mean: 2, sd: 0.4 } },
        variants: [today, { ...gift, levers: { gift: 50 }, switches: { rival: 'on' } }],
      },
      'b'.repeat(64),
    );
    expect(
      inputDifferences(inputs({}), after).map(({ kind, variant, id, before, after: now }) => [
        kind,
        variant,
        id,
        before,
        now,
      ]),
    ).toEqual([
      ['data', null, null, 'aaaaaaaa', 'bbbbbbbb'],
      ['seed', null, null, 7, 8],
      ['assumption', null, 'price', null, '2 ± 0.4'],
      ['lever', '赠品', 'gift', 100, 50],
      ['switch', '赠品', 'rival', 'model', 'on'],
    ]);
    expect(inputDifferences(inputs({}), inputs({ variants: [today] }))).toEqual([
      { kind: 'variant', variant: '赠品', id: null, before: '赠品', after: null },
    ]);
  });
});

test('a switch and an assumption of the same id are told by their own names', () => {
  const model = SCENARIO_MODELS.find(({ id }) => id === 'chronic-care');
  if (model === undefined) throw new Error('no model');
  const effect = { value: -2, se: 0.1, low: -2.2, high: -1.8, share: null };
  const risk = {
    id: 'rival',
    from: 0,
    to: 1,
    effects: { margin: { ...effect, notDistinguishable: false } },
  };
  const nameOf = (kind: 'switch' | 'assumption') =>
    studyRiskLine({ ...risk, kind }, 'margin', model, 'en', String, String)?.values.name;
  expect(nameOf('switch')).toBe('a rival promotes');
  expect(nameOf('assumption')).toBe("What a rival's promotion takes");
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { playStudy, SCENARIO_MODELS, type SimulationPool } from '#electron/sandbox/index';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import { studyResultSchema, type StudyRequest, type StudyResult } from '#shared/sandbox/study';
import { FLU_DATA, OFFER_DATA, PRICE_DATA } from '../../../fixtures/sandbox/study-data';
import { smallChain } from '../../../fixtures/sandbox/store-chain';
import { studyPool } from '../../helpers/simulation-pool';

const model = SCENARIO_MODELS.find(({ id }) => id === 'chronic-care') as ScenarioModel;
let pool: SimulationPool;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ pool, close } = await studyPool());
}, 60_000);

afterAll(() => close());

const PACKAGE = { discount: 10, gift: 50, script: 100, lecture: 100 };

function request(some: Partial<StudyRequest> = {}): StudyRequest {
  return {
    assumptions: {},
    variants: [
      { id: 'today', name: 'As today', levers: {}, switches: {} },
      { id: 'package', name: 'Package', levers: PACKAGE, switches: {} },
      { id: 'alone', name: 'Without lecture', levers: PACKAGE, switches: { lecture: 'off' } },
      { id: 'given', name: 'With lecture', levers: PACKAGE, switches: { lecture: 'on' } },
    ],
    targets: { conversion: 0.3 },
    replicates: 512,
    seed: 7,
    precision: null,
    ...some,
  };
}

const figure = (result: StudyResult, variant: number, output: string) => {
  const found = result.variants[variant]?.outputs[output];
  if (found === undefined) throw new Error(`no ${output}`);
  return found;
};

test('the result is what its schema says, with the whole distribution of every output', async () => {
  const result = await playStudy(pool, model, smallChain(), request(), { threads: 2 });
  expect(studyResultSchema.parse(result)).toEqual(result);
  for (const { id } of model.outputs) {
    const { quantiles, histogram, mean, difference } = figure(result, 1, id);
    expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(512);
    const gain = mean.value - figure(result, 0, id).mean.value;
    expect(difference?.mean.value).toBeCloseTo(gain, 6);
  }
  expect(figure(result, 0, 'margin').difference).toBeNull();
  const { quantiles, targetChance } = figure(result, 1, 'conversion');
  const below = quantiles.filter((value) => value < 0.3).length / 101;
  expect(targetChance?.value).toBeCloseTo(1 - below, 1);
  expect(figure(result, 1, 'margin').targetChance).toBeNull();
  const chances = result.variants.map(({ bestChance }) => bestChance.value);
  expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
});

test('a switch per variant: ruled out it is worth less, forced more than by chance', async () => {
  const result = await playStudy(pool, model, smallChain(), request());
  const conversion = [2, 1, 3].map((j) => figure(result, j, 'conversion').mean.value);
  expect(conversion).toEqual(conversion.toSorted((a, b) => a - b));
  expect(conversion[0]).toBeLessThan((conversion[2] ?? 0) - 0.01);
});

test('less is better where the model says so: the tail is the highest, the best has least', async () => {
  const asked = request({ ranked: 'leftover', targets: { leftover: 0 } });
  const result = await playStudy(pool, model, smallChain(), asked);
  const { cvar5, p95, targetChance } = figure(result, 0, 'leftover');
  expect(cvar5.value).toBeGreaterThanOrEqual(p95.value);
  expect(targetChance?.value).toBe(0);
  const means = result.variants.map((_, j) => figure(result, j, 'leftover').mean.value);
  const best = result.variants.map(({ bestChance }) => bestChance.value);
  expect(best.indexOf(Math.max(...best))).toBe(means.indexOf(Math.min(...means)));
});

test('changed assumptions are played, and the same study gives the same bits', async () => {
  const asked = request({ assumptions: { price: { mean: 0, sd: 0 } } });
  const [one, two] = [
    await playStudy(pool, model, smallChain(), asked, { threads: 1 }),
    await playStudy(pool, model, smallChain(), asked, { threads: 2, build: 'typescript' }),
  ];
  const usual = await playStudy(pool, model, smallChain(), request());
  expect(two?.resultHash).toBe(one?.resultHash);
  const conversion = (result: StudyResult): number => figure(result, 1, 'conversion').mean.value;
  expect(conversion(one as StudyResult)).toBeLessThan(conversion(usual));
});

test('partial results on the way, and a cancelled study leaves the pool usable', async () => {
  const seen: number[] = [];
  await playStudy(pool, model, smallChain(), request({ replicates: 1024 }), {
    onPartial: (partial) => {
      expect(studyResultSchema.parse(partial).stopped).toBeNull();
      seen.push(partial.replicates);
    },
  });
  expect(seen).toEqual([64, 256]);
  const controller = new AbortController();
  const long = playStudy(pool, model, smallChain(), request({ replicates: 1_000_000 }), {
    signal: controller.signal,
    onPartial: () => controller.abort(),
  });
  await expect(long).rejects.toMatchObject({ code: 'CANCELLED' });
  const after = await playStudy(pool, model, smallChain(), request({ replicates: 64 }));
  expect(after.replicates).toBe(64);
});

describe.each([
  ['flu-season', FLU_DATA],
  ['price-move', PRICE_DATA],
  ['offer-campaign', OFFER_DATA],
])('%s goes through the same call', (id, data) => {
  const own = SCENARIO_MODELS.find((one) => one.id === id) as ScenarioModel;
  const [lever] = own.levers;
  const asked = request({
    variants: [
      { id: 'a', name: 'A', levers: {}, switches: {} },
      { id: 'b', name: 'B', levers: { [lever?.id ?? '']: lever?.most ?? 0 }, switches: {} },
    ],
    targets: {},
  });

  test('with the same bits for every number of threads and both builds', async () => {
    const one = await playStudy(pool, own, data, asked, { threads: 1 });
    expect(studyResultSchema.parse(one)).toEqual(one);
    expect(one.build).toBe('wasm');
    for (const threads of [2, 3, 7]) {
      const other = await playStudy(pool, own, data, asked, { threads });
      expect(other.resultHash).toBe(one.resultHash);
      expect(other.variants).toEqual(one.variants);
    }
    const plain = await playStudy(pool, own, data, asked, { threads: 2, build: 'typescript' });
    expect([plain.build, plain.resultHash]).toEqual(['typescript', one.resultHash]);
  });

  test('and tells its course where it has one: it ends where the output does', async () => {
    const result = await playStudy(pool, own, data, asked);
    for (const { id: output, overTime } of own.outputs) {
      const { course, mean, p50 } = figure(result, 1, output);
      expect(course !== null).toBe(overTime);
      if (course === null) continue;
      expect((course.mean.at(-1) ?? 0) / mean.value).toBeCloseTo(1, 5);
      expect((course.p50.at(-1) ?? 0) / p50.value).toBeCloseTo(1, 5);
    }
  });
});

describe('what cannot be played is refused with its place', () => {
  const variant = { id: 'a', name: 'A', levers: {}, switches: {} };
  test.each([
    ['variants.0.levers.luck', request({ variants: [{ ...variant, levers: { luck: 1 } }] })],
    [
      'variants.0.levers.discount',
      request({ variants: [{ ...variant, levers: { discount: 99 } }] }),
    ],
    ['variants.0.switches.war', request({ variants: [{ ...variant, switches: { war: 'on' } }] })],
    ['assumptions.price', request({ assumptions: { price: { mean: 99, sd: 0 } } })],
    ['assumptions.hope', request({ assumptions: { hope: { mean: 1, sd: 0 } } })],
    ['targets.fame', request({ targets: { fame: 1 } })],
    ['ranked', request({ ranked: 'fame' })],
    ['replicates', request({ replicates: 1 })],
    ['variants', request({ variants: [variant, variant] })],
  ])('%s', async (place, asked) => {
    const played = playStudy(pool, model, smallChain(), asked);
    await expect(played).rejects.toMatchObject({
      code: 'STUDY_REQUEST_INVALID',
      details: { place },
    });
  });

  test('data and model', async () => {
    const chain = { ...smallChain(), weeks: 0 };
    await expect(playStudy(pool, model, chain, request())).rejects.toMatchObject({
      code: 'STUDY_DATA_INVALID',
      details: { place: 'weeks' },
    });
    const broken = { ...model, ranked: 'nothing' };
    await expect(playStudy(pool, broken, smallChain(), request())).rejects.toMatchObject({
      code: 'SCENARIO_INVALID',
      details: { place: 'ranked' },
    });
  });
});

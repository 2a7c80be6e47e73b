import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SimulationPool } from '#electron/sandbox/index';
import { playRisks } from '#electron/sandbox/study/risks';
import { playSensitivity } from '#electron/sandbox/study/sensitivity';
import { searchTarget } from '#electron/sandbox/study/target-search';
import { playStudy, SCENARIO_MODELS } from '#electron/sandbox/index';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { StudyRequest } from '#shared/sandbox/study';
import { stressed, studyRiskLine, studyRisksSchema } from '#shared/sandbox/study-risk';
import { studySensitivitySchema } from '#shared/sandbox/study-sensitivity';
import { smallChain } from '../../../fixtures/sandbox/store-chain';
import { FLU_DATA, PRICE_DATA } from '../../../fixtures/sandbox/study-data';
import { studyPool } from '../../helpers/simulation-pool';
import { smallModel } from '../components/play';

const named = (id: string): ScenarioModel =>
  SCENARIO_MODELS.find((model) => model.id === id) as ScenarioModel;
let pool: SimulationPool;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ pool, close } = await studyPool());
}, 60_000);

afterAll(() => close());

function request(some: Partial<StudyRequest> = {}): StudyRequest {
  return {
    assumptions: {},
    variants: [{ id: 'a', name: 'A', levers: {}, switches: {} }],
    targets: {},
    replicates: 1024,
    seed: 7,
    precision: null,
    ...some,
  };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const figure = (value: number): string => value.toFixed(2);

describe('risk variables', () => {
  test('what is known is measured: a switch that costs 3, an assumption of known slope', async () => {
    const model = smallModel({
      assumptions: [
        {
          id: 'slope',
          name: { 'zh-CN': '斜率', en: 'Slope' },
          unit: 'logOdds',
          mean: 5,
          sd: 1,
          least: -50,
          most: 50,
        },
        {
          id: 'idle',
          name: { 'zh-CN': '无关', en: 'Idle' },
          unit: 'logOdds',
          mean: 5,
          sd: 1,
          least: -50,
          most: 50,
        },
      ],
      once: [{ id: 'storms', does: 'event', chance: '0.4', switch: 'storm' }],
      each: [
        { id: 'come', does: 'arrivals', mean: '20' },
        { id: 'gain', does: 'formula', unit: '1', is: 'come - 3 * storms + 2 * slope + 0 * idle' },
      ],
      outputs: { gain: 'gain' },
    });
    const risks = await playRisks(pool, model, { currency: 'CNY' }, request(), 'a');
    expect(studyRisksSchema.parse(risks)).toEqual(risks);
    expect(risks.risks.map(({ id }) => id)).toEqual(['slope', 'storm', 'idle']);
    const [slope, storm, idle] = risks.risks.map(({ effects }) => effects['gain']);
    // The 10 % and the 90 % point of N(5, 1) are 2 · 1.2816 apart; what is drawn is cut off far outside.
    expect(slope?.value).toBeCloseTo(4 * 1.2815515655446004, 6);
    expect(storm?.value).toBe(-3);
    expect(storm?.se).toBeLessThan(1e-12);
    expect([storm?.notDistinguishable, idle?.notDistinguishable]).toEqual([false, true]);
    const [first, second, third] = risks.risks.map((risk) =>
      studyRiskLine(risk, 'gain', model, 'zh-CN', percent, figure),
    );
    expect([first?.key, second?.key, third?.key]).toEqual(['assumption.up', 'switch.down', 'none']);
    expect(second?.values.size).toMatch(/^\d/);
  });

  test.each([
    ['chronic-care', smallChain()],
    ['flu-season', FLU_DATA],
    ['price-move', PRICE_DATA],
  ])(
    '%s: every switch and uncertain assumption is ranked, and stress is worse',
    async (id, data) => {
      const model = named(id);
      const asked = request({ replicates: 512 });
      const risks = await playRisks(pool, model, data, asked, 'a', { threads: 2 });
      const uncertain = model.assumptions.filter(({ sd, drawn }) => sd > 0 && drawn === 'once');
      expect(risks.risks).toHaveLength(model.switches.length + uncertain.length);
      const mean = async (own: StudyRequest): Promise<number> => {
        const result = await playStudy(pool, model, data, own);
        return result.variants[0]?.outputs[model.ranked]?.mean.value ?? 0;
      };
      const [usual, worse] = [await mean(asked), await mean(stressed(asked, risks, model))];
      expect(worse).toBeLessThan(usual);
    },
  );

  test('an effect is found whatever else varies, with an interval that holds it', async () => {
    const variants = [{ id: 'a', name: 'A', levers: { lecture: 100 }, switches: {} }];
    const risks = await playRisks(
      pool,
      named('chronic-care'),
      smallChain(),
      request({ variants }),
      'a',
    );
    const lecture = risks.risks.find(({ id }) => id === 'lecture')?.effects['conversion'];
    expect(lecture?.value).toBeGreaterThan(0);
    expect(lecture?.notDistinguishable).toBe(false);
    expect(lecture?.low).toBeLessThan(lecture?.value ?? 0);
  });

  test('a forced switch is no risk any more', async () => {
    const variants = [{ id: 'a', name: 'A', levers: {}, switches: { wave: 'off' as const } }];
    const risks = await playRisks(pool, named('flu-season'), FLU_DATA, request({ variants }), 'a');
    expect(risks.risks.map(({ id }) => id)).not.toContain('wave');
  });
});

describe('global sensitivity', () => {
  test('shares of a sum with a product are those of its formula', async () => {
    const input = (id: string, sd: number) => ({
      id,
      name: { 'zh-CN': id, en: id },
      unit: 'logOdds' as const,
      mean: 0,
      sd,
      least: -50,
      most: 50,
    });
    const model = smallModel({
      assumptions: [input('a', 1), input('b', 2), input('c', 1), input('d', 1)],
      each: [{ id: 'y', does: 'formula', unit: '1', is: 'a + b + 2 * c * d' }],
      outputs: { y: 'y' },
    });
    const found = await playSensitivity(pool, model, { currency: 'CNY' }, request(), 'a');
    expect(studySensitivitySchema.parse(found)).toEqual(found);
    // Variance 1 + 4 + 4, of which a explains 1, b 4, and c and d only together 4.
    const known: Record<string, [first: number, total: number]> = {
      a: [1 / 9, 1 / 9],
      b: [4 / 9, 4 / 9],
      c: [0, 4 / 9],
      d: [0, 4 / 9],
    };
    for (const { id, shares } of found.inputs) {
      const [first, total] = known[id] ?? [9, 9];
      expect(Math.abs((shares['y']?.first.value ?? 9) - first)).toBeLessThan(0.05);
      expect(Math.abs((shares['y']?.total.value ?? 9) - total)).toBeLessThan(0.05);
    }
    expect(found.inputs.at(-1)?.id).toBe('a');
  });

  test('for the models that there are, the same with any number of threads', async () => {
    const [one, two] = [
      await playSensitivity(pool, named('flu-season'), FLU_DATA, request(), 'a', { threads: 1 }),
      await playSensitivity(pool, named('flu-season'), FLU_DATA, request(), 'a', { threads: 2 }),
    ];
    expect(two).toEqual(one);
    const sum = one?.inputs.reduce(
      (all, { shares }) => all + (shares['profit']?.total.value ?? 0),
      0,
    );
    expect(sum).toBeGreaterThan(0.9);
  });
});

describe('target search', () => {
  const model = smallModel({
    each: [{ id: 'come', does: 'arrivals', mean: '100 * (1 + push)' }],
    outputs: { come: 'come' },
  });
  const data = { currency: 'CNY' };
  const question = { variantId: 'a', lever: 'push', output: 'come', target: 150, chance: 0.8 };

  test('the least push with P(Poisson ≥ 150) ≥ 80 % is found on the lever’s steps', async () => {
    const asked = request({ replicates: 4096 });
    const answer = await searchTarget(pool, model, data, asked, question);
    // P(Poisson(160) ≥ 150) = .797, P(Poisson(170) ≥ 150) = .945.
    expect([0.6, 0.7]).toContain(Number(answer.position?.toFixed(6)));
    expect(answer.between.sure).toBeCloseTo(0.7, 9);
    const chances = answer.tried.map(({ chance }) => chance);
    expect(chances).toEqual(chances.toSorted((a, b) => a - b));
  });

  test('what no position reaches is told as such', async () => {
    const answer = await searchTarget(pool, model, data, request(), { ...question, target: 900 });
    expect(answer.position).toBeNull();
    expect(answer.between).toEqual({ sure: null, possible: null });
  });
});

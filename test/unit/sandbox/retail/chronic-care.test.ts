import { describe, expect, test } from 'vitest';
import * as at from '#electron/sandbox/engine/retail/layout';
import { chronicCareModel } from '#electron/sandbox/engine/retail/chronic-care';
import { assumption, scenarioSchema, type ScenarioModel } from '#shared/sandbox/scenario';
import { storeChainSchema } from '#shared/sandbox/store-chain';
import chronicCare from '#resources/scenarios/chronic-care.json';
import { smallChain } from '../../../fixtures/sandbox/store-chain';
import { closedForm } from './closed-form';
import { moments, playRetail } from './play';

const scenario = scenarioSchema.parse(chronicCare);

/** The model with some assumptions changed, as a person would. */
function changed(changes: Readonly<Record<string, { mean?: number; sd?: number }>>): unknown {
  return {
    ...scenario,
    assumptions: scenario.assumptions.map((one) => ({ ...one, ...changes[one.id] })),
  };
}

describe('the model language', () => {
  test.each([
    ['a mean outside its limits', changed({ lectureChance: { mean: 1.4 } })],
    ['not a number', changed({ price: { mean: Number.NaN } })],
    ['a negative spread', changed({ price: { sd: -0.1 } })],
    [
      'a chance that may exceed 1',
      { ...scenario, assumptions: [{ ...assumptionOf('rivalBegins'), most: 2 }] },
    ],
    ['negative days', { ...scenario, assumptions: [{ ...assumptionOf('fluLength'), least: -1 }] }],
    ['an unknown unit', { ...scenario, assumptions: [{ ...assumptionOf('price'), unit: 'kg' }] }],
    ['an unknown stream', { ...scenario, streams: ['tea leaves'] }],
    ['two levers of one name', { ...scenario, levers: [scenario.levers[0], scenario.levers[0]] }],
    [
      'a lever that cannot be left alone',
      { ...scenario, levers: [{ ...scenario.levers[0], least: 5 }] },
    ],
  ])('refuses %s', (_name, model) => {
    expect(scenarioSchema.safeParse(model).success).toBe(false);
  });

  test('an assumption that the kernel needs and the model lacks is named', () => {
    expect(() => assumption({ ...scenario, assumptions: [] }, 'price')).toThrow('price');
  });
});

describe('a chain of stores from a file', () => {
  const chain = smallChain();
  test('is read as it is', () => {
    expect(storeChainSchema.parse(JSON.parse(JSON.stringify(chain)))).toEqual(chain);
  });

  test.each([
    [
      'stores.1.visitorsPerDay',
      { ...chain, stores: [chain.stores[0], { ...chain.stores[1], visitorsPerDay: -3 }] },
    ],
    ['stores.1.id', { ...chain, stores: [chain.stores[0], chain.stores[0]] }],
    ['products.0.price', { ...chain, products: [{ ...chain.products[0], price: Number.NaN }] }],
    ['products', { ...chain, products: chain.products.map((one) => ({ ...one, weight: 0 })) }],
    ['campaign.last', { ...chain, campaign: { first: 2, last: 9 } }],
    ['lectureDay', { ...chain, lectureDay: 60 }],
    ['weekdays', { ...chain, weekdays: [1, 1] }],
  ])('what is wrong at %s is found there', (place, wrong) => {
    const parsed = storeChainSchema.safeParse(wrong);
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toContain(place);
  });
});

test('frozen, the package agrees with its closed form', () => {
  const frozen = scenarioSchema.parse(
    changed({
      ...Object.fromEntries(scenario.assumptions.map(({ id }) => [id, { sd: 0 }])),
      basketLog: { sd: assumptionOf('basketLog').sd },
      dispersion: { mean: 1e8 },
      daySpread: { mean: 0 },
      storeSpread: { mean: 0 },
      storeTrafficSpread: { mean: 0 },
      lectureChance: { mean: 1 },
      rivalStart: { mean: 0 },
      rivalBegins: { mean: 0 },
      fluChance: { mean: 0 },
    }),
  );
  const levers = [{}, { discount: 10, gift: 50, script: 80, lecture: 100, stock: 30, cost: 900 }];
  const model = chronicCareModel(frozen, smallChain(), levers);
  const played = playRetail(model, { replicates: 3000 });
  closedForm(model).forEach((exact, j) => {
    for (const [name, figure] of [
      ['revenue', at.REVENUE],
      ['margin', at.MARGIN],
      ['lost', at.LOST],
    ] as const) {
      const values = played.column(j, figure);
      const { mean, variance } = moments(values);
      expect(Math.abs(mean - exact[name]) / Math.sqrt(variance / values.length)).toBeLessThan(4);
    }
  });
});

function assumptionOf(id: string): ScenarioModel['assumptions'][number] {
  const found = scenario.assumptions.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

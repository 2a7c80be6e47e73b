import { describe, expect, test } from 'vitest';
import { logFactorial } from '#electron/sandbox/engine/samplers';
import { withAssumptions } from '#electron/sandbox/study/columns';
import { SCENARIO_MODELS } from '#electron/sandbox/study/models';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import { FLU_DATA, OFFER_DATA, PRICE_DATA } from '../../../fixtures/sandbox/study-data';
import { columnOf, mean, near, playModel, type Played } from './play';

const named = (id: string): ScenarioModel =>
  SCENARIO_MODELS.find((model) => model.id === id) as ScenarioModel;

/** The model with what is given as certain. */
function certain(id: string, values: Readonly<Record<string, number>>): ScenarioModel {
  const sure = Object.entries(values).map(([key, value]) => [key, { mean: value, sd: 0 }]);
  return withAssumptions(named(id), Object.fromEntries(sure));
}

const MODELS = [
  ['flu-season', FLU_DATA],
  ['price-move', PRICE_DATA],
  ['offer-campaign', OFFER_DATA],
] as const;

describe.each(MODELS)('%s', (id, data) => {
  const model = named(id);
  const columns = [0, 1, 2].map((j) =>
    columnOf({
      levers: Object.fromEntries(
        model.levers.map(({ id: lever, usual, step, most }) => [
          lever,
          Math.min(most, usual + 2 * j * step),
        ]),
      ),
    }),
  );

  test('both builds give the same bits', () => {
    const play = (build: 'wasm' | 'typescript'): Played =>
      playModel(model, { data, columns, replicates: 40, build });
    expect([...play('wasm').figures]).toEqual([...play('typescript').figures]);
  });

  test('a variant has its numbers whatever stands beside it', () => {
    const alone = playModel(model, { data, columns: columns.slice(2), replicates: 40 });
    const beside = playModel(model, { data, columns, replicates: 40 });
    for (const { id: output } of model.outputs) {
      expect(beside.column(output, 2)).toEqual(alone.column(output));
    }
  });

  test('a switch that is forced is forced, for that variant only', () => {
    const [first] = model.switches;
    const switches = (state: 'on' | 'off') => ({ [first?.id ?? '']: state });
    const forced = [
      columnOf(),
      columnOf({ switches: switches('off') }),
      columnOf({ switches: switches('on') }),
    ];
    const all = playModel(model, { data, columns: forced, replicates: 400 });
    const alone = playModel(model, { data, replicates: 400 });
    expect(all.column(model.ranked)).toEqual(alone.column(model.ranked));
    const [chance, off, on] = [0, 1, 2].map((j) => mean(all.column(model.ranked, j)));
    const between = [off, on].toSorted((a, b) => (a ?? 0) - (b ?? 0));
    expect(chance).toBeGreaterThan(between[0] ?? 0);
    expect(chance).toBeLessThan(between[1] ?? 0);
  });
});

describe('flu-season', () => {
  const SURE = {
    waveChance: 0,
    waveSize: 1,
    height: 0,
    peakWeek: 12,
    waveWidth: 4,
    storeSpread: 0,
    lateChance: 0,
    lateWeeks: 0,
  };

  test('E2 its twin: every week a newsvendor of its own, whose lost and wasted units are known', () => {
    const data = { ...FLU_DATA, constants: { ...FLU_DATA.constants, life: 1, lead: 0 } };
    const opening = data.places.map((place) => ({ ...place, stock: 0 }));
    const columns = [columnOf({ levers: { cover: 1.2 } })];
    const played = playModel(certain('flu-season', SURE), {
      data: { ...data, places: opening },
      columns,
      replicates: 2000,
    });
    // Weekly demand is negative binomial of shape 9.
    const k = 9;
    const lostOf = (level: number): number => {
      const shelf = Math.floor(1.2 * level);
      let lost = level - shelf;
      for (let d = 0; d < shelf; d++) {
        const ways =
          logGamma(k + d) - logGamma(k) - logFactorial(d) + k * Math.log(k / (k + level));
        lost += (shelf - d) * Math.exp(ways + d * Math.log(level / (k + level)));
      }
      return lost;
    };
    const lost = 26 * FLU_DATA.places.reduce((sum, { demand }) => sum + lostOf(demand), 0);
    expect(near(played.column('lost'), lost)).toBe('near');
    const all = 26 * FLU_DATA.places.reduce((sum, { demand }) => sum + demand, 0);
    expect(near(played.column('sold'), all - lost)).toBe('near');
    const shelves = 26 * FLU_DATA.places.reduce((sum, p) => sum + Math.floor(1.2 * p.demand), 0);
    expect(near(played.column('wasted'), shelves - all + lost)).toBe('near');
  });

  test('E2 profit is what was sold less what was bought, held and moved, exactly', () => {
    const columns = [columnOf({ levers: { cover: 3, share: 100, early: 50 } })];
    const dear = { ...FLU_DATA.constants, price: 1, cost: 0, holding: 0, transfer: 0 };
    const played = playModel(named('flu-season'), {
      data: { ...FLU_DATA, constants: dear },
      columns,
      replicates: 100,
    });
    expect(played.column('profit')).toEqual(played.column('sold'));
  });

  test('E3 more stock never sells less, in any future', () => {
    const columns = [0, 50, 100, 200].map((early) => columnOf({ levers: { early, cover: 1 } }));
    const played = playModel(named('flu-season'), { data: FLU_DATA, columns, replicates: 300 });
    for (let j = 1; j < columns.length; j++) {
      const [less, more] = [played.column('sold', j - 1), played.column('sold', j)];
      expect(more.filter((sold, r) => sold < (less[r] ?? 0))).toEqual([]);
    }
  });

  test('moving stock between stores serves more of the same demand', () => {
    const columns = [0, 100].map((share) => columnOf({ levers: { share, cover: 1 } }));
    const played = playModel(named('flu-season'), { data: FLU_DATA, columns, replicates: 300 });
    expect(mean(played.column('served', 1))).toBeGreaterThan(mean(played.column('served', 0)));
    expect(new Set(played.column('moved', 0))).toEqual(new Set([0]));
  });
});

/** log Γ of a whole number. */
function logGamma(n: number): number {
  return logFactorial(n - 1);
}

describe('price-move', () => {
  const SURE = {
    elasticity: 3,
    cross: 0.8,
    displayEffect: 0,
    lasting: 0,
    stockUp: 0,
    rivalCut: 0.1,
    rivalStart: 0,
    rivalBegins: 0,
    rivalStays: 0,
    weekSpread: 0,
  };
  const at = (change: number) => columnOf({ levers: { change } });

  test('E2 its twin: constant elasticity, whose units, revenue and profit are known', () => {
    const played = playModel(certain('price-move', SURE), {
      data: PRICE_DATA,
      columns: [at(0), at(-20)],
      replicates: 2000,
    });
    const weeks = PRICE_DATA.calendar.season.reduce((sum, one) => sum + one, 0);
    const base = PRICE_DATA.places.reduce((sum, place) => sum + place.base, 0);
    [1, 0.8].forEach((part, j) => {
      const units = base * weeks * part ** -3;
      expect(near(played.column('sold', j), units)).toBe('near');
      expect(near(played.column('revenue', j), units * 29.9 * part)).toBe('near');
      expect(near(played.column('profit', j), units * (29.9 * part - 19))).toBe('near');
    });
  });

  test('C13 with elasticity 3 and cost 20 the best price is 30', () => {
    const places = PRICE_DATA.places.map((place) => ({ ...place, price: 25, cost: 20 }));
    const changes = [10, 16, 20, 24, 30];
    const played = playModel(certain('price-move', SURE), {
      data: { ...PRICE_DATA, places },
      columns: changes.map(at),
      replicates: 4000,
    });
    const profits = changes.map((_, j) => mean(played.column('profit', j)));
    expect(profits.indexOf(Math.max(...profits))).toBe(changes.indexOf(20));
  });

  test('E3 a higher price never sells more, in any future', () => {
    const columns = [-20, -5, 0, 5, 20].map(at);
    const model = certain('price-move', { stockUp: 0 });
    const played = playModel(model, { data: PRICE_DATA, columns, replicates: 300 });
    for (let j = 1; j < columns.length; j++) {
      const [cheaper, dearer] = [played.column('sold', j - 1), played.column('sold', j)];
      expect(dearer.filter((sold, r) => sold > (cheaper[r] ?? 0))).toEqual([]);
    }
  });

  test('without a cut of the rival there is nothing to answer', () => {
    const columns = [0, 100].map((answer) =>
      columnOf({ levers: { answer }, switches: { rival: 'off' } }),
    );
    const played = playModel(named('price-move'), { data: PRICE_DATA, columns, replicates: 50 });
    expect(played.column('profit', 1)).toEqual(played.column('profit', 0));
  });
});

describe('offer-campaign', () => {
  const SURE = { trust: 1, scoreA: 4, scoreB: 4, rivalChance: 0, rivalTakes: 0, pullForward: 0 };
  const places = OFFER_DATA.places.map((place) => ({ ...place, errorA: 0, errorB: 0 }));

  test('E2 its twin: buyers, cost and profit of offers at random are known', () => {
    const played = playModel(certain('offer-campaign', SURE), {
      data: { ...OFFER_DATA, places },
      columns: [columnOf(), columnOf({ levers: { first: 50, second: 25 } })],
      replicates: 4000,
    });
    const total = (of: (place: (typeof places)[number]) => number): number =>
      places.reduce((sum, place) => sum + place.customers * of(place), 0);
    expect(
      near(
        played.column('buyers', 0),
        total(({ rate }) => rate),
      ),
    ).toBe('near');
    expect(
      near(
        played.column('buyers', 1),
        total(({ rate, effectA, effectB }) => rate + 0.5 * effectA + 0.25 * effectB),
      ),
    ).toBe('near');
    const { sendA, sendB, giveA, giveB } = OFFER_DATA.constants;
    const cost = total(
      ({ rate, effectA, effectB }) =>
        0.5 * (sendA + giveA * (rate + effectA)) + 0.25 * (sendB + giveB * (rate + effectB)),
    );
    expect(near(played.column('cost', 1), cost)).toBe('near');
  });

  test('a budget is never asked for more than once, and the best groups first earn more', () => {
    const levers = { first: 100, second: 100 };
    const columns = [
      columnOf({ levers }),
      columnOf({ levers: { ...levers, best: 100 } }),
      columnOf({ levers: { ...levers, budget: 2000 } }),
    ];
    const played = playModel(named('offer-campaign'), {
      data: OFFER_DATA,
      columns,
      replicates: 1000,
    });
    expect(mean(played.column('profit', 1))).toBeGreaterThan(mean(played.column('profit', 0)));
    expect(mean(played.column('cost', 2))).toBeLessThan(2100);
  });
});

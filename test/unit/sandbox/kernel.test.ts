import { describe, expect, test } from 'vitest';
import { fitModel } from '#electron/sandbox/engine/fit';
import type { FittedModel } from '#electron/sandbox/engine/fitted';
import { compileHistory, dayNumber } from '#electron/sandbox/engine/history';
import { createJob, hashFigures, playBlocks, type Job } from '#electron/sandbox/engine/job';
import { OUT, OUT_COUNT } from '#electron/sandbox/engine/figures';
import { Simulator } from '#electron/sandbox/engine/kernel';
import { variantScenarios, type Scenario } from '#electron/sandbox/engine/scenario';
import { generateHistory } from '../../fixtures/sandbox/generated-history';
import { NEUTRAL, plainModel, request } from './models';

const history = generateHistory({ deals: 600, days: 700, seed: 3 });
const model = fitModel(compileHistory(history, '2024-01-01', dayNumber(history.asOfDay) + 1)).model;

function job(changes: Partial<Pick<Job, 'blockSize' | 'order' | 'scenarios' | 'replicates'>>): Job {
  return createJob({
    model,
    horizonDays: 91,
    seed: 42,
    scenarios: variantScenarios(request()),
    replicates: 100,
    blockSize: 16,
    order: null,
    variants: null,
    ...changes,
  });
}

function hashOf(changes: Parameters<typeof job>[0]): string {
  const played = job(changes);
  playBlocks(played, () => undefined);
  return hashFigures([played.values]);
}

describe('A11 the same bits whatever the order of work', () => {
  const reference = hashOf({});

  test.each([1, 16, 64])('blocks of %s replicates', (blockSize) => {
    expect(hashOf({ blockSize })).toBe(reference);
  });

  test('shuffled blocks', () => {
    const blocks = 100;
    const order = Int32Array.from({ length: blocks }, (_, i) => (i * 37) % blocks);
    expect(hashOf({ blockSize: 1, order })).toBe(reference);
  });

  test('several simulators that take turns', () => {
    const shared = job({ blockSize: 1 });
    const simulators = [new Simulator(shared), new Simulator(shared), new Simulator(shared)];
    for (let replicate = 99; replicate >= 0; replicate--) {
      for (let j = 2; j >= 0; j--) {
        const at = (replicate * 3 + j) * OUT_COUNT;
        simulators[(replicate + j) % 3]?.simulate(replicate, j, shared.values, at);
      }
    }
    expect(hashFigures([shared.values])).toBe(reference);
  });

  test('the committed hash: a change of any figure is a change of the engine version', () => {
    expect(reference).toBe('792c236b07b5c4516c6e62478fb4a24f7f15e7aff96631f908c9eb75ecec37d9');
  });
});

test('a variant does not shift the numbers of another', () => {
  const [today, discount, focus] = variantScenarios(request()) as [Scenario, Scenario, Scenario];
  const both = job({ scenarios: [today, discount, focus] });
  const alone = job({ scenarios: [focus] });
  playBlocks(both, () => undefined);
  playBlocks(alone, () => undefined);
  for (let r = 0; r < 100; r++) {
    const at = (r * 3 + 2) * OUT_COUNT;
    expect(both.values.slice(at, at + OUT_COUNT)).toEqual(
      alone.values.slice(r * OUT_COUNT, (r + 1) * OUT_COUNT),
    );
  }
});

function figures(
  setup: FittedModel,
  scenario: Scenario,
  r: number,
  horizonDays = 91,
): Float64Array {
  const out = new Float64Array(OUT_COUNT);
  new Simulator({ model: setup, horizonDays, seed: 11, scenarios: [scenario] }).simulate(
    r,
    0,
    out,
    0,
  );
  return out;
}

describe('what must hold in every single replicate', () => {
  const advance = [0.5, 0.5, 0.5, 0.3, 0.5, 0.5, 0.1, 0.1];
  const nothingLost = advance.map(() => 0);
  const crowded = (slots: number): FittedModel => {
    const base = plainModel(60, advance, nothingLost);
    return { ...base, capacity: { ...base.capacity, slots } };
  };

  test('nobody is lost: more slots never validate fewer deals, and never make them wait longer', () => {
    for (let r = 0; r < 50; r++) {
      let validated = -1;
      let waited = Infinity;
      for (const slots of [1, 2, 5, 10, 60]) {
        const out = figures(crowded(slots), NEUTRAL, r);
        expect(out[OUT.validated]).toBeGreaterThanOrEqual(validated);
        expect(out[OUT.waitDays]).toBeLessThanOrEqual(waited + 1e-9);
        validated = out[OUT.validated] as number;
        waited = out[OUT.waitDays] as number;
      }
    }
  });

  test('as many slots as deals = no queue at all', () => {
    for (let r = 0; r < 20; r++) {
      const limited = figures(crowded(60), NEUTRAL, r);
      const free = figures(crowded(Infinity), NEUTRAL, r);
      expect(limited[OUT.waitDays]).toBe(0);
      for (const figure of [OUT.wins, OUT.validated, OUT.visits, OUT.cycleDays]) {
        expect(limited[figure]).toBeCloseTo(free[figure] as number, 9);
      }
    }
  });

  test('extra engineers open slots, an absence closes them', () => {
    for (let r = 0; r < 30; r++) {
      const today = figures(crowded(6), NEUTRAL, r);
      const more = figures(crowded(6), { ...NEUTRAL, extraSolutionEngineers: 2 }, r);
      const away = figures(
        crowded(6),
        { ...NEUTRAL, switches: { ...NEUTRAL.switches, keyEngineerAway: 'on' } },
        r,
      );
      expect(more[OUT.validated]).toBeGreaterThanOrEqual(today[OUT.validated] as number);
      expect(away[OUT.validated]).toBeLessThanOrEqual(today[OUT.validated] as number);
    }
  });

  test('a freeze only delays: never more wins inside the horizon', () => {
    for (let r = 0; r < 30; r++) {
      const scenario: Scenario = {
        ...NEUTRAL,
        switches: { ...NEUTRAL.switches, budgetFreeze: 'on' },
      };
      expect(figures(crowded(Infinity), scenario, r)[OUT.wins]).toBeLessThanOrEqual(
        figures(crowded(Infinity), NEUTRAL, r)[OUT.wins] as number,
      );
    }
  });

  test('every deal is somewhere: closed or in one stage', () => {
    for (const slots of [3, Infinity]) {
      const base = plainModel(60, advance, [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0, 0]);
      const setup = { ...base, capacity: { ...base.capacity, slots } };
      for (let r = 0; r < 50; r++) {
        const out = figures(setup, NEUTRAL, r, 40);
        const standing = out.slice(OUT.stages).reduce((a, b) => a + b);
        const dropped = (out[OUT.closed] as number) - (out[OUT.wins] as number);
        const accepted = 60 - standing - dropped;
        expect(accepted).toBeGreaterThanOrEqual(0);
        expect(accepted).toBeLessThanOrEqual(out[OUT.wins] as number);
      }
    }
  });

  test('bookings are the sum of signed amounts after discount', () => {
    const setup = crowded(Infinity);
    for (let r = 0; r < 20; r++) {
      const out = figures(setup, { ...NEUTRAL, discountPct: 20 }, r);
      expect(out[OUT.bookings]).toBeCloseTo((out[OUT.wins] as number) * 100 * 0.8, 6);
    }
  });
});

test('M/M/c: waiting in validation follows Erlang C', () => {
  // 5 slots, offered load 4: P(wait) .5541126, mean wait in service times .5541126 (row C1).
  const mean = 2;
  const advance = [1, 1, 1, 1 / mean, 1, 1, 1, 1];
  const base = plainModel(
    0,
    advance,
    advance.map(() => 0),
    1,
  );
  base.destinationWeight.fill(0, 3 * 9, 4 * 9);
  base.destinationWeight[3 * 9 + 8] = 1;
  const setup: FittedModel = {
    ...base,
    capacity: { ...base.capacity, slots: 5 },
    arrivals: { perDay: 4 / mean, rateShape: 1, weeklySize: Infinity, driftSd: 0 },
    templates: { ...plainModel(1, advance, advance, 1).open, stage: Uint8Array.of(3) },
  };
  const simulator = new Simulator({
    model: setup,
    horizonDays: 730,
    seed: 1,
    scenarios: [NEUTRAL],
    certain: true,
  });
  const out = new Float64Array(OUT_COUNT);
  let waited = 0;
  let reached = 0;
  for (let r = 0; r < 300; r++) {
    simulator.simulate(r, 0, out, 0);
    waited += out[OUT.waitDays] as number;
    reached += out[OUT.inValidation] as number;
  }
  // Starting empty and stopping at the horizon biases the mean slightly downwards.
  expect(Math.abs(waited / reached / mean / 0.5541126 - 1)).toBeLessThan(0.04);
});

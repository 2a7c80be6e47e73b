import { expect, test } from 'vitest';
import { BY_CHANCE } from '#shared/sandbox/first-draft';
import { NEUTRAL_LEVERS } from '#shared/sandbox/model';
import { OUT_COUNT } from '#electron/sandbox/engine/figures';
import { fitModel } from '#electron/sandbox/engine/fit';
import { compileHistory, dayNumber } from '#electron/sandbox/engine/history';
import { Simulator } from '#electron/sandbox/engine/kernel';
import { ReplicateDraw } from '#electron/sandbox/engine/replicate';
import { measureTwins, planTwins } from '#electron/sandbox/engine/risk';
import { generateHistory } from '../../fixtures/sandbox/generated-history';

const input = generateHistory({ deals: 600, days: 700, seed: 3 });
const { model } = fitModel(compileHistory(input, '2024-01-01', dayNumber(input.asOfDay) + 1));
const P90 = 1.2815515655446004;
const faster = { id: 'v', name: 'v', levers: { ...NEUTRAL_LEVERS, followUpSpeed: 2 } };

test.each([30, 90, 365])(
  'the climate is said to swing as much as it does in %s days',
  (horizon) => {
    const { twins } = planTwins(model, faster, BY_CHANCE, horizon);
    const climate = twins.find(({ id }) => id === 'climate');
    const { climateMoveSd } = new ReplicateDraw(model, horizon, 1, false);
    expect(Math.log(climate?.to ?? NaN)).toBeCloseTo(P90 * climateMoveSd, 12);
    expect(Math.log(climate?.from ?? NaN)).toBeCloseTo(-P90 * climateMoveSd, 12);
  },
);

test('the effect of quick replies is told per halved reply time: more of it, more bookings', () => {
  const { twins, scenarios } = planTwins(model, faster, BY_CHANCE, 91);
  const simulator = new Simulator({ model, horizonDays: 91, seed: 1, scenarios });
  const replicates = 100;
  const width = scenarios.length * OUT_COUNT;
  const values = new Float64Array(replicates * width);
  for (let r = 0; r < replicates; r++) {
    scenarios.forEach((_, j) => simulator.simulate(r, j, values, r * width + j * OUT_COUNT));
  }
  const risks = measureTwins({ values, scenarios: scenarios.length, replicates }, twins, 'v');
  const followUp = risks.find(({ id }) => id === 'followUpEffect');
  expect(followUp?.from).toBeLessThan(followUp?.to as number);
  expect(followUp?.to).toBeGreaterThan(0);
  expect(followUp?.direction).toBe('up');
});

test('the general level of amounts moves every drawn amount by as much', () => {
  const { twins, scenarios } = planTwins(model, faster, BY_CHANCE, 91);
  const k = twins.findIndex(({ id }) => id === 'amountMedian');
  const unknown = { ...model, open: { ...model.open, amount: model.open.amount.map(() => NaN) } };
  const simulator = new Simulator({ model: unknown, horizonDays: 91, seed: 1, scenarios });
  const low = new Float64Array(OUT_COUNT);
  const high = new Float64Array(OUT_COUNT);
  simulator.simulate(1, 2 * k, low, 0);
  simulator.simulate(1, 2 * k + 1, high, 0);
  const twin = twins[k];
  expect((high[0] as number) / (low[0] as number)).toBeCloseTo(
    (twin?.to as number) / (twin?.from as number),
    9,
  );
});

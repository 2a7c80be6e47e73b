import { describe, expect, test } from 'vitest';
import { absorbingChain, chainAt, visitMedian, visitSplit } from '#electron/sandbox/engine/chain';
import { OUT, OUT_COUNT } from '#electron/sandbox/engine/figures';
import { Simulator } from '#electron/sandbox/engine/kernel';
import { solve } from '#electron/sandbox/engine/linear-algebra';
import { STAGE_COUNT } from '#electron/sandbox/engine/process';
import { ADVANCE, LOSE, NEUTRAL, plainModel } from './models';

const N = STAGE_COUNT;
const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);

/** Weekly generator and exits (lost, won) of the eight-stage chain. */
function eightStages(): { generator: Float64Array; exits: Float64Array } {
  const generator = new Float64Array(N * N);
  const exits = new Float64Array(N * 2);
  for (let i = 0; i < N; i++) {
    generator[i * N + i] = -((ADVANCE[i] as number) + (LOSE[i] as number));
    if (i + 1 < N) generator[i * N + i + 1] = ADVANCE[i] as number;
    exits[i * 2] = LOSE[i] as number;
  }
  exits[(N - 1) * 2 + 1] = ADVANCE[N - 1] as number;
  return { generator, exits };
}

describe('C8 eight-stage pipeline, closed form', () => {
  const { generator, exits } = eightStages();
  const chain = absorbingChain(generator, exits, N);

  test('chance to win, time and its spread, time per stage', () => {
    expect(relative(chain.chance[1] as number, 0.13712512342)).toBeLessThan(1e-9);
    expect(relative(chain.meanTime[0] as number, 8.33461235)).toBeLessThan(1e-8);
    expect(relative(chain.sdTime[0] as number, 9.34461198)).toBeLessThan(1e-8);
    [2, 1.62162, 1.35135, 1.14345, 0.95288, 0.59144, 0.39962, 0.27425].forEach((weeks, j) => {
      expect(chain.occupancy[j]).toBeCloseTo(weeks, 5);
    });
  });

  test('state after 12 and 26 weeks by the matrix exponential', () => {
    const twelve = chainAt(generator, exits, N, 12);
    const open = twelve.slice(0, N).reduce((a, b) => a + b);
    expect(relative(open, 0.25403971)).toBeLessThan(1e-7);
    expect(relative(twelve[N + 1] as number, 0.00738938)).toBeLessThan(1e-6);
    expect(relative(chainAt(generator, exits, N, 26)[N + 1] as number, 0.08633483)).toBeLessThan(
      1e-7,
    );
    expect(twelve.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  test('time to win, given a win', () => {
    let weighted = 0;
    for (let j = 0; j < N; j++) {
      weighted += (chain.occupancy[j] as number) * (chain.chance[j * 2 + 1] as number);
    }
    expect(relative(weighted / (chain.chance[1] as number), 24.16061943)).toBeLessThan(1e-9);
  });
});

test('C9 discrete weekly chain (Kemeny–Snell)', () => {
  const fundamental = new Float64Array(N * N);
  const a = new Float64Array(N * N);
  for (let i = 0; i < N; i++) {
    fundamental[i * N + i] = 1;
    a[i * N + i] = (ADVANCE[i] as number) + (LOSE[i] as number);
    if (i + 1 < N) a[i * N + i + 1] = -(ADVANCE[i] as number);
  }
  solve(a, fundamental, N, N);
  const steps = Array.from({ length: N }, (_, i) =>
    fundamental.slice(i * N, i * N + N).reduce((x, y) => x + y),
  );
  const mean = steps[0] as number;
  const second = steps.reduce((sum, t, j) => sum + (fundamental[j] as number) * t, 0);
  expect(relative(mean, 8.33461235)).toBeLessThan(1e-8);
  expect(relative(2 * second - mean - mean ** 2, 78.98716075)).toBeLessThan(1e-8);
});

describe('the kernel without uncertainty, capacity or arrivals agrees with the closed form', () => {
  const DEALS = 400;
  const REPLICATES = 500;
  const total = DEALS * REPLICATES;

  function play(weeks: number): Float64Array {
    const simulator = new Simulator({
      model: plainModel(DEALS, ADVANCE, LOSE),
      horizonDays: weeks * 7,
      seed: 5,
      scenarios: [NEUTRAL],
      certain: true,
      // Count the deals that leave the last stage, as the oracle does.
      bookingStage: STAGE_COUNT,
    });
    const sums = new Float64Array(OUT_COUNT);
    const out = new Float64Array(OUT_COUNT);
    for (let r = 0; r < REPLICATES; r++) {
      simulator.simulate(r, 0, out, 0);
      out.forEach((value, k) => (sums[k] = (sums[k] as number) + value));
    }
    return sums;
  }

  /** Tolerance class S4: |z| ≤ 4 and relative error within `most`. */
  function agrees(count: number, share: number, most = 0.01): boolean {
    const z = (count / total - share) / Math.sqrt((share * (1 - share)) / total);
    return Math.abs(z) <= 4 && relative(count / total, share) <= most;
  }

  test('won and open after 26 and 12 weeks, in each stage', () => {
    const { generator, exits } = eightStages();
    const late = play(26);
    expect(agrees(late[OUT.wins] as number, 0.08633483)).toBe(true);
    const sums = play(12);
    const state = chainAt(generator, exits, N, 12);
    const open = sums.slice(OUT.stages).reduce((a, b) => a + b);
    expect(agrees(open, 0.25403971)).toBe(true);
    // Rare states have few deals: their relative error is judged by z alone.
    for (let j = 0; j < N; j++) {
      expect(agrees(sums[OUT.stages + j] as number, state[j] as number, 0.1)).toBe(true);
    }
  });

  test('in the long run: wins and their mean time', () => {
    const sums = play(400);
    expect(agrees(sums[OUT.wins] as number, 0.13712512342)).toBe(true);
    const weeks = (sums[OUT.cycleDays] as number) / (sums[OUT.wins] as number) / 7;
    expect(relative(weeks, 24.16061943)).toBeLessThan(0.01);
  });
});

describe('one visit under piecewise constant hazards', () => {
  const edges = Float64Array.of(0, 10, 30);

  test('equal hazards in all bins give the exponential answers', () => {
    const hazards = Float64Array.of(0.03, 0.03, 0.03, 0.01, 0.01, 0.01);
    const { chance, meanDays } = visitSplit(hazards, edges);
    expect(chance[0]).toBeCloseTo(0.75, 12);
    expect(chance[1]).toBeCloseTo(0.25, 12);
    expect(meanDays).toBeCloseTo(25, 10);
    expect(visitMedian(hazards, edges)).toBeCloseTo(Math.log(2) / 0.04, 10);
  });

  test('a visit that never ends says so', () => {
    const { chance, meanDays } = visitSplit(new Float64Array(6), edges);
    expect(chance).toEqual([0, 0]);
    expect(meanDays).toBe(Infinity);
    expect(visitMedian(new Float64Array(6), edges)).toBeNull();
  });
});

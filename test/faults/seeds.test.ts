import { expect, test } from 'vitest';
import { runSeed } from './seeds';

const SEEDS = 24;

test(`${SEEDS} random runs with crashes, restarts and lost databases equal a plain model after every step`, () => {
  let crashes = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const report = runSeed(seed);
    crashes += report.crashes;
    expect(report, `seed ${seed}`).toMatchObject({ lost: [], doubled: [], half: [] });
  }
  expect(crashes).toBeGreaterThan(SEEDS);
}, 600_000);

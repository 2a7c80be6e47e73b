// @ts-check
// `npm run soak`: what takes too long for `npm test`. `--fuzz N` = runs of each property with mutated files.
import { parseArgs } from 'node:util';
import { bootstrap, runMain } from './bootstrap.mjs';
import { fuzz } from './soak/fuzz.mjs';

/** In all three properties together a hundred thousand and more. */
const FUZZ_RUNS = '34000';

await runMain(async () => {
  const { values } = parseArgs({ options: { fuzz: { type: 'string', default: FUZZ_RUNS } } });
  const runs = Number(values.fuzz);
  if (!Number.isSafeInteger(runs) || runs < 1) throw new Error('--fuzz takes a number of runs.');
  return fuzz(await bootstrap(), runs);
});

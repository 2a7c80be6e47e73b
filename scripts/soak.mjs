// @ts-check
// `npm run soak`: what takes too long for `npm test`. `--fuzz N` = runs of each property with mutated files;
// `--kills N --states N --seeds N --json` = processes killed, power cuts, random histories (docs/hard-ground.md): the
// last line is then `{kills, states, seeds, lost, doubled, halfApplied, undetected}`. Without options all of it runs.
import { parseArgs } from 'node:util';
import { bootstrap, runMain } from './bootstrap.mjs';
import { fuzz } from './soak/fuzz.mjs';
import { hardGround } from './soak/hard-ground.mjs';

/** Of the fuzz in all three properties together a hundred thousand and more. */
const DEFAULTS = { fuzz: '34000', kills: '10000', states: '100000', seeds: '2000' };

const number = /** @type {const} */ ({ type: 'string' });

await runMain(async () => {
  const options = { fuzz: number, kills: number, states: number, seeds: number };
  const { values } = parseArgs({ options: { ...options, json: { type: 'boolean' } } });
  const { json, ...given } = values;
  const chosen = Object.keys(given).length === 0 ? DEFAULTS : given;
  for (const [name, value] of Object.entries(chosen)) {
    if (!Number.isSafeInteger(Number(value))) throw new Error(`--${name} takes a number.`);
  }
  const ready = await bootstrap();
  const code = chosen.fuzz === undefined ? 0 : await fuzz(ready, Number(chosen.fuzz));
  const { kills, states, seeds } = chosen;
  if (kills === undefined && states === undefined && seeds === undefined) return code;
  const numbers = ['--kills', kills ?? '0', '--states', states ?? '0', '--seeds', seeds ?? '0'];
  return (await hardGround(ready, json ? [...numbers, '--json'] : numbers)) || code;
});

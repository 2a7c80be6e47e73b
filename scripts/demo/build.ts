/**
 * Writes the demo data: `node scripts/demo/build.ts [folder of the Complete Journey set]`.
 *
 * Without an argument only what is generated (resources/demo/b2b with scripts/demo/truth.json, and resources/demo/allocation) is
 * written; with
 * the folder of the public set also resources/demo/complete-journey. Needs Node 24 (runs the TypeScript as it is).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { DEMO_CHAIN, generateChain } from './allocation/index.ts';
import { generateB2b } from './b2b/index.ts';
import { convertCompleteJourney, SOURCE_FILES } from './complete-journey.ts';

const here = dirname(fileURLToPath(import.meta.url));
const demo = join(here, '../../resources/demo');

function save(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) {
    writeFileSync(join(folder, name), text);
    console.log(`${name}: ${Buffer.byteLength(text)} bytes`);
  }
}

const company = generateB2b();
save(join(demo, 'b2b'), company.files);
writeFileSync(join(here, 'truth.json'), `${JSON.stringify(company.truth, null, 2)}\n`);

save(join(demo, 'allocation'), generateChain(DEMO_CHAIN));

const journey = process.argv[2];
if (journey === undefined) {
  console.log('Complete Journey: no folder given, left as it is.');
} else {
  const read = (name: string): string => {
    const bytes = readFileSync(join(journey, name));
    return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  };
  const [campaigns, descriptions, coupons, redemptions, transactions, demographics] =
    SOURCE_FILES.map(read);
  save(
    join(demo, 'complete-journey'),
    convertCompleteJourney({
      campaigns: campaigns ?? '',
      descriptions: descriptions ?? '',
      coupons: coupons ?? '',
      redemptions: redemptions ?? '',
      transactions: transactions ?? '',
      demographics: demographics ?? '',
    }),
  );
}

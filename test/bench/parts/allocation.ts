import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_CHAIN, generateChain } from '../../../scripts/demo/allocation/index.ts';
import { judge, median } from '../support/figures.ts';
import type { Part } from '../support/part.ts';

const ROUNDS = 5;
const FOLDER = join('artifacts', 'bench', 'allocation');
const CLI = join('out', 'main', 'cli.cjs');

interface Answer {
  readonly value: {
    readonly seconds: number;
    readonly plan: {
      readonly moves: readonly { readonly lots: number }[];
      readonly savedMinor: number;
      readonly savedAtMostMinor: number;
    };
  };
}

/** Proposals for a generated chain of today's size and for one of 500 stores, by the command, on its own thread. */
export const allocation: Part = ({ log }) => {
  const small = Array.from({ length: ROUNDS }, () => solve({ stores: 37, skus: 20 }));
  log('500 stores × 50 SKUs');
  const large = solve({ stores: 500, skus: 50, storesPerRegion: 20 });
  const seconds = median(small.map((one) => one.seconds));
  return Promise.resolve({
    figures: {
      small: { ...small[0], seconds },
      large,
    },
    targets: [
      judge({ name: 'allocation of 37 × 20', unit: 's', atMost: 1 }, seconds),
      judge({ name: 'allocation of 500 × 50', unit: 's', atMost: 30 }, large.seconds),
    ],
  });
};

function solve(size: Partial<typeof DEMO_CHAIN>) {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of generateChain({ ...DEMO_CHAIN, ...size })) {
    writeFileSync(join(FOLDER, name), text);
  }
  const args = [CLI, 'allocate', '--data', FOLDER, '--horizon', '28', '--json'];
  const out = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  const { plan, seconds } = (JSON.parse(out) as Answer).value;
  return {
    seconds,
    moves: plan.moves.length,
    lots: plan.moves.reduce((sum, { lots }) => sum + lots, 0),
    savedMinor: plan.savedMinor,
    gapShare: 1 - plan.savedMinor / plan.savedAtMostMinor,
  };
}

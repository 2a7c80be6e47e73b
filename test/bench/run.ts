// Started by scripts/bench.mjs, which gives it an Electron and a display.
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { allocation } from './parts/allocation.ts';
import { board } from './parts/board.ts';
import { bulk } from './parts/bulk.ts';
import { busy } from './parts/busy.ts';
import { edit } from './parts/edit.ts';
import { everyday } from './parts/everyday.ts';
import { exchange } from './parts/exchange.ts';
import { exporting } from './parts/export.ts';
import { grid } from './parts/grid.ts';
import { grid500k } from './parts/grid-500k.ts';
import { importing } from './parts/import.ts';
import { importMillion } from './parts/import-million.ts';
import { rehearsal } from './parts/rehearsal.ts';
import { start, start500k } from './parts/start.ts';
import { study } from './parts/study.ts';
import { rounded, type Target, targetTable } from './support/figures.ts';
import type { Part } from './support/part.ts';
import { loadNow } from './support/processes.ts';
import { preparedProfile } from './support/station.ts';

const PARTS: Readonly<Record<string, Part>> = {
  start,
  'start-500k': start500k,
  grid,
  board,
  edit,
  bulk,
  rehearsal,
  study,
  allocation,
  import: importing,
  'import-million': importMillion,
  'grid-500k': grid500k,
  export: exporting,
  everyday,
  exchange,
  busy,
};

/** Parts that are measured when they are asked for: they take long or much disk. */
const ON_DEMAND: readonly string[] = [
  'import-million',
  'grid-500k',
  'start-500k',
  'exchange',
  'busy',
];

/** Everything for people goes here; the standard output keeps its last line for the figures. */
const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' } } });
const wanted =
  values.only?.split(',').map((name) => name.trim()) ??
  Object.keys(PARTS).filter((name) => !ON_DEMAND.includes(name));
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  say(`no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const figures: Record<string, unknown> = {};
const targets: Target[] = [];
const failed: string[] = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (!wanted.includes(name)) continue;
  const loadBefore = loadNow();
  say(`\n── ${name}  (load ${loadBefore})`);
  try {
    const result = await part({ log: say, profile: (size) => preparedProfile(say, size) });
    const shown = tidy({ ...result.figures, loadBefore, loadAfter: loadNow() });
    figures[name] = shown;
    targets.push(...result.targets);
    for (const [figure, value] of Object.entries(shown as object)) {
      say(`   ${figure.padEnd(26)} ${JSON.stringify(value)}`);
    }
  } catch (error) {
    failed.push(name);
    say(`   failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

say(`\n${targetTable(targets).join('\n')}`);
const machine = {
  cores: availableParallelism(),
  model: cpus()[0]?.model ?? '',
  platform: `${process.platform}-${process.arch}`,
  electron: process.env['SANDTABLE_ELECTRON_KIND'] ?? '',
};
const at = new Date().toISOString();
process.stdout.write(`${JSON.stringify({ at, machine, figures, failed, targets })}\n`);
process.exitCode = failed.length > 0 || targets.some(({ ok }) => ok === false) ? 1 : 0;

/** The same with every number in as many digits as it has meaning. */
function tidy(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? rounded(value) : null;
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, tidy(inner)]));
}

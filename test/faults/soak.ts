import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FLOWS, type FlowName } from './flows';
import { killMany } from './kill';
import { cutEverywhere, recordFlows, type PowerReport, type Source } from './power';
import { runSeed } from './seeds';
import { hasStrace } from './trace';

/** The last line of a soak: how much was tried, and every fault by kind (all must be 0). */
interface SoakResult {
  kills: number;
  states: number;
  seeds: number;
  lost: number;
  doubled: number;
  halfApplied: number;
  /** Planted faults that the same checks did not catch. */
  undetected: number;
}

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    states: { type: 'string', default: '4000' },
    seeds: { type: 'string', default: '100' },
    json: { type: 'boolean', default: false },
  },
});
const child = join(__dirname, 'child.cjs');
const result: SoakResult = {
  kills: 0,
  states: 0,
  seeds: 0,
  lost: 0,
  doubled: 0,
  halfApplied: 0,
  undetected: 0,
};

/** Adds the faults of a part and names the first of them. */
function count(part: string, faults: { lost: string[]; doubled: string[]; half: string[] }): void {
  result.lost += faults.lost.length;
  result.doubled += faults.doubled.length;
  result.halfApplied += faults.half.length;
  for (const fault of [...faults.lost, ...faults.doubled, ...faults.half].slice(0, 5)) {
    console.error(`${part}: ${fault}`);
  }
}

async function kill(times: number): Promise<void> {
  const flows = Object.keys(FLOWS) as FlowName[];
  for (let done = 0; done < times;) {
    const report = await killMany(child, flows, Math.min(500, times - done));
    count('kill', report);
    done += report.kills;
    result.kills = done;
    console.error(`${done} of ${times} processes killed`);
  }
}

const RECORDED: readonly { flows: FlowName[]; sources: Source[]; before?: FlowName[] }[] = [
  { flows: ['edit', 'undo', 'document', 'move'], sources: ['both', 'database', 'journal'] },
  { flows: ['bulkEdit', 'import'], sources: ['both', 'database', 'journal'] },
  { flows: ['backup'], sources: ['both', 'database', 'journal'] },
  { flows: ['files'], sources: ['both'] },
  { flows: ['migration'], sources: ['both', 'database'], before: [] },
];

/** Every recording again and again, each time with other luck. */
function cut(states: number): void {
  for (let round = 1; result.states < states; round += 1) {
    for (const { flows, sources, before } of RECORDED) {
      if (result.states >= states) return;
      const recording = recordFlows(child, flows, before === undefined ? {} : { before });
      const report: PowerReport = cutEverywhere(recording, sources, 5, round);
      recording.remove();
      count(`power (${flows.join(', ')})`, report);
      result.states += report.states;
      console.error(`${result.states} of ${states} power cuts`);
    }
  }
}

/** The negative control: a replica that is not flushed at every commit must be found out. */
function control(): void {
  const careless = recordFlows(child, ['edit', 'undo'], { careless: true });
  if (cutEverywhere(careless, ['database'], 2, 1).lost.length === 0) result.undetected += 1;
  careless.remove();
}

async function soak(): Promise<void> {
  for (let seed = 1; seed <= Number(values.seeds); seed += 1) {
    count(`seed ${seed}`, runSeed(seed * 7919));
    result.seeds = seed;
    if (seed % 100 === 0) console.error(`${seed} of ${values.seeds} seeds`);
  }
  await kill(Number(values.kills));
  if (!hasStrace()) console.error('power loss is not replayed: strace is missing or may not trace');
  else if (Number(values.states) > 0) {
    control();
    cut(Number(values.states));
  }
  console.log(values.json ? JSON.stringify(result) : result);
  const { lost, doubled, halfApplied, undetected } = result;
  process.exitCode = lost + doubled + halfApplied + undetected === 0 ? 0 : 1;
}

void soak();

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeProfile, startLine } from '../../e2e/support/workstation.ts';
import { judge, median } from '../support/figures.ts';
import type { BenchRun, Part, PartResult } from '../support/part.ts';
import type { Size } from '../support/station.ts';
import { type Start, startAndWatch } from '../support/window-page.ts';

/** Starts of each kind that count; one more of each comes first and warms the caches. */
const ROUNDS = 7;
const SETTLE_MS = 6000;

const ROWS_SHOWN = `/\\S/.test(document.querySelector('[role="grid"] [row-index="0"] [col-id="name"]')?.textContent ?? '')`;
const TEXT_SHOWN = `document.readyState === 'complete' && document.body.innerText.includes('Empty')`;

/** Process start to rows on the screen, and resident memory, both beside an empty Electron window; in turn. */
export const start: Part = (run) => measure(run, 100_000, 'start to grid, times an empty window');

/** The same with 500,000 opportunities. Not part of the usual run: the workspace takes minutes to make. */
export const start500k: Part = (run) =>
  measure(run, 500_000, 'start to grid of 500,000, times an empty window');

async function measure({ profile }: BenchRun, size: Size, name: string): Promise<PartResult> {
  const ours = await profile(size);
  const theirs = makeProfile();
  const line = startLine(ours);
  const empty = join(import.meta.dirname, '..', 'empty-window');
  const emptyArgs = [...startLine(theirs).args.slice(0, -1), empty];
  const env = { ...process.env, TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8' };
  const window = (settleMs?: number): Promise<Start> =>
    startAndWatch(line.executable, emptyArgs, TEXT_SHOWN, settling(env, settleMs));
  const grid = (settleMs?: number): Promise<Start> =>
    startAndWatch(line.executable, line.args, ROWS_SHOWN, settling(env, settleMs));
  try {
    await window();
    await grid();
    const windows: Start[] = [];
    const grids: Start[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const last = round === ROUNDS - 1 ? SETTLE_MS : undefined;
      windows.push(await window(last));
      grids.push(await grid(last));
    }
    const ms = (starts: readonly Start[]): number => median(starts.map((one) => one.ms));
    const cpu = (starts: readonly Start[]): number =>
      median(starts.map((one) => one.cpuSeconds ?? Number.NaN));
    const megabytes = (one: Start | undefined): number =>
      (one?.settled?.residentBytes ?? Number.NaN) / 1_048_576;
    const ratio = median(grids.map((one, at) => one.ms / (windows[at]?.ms ?? Number.NaN)));
    return {
      figures: {
        emptyWindowMs: ms(windows),
        gridMs: ms(grids),
        ratio,
        emptyWindowCpuSeconds: cpu(windows),
        gridCpuSeconds: cpu(grids),
        emptyWindowAllMs: windows.map((one) => one.ms),
        gridAllMs: grids.map((one) => one.ms),
        emptyWindowMemoryMb: megabytes(windows.at(-1)),
        workstationMemoryMb: megabytes(grids.at(-1)),
      },
      targets: [judge({ name, unit: '×', atMost: 3 }, ratio)],
    };
  } finally {
    for (const folder of [ours, theirs]) rmSync(folder, { recursive: true, force: true });
  }
}

function settling(env: NodeJS.ProcessEnv, settleMs: number | undefined) {
  return settleMs === undefined ? { env } : { env, settleMs };
}

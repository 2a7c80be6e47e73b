import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { WritePoint } from '#electron/replica/write-points';
import { AppSettingsFile } from '#electron/shell/app-settings';
import { readHeader } from '#electron/workspace/folder';
import { replicaFile } from '#electron/replica/paths';
import type { FlowName } from './flows';
import type { Errand } from './flow-child';
import { brokenBackups, judge } from './invariants';
import { scratchFolder } from './scratch';

/** A place to die at: the n-th time that a flow reaches a point. */
interface Death {
  readonly flow: FlowName;
  readonly point: WritePoint;
  readonly nth: number;
}

/** What many deaths came to. */
export interface KillReport {
  readonly kills: number;
  readonly lost: string[];
  readonly doubled: string[];
  readonly half: string[];
  readonly slowestOpenMs: number;
  /** Points at which at least one process died. */
  readonly points: ReadonlySet<string>;
}

/** Deaths after which a workspace has grown enough and a fresh one is taken. */
const DEATHS_A_FOLDER = 12;
/** Flows that get a workspace of their own: one needs an old file, the other makes a large one. */
const FRESH: ReadonlySet<FlowName> = new Set(['migration', 'upgrade', 'largeImport']);

/** Points that are reached in a workspace of their own only: later there is nothing to bring forward or to remove. */
const FRESH_POINTS: ReadonlySet<WritePoint> = new Set([
  'migration.run',
  'migration.committed',
  'journal.trimmed',
]);

/** Kills `kills` processes, going round all places where each of `flows` can die; `child` is the bundled flow-child. */
export async function killMany(
  child: string,
  flows: readonly FlowName[],
  kills: number,
): Promise<KillReport> {
  const deaths = await allDeaths(child, flows);
  const bench = new KillBench(child);
  // A few places are reached in a fresh workspace only.
  for (let n = 0; bench.kills < kills && n < 2 * kills; n += 1) {
    const death = deaths[n % deaths.length];
    if (death) await bench.die(death);
  }
  bench.remove();
  return bench.report();
}

/** Every place where the flows can die, spread so that a short run sees all points before it sees one twice. */
async function allDeaths(child: string, flows: readonly FlowName[]): Promise<Death[]> {
  const byFlow: Death[][] = [];
  for (const flow of flows) {
    const folder = scratchFolder('points');
    const keyHex = randomBytes(32).toString('hex');
    const { said } = await run(child, { folder, keyHex, flows: [flow], tag: '1', death: null });
    rmSync(folder, { recursive: true, force: true });
    const line = said.find((text) => text.startsWith('points '));
    if (line === undefined) throw new Error(`the flow ${flow} did not end`);
    const counts = JSON.parse(line.slice(7)) as Record<WritePoint, number>;
    const points = Object.entries(counts) as [WritePoint, number][];
    // The first time at every point, then the last, then one between: a loop has no other kinds of place.
    const rounds = [() => 1, (count: number) => count, (count: number) => Math.ceil(count / 2)];
    const deaths = rounds.flatMap((nthOf, round) =>
      points
        .filter(([, count]) => count > round)
        .map(([point, count]) => ({ flow, point, nth: nthOf(count) })),
    );
    byFlow.push(deaths);
  }
  const longest = Math.max(...byFlow.map((deaths) => deaths.length));
  return Array.from({ length: longest }, (_, n) =>
    byFlow.flatMap((deaths) => deaths[n] ?? []),
  ).flat();
}

/** One workspace after the other in which processes die. */
class KillBench {
  readonly #child: string;
  #folder: string | null = null;
  #keyHex = '';
  #receipts: string[] = [];
  #deaths = 0;
  #tag = 10;
  readonly #report = {
    kills: 0,
    lost: [] as string[],
    doubled: [] as string[],
    half: [] as string[],
    slowestOpenMs: 0,
    points: new Set<string>(),
  };

  constructor(child: string) {
    this.#child = child;
  }

  async die({ flow, point, nth }: Death): Promise<void> {
    const alone = FRESH.has(flow) || FRESH_POINTS.has(point);
    if (alone || this.#deaths >= DEATHS_A_FOLDER) this.remove();
    this.#folder ??= scratchFolder('kill');
    if (this.#keyHex === '') this.#keyHex = randomBytes(32).toString('hex');
    const errand = {
      folder: this.#folder,
      keyHex: this.#keyHex,
      flows: [flow],
      tag: String((this.#tag += 1)),
    };
    const { said, killed } = await run(this.#child, { ...errand, death: { point, nth } });
    if (killed) {
      this.#report.kills += 1;
      this.#report.points.add(point);
    }
    this.#deaths += 1;
    const promised = said.filter((line) => !line.startsWith('points '));
    this.#receipts.push(...promised.filter((line) => line.includes('#')));
    this.#judge(`${flow} at ${point} ${nth}`, promised, errand.tag);
    if (alone) this.remove();
  }

  get kills(): number {
    return this.#report.kills;
  }

  report(): KillReport {
    return this.#report;
  }

  remove(): void {
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = null;
    this.#keyHex = '';
    this.#receipts = [];
    this.#deaths = 0;
  }

  #judge(place: string, promised: readonly string[], tag: string): void {
    const folder = this.#folder ?? '';
    const key = new Uint8Array(Buffer.from(this.#keyHex, 'hex'));
    const { lost, doubled, half } = this.#report;
    half.push(...brokenFiles(folder, promised, tag).map((one) => `${place}: ${one}`));
    half.push(...brokenBackups(folder, key).map((one) => `${place}: backup ${one}`));
    // Died before the workspace itself was there: nothing was promised.
    if (!existsSync(replicaFile(folder)) && this.#receipts.length === 0) return;
    try {
      const verdict = judge(folder, key, this.#receipts);
      lost.push(...verdict.lost.map((one) => `${place}: ${one}`));
      doubled.push(...verdict.doubled.map((one) => `${place}: ${one}`));
      half.push(...verdict.half.map((one) => `${place}: ${one}`));
      this.#report.slowestOpenMs = Math.max(this.#report.slowestOpenMs, verdict.openMs);
    } catch (error) {
      if (this.#receipts.length > 0) lost.push(`${place}: does not open: ${String(error)}`);
      this.remove();
    }
  }
}

/** Small files that are neither whole nor absent, or older than what was promised. */
export function brokenFiles(folder: string, promised: readonly string[], tag: string): string[] {
  const broken: string[] = [];
  const has = (what: string): boolean => promised.some((line) => line.startsWith(`${what} `));
  const settings = join(folder, 'settings.json');
  if (existsSync(settings)) {
    const { threads } = new AppSettingsFile(settings, 'zh-CN').current;
    if (has('settings') && threads !== Number(tag) % 60) broken.push('settings');
    JSON.parse(readFileSync(settings, 'utf8'));
  }
  const keyFile = join(folder, `new-${tag}.key`);
  if (existsSync(keyFile) ? readFileSync(keyFile).length !== 32 : has('key')) broken.push('key');
  const headerFile = join(folder, 'key.json');
  if (existsSync(headerFile)) {
    const { name } = readHeader(folder);
    if (has('header') && name !== `工作区 ${tag}`) broken.push('header');
  } else if (has('header')) broken.push('header');
  const out = join(folder, 'out.pdf');
  if (existsSync(out)) {
    const bytes = readFileSync(out);
    if (bytes.length !== 70_000 || bytes[0] !== bytes.at(-1)) broken.push('export');
  } else if (has('export')) broken.push('export');
  return broken;
}

/** Runs a child to its death or its end; gives back the lines that it had said. */
function run(child: string, errand: Errand): Promise<{ said: string[]; killed: boolean }> {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(dirname(child), 'cache') };
  const spawned = spawn(process.execPath, [child, JSON.stringify(errand)], { env });
  let said = '';
  let errors = '';
  spawned.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  spawned.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    spawned.on('close', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL')
        reject(new Error(`${errand.flows.join()}: ${errors}`));
      else {
        const lines = said.slice(0, said.lastIndexOf('\n') + 1).split('\n');
        resolve({ said: lines.filter((line) => line !== ''), killed: signal === 'SIGKILL' });
      }
    });
  });
}

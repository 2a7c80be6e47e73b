import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS } from '#electron/replica/migrations';
import { journalFolder, replicaFile } from '#electron/replica/paths';
import { recoverReplica } from '#electron/replica/recovery/recover';
import { CrashDisk, type Luck, randomOf } from './disk';
import type { FlowName } from './flows';
import type { Errand } from './flow-child';
import { brokenBackups, judge } from './invariants';
import { brokenFiles } from './kill';
import { scratchFolder } from './scratch';
import { type DiskEvent, record } from './trace';

/** What of a crash state is looked at: everything, or what one of the two copies alone must hold. */
export type Source = 'both' | 'database' | 'journal';

/** The writes of some flows, and everything needed to cut them off anywhere. */
export interface Recording {
  readonly folder: string;
  readonly keyHex: string;
  readonly tag: string;
  readonly events: readonly DiskEvent[];
  readonly start: () => CrashDisk;
  remove(): void;
}

export interface PowerReport {
  states: number;
  readonly lost: string[];
  readonly doubled: string[];
  readonly half: string[];
}

const TAG = '21';
/** Nothing, everything, something of the unflushed sectors: with fewer variants events take turns. */
const LUCKS = 3;

/** Records flows on a workspace that is there already; `before` are run without being recorded. */
export function recordFlows(
  child: string,
  flows: readonly FlowName[],
  options: { readonly careless?: boolean; readonly before?: readonly FlowName[] } = {},
): Recording {
  const folder = scratchFolder('power');
  const keyHex = randomBytes(32).toString('hex');
  const errand: Errand = { folder, keyHex, flows, tag: TAG, death: null };
  const before = options.before ?? ['edit'];
  if (before.length > 0) record(child, { ...errand, flows: before, tag: '1' });
  const disk = new CrashDisk(folder);
  const events = record(child, { ...errand, careless: options.careless ?? false });
  return {
    folder,
    keyHex,
    tag: TAG,
    events,
    start: () => disk.copy(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Cuts the power after every event of a recording, `variants` times each: with nothing, everything or a random part
 * of the unflushed sectors on the disk; opens each state and judges it.
 */
export function cutEverywhere(
  recording: Recording,
  sources: readonly Source[],
  variants: number,
  seed: number,
): PowerReport {
  const report: PowerReport = { states: 0, lost: [], doubled: [], half: [] };
  const disk = recording.start();
  const promised: string[] = [];
  for (const [index, event] of recording.events.entries()) {
    disk.take(event);
    if (event.kind === 'ack') promised.push(event.receipt);
    for (let variant = 0; variant < variants; variant += 1) {
      const random = randomOf(seed * 1_000_003 + index * 1009 + variant);
      const turn = variants < LUCKS ? (index + variant) % LUCKS : variant;
      const luck: Luck = turn === 0 ? 'none' : turn === 1 ? 'all' : random;
      const source = sources[(index + variant) % sources.length] ?? 'both';
      const place = `event ${index} (${event.kind}), variant ${variant}, ${source}`;
      judgeState(recording, disk, { luck, source, promised, place }, report);
    }
  }
  return report;
}

interface Cut {
  readonly luck: Luck;
  readonly source: Source;
  readonly promised: readonly string[];
  readonly place: string;
}

function judgeState(recording: Recording, disk: CrashDisk, cut: Cut, report: PowerReport): void {
  const { luck, source, promised, place } = cut;
  const folder = scratchFolder('state');
  const key = new Uint8Array(Buffer.from(recording.keyHex, 'hex'));
  const receipts = promised.filter((line) => line.includes('#'));
  report.states += 1;
  try {
    mkdirSync(folder, { recursive: true });
    disk.crash(folder, luck);
    if (source === 'database') rmSync(journalFolder(folder), { recursive: true, force: true });
    if (source === 'journal') {
      for (const suffix of ['', '-wal']) rmSync(replicaFile(folder) + suffix, { force: true });
      recoverReplica(folder, key, MIGRATIONS, { now: 1 });
    }
    for (const one of [
      ...brokenFiles(folder, promised, recording.tag),
      ...brokenBackups(folder, key),
    ])
      report.half.push(`${place}: ${one}`);
    if (!existsSync(replicaFile(folder)) && receipts.length === 0) return;
    const verdict = judge(folder, key, receipts);
    report.lost.push(...verdict.lost.map((one) => `${place}: ${one}`));
    report.doubled.push(...verdict.doubled.map((one) => `${place}: ${one}`));
    report.half.push(...verdict.half.map((one) => `${place}: ${one}`));
  } catch (error) {
    // Cut off while the workspace itself was being made: nothing was promised.
    if (receipts.length > 0) report.lost.push(`${place}: does not open: ${String(error)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A recording in which the journal's own flushes never happened: what a missing fsync would look like. */
export function withoutJournalSync(recording: Recording): Recording {
  const events = recording.events.filter(
    (event) => event.kind !== 'sync' || !event.path.startsWith(join('journal', 'journal-')),
  );
  return { ...recording, events };
}

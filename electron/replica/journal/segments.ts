import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { journalFolder } from '../paths';
import { reached } from '../write-points';
import { HEADER_BYTES, openFrames, readHeader, type SegmentHeader, segmentKey } from './format';
import type { Mark } from './mark';
import type { Recorded } from './recorder';

/** One transaction in the journal. */
export interface Frame {
  /** Counts the transactions of a lineage; a replica's `journal_mark` names the last it holds. */
  readonly position: number;
  /** `user_version` of the replica it was written to. */
  readonly schema: number;
  readonly kind: string;
  readonly at: number;
  /** What was written; null when it was too much: then only a backup made later holds it. */
  readonly recorded: Recorded | null;
}

/** A segment as it was read. */
interface Segment {
  readonly name: string;
  readonly lineage: string;
  readonly first: number;
  readonly frames: readonly Frame[];
  /** False when its end was cut off or does not authenticate. */
  readonly whole: boolean;
}

const NAME = /^journal-(\d{6,})-(\d{12,})\.log$/;
/** Above it the journal keeps only what the newest backup needs. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The name of a new segment: it sorts behind all that are there. */
export function nextSegmentName(folder: string, first: number): string {
  const last = namesIn(folder).at(-1);
  const ordinal = last === undefined ? 1 : numbersOf(last).ordinal + 1;
  return `journal-${String(ordinal).padStart(6, '0')}-${String(first).padStart(12, '0')}.log`;
}

function numbersOf(name: string): { ordinal: number; first: number } {
  const [, ordinal, first] = NAME.exec(name) ?? [];
  return { ordinal: Number(ordinal), first: Number(first) };
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .toSorted((a, b) => numbersOf(a).ordinal - numbersOf(b).ordinal);
}

/** Reads and authenticates the whole journal of a workspace, in the order of writing. Files of another key count as empty. */
export function readSegments(workspaceFolder: string, key: Uint8Array): Segment[] {
  const folder = journalFolder(workspaceFolder);
  return namesIn(folder).flatMap((name) => readSegment(folder, name, key) ?? []);
}

/**
 * {@link readSegments} of one lineage without those that cannot hold a transaction after `position`: opening a workspace
 * must not read what its file holds anyway. A segment ends before the next one of its lineage begins.
 */
export function readSegmentsAfter(
  workspaceFolder: string,
  key: Uint8Array,
  { lineage, position }: Mark,
): Segment[] {
  const folder = journalFolder(workspaceFolder);
  const own = readHeaders(folder).filter(({ header }) => header.lineage === lineage);
  const begin = own.findLastIndex(({ header }) => header.first <= position + 1);
  return own
    .slice(Math.max(0, begin))
    .flatMap(({ name }) => readSegment(folder, name, key, position) ?? []);
}

/** Whether the journal has a segment of this lineage, by what the files say of themselves. */
export function knowsLineage(workspaceFolder: string, lineage: string): boolean {
  return readHeaders(journalFolder(workspaceFolder)).some(
    ({ header }) => header.lineage === lineage,
  );
}

function readHeaders(folder: string): { name: string; header: SegmentHeader }[] {
  return namesIn(folder).flatMap((name) => {
    const start = Buffer.alloc(HEADER_BYTES);
    const file = openSync(join(folder, name), 'r');
    try {
      const header = readHeader(start.subarray(0, readSync(file, start, 0, HEADER_BYTES, 0)));
      return header ? [{ name, header }] : [];
    } finally {
      closeSync(file);
    }
  });
}

/** @param after frames up to this position are authenticated, but not looked into */
function readSegment(folder: string, name: string, key: Uint8Array, after = 0): Segment | null {
  const file = readFileSync(join(folder, name));
  const header = readHeader(file);
  if (!header) return null;
  const { texts, whole } = openFrames(segmentKey(key, header), header, file);
  // Authenticated: written by JournalWriter only.
  const frames = texts
    .filter((text) => !(positionOf(text) <= after))
    .map((text) => JSON.parse(text) as Frame);
  return { name, lineage: header.lineage, first: header.first, frames, whole };
}

/** The position a frame begins with; NaN when it begins with something else. */
function positionOf(text: string): number {
  return Number(/^\{"position":(\d+)[,}]/.exec(text.slice(0, 40))?.[1]);
}

/**
 * The transactions of a lineage after `position`, without a gap. `beyond` counts those that are there but cannot be
 * reached: something between is missing or was too large to be written out.
 */
export function framesAfter(
  segments: readonly Segment[],
  lineage: string,
  position: number,
): { frames: Frame[]; beyond: number } {
  const byPosition = new Map<number, Frame>();
  for (const segment of segments) {
    if (segment.lineage !== lineage) continue;
    // A later segment speaks for a position that an earlier one gave up.
    for (const frame of segment.frames) byPosition.set(frame.position, frame);
  }
  const frames: Frame[] = [];
  let next = byPosition.get(position + 1);
  while (next?.recorded) {
    frames.push(next);
    next = byPosition.get(next.position + 1);
  }
  const reachedTo = position + frames.length;
  // One that was named only and has nothing after it may never have been committed.
  const open = next !== undefined && !byPosition.has(reachedTo + 2) ? reachedTo + 1 : reachedTo;
  const beyond = [...byPosition.keys()].filter((at) => at > open).length;
  return { frames, beyond };
}

/**
 * Removes segments that no backup needs: all whose transactions every one of the backups at `positions` holds. When
 * the journal has grown large, only the newest backup counts. The segment written to is always kept.
 */
export function trimSegments(workspaceFolder: string, positions: readonly number[]): void {
  const newest = Math.max(...positions);
  if (!Number.isFinite(newest)) return;
  const folder = journalFolder(workspaceFolder);
  const names = namesIn(folder);
  const bytes = names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const needed = bytes > MAX_BYTES ? newest : Math.min(...positions);
  for (const [index, name] of names.entries()) {
    const next = names[index + 1];
    if (next === undefined || numbersOf(next).first > needed + 1) return;
    rmSync(join(folder, name), { force: true });
    reached('journal.trimmed');
  }
}

import { closeSync, fdatasyncSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { SandtableError } from '#shared/errors';
import { diskError } from '../disk-error';
import { syncFolder } from '../durable';
import { journalFolder } from '../paths';
import { reached } from '../write-points';
import { newHeader, sealFrame, segmentKey, type SegmentHeader } from './format';
import { type Frame, nextSegmentName } from './segments';

/** A segment is closed and a new one begun above this size. */
const SEGMENT_BYTES = 4 * 1024 * 1024;

interface OpenSegment {
  readonly file: number;
  readonly header: SegmentHeader;
  readonly key: Buffer;
  /** Frames sealed so far, those taken back included: the nonce of the next. */
  counter: number;
  bytes: number;
}

/**
 * Appends transactions to the journal, each on the disk when `append` returns. Every opening starts a new segment: a
 * file that another process wrote is never continued.
 */
export class JournalWriter {
  readonly #workspaceFolder: string;
  readonly #key: Uint8Array;
  readonly #lineage: string;
  #segment: OpenSegment | null = null;
  /** Length of the segment before the last frame. */
  #before: number | null = null;
  #broken = false;

  constructor(workspaceFolder: string, key: Uint8Array, lineage: string) {
    this.#workspaceFolder = workspaceFolder;
    this.#key = key;
    this.#lineage = lineage;
  }

  /** Begins a segment for the transactions from `first` on. */
  start(first: number): void {
    this.#segmentFor(first);
  }

  /**
   * Makes a transaction durable before it is committed.
   * @throws SandtableError DISK_FULL; DISK_FAILED, also while an earlier frame could not be taken back
   */
  append(frame: Frame): void {
    if (this.#broken) throw new SandtableError('DISK_FAILED', 'the journal cannot be written');
    try {
      this.#append(frame);
    } catch (error) {
      throw diskError(error);
    }
  }

  #append(frame: Frame): void {
    const segment = this.#segmentFor(frame.position);
    const sealed = sealFrame(segment.key, segment.header, segment.counter, JSON.stringify(frame));
    segment.counter += 1;
    this.#before = segment.bytes;
    try {
      writeWhole(segment.file, sealed, segment.bytes);
      segment.bytes += sealed.length;
      reached('journal.written');
      fdatasyncSync(segment.file);
      reached('journal.synced');
    } catch (error) {
      this.retract();
      throw error;
    }
  }

  /** Takes the last frame back: its transaction is not being committed. */
  retract(): void {
    if (!this.#segment || this.#before === null) return;
    try {
      ftruncateSync(this.#segment.file, this.#before);
      fdatasyncSync(this.#segment.file);
      this.#segment.bytes = this.#before;
      this.#before = null;
      this.#broken = false;
    } catch {
      // What nobody was promised must not be repeated later: no more writing until it is taken back.
      this.#broken = true;
    }
  }

  /** Takes back what could not be taken back before. @throws SandtableError DISK_FAILED when it still cannot */
  mend(): void {
    if (this.#broken) this.retract();
    if (this.#broken) throw new SandtableError('DISK_FAILED', 'the journal cannot be written');
  }

  /** The last frame's transaction is committed. */
  settle(): void {
    this.#before = null;
  }

  close(): void {
    if (this.#segment) closeSync(this.#segment.file);
    this.#segment = null;
  }

  #segmentFor(position: number): OpenSegment {
    if (this.#segment && this.#segment.bytes < SEGMENT_BYTES) return this.#segment;
    this.close();
    const folder = journalFolder(this.#workspaceFolder);
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) {
      syncFolder(this.#workspaceFolder);
    }
    const header = newHeader(this.#lineage, position);
    const file = openSync(join(folder, nextSegmentName(folder, position)), 'wx', 0o600);
    try {
      writeWhole(file, header.bytes, 0);
      syncFolder(folder);
    } catch (error) {
      closeSync(file);
      throw error;
    }
    reached('journal.started');
    const key = segmentKey(this.#key, header);
    this.#segment = { file, header, key, counter: 0, bytes: header.bytes.length };
    return this.#segment;
  }
}

function writeWhole(file: number, bytes: Buffer, at: number): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done, at + done);
}

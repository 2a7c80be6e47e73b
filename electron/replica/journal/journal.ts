import type { Db } from '../database';
import { type Mark, SET_POSITION } from './mark';
import { Recorder } from './recorder';
import { JournalWriter } from './writer';

/** The mirror journal of one open replica: hears what a transaction writes and stores it before the commit. */
export class Journal {
  readonly recorder = new Recorder();
  readonly #writer: JournalWriter;
  #position: number;
  #pending: { position: number; named: boolean } | null = null;
  #uncovered = false;

  /** @param mark where the replica stands now */
  constructor(workspaceFolder: string, key: Uint8Array, mark: Mark) {
    this.#writer = new JournalWriter(workspaceFolder, key, mark.lineage);
    this.#position = mark.position;
  }

  /** Begins the journal's file now rather than with the first transaction. */
  start(): void {
    this.#writer.start(this.#position + 1);
  }

  begin(): void {
    this.recorder.clear();
  }

  /** Stores the transaction that is about to be committed; nothing when it wrote nothing. @throws what the disk throws */
  mirror(db: Db, kind: string, at: number): void {
    if (this.recorder.isEmpty) return;
    const position = this.#position + 1;
    db.prepare(SET_POSITION).run(position);
    const recorded = this.recorder.take();
    const schema = Number(db.pragma('user_version', { simple: true }));
    this.#writer.append({ position, schema, kind, at, recorded });
    this.#pending = { position, named: recorded === null };
  }

  committed(): void {
    this.#writer.settle();
    this.recorder.clear();
    if (!this.#pending) return;
    this.#position = this.#pending.position;
    this.#uncovered ||= this.#pending.named;
    this.#pending = null;
  }

  rolledBack(): void {
    this.recorder.clear();
    if (this.#pending) this.#writer.retract();
    this.#pending = null;
  }

  /** Whether a transaction was too large to be written out since this was asked last: a backup is due. */
  takeUncovered(): boolean {
    const uncovered = this.#uncovered;
    this.#uncovered = false;
    return uncovered;
  }

  /** Makes the journal whole again after the disk failed. @throws SandtableError DISK_FAILED */
  mend(): void {
    this.#writer.mend();
  }

  close(): void {
    this.#writer.close();
  }
}

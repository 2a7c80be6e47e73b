import { checkpoint, checkpointDue, type Db, emptyLog } from './database';
import type { Lane } from './lane';

/** Without writing for so long, a long write-ahead log is copied into the file. */
const PAUSE_MS = 250;
/** Without writing for so long, the log is emptied: what was deleted must not stay in it. */
const LONG_PAUSE_MS = 3000;

/**
 * Copies the write-ahead log into the file while nobody waits: in pauses of writing, so that a person, or a paste, that
 * goes on writing is not held up; only a log that grew very long is copied in between, and on a nearly full disk a short one.
 */
export class LogCopies {
  readonly #lane: Lane;
  readonly #db: Db;
  readonly #file: string;
  #pause: NodeJS.Timeout | undefined;
  #longPause: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param lane in which the copying takes its turn */
  constructor(lane: Lane, db: Db, file: string) {
    this.#lane = lane;
    this.#db = db;
    this.#file = file;
  }

  /** To be called after every write, before its answer is on its way. */
  written(): void {
    this.#stop();
    this.#pause = setTimeout(() => this.#take(() => this.#copy(['idle', 'now'])), PAUSE_MS);
    this.#longPause = setTimeout(() => this.#take(() => emptyLog(this.#db)), LONG_PAUSE_MS);
    this.#pause.unref();
    this.#longPause.unref();
    setImmediate(() => this.#take(() => this.#copy(['now'])));
  }

  /** Nothing is copied any more. */
  close(): void {
    this.#stop();
    this.#closed = true;
  }

  #stop(): void {
    clearTimeout(this.#pause);
    clearTimeout(this.#longPause);
  }

  #copy(wanted: readonly string[]): void {
    const due = checkpointDue(this.#file);
    if (due === 'tight') emptyLog(this.#db);
    else if (wanted.includes(due)) checkpoint(this.#db);
  }

  /** A copy that fails is made later: the log holds everything meanwhile. */
  #take(work: () => void): void {
    void this.#lane.enqueue(() => (this.#closed ? undefined : work())).catch(() => null);
  }
}

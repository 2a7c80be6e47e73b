import { listBackups } from '#electron/replica/backup-files';
import type { OpenReplica } from '#electron/replica/replica';
import { backUp } from './back-up';

const DAY_MS = 86_400_000;
/** Not while the workspace is being opened, and often enough for a laptop that sleeps. */
const FIRST_LOOK_MS = 60_000;
const LOOK_EVERY_MS = 3_600_000;

/** After a large import: when the person looks at its report, not while files are imported one after the other. */
const AFTER_IMPORT_MS = 5000;

/**
 * Makes a backup when the newest is older than a day, and when the journal does not lead from one to the present: after
 * a large import, or when the journal was lost. Never keeps the process alive.
 */
export class AutomaticBackup {
  readonly #folder: string;
  readonly #replica: OpenReplica;
  readonly #clock: () => number;
  readonly #timers: NodeJS.Timeout[];
  readonly #stopListening: () => void;
  #afterImport: NodeJS.Timeout | undefined;

  constructor(folder: string, replica: OpenReplica, clock: () => number) {
    this.#folder = folder;
    this.#replica = replica;
    this.#clock = clock;
    // A failed backup is tried again at the next look; the old ones stay.
    const look = (): void => void this.look().catch(() => undefined);
    this.#timers = [setTimeout(look, FIRST_LOOK_MS), setInterval(look, LOOK_EVERY_MS)];
    for (const timer of this.#timers) timer.unref();
    this.#stopListening = replica.onUncovered(() => {
      clearTimeout(this.#afterImport);
      this.#afterImport = setTimeout(look, AFTER_IMPORT_MS).unref();
    });
  }

  /** Makes a backup if one is due. */
  async look(): Promise<void> {
    const newest = listBackups(this.#folder)[0]?.at ?? 0;
    if (this.#clock() - newest >= DAY_MS) await backUp(this.#replica, 'daily');
    else if (!(await this.#replica.isCovered())) await backUp(this.#replica, 'import');
  }

  stop(): void {
    this.#stopListening();
    clearTimeout(this.#afterImport);
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

import { SandtableError, toFailure } from '#shared/errors';

/** Why a replica takes no writing: its disk, or another program that keeps hold of the file. */
export type DiskStop = 'diskFull' | 'diskFailed' | 'locked';

/** How often a replica that took no writing is tried again. */
const PROBE_EVERY_MS = 5000;

const STOPS = { DISK_FULL: 'diskFull', DISK_FAILED: 'diskFailed', REPLICA_BUSY: 'locked' } as const;
const CODES = { diskFull: 'DISK_FULL', diskFailed: 'DISK_FAILED', locked: 'REPLICA_BUSY' } as const;

/** What the gate needs: a way to find out whether writing works, and somebody to tell. */
interface GateNeeds {
  /** @throws SandtableError DISK_FULL, DISK_FAILED, REPLICA_BUSY while it does not */
  readonly probe: () => Promise<unknown>;
  readonly onStop: (stop: DiskStop | null) => void;
  readonly everyMs?: number;
}

/**
 * Lets writing through while the disk takes it. When a write fails and a small one fails, too, all writing is refused at
 * once with the same reason, until a trial that is made every few seconds goes through. A write that was merely too large
 * stops nothing. One that waited for another program in vain (see `patience.ts`) stops writing without a trial, which
 * would wait as long again.
 */
export class WriteGate {
  readonly #needs: GateNeeds;
  #stop: DiskStop | null = null;
  #probing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(needs: GateNeeds) {
    this.#needs = needs;
  }

  /** Why nothing is let through; null as a rule. */
  get stop(): DiskStop | null {
    return this.#stop;
  }

  /** @throws what `write` throws; SandtableError DISK_FULL, DISK_FAILED, REPLICA_BUSY without asking it while nothing is taken */
  async pass<T>(write: () => Promise<T>): Promise<T> {
    if (this.#stop !== null) throw refusal(this.#stop);
    try {
      return await write();
    } catch (error) {
      const stop = stopOf(error);
      if (stop === 'locked') this.#found(stop);
      else if (stop !== null) await this.#look();
      throw error;
    }
  }

  /** Nothing is tried any more. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #look(): Promise<void> {
    this.#probing ??= this.#probe().finally(() => {
      this.#probing = null;
    });
    return this.#probing;
  }

  async #probe(): Promise<void> {
    const found = await this.#needs.probe().then(
      () => null,
      (error: unknown) => stopOf(error) ?? this.#stop ?? 'diskFailed',
    );
    this.#found(found);
  }

  #found(found: DiskStop | null): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    if (found !== null) {
      const again = (): void => void this.#look();
      this.#timer = setTimeout(again, this.#needs.everyMs ?? PROBE_EVERY_MS).unref();
    }
    if (found === this.#stop) return;
    this.#stop = found;
    this.#needs.onStop(found);
  }
}

function stopOf(error: unknown): DiskStop | null {
  const { code } = toFailure(error);
  return code in STOPS ? STOPS[code as keyof typeof STOPS] : null;
}

function refusal(stop: DiskStop): SandtableError {
  return new SandtableError(CODES[stop], 'the replica takes no writing');
}

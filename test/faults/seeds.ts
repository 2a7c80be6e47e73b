import { randomBytes } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { makeBackup } from '#electron/replica/backup';
import { MIGRATIONS } from '#electron/replica/migrations';
import { replicaFile } from '#electron/replica/paths';
import { recoverReplica } from '#electron/replica/recovery/recover';
import type { WriteTx } from '#electron/replica/transaction';
import { watchWritePoints } from '#electron/replica/write-points';
import { randomOf } from './disk';
import { openBench } from './flows';
import { judgeOpen } from './invariants';
import { scratchFolder } from './scratch';

/** The live owners as plain data: id → name. */
type Rows = ReadonlyMap<string, string>;

/** What one seed came to. */
export interface SeedReport {
  readonly steps: number;
  readonly crashes: number;
  readonly lost: string[];
  readonly doubled: string[];
  readonly half: string[];
}

const STEPS = 40;
const key = new Uint8Array(randomBytes(32));

/**
 * Edits, imports, takes back, repeats, restarts, dies at a random write point and loses its database, at random but the
 * same for the same seed; after every step the replica must equal a plain list of snapshots.
 */
export function runSeed(seed: number): SeedReport {
  const run = new SeedRun(seed);
  try {
    for (let step = 0; step < STEPS; step += 1) run.step(step);
    return run.report();
  } finally {
    run.remove();
  }
}

class SeedRun {
  readonly #seed: number;
  readonly #random: () => number;
  /** What the undo history leads through; the present is `#history[#at]`. */
  #history: Rows[] = [new Map()];
  #at = 0;
  #folder = scratchFolder('seed');
  #bench = this.#open();
  #steps = 0;
  #crashes = 0;
  readonly #lost: string[] = [];
  readonly #doubled: string[] = [];
  readonly #half: string[] = [];

  constructor(seed: number) {
    this.#seed = seed;
    this.#random = randomOf(seed);
  }

  step(step: number): void {
    this.#steps += 1;
    const choice = this.#random();
    if (choice < 0.1) this.#restart();
    else if (choice < 0.15) this.#loseDatabase(step);
    else if (choice < 0.2) this.#backup(step);
    else if (choice < 0.45) this.#crashing(() => this.#change(step));
    else this.#change(step)();
    this.#compare(`seed ${this.#seed}, step ${step}`);
  }

  report(): SeedReport {
    return {
      steps: this.#steps,
      crashes: this.#crashes,
      lost: this.#lost,
      doubled: this.#doubled,
      half: this.#half,
    };
  }

  remove(): void {
    watchWritePoints(null);
    if (this.#bench.db.open) this.#bench.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #open(): ReturnType<typeof openBench> {
    return openBench({ folder: this.#folder, key, ack: () => undefined });
  }

  /** Chooses the next change; running it makes it here and in the model. */
  #change(step: number): () => void {
    const { engine } = this.#bench;
    const choice = this.#random();
    const now = this.#history[this.#at] ?? new Map<string, string>();
    if (choice < 0.2 && this.#at > 0) {
      return () => {
        engine.revert('undo');
        this.#at -= 1;
      };
    }
    if (choice < 0.35 && this.#at < this.#history.length - 1) {
      return () => {
        engine.revert('redo');
        this.#at += 1;
      };
    }
    const next = new Map(now);
    const work = this.#work(step, next);
    return () => {
      engine.write(`step#${step}`, work, null);
      this.#history = [...this.#history.slice(0, this.#at + 1), next];
      this.#at += 1;
    };
  }

  /** A command, and what it does to the model. */
  #work(step: number, rows: Map<string, string>): (tx: WriteTx) => null {
    const ids = [...rows.keys()];
    const picked = ids[Math.floor(this.#random() * ids.length)];
    const choice = this.#random();
    if (picked !== undefined && choice < 0.35) {
      rows.set(picked, `改 ${step}`);
      return (tx) => {
        tx.update('owner', picked, { name: `改 ${step}` });
        return null;
      };
    }
    if (picked !== undefined && choice < 0.5) {
      rows.delete(picked);
      return (tx) => {
        tx.remove('owner', picked);
        return null;
      };
    }
    const count = choice < 0.75 ? 1 : 1 + Math.floor(this.#random() * 450);
    const made = Array.from({ length: count }, (_, n) => [`${step}-${n}`, `新 ${step} ${n}`]);
    for (const [id = '', name = ''] of made) rows.set(id, name);
    return (tx) => {
      tx.insertMany('owner', ['id', 'name'], made);
      return null;
    };
  }

  #restart(): void {
    this.#bench.close();
    this.#bench = this.#open();
  }

  #backup(step: number): void {
    const at = 1_800_000_000_000 + step;
    makeBackup(this.#bench.db, this.#folder, key, { reason: 'manual', at });
  }

  #loseDatabase(step: number): void {
    // An empty workspace has nothing to come back from.
    if (this.#history.length === 1) return;
    this.#bench.close();
    for (const suffix of ['', '-wal', '-shm']) {
      rmSync(replicaFile(this.#folder) + suffix, { force: true });
    }
    recoverReplica(this.#folder, key, MIGRATIONS, { now: step });
    this.#bench = this.#open();
  }

  /** Does a change and dies at the n-th point on the way: the files go on as they lay there at that moment. */
  #crashing(choose: () => () => void): void {
    const change = choose();
    const before = { history: this.#history, at: this.#at };
    let left = Math.floor(this.#random() * 9);
    const grave = scratchFolder('seed');
    let died = false;
    watchWritePoints(() => {
      left -= 1;
      if (left !== 0) return;
      watchWritePoints(null);
      cpSync(this.#folder, grave, { recursive: true });
      died = true;
    });
    change();
    watchWritePoints(null);
    if (!died) {
      rmSync(grave, { recursive: true, force: true });
      return;
    }
    this.#crashes += 1;
    this.#bench.close();
    rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = grave;
    this.#bench = this.#open();
    // Nobody was told: it may be there or not, but whole.
    const after = this.#history[this.#at] ?? new Map<string, string>();
    if (!same(this.#stored(), after)) {
      this.#history = before.history;
      this.#at = before.at;
    }
  }

  #stored(): Rows {
    const sql = 'SELECT id, name FROM owner WHERE deleted_at IS NULL';
    const rows = this.#bench.engine.read((tx) => tx.all<{ id: string; name: string }>(sql), null);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  #compare(place: string): void {
    const expected = this.#history[this.#at] ?? new Map<string, string>();
    const stored = this.#stored();
    for (const [id, name] of expected) {
      if (stored.get(id) !== name) this.#lost.push(`${place}: ${id}`);
    }
    for (const id of stored.keys()) if (!expected.has(id)) this.#doubled.push(`${place}: ${id}`);
    this.#half.push(...judgeOpen(this.#bench.db, []).half.map((one) => `${place}: ${one}`));
  }
}

function same(a: Rows, b: Rows): boolean {
  return a.size === b.size && [...a].every(([id, name]) => b.get(id) === name);
}

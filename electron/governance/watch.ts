import { ensureSigningKey, canonicalJson } from '#electron/replica/signing';
import type { ReadTx, WriteTx } from '#electron/replica/transaction';
import { CLOSING, type Watch, type WatchMaker, type Written } from '#electron/replica/watch';
import type { AuditKind, AuditNote, Checkpoint } from '#shared/governance/model';
import { noteOf } from './acts';
import { entryHash, signCheckpoint, START, type StoredEntry } from './chain';
import { appendCheckpoints, dropUnfinishedLine, readCheckpointFile } from './checkpoint-file';
import { type Restored, RESTORED } from './restored';

/** Entries after which a checkpoint is made at the latest. */
const INTERVAL = 100;

/** Acts after which a checkpoint is made at once. */
const SEALED: ReadonlySet<AuditKind> = new Set([
  'documentExported',
  'tableExported',
  'rejectsExported',
  'keptExported',
  'auditExported',
  'keyRotated',
  'keyRevoked',
  'backedUp',
  'restored',
]);

interface End {
  readonly size: number;
  readonly head: string;
}

/** Writes the audit of a workspace: an entry inside the transaction of what it is about, and checkpoints. */
export const auditWatch: WatchMaker = (folder) => new AuditWatch(folder);

class AuditWatch implements Watch {
  readonly #folder: string;
  /** Made in the present transaction. */
  #made: Checkpoint[] = [];
  /** Committed, but not yet in the file. */
  #waiting: Checkpoint[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  opened(tx: ReadTx): void {
    try {
      dropUnfinishedLine(this.#folder);
      this.#waiting = this.#cutShort(tx);
      this.committed();
    } catch {
      // A file that cannot be read is told by the verification.
    }
  }

  written(tx: WriteTx, done: Written): void {
    if (done.name === RESTORED) this.#restored(tx, done.input as Restored);
    const note = noteOf(done);
    if (note !== null) this.#add(tx, note);
    if (done.name === CLOSING) this.#seal(tx);
  }

  isOpenEnded(tx: ReadTx): boolean {
    return endOf(tx).size > (newestCheckpoint(tx)?.size ?? 0);
  }

  committed(): void {
    this.#waiting.push(...this.#made);
    this.#made = [];
    if (this.#waiting.length === 0) return;
    try {
      appendCheckpoints(this.#folder, this.#waiting);
      this.#waiting = [];
    } catch {
      // A full disk: tried again with the next commit, and told by the verification until then.
    }
  }

  rolledBack(): void {
    this.#made = [];
  }

  #add(tx: WriteTx, { kind, facts }: AuditNote): void {
    const { size, head } = endOf(tx);
    const { actorId, actorName } = tx.action;
    const at = tx.now();
    const text = canonicalJson(facts);
    const entry = { n: size + 1, at, kind, actorId, actorName, facts: text, prev: head };
    insertEntry(tx, { ...entry, hash: entryHash(entry) });
    const sealed = newestCheckpoint(tx)?.size ?? 0;
    if (SEALED.has(kind) || entry.n - sealed >= INTERVAL) this.#seal(tx);
  }

  #seal(tx: WriteTx): void {
    const end = endOf(tx);
    if (!this.isOpenEnded(tx)) return;
    const checkpoint = signCheckpoint({ ...end, at: tx.now() }, ensureSigningKey(tx));
    const { size, head, at, publicKey, signature } = checkpoint;
    tx.runLocal(
      'INSERT INTO audit_checkpoint (size, head, at, public_key, signature) VALUES (?, ?, ?, ?, ?)',
      [size, head, at, publicKey, signature],
    );
    this.#made.push(checkpoint);
  }

  /** The database is as it was earlier: entries made since come along where they follow, others are said to be lost. */
  #restored(tx: WriteTx, { fileName, entries, keys, revocations }: Restored): void {
    for (const key of keys) {
      tx.runLocal(
        `INSERT OR IGNORE INTO signing_key (id, public_key, private_key, created_at)
          VALUES (?, ?, ?, ?)`,
        [key.id, key.public_key, key.private_key, key.created_at],
      );
    }
    for (const { key_id, revoked_at, reason, actor_name } of revocations) {
      tx.runLocal(
        `INSERT OR IGNORE INTO signing_key_revocation (key_id, revoked_at, reason, actor_name)
          VALUES (?, ?, ?, ?)`,
        [key_id, revoked_at, reason, actor_name],
      );
    }
    const { size, head } = endOf(tx);
    const later = entries.filter(({ n }) => n > size);
    const follows = later[0]?.prev === head && later[0].n === size + 1;
    if (follows) for (const entry of later) insertEntry(tx, entry);
    const now = endOf(tx).size;
    const filed = readCheckpointFile(this.#folder)?.checkpoints ?? [];
    const known = Math.max(entries.at(-1)?.n ?? 0, ...filed.map((one) => one.size));
    const carried = follows ? later.length : 0;
    const lost = Math.max(0, known - now);
    this.#add(tx, { kind: 'restored', facts: { fileName, carried, lost } });
  }

  /** The last checkpoint, where a crash came between its commit and the file; nothing else is ever made up for. */
  #cutShort(tx: ReadTx): Checkpoint[] {
    const [last, former] = tx.all<Checkpoint>(`${CHECKPOINTS} ORDER BY size DESC LIMIT 2`);
    if (last === undefined) return [];
    const filed = readCheckpointFile(this.#folder)?.checkpoints ?? [];
    if (filed.some(({ signature }) => signature === last.signature)) return [];
    return filed.at(-1)?.signature === former?.signature ? [last] : [];
  }
}

/** Reads checkpoints of the database. */
export const CHECKPOINTS =
  'SELECT size, head, at, public_key AS publicKey, signature FROM audit_checkpoint';

function newestCheckpoint(tx: ReadTx): Checkpoint | undefined {
  return tx.get<Checkpoint>(`${CHECKPOINTS} ORDER BY size DESC LIMIT 1`);
}

function endOf(tx: ReadTx): End {
  const sql = 'SELECT n AS size, hash AS head FROM audit_entry ORDER BY n DESC LIMIT 1';
  return tx.get<End>(sql) ?? { size: 0, head: START };
}

function insertEntry(tx: WriteTx, entry: StoredEntry): void {
  tx.runLocal(
    `INSERT INTO audit_entry (n, at, kind, actor_id, actor_name, facts, prev, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      entry.n,
      entry.at,
      entry.kind,
      entry.actorId,
      entry.actorName,
      entry.facts,
      entry.prev,
      entry.hash,
    ],
  );
}

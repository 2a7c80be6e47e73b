/** What of the governance room runs in the replica's threads. */
import { writeCsvFile } from '#electron/pipeline/index';
import { ownPublicKeys } from '#electron/replica/signing';
import type { Command, Query, ReadJob } from '#electron/replica/transaction';
import {
  auditFactsSchema,
  auditKindSchema,
  type AuditEntry,
  type AuditFacts,
  type AuditFilter,
  type AuditNote,
  type AuditPage,
  type AuditPageInput,
  type AuditReport,
  type AuditKind,
  type Checkpoint,
} from '#shared/governance/model';
import { csvLine } from '#shared/pipeline/csv-safe';
import { ENTRY_COLUMNS, type StoredEntry } from './chain';
import { readCheckpointFile } from './checkpoint-file';
import { scanJob } from './personal/scan';
import { unmask, unmaskAccount } from './personal/unmask';
import type { Kept, Restored } from './restored';
import { people, savePerson, subject } from './rights/people';
import { verifyAudit } from './verify';
import { CHECKPOINTS } from './watch';

const FILTER = 'WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR actor_id = ?2)';

/** A window of the filtered entries, newest first, with the people that can be asked for. */
const page: Query<AuditPageInput, AuditPage> = (tx, { kind, actorId, offset, limit }) => ({
  total:
    tx.get<{ n: number }>(`SELECT count(*) AS n FROM audit_entry ${FILTER}`, [kind, actorId])?.n ??
    0,
  entries: tx
    .all<StoredEntry>(
      `SELECT ${ENTRY_COLUMNS} FROM audit_entry ${FILTER} ORDER BY n DESC LIMIT ?3 OFFSET ?4`,
      [kind, actorId, limit, offset],
    )
    .map(shown),
  people: tx.all<{ id: string; name: string }>(
    `SELECT actor_id AS id, max(actor_name) AS name FROM audit_entry GROUP BY actor_id ORDER BY name, id`,
  ),
});

function shown({ n, at, kind, actorId, actorName, facts, hash }: StoredEntry): AuditEntry {
  return { n, at, kind: kindOf(kind), actorId, actorName, facts: factsOf(facts), hash };
}

const kindOf = (kind: string): AuditKind | null => auditKindSchema.safeParse(kind).data ?? null;

/** An entry that was changed is shown as far as it can be; the verification tells. */
function factsOf(text: string): AuditFacts {
  try {
    return auditFactsSchema.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

/** What a restore must not lose: a backup may be older than entries, and than the key that signed them. */
const keep: Query<null, Kept> = (tx) => ({
  entries: tx.all(`SELECT ${ENTRY_COLUMNS} FROM audit_entry ORDER BY n`),
  keys: tx.all('SELECT id, public_key, private_key, created_at FROM signing_key'),
  revocations: tx.all('SELECT key_id, revoked_at, reason, actor_name FROM signing_key_revocation'),
});

/** Checks the whole chain against every checkpoint, inside and beside the database. */
const verify: ReadJob<{ folder: string }, AuditReport> = (tx, { folder }, job) => {
  const total = tx.get<{ n: number }>('SELECT count(*) AS n FROM audit_entry')?.n ?? 0;
  return verifyAudit({
    onEntries: (done) => {
      job.throwIfCancelled();
      job.progress(done, total, 'checking');
    },
    entries: tx.iterate<StoredEntry>(`SELECT ${ENTRY_COLUMNS} FROM audit_entry ORDER BY n`),
    stored: tx.all<Checkpoint>(`${CHECKPOINTS} ORDER BY size`),
    filed: readCheckpointFile(folder),
    ownKeys: ownPublicKeys(tx).map((key) => Buffer.from(key).toString('base64url')),
  });
};

interface ExportInput extends AuditFilter {
  readonly target: string;
  readonly headers: readonly string[];
  readonly kinds: Readonly<Record<AuditKind, string>>;
}

/** Writes the filtered entries as CSV, oldest first, with the hashes by which others can recompute the chain. */
const exportAudit: ReadJob<ExportInput, number> = (tx, input, job) =>
  writeCsvFile(input.target, (write) => {
    write(csvLine(input.headers));
    let rows = 0;
    const sql = `SELECT ${ENTRY_COLUMNS} FROM audit_entry ${FILTER} ORDER BY n`;
    for (const entry of tx.iterate<StoredEntry>(sql, [input.kind, input.actorId])) {
      const time = new Date(entry.at).toISOString();
      const { n, kind, actorId, actorName, facts, prev, hash } = entry;
      const word = input.kinds[kind as AuditKind];
      write(csvLine([n, time, word, kind, actorName, actorId, facts, prev, hash]));
      rows += 1;
      if (rows % 1000 === 0) job.throwIfCancelled();
    }
    job.throwIfCancelled();
    return rows;
  });

/** Tells the audit of an act that is no transaction; the watch writes the entry. */
const note: Command<AuditNote, null> = () => null;

/** Tells the audit that a backup was put in place; the watch brings the entries along. */
const restored: Command<Restored, null> = () => null;

export const governanceQueries = {
  'audit.page': page,
  'audit.keep': keep,
  'rights.people': people,
  'rights.subject': subject,
};
export const governanceCommands = {
  'audit.note': note,
  'audit.restored': restored,
  'personal.unmask': unmask,
  'personal.unmaskAccount': unmaskAccount,
  'rights.savePerson': savePerson,
};
export const governanceReadJobs = {
  'audit.verify': verify,
  'audit.export': exportAudit,
  'personal.scan': scanJob,
};

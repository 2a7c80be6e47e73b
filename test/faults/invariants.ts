import { join } from 'node:path';
import { quickCheck } from '#electron/replica/backup';
import { backupFolder } from '#electron/replica/paths';
import { listBackups } from '#electron/replica/backup-files';
import { openDatabase, type Db } from '#electron/replica/database';
import { DERIVED_COLUMNS, ENTITY_NAMES } from '#electron/replica/entities';
import { MIGRATIONS } from '#electron/replica/migrations';
import { openReplicaFile } from '#electron/replica/open-file';
import { Connection } from '#electron/replica/connection';
import { mutationsOf } from '#electron/replica/mutations';

type Row = Record<string, string | number | null>;

/** States that an action of a flow goes through, one acknowledgement each. */
const STATES = ['done', 'undone', 'done'] as const;

/**
 * What was promised and what must therefore be there. `<kind>` = acknowledged once, `<kind> <step>` = acknowledged up
 * to that step of {@link STATES}.
 */
export type Receipts = readonly string[];

/** What is wrong with a replica, by kind; all zero = nothing lost, nothing doubled, no half state. */
export interface Verdict {
  readonly lost: string[];
  readonly doubled: string[];
  readonly half: string[];
  /** How long it took until it could be worked with, ms. */
  readonly openMs: number;
}

/** Opens a workspace as after a crash, checks everything and closes it. @throws when it cannot be opened at all */
export function judge(folder: string, key: Uint8Array, receipts: Receipts): Verdict {
  const start = performance.now();
  const { db, journal } = openReplicaFile(folder, key, MIGRATIONS, {
    now: Date.now(),
    create: false,
  });
  const openMs = performance.now() - start;
  try {
    return { ...judgeOpen(db, receipts), openMs };
  } finally {
    db.close();
    journal?.close();
  }
}

/** The same for a database that is open. */
export function judgeOpen(db: Db, receipts: Receipts): Omit<Verdict, 'openMs'> {
  return { ...judgeReceipts(db, receipts), half: halfStates(db) };
}

function judgeReceipts(db: Db, receipts: Receipts): { lost: string[]; doubled: string[] } {
  const actions = db.prepare<[], { kind: string; state: string }>('SELECT kind, state FROM action');
  const found = new Map<string, string[]>();
  for (const { kind, state } of actions.all()) {
    found.set(kind, [...(found.get(kind) ?? []), state]);
  }
  const steps = new Map<string, number>();
  for (const receipt of receipts) {
    const [kind = '', step = '0'] = receipt.split(' ');
    steps.set(kind, Math.max(steps.get(kind) ?? 0, Number(step)));
  }
  const lost: string[] = [];
  for (const [kind, step] of steps) {
    const state = found.get(kind)?.[0];
    const isStep = kind.startsWith('stepped');
    const allowed = isStep ? STATES.slice(step, step + 2) : ['done', 'undone', 'final'];
    if (state === undefined || !allowed.some((one) => one === state)) lost.push(`${kind} ${step}`);
  }
  const doubled = [...found]
    .filter(([kind, states]) => kind.includes('#') && states.length > 1)
    .map(([kind]) => kind);
  return { lost, doubled };
}

/** Every row must be exactly what the outbox says of it, and every log entry must have its row and its action. */
function halfStates(db: Db): string[] {
  const wrong: string[] = [];
  const tx = new Connection(db);
  const expected = new Map<string, Row>();
  const mids = new Set<string>();
  for (const { body } of db
    .prepare<[], { body: string }>('SELECT body FROM outbox ORDER BY seq')
    .all()) {
    for (const mutation of mutationsOf(tx, body)) {
      if (mids.has(mutation.mid)) wrong.push(`mid ${mutation.mid} twice`);
      mids.add(mutation.mid);
      const key = `${mutation.entity}:${mutation.id}`;
      const row = expected.get(key) ?? {};
      const { kind } = mutation;
      if (kind === 'insert' && expected.has(key)) wrong.push(`${key} inserted twice`);
      expected.set(key, {
        ...row,
        ...mutation.set,
        gone: kind === 'delete' ? 1 : kind === 'update' ? (row['gone'] ?? 0) : 0,
      });
    }
  }
  for (const entity of ENTITY_NAMES) {
    const derived = new Set<string>(['id', 'version', 'created_action', 'deleted_at']);
    for (const column of DERIVED_COLUMNS[entity] ?? []) derived.add(column);
    for (const row of db.prepare<[], Row>(`SELECT * FROM ${entity}`).all()) {
      const key = `${entity}:${row['id']}`;
      const told = expected.get(key);
      expected.delete(key);
      if (!told) {
        wrong.push(`${key} is in no outbox`);
        continue;
      }
      if ((row['deleted_at'] !== null) !== (told['gone'] === 1)) wrong.push(`${key} tombstone`);
      for (const [column, value] of Object.entries(row)) {
        if (derived.has(column)) continue;
        const given = told[column];
        // A column left out took its default.
        if (given !== undefined && given !== value) wrong.push(`${key}.${column}`);
      }
    }
  }
  for (const key of expected.keys()) wrong.push(`${key} is in the outbox only`);
  const orphans = db
    .prepare<[], { n: number }>(
      'SELECT count(*) AS n FROM change_log WHERE action_id NOT IN (SELECT id FROM action)',
    )
    .get();
  if (orphans?.n !== 0) wrong.push('log entries without an action');
  return wrong;
}

/** Every backup that is listed must be whole. */
export function brokenBackups(folder: string, key: Uint8Array): string[] {
  return listBackups(folder)
    .filter(({ fileName }) => {
      try {
        const db = openDatabase(join(backupFolder(folder), fileName), key, { readonly: true });
        try {
          quickCheck(db);
        } finally {
          db.close();
        }
        return false;
      } catch {
        return true;
      }
    })
    .map(({ fileName }) => fileName);
}

import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { entryHash, signCheckpoint, START, type StoredEntry } from '#electron/governance/chain';
import { checkpointFile } from '#electron/governance/checkpoint-file';
import {
  governanceCommands,
  governanceQueries,
  governanceReadJobs,
} from '#electron/governance/statements';
import { auditWatch } from '#electron/governance/watch';
import { presentSigningKey, newSigningKey } from '#electron/replica/signing';
import { CLOSING } from '#electron/replica/watch';
import type { AuditKind, AuditReport } from '#shared/governance/model';
import { SandtableError } from '#shared/errors';
import { openTestReplica, type TestReplica } from '../helpers/replica';

let replica: TestReplica;
beforeEach(() => {
  replica = openTestReplica({ watch: auditWatch });
});
afterEach(() => replica.close());

const note = (kind: AuditKind, facts: Record<string, string | number> = {}): unknown =>
  replica.write(governanceCommands['audit.note'], { kind, facts }, 'audit.note');
/** What the last transaction of a writer does. */
const conclude = (): unknown => replica.write(() => null, null, CLOSING);
const verify = (): Promise<AuditReport> =>
  replica.readJob(governanceReadJobs['audit.verify'], { folder: replica.folder });
const entries = (): StoredEntry[] => [
  ...replica.read(governanceQueries['audit.keep'], null).entries,
];

/** As someone does who has the key of the database: the triggers are no obstacle. */
function tamper(...statements: string[]): void {
  const { db } = replica.engine.connection;
  for (const table of ['audit_entry', 'audit_checkpoint']) {
    for (const what of ['update', 'delete']) db.exec(`DROP TRIGGER IF EXISTS ${table}_${what}`);
  }
  for (const sql of statements) db.exec(sql);
}

/** Six entries, sealed at 2 (an export) and at 6 (closed). */
function history(): void {
  note('fileVerified', { fileName: 'a.pdf', verdict: 'intact' });
  note('tableExported', { fileName: 'b.csv', rows: 12 });
  note('fileVerified', { fileName: 'c.pdf', verdict: 'altered' });
  note('fileVerified', { fileName: 'd.pdf', verdict: 'intact' });
  note('fileVerified', { fileName: 'e.pdf', verdict: 'intact' });
  note('fileVerified', { fileName: 'f.pdf', verdict: 'intact' });
  conclude();
}

const codes = async (): Promise<string[]> => {
  const { verdict, problems } = await verify();
  expect(verdict).toBe('altered');
  return [...new Set(problems.map(({ code }) => code))];
};

test('nothing is intact, and so is what was written in order', async () => {
  expect(await verify()).toEqual({
    verdict: 'intact',
    entries: 0,
    sealed: 0,
    sealedAt: null,
    lost: 0,
    problems: [],
    problemCount: 0,
  });
  history();
  expect(await verify()).toMatchObject({ verdict: 'intact', entries: 6, sealed: 6, problems: [] });
  replica.reopen();
  note('fileVerified', { fileName: 'g.pdf', verdict: 'intact' });
  // The entry after the last checkpoint is told as not sealed.
  expect(await verify()).toMatchObject({ verdict: 'intact', entries: 7, sealed: 6, lost: 0 });
});

test('an entry says who, when and what, and follows the one before', () => {
  history();
  const [first, second] = entries();
  expect(first).toMatchObject({
    n: 1,
    kind: 'fileVerified',
    actorName: '林晓',
    facts: '{"fileName":"a.pdf","verdict":"intact"}',
    prev: START,
  });
  expect(second?.prev).toBe(first?.hash);
});

test('the tables refuse to be changed by a statement of our own', () => {
  history();
  const { db } = replica.engine.connection;
  for (const table of ['audit_entry', 'audit_checkpoint']) {
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow(/append-only/);
    expect(() => db.exec(`UPDATE ${table} SET at = 0`)).toThrow(/append-only/);
  }
});

test('an act that is rolled back leaves no entry and no checkpoint in the file', async () => {
  history();
  const cancelled = {
    progress: () => undefined,
    cancelled: () => true,
    // Cancelled after the last step, when the entry is written and sealed.
    throwIfCancelled: () => {
      throw new SandtableError('CANCELLED', 'cancelled');
    },
  };
  const input = { kind: 'tableExported' as const, facts: { fileName: 'x.csv', rows: 1 } };
  const failing = replica.writeJob(
    governanceCommands['audit.note'],
    input,
    cancelled,
    'audit.note',
  );
  await expect(failing).rejects.toThrow('cancelled');
  expect(entries()).toHaveLength(6);
  note('fileVerified', { fileName: 'g.pdf', verdict: 'intact' });
  expect(await verify()).toMatchObject({ verdict: 'intact', entries: 7, sealed: 6 });
});

test('a checkpoint is made after a hundred entries at the latest', async () => {
  for (let n = 0; n < 250; n += 1) note('fileVerified', { fileName: `${n}`, verdict: 'intact' });
  expect(await verify()).toMatchObject({ verdict: 'intact', entries: 250, sealed: 200 });
});

describe('is noticed:', () => {
  beforeEach(history);

  test('an edit', async () => {
    tamper(`UPDATE audit_entry SET facts = '{"fileName":"b.csv","rows":1}' WHERE n = 2`);
    expect(await verify()).toMatchObject({ problems: [{ code: 'changed', n: 2 }] });
  });

  test('an edit of who it was, with the hash made to fit', async () => {
    const [, , third] = entries();
    if (!third) throw new Error('no entry');
    const hash = entryHash({ ...third, actorName: '别人' });
    tamper(`UPDATE audit_entry SET actor_name = '别人', hash = '${hash}' WHERE n = 3`);
    expect(await verify()).toMatchObject({ problems: [{ code: 'unlinked', n: 4 }] });
  });

  test('a deletion in the middle', async () => {
    tamper('DELETE FROM audit_entry WHERE n = 3');
    expect(await codes()).toContain('missing');
  });

  test('a deletion in the middle with the numbers closed up', async () => {
    tamper('DELETE FROM audit_entry WHERE n = 3', 'UPDATE audit_entry SET n = n - 1 WHERE n > 3');
    expect(await codes()).toEqual(expect.arrayContaining(['unlinked', 'changed', 'cut']));
  });

  test('another order', async () => {
    tamper(
      'UPDATE audit_entry SET n = 99 WHERE n = 3',
      'UPDATE audit_entry SET n = 3 WHERE n = 4',
      'UPDATE audit_entry SET n = 4 WHERE n = 99',
    );
    expect(await codes()).toEqual(expect.arrayContaining(['unlinked', 'changed']));
  });

  test('a tail that was cut, also with its checkpoint in the database', async () => {
    tamper('DELETE FROM audit_entry WHERE n > 4');
    expect(await codes()).toEqual(['cut']);
    tamper('DELETE FROM audit_checkpoint WHERE size > 4');
    expect(await codes()).toEqual(['cut']);
  });

  test('all of it removed', async () => {
    tamper('DELETE FROM audit_entry', 'DELETE FROM audit_checkpoint');
    expect(await codes()).toEqual(['cut']);
  });

  test('all of it made anew and signed with the workspace’s own key', async () => {
    restamp();
    expect(await codes()).toEqual(['restamped', 'notInFile']);
  });

  test('all of it made anew and signed with another key, whatever lies beside it', async () => {
    restamp(true);
    expect(await codes()).toContain('forged');
    writeFiled();
    expect(await codes()).toEqual(['forged']);
  });

  test('not: all of it made anew with the workspace’s own key and the file as well', async () => {
    // What the signature cannot do against the holder of the key: docs/governance.md says so.
    restamp();
    writeFiled();
    expect(await verify()).toMatchObject({ verdict: 'intact' });
  });

  test('the file removed, cut, or written into', async () => {
    const file = checkpointFile(replica.folder);
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    expect(await codes()).toEqual(['noFile']);
    writeFileSync(file, text.slice(0, text.indexOf('\n') + 1));
    expect(await codes()).toEqual(['notInFile']);
    writeFileSync(file, `${text}{}\n`);
    expect(await codes()).toEqual(['fileDamaged']);
    writeFileSync(file, text.replace('"size":6', '"size":5'));
    expect(await codes()).toEqual(expect.arrayContaining(['forged']));
    writeFileSync(file, text);
    expect(await verify()).toMatchObject({ verdict: 'intact' });
  });
});

/** Other facts in entry 2, and every hash and checkpoint made to fit. */
function restamp(otherKey = false): void {
  const own = replica.read((tx) => presentSigningKey(tx), null);
  const key = otherKey || !own ? newSigningKey() : own;
  let prev = START;
  const made = entries().map((entry) => {
    const facts = entry.n === 2 ? '{"fileName":"b.csv","rows":1}' : entry.facts;
    const changed = { ...entry, facts, prev };
    prev = entryHash(changed);
    return { ...changed, hash: prev };
  });
  const sealed = [2, 6].map((size) =>
    signCheckpoint({ size, head: made[size - 1]?.hash ?? '', at: made[size - 1]?.at ?? 0 }, key),
  );
  tamper(
    ...made.map(
      ({ n, facts, prev: before, hash }) =>
        `UPDATE audit_entry SET facts = '${facts}', prev = '${before}', hash = '${hash}' WHERE n = ${n}`,
    ),
    'DELETE FROM audit_checkpoint',
    ...sealed.map(
      ({ size, head, at, publicKey, signature }) =>
        `INSERT INTO audit_checkpoint VALUES (${size}, '${head}', ${at}, '${publicKey}', '${signature}')`,
    ),
  );
}

/** The file as the database has it. */
function writeFiled(): void {
  const stored = replica.read(
    (tx) =>
      tx.all('SELECT size, head, at, public_key AS publicKey, signature FROM audit_checkpoint'),
    null,
  );
  const lines = stored.map((one) => `${JSON.stringify(one)}\n`);
  writeFileSync(checkpointFile(replica.folder), lines.join(''));
}

describe('a crash', () => {
  test('between the commit and the file is made up for, once', async () => {
    history();
    const file = checkpointFile(replica.folder);
    const [first = ''] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, `${first}\n{"size":6,"he`);
    expect(await codes()).toEqual(['fileDamaged', 'notInFile']);
    replica.reopen();
    expect(await verify()).toMatchObject({ verdict: 'intact', sealed: 6 });
  });

  test('does not excuse a file that lacks more than the last checkpoint', async () => {
    history();
    note('tableExported', { fileName: 'h.csv', rows: 1 });
    const file = checkpointFile(replica.folder);
    const [first = ''] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, `${first}\n`);
    replica.reopen();
    expect(await codes()).toEqual(['notInFile']);
  });
});

describe('a restore', () => {
  const restored = (kept: StoredEntry[]): unknown =>
    replica.write(
      governanceCommands['audit.restored'],
      { fileName: 'old.db', entries: kept, keys: [], revocations: [] },
      'audit.restored',
    );

  test('brings the entries along that were made since', async () => {
    history();
    const kept = entries();
    // The database as it was after two entries.
    tamper('DELETE FROM audit_entry WHERE n > 2', 'DELETE FROM audit_checkpoint WHERE size > 2');
    restored(kept);
    expect(entries().slice(0, 6)).toEqual(kept);
    expect(entries().at(-1)).toMatchObject({
      n: 7,
      facts: '{"carried":4,"fileName":"old.db","lost":0}',
    });
    expect(await verify()).toMatchObject({ verdict: 'intact', entries: 7, sealed: 7, lost: 0 });
  });

  test('of a damaged database says what it lost, and that excuses nothing later', async () => {
    history();
    tamper('DELETE FROM audit_entry WHERE n > 2', 'DELETE FROM audit_checkpoint WHERE size > 2');
    restored([]);
    expect(await verify()).toMatchObject({ verdict: 'intact', entries: 3, sealed: 3, lost: 4 });
    note('tableExported', { fileName: 'later.csv', rows: 3 });
    tamper('DELETE FROM audit_entry WHERE n > 3', 'DELETE FROM audit_checkpoint WHERE size > 3');
    expect(await codes()).toEqual(['cut']);
  });
});

test('a line added to the file by a stranger is not taken for ours', async () => {
  history();
  const strange = signCheckpoint({ size: 3, head: START, at: 1 }, newSigningKey());
  appendFileSync(checkpointFile(replica.folder), `${JSON.stringify(strange)}\n`);
  expect(await verify()).toMatchObject({ problems: [{ code: 'forged', n: 3 }] });
});

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quickCheck } from '#electron/replica/backup';
import { Engine } from '#electron/replica/engine';
import { MIGRATIONS } from '#electron/replica/migrations';
import { openReplicaFile } from '#electron/replica/open-file';
import { mutationsOf } from '#electron/replica/mutations';
import { bundleWorkers } from '../helpers/replica-workers';

const ROUNDS = 12;
let workers: Awaited<ReturnType<typeof bundleWorkers>>;
let folder: string;
beforeAll(async () => {
  workers = await bundleWorkers({ child: 'test/unit/replica/crash-child.ts' });
  folder = mkdtempSync(join(tmpdir(), 'sandtable-crash-'));
});
afterAll(() => {
  workers.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Lets a process edit and kills it after `edits` answers and `ms` more; gives back what it had answered. */
function editUntilKilled(key: string, round: number, edits: number, ms: number): Promise<string[]> {
  const child = spawn(process.execPath, [
    join(workers.dir, 'child.cjs'),
    folder,
    key,
    String(round),
  ]);
  let said = '';
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    const before = said.split('\n').length;
    said += chunk.toString();
    if (before <= edits && said.split('\n').length > edits) {
      setTimeout(() => child.kill('SIGKILL'), ms);
    }
  });
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => {
      if (code !== null) reject(new Error(`the child ended by itself: ${errors}`));
      else resolve(said.slice(0, said.lastIndexOf('\n')).split('\n'));
    });
  });
}

test('after kill -9 every answered edit is there once, and no other is half there', async () => {
  const key = randomBytes(32);
  const answered: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ids = await editUntilKilled(
      key.toString('hex'),
      round,
      1 + ((round * 7) % 30),
      round % 5,
    );
    answered.push(...ids);
    const { db } = openReplicaFile(folder, new Uint8Array(key), MIGRATIONS, {
      now: 1,
      create: false,
    });
    quickCheck(db);
    const engine = new Engine(db, { id: 'u', name: 'u' }, () => 1);
    const stored = engine.read((tx) => tx.all<{ id: string }>('SELECT id FROM owner'), null);
    const logged = engine.read(
      (tx) => tx.all<{ id: string }>('SELECT entity_id AS id FROM change_log'),
      null,
    );
    const sent = engine.read(
      (tx) =>
        tx
          .all<{ body: string }>('SELECT body FROM outbox')
          .flatMap((row) => mutationsOf(tx, row.body)),
      null,
    );
    const ids3 = [stored, logged, sent].map((list) => list.map((item) => item.id).toSorted());
    expect(ids3[1]).toEqual(ids3[0]);
    expect(ids3[2]).toEqual(ids3[0]);
    expect(new Set(ids3[0]).size).toBe(ids3[0]?.length);
    expect(ids3[0]).toEqual(expect.arrayContaining(answered));
    db.close();
  }
});

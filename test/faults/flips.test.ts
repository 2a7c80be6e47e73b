import { randomBytes } from 'node:crypto';
import { copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBackup } from '#electron/replica/backup';
import { replicaFile } from '#electron/replica/paths';
import { FLOWS, openBench } from './flows';
import { brokenBackups, judge } from './invariants';
import { randomOf } from './disk';
import { scratchFolder } from './scratch';

const FLIPS = 1000;
const key = new Uint8Array(randomBytes(32));
let closed: string;
let crashed: string;
let receipts: string[];

beforeAll(async () => {
  const folder = scratchFolder('flips');
  receipts = [];
  const bench = { folder, key, ack: (receipt: string) => void receipts.push(receipt) };
  for (const flow of ['edit', 'undo', 'document', 'bulkEdit'] as const)
    await FLOWS[flow](bench, '5');
  const { db, journal, close } = openBench(bench);
  makeBackup(db, folder, key, { reason: 'manual', at: 1_800_000_000_000 });
  close();
  closed = folder;
  await FLOWS.edit(bench, '6');
  // What lies there when a process dies: the last steps are in the write-ahead log.
  const opened = openBench(bench);
  opened.engine.write('last#1', (tx) => tx.insert('owner', { id: 'last', name: '最后' }), null);
  receipts.push('last#1');
  crashed = scratchFolder('flips-crashed');
  rmSync(crashed, { recursive: true });
  cpSync(folder, crashed, { recursive: true });
  opened.close();
  journal?.close();
});
afterAll(() => {
  for (const folder of [closed, crashed]) rmSync(folder, { recursive: true, force: true });
});

/** Flips one bit of a file after the other and gives back the places where `noticed` saw nothing. */
function unnoticed(file: string, times: number, noticed: () => boolean): number[] {
  const sound = readFileSync(file);
  const random = randomOf(7);
  const missed: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const at = Math.floor(random() * sound.length);
    const broken = Buffer.from(sound);
    broken[at] = (broken[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    writeFileSync(file, broken);
    if (!noticed()) missed.push(at);
  }
  writeFileSync(file, sound);
  return missed;
}

const opens = (): boolean => {
  try {
    judge(closed, key, receipts);
    return true;
  } catch {
    return false;
  }
};

test(`${FLIPS} of ${FLIPS} flipped bits in the replica are noticed, and none is served as data`, () => {
  expect(opens()).toBe(true);
  expect(unnoticed(replicaFile(closed), FLIPS, () => !opens())).toEqual([]);
}, 300_000);

test('flipped bits in a backup are noticed before it is restored', () => {
  const file = join(closed, 'backups', 'replica-1800000000000-manual.db');
  expect(unnoticed(file, 200, () => brokenBackups(closed, key).length === 1)).toEqual([]);
}, 120_000);

test('flipped bits in the write-ahead log lose nothing: the journal has the same steps', () => {
  const log = `${replicaFile(crashed)}-wal`;
  const state = scratchFolder('flips-state');
  const survives = (): boolean => {
    rmSync(state, { recursive: true });
    cpSync(crashed, state, { recursive: true });
    try {
      const { lost, doubled, half } = judge(state, key, receipts);
      return [...lost, ...doubled, ...half].length === 0;
    } catch {
      // Refused as damaged: the ways back are offered.
      return true;
    }
  };
  expect(unnoticed(log, 200, survives)).toEqual([]);
  copyFileSync(log, `${log}.kept`);
  rmSync(log);
  expect(survives()).toBe(true);
  rmSync(state, { recursive: true });
}, 120_000);

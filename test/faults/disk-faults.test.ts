import { randomBytes } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { stageFile } from '#electron/composer/export-file';
import { makeBackup } from '#electron/replica/backup';
import { moveDurably } from '#electron/replica/durable';
import { Lane } from '#electron/replica/lane';
import { LogCopies } from '#electron/replica/log-copies';
import { patiently, waitingly } from '#electron/replica/patience';
import { backupFolder, replicaFile } from '#electron/replica/paths';
import { toFailure } from '#shared/errors';
import { openBench } from './flows';
import { judge } from './invariants';
import { type SmallDisk, smallDisk } from './mounts';
import { holdLock } from './lock-holder';
import { scratchFolder } from './scratch';

const key = new Uint8Array(randomBytes(32));
const canMount = ((): boolean => {
  const disk = smallDisk(1);
  disk?.remove();
  return disk !== null;
})();
if (!canMount) console.log('full disks are not tried here: mounting one needs Linux and root');

describe.runIf(canMount)('a full disk', () => {
  let disk: SmallDisk | null = null;
  afterEach(() => disk?.remove());

  test.each([3, 6, 12])(
    'of %i MB refuses visibly, keeps what was there, and goes on after',
    (mb) => {
      disk = smallDisk(mb);
      const { folder } = disk ?? { folder: '' };
      const receipts: string[] = [];
      const { engine, db, journal } = openBench({ folder, key, ack: () => undefined });
      const add = (kind: string): void =>
        void engine.write(
          kind,
          (tx) => {
            const rows = Array.from({ length: 50 }, (_, n) => [`${kind}-${n}`, 'x'.repeat(200)]);
            tx.insertMany('owner', ['id', 'name'], rows);
          },
          null,
        );
      const fill = (): void => {
        for (let n = 0; n < 5000; n += 1) {
          add(`full#${n}`);
          receipts.push(`full#${n}`);
        }
      };
      expect(fill).toThrow(expect.objectContaining({ code: 'DISK_FULL' }));
      expect(receipts.length).toBeGreaterThan(5);
      const count = (): number =>
        engine.read((tx) => tx.get<{ n: number }>('SELECT count(*) AS n FROM owner')?.n ?? 0, null);
      expect(count()).toBe(receipts.length * 50);
      expect(() =>
        makeBackup(db, folder, key, { reason: 'manual', at: 1_800_000_000_000 }),
      ).toThrow(expect.objectContaining({ code: 'DISK_FULL' }));
      expect(readdirSync(backupFolder(folder))).toEqual([]);
      disk?.remount('size=64m');
      add('after#1');
      receipts.push('after#1');
      expect(count()).toBe(receipts.length * 50);
      // As when the process died now.
      db.close();
      journal?.close();
      expect(judge(folder, key, receipts)).toMatchObject({ lost: [], doubled: [], half: [] });
    },
  );

  test('is not filled by the log of small edits', async () => {
    const edits = async (copied: boolean): Promise<number> => {
      disk = smallDisk(6);
      const { folder } = disk ?? { folder: '' };
      const { engine, db, journal } = openBench({ folder, key, ack: () => undefined });
      const lane = new Lane();
      const copies = new LogCopies(lane, db, replicaFile(folder));
      engine.write('one', (tx) => tx.insert('owner', { id: 'o', name: 'x' }), null);
      db.pragma('wal_checkpoint(TRUNCATE)');
      let done = 0;
      try {
        for (; done < 600; done += 1) {
          const name = `负责人 ${done}`;
          engine.write(`n#${done}`, (tx) => tx.update('owner', 'o', { name }), null);
          if (!copied) continue;
          copies.written();
          await new Promise(setImmediate);
          await lane.enqueue(() => undefined);
        }
      } catch (error) {
        if (toFailure(error).code !== 'DISK_FULL') throw error;
      }
      const kept = engine.read((tx) => tx.get<{ name: string }>('SELECT name FROM owner'), null);
      expect(kept?.name).toBe(`负责人 ${done - 1}`);
      copies.close();
      db.close();
      journal?.close();
      disk?.remove();
      disk = null;
      return done;
    };
    expect(await edits(false)).toBeLessThan(300);
    expect(await edits(true)).toBe(600);
  });

  test('leaves no part of an export', async () => {
    disk = smallDisk(1);
    const { folder } = disk ?? { folder: '' };
    const path = join(folder, 'brief.pdf');
    const bytes = randomBytes(3_000_000);
    await expect(stageFile(path, bytes, 'u')).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a file that another program holds is waited for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandtable-busy-'));
    const [from, to] = [join(folder, 'from'), join(folder, 'to')];
    writeFileSync(from, 'new');
    writeFileSync(to, 'old');
    // A mount point cannot be renamed over: EBUSY, as from a virus scanner.
    expect(spawnSync('mount', ['--bind', to, to]).status).toBe(0);
    spawn('sh', ['-c', `sleep 0.4; umount ${to}`]);
    const start = performance.now();
    moveDurably(from, to);
    expect(performance.now() - start).toBeGreaterThan(200);
    expect(readFileSync(to, 'utf8')).toBe('new');
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('a replica that another program has locked', () => {
  test('is waited for: an edit goes through when the lock is gone after seven seconds', async () => {
    const folder = scratchFolder('locked');
    openBench({ folder, key, ack: () => undefined }).close();
    const opened = openBench({ folder, key, ack: () => undefined });
    await holdLock(folder, key, 7000);
    const start = performance.now();
    opened.engine.write('n', (tx) => tx.insert('owner', { id: 'o', name: 'x' }), null);
    expect(performance.now() - start).toBeGreaterThan(5000);
    opened.close();
    expect(judge(folder, key, ['n'])).toMatchObject({ lost: [], doubled: [], half: [] });
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);
});

describe('patience', () => {
  const fault = (code: string): Error => Object.assign(new Error(code), { code });
  const failing = (times: number, code: string): (() => string) => {
    let left = times;
    return () => {
      left -= 1;
      if (left >= 0) throw fault(code);
      return 'done';
    };
  };

  test.each(['EBUSY', 'EPERM', 'EACCES'])('outlasts %s that passes', async (code) => {
    expect(patiently(failing(3, code))).toBe('done');
    const soon = failing(3, code);
    expect(await waitingly(async () => soon())).toBe('done');
  });

  test('ends: what does not pass, and anything else, is told', async () => {
    expect(() => patiently(failing(1000, 'EBUSY'), 100)).toThrow('EBUSY');
    expect(() => patiently(failing(1, 'ENOSPC'))).toThrow('ENOSPC');
    await expect(waitingly(() => Promise.reject(fault('EROFS')))).rejects.toThrow('EROFS');
  });
});

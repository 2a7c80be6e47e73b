import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { replicaFile } from '#electron/replica/paths';

/** Another process that keeps the write lock of a replica. */
export interface LockHolder {
  readonly letGo: () => Promise<void>;
}

/** Starts one that lets go by itself after `ms`, and waits until it has the lock. */
export async function holdLock(folder: string, key: Uint8Array, ms: number): Promise<LockHolder> {
  const program = `
    const Database = require(process.argv[1]);
    const db = new Database(process.argv[2], { nativeBinding: process.env.SANDTABLE_SQLITE_BINDING || undefined });
    db.pragma("cipher='chacha20'");
    db.pragma('key="raw:' + process.argv[3] + '"');
    db.exec('BEGIN IMMEDIATE');
    console.log('held');
    setTimeout(() => process.exit(0), Number(process.argv[4]));`;
  const driver = createRequire(import.meta.url).resolve('better-sqlite3');
  const hex = Buffer.from(key).toString('hex');
  const args = ['-e', program, driver, replicaFile(folder), hex, String(ms)];
  const other = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(other, 'exit');
  await once(other.stdout, 'data');
  return {
    letGo: async () => {
      other.kill('SIGKILL');
      await ended;
    },
  };
}

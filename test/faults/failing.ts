import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What writes, and what makes it durable. */
const CALLS = 'openat,write,pwrite64,fsync,fdatasync,ftruncate';

/**
 * Lets every writing to the files of a workspace fail with EIO, in all threads of a running process: strace attaches to it
 * and answers in the kernel's place.
 * @returns takes the fault away
 */
export async function failDisk(pid: number, folder: string): Promise<() => Promise<void>> {
  const within = (path: string): string[] =>
    existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : [];
  const paths = [
    ...['replica.db', 'replica.db-wal', 'writing-probe'].map((name) => join(folder, name)),
    ...within(join(folder, 'journal')),
  ];
  const options = ['-f', '-p', String(pid), '-e', `trace=${CALLS}`];
  const faults = ['-e', `inject=${CALLS}:error=EIO`, ...paths.flatMap((path) => ['-P', path])];
  const tracer = spawn('strace', [...options, ...faults], { stdio: ['ignore', 'ignore', 'pipe'] });
  tracer.stderr.setEncoding('utf8');
  // It says when it holds the process; only then the disk fails.
  await new Promise<void>((resolve, reject) => {
    tracer.stderr.on('data', (said: string) => said.includes('attached') && resolve());
    tracer.once('exit', () => reject(new Error('strace may not attach here')));
  });
  return async () => {
    tracer.kill('SIGINT');
    await once(tracer, 'exit');
  };
}

// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 250;

/**
 * Makes `target` once. `make` fills a fresh folder beside it, which is renamed into place when it
 * is complete, so a half-made target is never seen. Of several processes at once one makes it and
 * the others wait; a maker that died is replaced.
 * @param {string} target absolute path
 * @param {(folder: string) => Promise<void>} make
 * @returns {Promise<string>} the target
 */
export async function makeOnce(target, make) {
  if (existsSync(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  return withLock(`${target}.lock`, async () => {
    if (existsSync(target)) return target;
    const work = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
    try {
      const folder = join(work, 'made');
      await mkdir(folder);
      await make(folder);
      await rename(folder, target);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
    return target;
  });
}

/**
 * Runs `work` while this process alone holds the lock file.
 * @template T
 * @param {string} lock absolute path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(lock, work) {
  while (!(await tryLock(lock))) {
    if (await isAbandoned(lock)) await rm(lock, { force: true });
    else await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** @param {string} lock */
async function tryLock(lock) {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} lock */
async function isAbandoned(lock) {
  const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
  // Empty: its holder has made the file and not yet written its id.
  if (!holder) return false;
  try {
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

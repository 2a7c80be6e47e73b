import { appendFileSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { WriteHandle } from '#electron/replica/replica';
import { SandtableError } from '#shared/errors';
import type { Header } from './folder';
import { type KeySources, recallKey } from './key';

/** Failed attempts are counted up to about five thousand; more tells nothing more. */
const MOST_BYTES = 65_536;

/** Times (epoch ms, one a line) of attempts with a wrong key since the workspace was last open. */
const attemptsFile = (folder: string): string => join(folder, 'failed-unlocks.txt');

/**
 * The key of a workspace. An attempt with a wrong one is remembered beside the database, which nobody can write yet.
 * @throws SandtableError KEY_REQUIRED, KEY_WRONG, KEY_UNAVAILABLE
 */
export async function unlock(
  folder: string,
  header: Header,
  sources: KeySources,
  clock: () => number,
): Promise<Uint8Array> {
  try {
    return await recallKey(header.key, header.check, sources);
  } catch (error) {
    if (error instanceof SandtableError && error.code === 'KEY_WRONG') remember(folder, clock());
    throw error;
  }
}

/** Moves the remembered attempts into the audit of the workspace that is open now. */
export async function auditFailedUnlocks(folder: string, writer: WriteHandle): Promise<void> {
  const file = attemptsFile(folder);
  if (!existsSync(file)) return;
  const times = readFileSync(file, 'utf8').split('\n').map(Number).filter(Number.isSafeInteger);
  const past = times.filter((time) => time > 0);
  const [firstAt] = past;
  const lastAt = past.at(-1);
  if (firstAt !== undefined && lastAt !== undefined) {
    const facts = { count: past.length, firstAt, lastAt };
    await writer.write('audit.note', { kind: 'unlockFailed', facts });
  }
  rmSync(file, { force: true });
}

function remember(folder: string, at: number): void {
  const file = attemptsFile(folder);
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES) return;
    appendFileSync(file, `${at}\n`, { mode: 0o600 });
  } catch {
    // A folder that cannot be written: the person is told about the key all the same.
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from '@playwright/test';

/** A key ring of GNOME on a session bus of its own, empty and unlocked by an empty password. */
export interface KeyRing {
  /** What a program needs in its environment to find it. */
  readonly env: Readonly<Record<string, string>>;
  /** What Electron needs on its command line to ask it, outside a GNOME desktop. */
  readonly args: readonly string[];
  readonly close: () => void;
}

const onPath = (tool: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)));

/** Whether the Debian packages dbus-daemon and gnome-keyring are here. */
export const hasKeyRing = onPath('dbus-daemon') && onPath('gnome-keyring-daemon');

export async function startKeyRing(): Promise<KeyRing> {
  const home = mkdtempSync(join(tmpdir(), 'sandtable-keys-'));
  const runtime = join(home, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const own = { XDG_DATA_HOME: join(home, 'data'), XDG_RUNTIME_DIR: runtime };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    env: { ...process.env, ...own },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await firstLine(bus);
  const env = { ...own, DBUS_SESSION_BUS_ADDRESS: address };
  const ring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // The password is the first line: an empty one. With it the ring is made, and open.
  ring.stdin.end('\n');
  const made = join(home, 'data', 'keyrings', 'login.keyring');
  await expect.poll(() => existsSync(made), { message: 'the key ring is made' }).toBe(true);
  return {
    env,
    args: ['--password-store=gnome-libsecret'],
    close: () => {
      ring.kill();
      bus.kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function firstLine(program: ChildProcess & { readonly stdout: NodeJS.ReadableStream }) {
  return new Promise<string>((resolve, reject) => {
    createInterface({ input: program.stdout }).once('line', resolve);
    program.once('error', reject);
    program.once('exit', () => reject(new Error(`${program.spawnfile} ended`)));
  });
}

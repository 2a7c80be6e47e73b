import { createHash } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, describe, expect, it } from 'vitest';
import { REVIEWED_ADDONS } from '../addons';
import {
  canSandbox,
  canTrace,
  copyOfApp,
  flip,
  listening,
  newFolder,
  openPages,
  PACKED,
  root,
  sentOut,
  start,
  tidyUp,
} from './packed';

afterAll(tidyUp);

/** Fuses of an app that are not as a release has them. */
async function wrongFuses(app: string): Promise<string[]> {
  const wanted = {
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
    WasmTrapHandlers: true,
  };
  const wire = await getCurrentFuseWire(join(app, 'sandtable'));
  const ON = 49;
  return Object.entries(wanted).flatMap(([name, value]) => {
    const state: number | undefined = wire[FuseV1Options[name as keyof typeof wanted]];
    // Electron before 37 has no switch for the last one.
    if (state === undefined && name === 'WasmTrapHandlers') return [];
    return (state === ON) === value ? [] : [name];
  });
}

describe('fuses', () => {
  it('are those of a release, and each one set otherwise is noticed', async () => {
    expect(await wrongFuses(PACKED)).toEqual([]);
    const app = copyOfApp();
    await flip(app, FuseV1Options.RunAsNode, true);
    await flip(app, FuseV1Options.OnlyLoadAppFromAsar, false);
    expect(await wrongFuses(app)).toEqual(['RunAsNode', 'OnlyLoadAppFromAsar']);
  });

  it('the app starts as itself whatever environment and switches ask for', async () => {
    const app = copyOfApp();
    const mark = join(newFolder(), 'mark');
    const planted = join(newFolder(), 'planted.cjs');
    writeFileSync(planted, `require('node:fs').appendFileSync(${JSON.stringify(mark)}, 'x');`);
    mkdirSync(join(app, 'resources', 'app'));
    writeFileSync(
      join(app, 'resources', 'app', 'package.json'),
      '{"name":"planted","main":"main.cjs"}',
    );
    writeFileSync(join(app, 'resources', 'app', 'main.cjs'), readFileSync(planted));
    const env = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${planted}` };
    const one = start({ app, args: ['--inspect=0'], env });
    expect(await one.started()).toBe(true);
    expect(existsSync(mark)).toBe(false);
    expect(one.said()).not.toContain('NODE_OPTION');
    expect(listening(one)).toEqual([]);
    await one.stop();

    // The same app with the fuses otherwise reads the variable and listens to a debugger.
    await flip(app, FuseV1Options.EnableNodeOptionsEnvironmentVariable, true);
    await flip(app, FuseV1Options.EnableNodeCliInspectArguments, true);
    const driven = start({
      app,
      args: ['--inspect=0'],
      env: { NODE_OPTIONS: `--require=${planted}` },
    });
    await driven.started();
    expect(driven.said()).toContain('NODE_OPTION');
    expect(listening(driven)).not.toEqual([]);
    await driven.stop();
    await flip(app, FuseV1Options.RunAsNode, true);
    const asNode = spawnSync(join(app, 'sandtable'), ['-p', '6 * 7'], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
    });
    expect(asNode.stdout.trim()).toBe('42');
  });

  it('only the archive is loaded, and an app that loads a folder is noticed', async () => {
    const app = copyOfApp();
    const mark = join(newFolder(), 'mark');
    const folder = join(app, 'resources', 'app');
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{"name":"planted","main":"main.cjs"}');
    const act = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'x'); process.exit(7);`;
    writeFileSync(join(folder, 'main.cjs'), act);
    // Somebody puts a folder in the place of the archive.
    rmSync(join(app, 'resources', 'app.asar'));
    const one = start({ app });
    await Promise.race([one.exit, sleep(4000)]);
    expect(existsSync(mark)).toBe(false);
    await one.stop();
    await flip(app, FuseV1Options.OnlyLoadAppFromAsar, false);
    const other = start({ app });
    expect(await other.exit).toBe(7);
    expect(existsSync(mark)).toBe(true);
  });
});

describe('arguments', () => {
  it.each(['--remote-debugging-port=0', '--remote-debugging-pipe', '--js-flags=--expose-gc'])(
    'the installed app does not start with %s',
    async (argument) => {
      const one = start({ args: [argument] });
      expect(await one.started()).toBe(false);
      expect(await one.exit).toBe(1);
    },
  );

  it('the installed app starts with a switch that nobody knows, and listens nowhere', async () => {
    const one = start({ args: ['--no-such-switch=1', 'sandtable://open/x', '/etc/passwd'] });
    expect(await one.started()).toBe(true);
    expect(listening(one)).toEqual([]);
    await one.stop();
  });
});

describe('processes', () => {
  it.skipIf(!canSandbox)(
    'every page process is sandboxed, and one without is noticed',
    async () => {
      const safe = start({ app: copyOfApp(), sandboxed: true });
      expect(await safe.started()).toBe(true);
      await expect.poll(() => openPages(safe).pages, { timeout: 15_000 }).toBeGreaterThan(0);
      expect(openPages(safe).open).toBe(0);
      await safe.stop();
      const open = start({ args: ['--no-sandbox'] });
      expect(await open.started()).toBe(true);
      await expect.poll(() => openPages(open).open, { timeout: 15_000 }).toBeGreaterThan(0);
      await open.stop();
    },
  );
});

describe('network', () => {
  it.skipIf(!canTrace)(
    'a start asks no name server and no machine, and a program that does is noticed',
    async () => {
      const trace = join(newFolder(), 'trace');
      const under = [
        'strace',
        '-f',
        '-qq',
        '-e',
        'trace=connect,sendto,sendmsg,sendmmsg',
        '-o',
        trace,
      ];
      const one = start({ under });
      expect(await one.started()).toBe(true);
      await sleep(6000);
      await one.stop();
      expect(readFileSync(trace, 'utf8')).toContain('connect(');
      expect(sentOut(readFileSync(trace, 'utf8'))).toEqual([]);
      const asks = "require('node:net').connect(9, '127.0.0.1').on('error', () => 0)";
      execFileSync(under[0] ?? '', [...under.slice(1), process.execPath, '-e', asks]);
      expect(sentOut(readFileSync(trace, 'utf8')).length).toBeGreaterThan(0);
    },
  );
});

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Native modules of an app that nobody has reviewed. */
function strangers(app: string): string[] {
  const binding = process.env['SANDTABLE_SQLITE_BINDING'];
  const reviewed = new Set(Object.values(REVIEWED_ADDONS));
  // The runtime from the registry gets one built here from the same reviewed package.
  if (binding !== undefined) reviewed.add(hashOf(readFileSync(binding)));
  return readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.node'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !reviewed.has(hashOf(readFileSync(file))))
    .map((file) => relative(app, file));
}

describe('parts', () => {
  it('every native module is a reviewed one, and another is noticed', () => {
    expect(strangers(PACKED)).toEqual([]);
    const app = copyOfApp();
    writeFileSync(join(app, 'resources', 'planted.node'), 'not reviewed');
    expect(strangers(app)).toEqual([join('resources', 'planted.node')]);
  });

  it('the bill of materials names every shipped package and Electron', () => {
    interface Bill {
      readonly bomFormat: string;
      readonly components: readonly {
        readonly group?: string;
        readonly name: string;
        readonly version: string;
      }[];
    }
    const bill = JSON.parse(readFileSync(join(root, 'release', 'sbom.cdx.json'), 'utf8')) as Bill;
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version?: string; dev?: boolean; devOptional?: boolean }>;
    };
    const shipped = Object.entries(lock.packages)
      .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
      .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`);
    const missing = (components: Bill['components']) => {
      const named = components.map(({ group, name, version }) =>
        group === undefined ? `${name}@${version}` : `${group}/${name}@${version}`,
      );
      return shipped.filter((one) => !named.includes(one));
    };
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(missing(bill.components)).toEqual([]);
    expect(bill.components.map(({ name }) => name)).toContain('electron');
    const without = bill.components.filter(({ name }) => name !== 'react');
    expect(missing(without)).toContain(`react@${lock.packages['node_modules/react']?.version}`);
  });
});

/** Files below a folder in whose raw bytes one of the secrets stands, as it is, in hex, base64 or UTF-16. */
function filesWith(folder: string, secrets: readonly Uint8Array[]): string[] {
  const forms = secrets.flatMap((secret) => {
    const bytes = Buffer.from(secret);
    const [hex, base64] = [bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')];
    return [bytes, ...[hex, hex.toUpperCase(), base64].map((form) => Buffer.from(form))].concat(
      Buffer.from(bytes.toString('utf8'), 'utf16le'),
    );
  });
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return forms.some((form) => bytes.includes(form));
    })
    .map((file) => relative(folder, file));
}

describe('files of a workspace', () => {
  it('hold neither key nor names in any form, are private, and a file with either is noticed', () => {
    const folder = newFolder();
    const workspace = join(folder, 'workspace');
    const keyFile = join(newFolder(), 'workspace.key');
    const names = ['CANARY-工作区-91f3', 'CANARY-使用者-5d2e'];
    const [name = '', user = ''] = names;
    const words = [
      'create',
      '--workspace',
      workspace,
      '--name',
      name,
      '--user',
      user,
      '--key-file',
      keyFile,
    ];
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const made = spawnSync(join(PACKED, 'sandtable'), [...sandbox, '--cli', '--', ...words], {
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: folder, HOME: folder },
    });
    expect(made.stderr + made.stdout).toContain(workspace);
    const kept = readFileSync(keyFile);
    const text = kept.toString('utf8').trim();
    const key = /^[0-9a-f]{64}$/i.test(text)
      ? Buffer.from(text, 'hex')
      : Buffer.from(text, 'base64');
    const raw = key.length === 32 ? key : kept;
    const secrets = [raw, Buffer.from(user)];
    expect(filesWith(folder, secrets)).toEqual([]);
    for (const entry of readdirSync(workspace).filter((file) => file.startsWith('replica'))) {
      expect(statSync(join(workspace, entry)).mode & 0o077).toBe(0);
    }
    writeFileSync(join(folder, 'leak'), raw.toString('base64'));
    expect(filesWith(folder, secrets)).toEqual(['leak']);
    expect(names).toHaveLength(2);
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { CALL_NAMES } from '../../shared/call-names.ts';
import { ERROR_CODES } from '../../shared/errors.ts';
import { hostileInput } from '../unit/helpers/hostile-input.ts';
import './support/bridge';
import { openFlawed, inPage, OPEN_POLICY } from './support/flawed.ts';
import { openDesk } from './support/station.ts';
import { answerSaveDialog } from './support/workstation.ts';

/** Files below a folder in whose raw bytes one of the texts stands, in UTF-8, UTF-16 or base64. */
function filesWith(folder: string, texts: readonly string[]): string[] {
  const forms = texts.flatMap((text) => [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(Buffer.from(text).toString('base64').replace(/=+$/, '')),
  ]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('Singleton'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return forms.some((form) => bytes.includes(form));
    })
    .map((file) => relative(folder, file));
}

test('a passphrase and the name of a customer stay in the replica, and a file with either is noticed', async () => {
  const PASSPHRASE = 'canary-passphrase-83b1c0';
  const CUSTOMER = 'CanaryCustomer-4e7d';
  const temporary = mkdtempSync(join(tmpdir(), 'sandtable-temp-'));
  const on = await openDesk({ from: 'first', keep: true, env: { TMPDIR: temporary } });
  const { profile } = on.station;
  await on.welcome.create('保密检查', '林晓', PASSPHRASE);
  const made = await on.page.evaluate(async (customer) => {
    const { sandtable } = window;
    const pipeline = await sandtable?.['pipeline.createPipeline']({
      name: '线索',
      currency: 'CNY',
    });
    if (pipeline?.ok !== true) return pipeline;
    const { id } = pipeline.value;
    const row = await sandtable?.['pipeline.create']({ pipelineId: id, name: customer, patch: {} });
    // What goes wrong is logged; the log must not tell what it was about.
    await sandtable?.['pipeline.create']({ pipelineId: customer, name: customer, patch: {} });
    return row;
  }, CUSTOMER);
  expect(made).toMatchObject({ ok: true });
  await on.page.waitForTimeout(500);
  const found = () =>
    [profile, temporary].flatMap((folder) => filesWith(folder, [PASSPHRASE, CUSTOMER]));
  expect(found()).toEqual([]);
  await on.station.close();
  expect(found()).toEqual([]);
  writeFileSync(join(profile, 'leak.log'), `opened with ${PASSPHRASE}`);
  expect(found()).toEqual(['leak.log']);
  for (const folder of [profile, temporary]) rmSync(folder, { recursive: true, force: true });
});

/** Calls that open, close, restore or make a workspace, or leave the window: only inputs that they refuse. */
const ONLY_REFUSED = /^(workspace\.|app\.saveSettings|app\.showFolder)/;

test('every call of the demo workspace withstands hostile inputs', async () => {
  test.setTimeout(180_000);
  const on = await openDesk();
  await on.station.app.evaluate(({ dialog, shell }) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
    shell.showItemInFolder = () => undefined;
  });
  const { contract } = await import('../../shared/contract.ts');
  const codes = new Set<string>();
  for (const name of CALL_NAMES) {
    const inputs = fc
      .sample(hostileInput(name), { numRuns: 12, seed: 20_261_128 })
      // What JSON can carry: the debugger brings it to the page.
      .map((input) =>
        JSON.stringify(input, (_key, value) => (typeof value === 'bigint' ? null : value)),
      )
      .filter((text) => text !== undefined)
      .filter(
        (text) =>
          !ONLY_REFUSED.test(name) || !contract[name].input.safeParse(JSON.parse(text)).success,
      );
    const replies = await on.page.evaluate(
      async ({ call, texts }) => {
        const bridge = window.sandtable as unknown as Record<
          string,
          (input: unknown) => Promise<unknown>
        >;
        const all: unknown[] = [];
        for (const text of texts) all.push(await bridge[call]?.(JSON.parse(text)));
        return all;
      },
      { call: name, texts: inputs },
    );
    for (const reply of replies as { ok: boolean; error?: { code: string } }[]) {
      const { error } = reply;
      codes.add(error?.code ?? 'ok');
      expect(error === undefined || (ERROR_CODES as readonly string[]).includes(error.code)).toBe(
        true,
      );
      // How the answers to hostile inputs look inside; a leak would name a statement, a file or a line of ours.
      const text = JSON.stringify(error ?? null);
      expect(text).not.toMatch(/\bSELECT |\bINSERT |SQLITE_|\.cjs:|node_modules|replica\.db/);
    }
  }
  // Some inputs come as far as the rooms; the workspace is as usable as before.
  expect([...codes]).toEqual(expect.arrayContaining(['ok', 'BAD_INPUT', 'NOT_FOUND']));
  const state = await on.page.evaluate(() => window.sandtable?.['workspace.state']({}));
  expect(state).toMatchObject({ ok: true, value: { status: 'open' } });
  await on.station.close();
});

test('the window that prints is offline, in memory and without scripts, and one that is not is noticed', async () => {
  const on = await openDesk();
  const { app } = on.station;
  await app.evaluate(({ app: electron }) => {
    const seen: unknown[] = [];
    (globalThis as { seen?: unknown[] }).seen = seen;
    electron.on('web-contents-created', (_event, contents) => {
      const look = () => {
        const read = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
        const { javascript, sandbox, contextIsolation, nodeIntegration } =
          read.getLastWebPreferences();
        seen.push({
          javascript,
          sandbox,
          contextIsolation,
          nodeIntegration,
          kept: contents.session.isPersistent(),
        });
      };
      contents.once('did-finish-load', look);
    });
  });
  const seen = () => app.evaluate(() => (globalThis as { seen?: unknown[] }).seen ?? []);
  const SAFE = {
    javascript: false,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    kept: false,
  };
  await answerSaveDialog(on.station, 'brief.pdf');
  const done = await on.page.evaluate(async () => {
    const { sandtable } = window;
    const made = await sandtable?.['composer.create']({
      templateId: 'rehearsal-brief',
      title: '导出窗口检查',
      language: 'zh-CN',
      runId: null,
    });
    if (made?.ok !== true) return made;
    const { id } = made.value;
    return sandtable?.['composer.export']({
      id,
      recipient: '检查',
      format: 'pdf',
      jobId: crypto.randomUUID(),
    });
  });
  expect(done).toMatchObject({ ok: true });
  expect(await seen()).toMatchObject([SAFE]);
  await openFlawed(on.station, { preferences: { javascript: true } });
  expect((await seen()).at(-1)).not.toMatchObject(SAFE);
  await on.close();
});

test('through a proxy that writes everything down the workstation asks for nothing, and a page that asks is noticed', async () => {
  let asked = 0;
  const proxy = createServer((socket) => {
    asked += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  const { port } = proxy.address() as { port: number };
  const on = await openDesk({
    args: [`--proxy-server=127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'],
  });
  for (const place of ['pipeline', 'sandbox', 'composer', 'home'] as const)
    await on.frame.goTo(place);
  await on.page.waitForTimeout(500);
  expect(asked).toBe(0);
  const id = await openFlawed(on.station, { policy: OPEN_POLICY });
  await inPage(on.station, id, () =>
    fetch('http://injected.invalid/').then(
      () => null,
      () => null,
    ),
  );
  expect(asked).toBeGreaterThan(0);
  proxy.close();
  await on.close();
});

import { describe, expect, it } from 'vitest';
import { findingsIn, RULE_NAMES, type RuleName } from './rules';
import { productSources } from './source';

const sources = productSources();

it('the source of the product breaks no rule', { timeout: 120_000 }, () => {
  expect(sources.length).toBeGreaterThan(300);
  expect(sources.flatMap(findingsIn)).toEqual([]);
});

/** A flaw put into the real source: `[rule, file, what stands there, what a flawed build would say]`. */
type Flaw = readonly [RuleName, string, string | RegExp, string];

const WINDOW = 'electron/shell/window.ts';
const PDF = 'electron/composer/pdf-window.ts';
const MAIN = 'electron/main.ts';
const before = (line: string): string => `${line}\n$&`;
const READY = '/** The boot sequence';

const FLAWS: readonly Flaw[] = [
  ['plain-address', PDF, 'https://document.invalid/', 'http://document.invalid/'],
  ['plain-address', PDF, /const TIMEOUT_MS/, before('const a = `ws://${host}/feed`;')],
  [
    'plain-address',
    'renderer/kit/SplitPane.tsx',
    /$/,
    '\nexport const a = <a href="ftp://x/">x</a>;',
  ],
  ['certificate-override', MAIN, READY, before("app.on('certificate-error', (e) => e);")],
  ['certificate-override', MAIN, READY, before('own.setCertificateVerifyProc(() => 0);')],
  ['chromium-switch', MAIN, READY, before("app.commandLine.appendSwitch('disable-web-security');")],
  ['webview', 'renderer/kit/SplitPane.tsx', /$/, '\nexport const W = () => <webview src="x" />;'],
  ['webview', 'renderer/app/boot.ts', /$/, "\ndocument.createElement('webview');"],
  ['open-outside', 'electron/shell/app-service.ts', 'showItemInFolder(folder)', 'openPath(folder)'],
  ['open-outside', 'electron/shell/written-files.ts', /openPath\(path\)/, 'openExternal(path)'],
  ['open-outside', MAIN, READY, before("const { openExternal: go } = require('electron').shell;")],
  ['second-ipc', MAIN, READY, before("ipcMain.on('x', () => undefined);")],
  ['second-bridge', 'electron/ipc.ts', /$/, "\ncontextBridge.exposeInMainWorld('x', ipcRenderer);"],
  ['file-address', WINDOW, '`${APP_ORIGIN}/index.html`', '`file://${here}/index.html`'],
  ['file-address', WINDOW, 'window.loadURL(', 'window.loadFile('],
  [
    'scheme-privilege',
    'electron/shell/protocol.ts',
    'secure: true,',
    'secure: true, bypassCSP: true,',
  ],
  ['updater', MAIN, READY, before("import { autoUpdater } from 'electron';")],
  ['deep-link', MAIN, READY, before("app.setAsDefaultProtocolClient('sandtable');")],
  ['deep-link', MAIN, READY, before("app.on('open-url', (_e, url) => go(url));")],
  ['kept-partition', PDF, '`pdf-${windows}`', '`persist:pdf-${windows}`'],
  ['crash-upload', MAIN, READY, before('crashReporter.start({ submitURL: u });')],
  ['network', 'electron/pipeline/service.ts', /$/, "\nimport { request } from 'node:https';"],
  ['network', 'electron/pipeline/service.ts', /$/, '\nvoid fetch(address);'],
  [
    'second-permission-handler',
    PDF,
    /return own;/,
    before('own.setPermissionCheckHandler(() => true);'),
  ],
  ['window-preferences', WINDOW, 'contextIsolation: true', 'contextIsolation: false'],
  ['window-preferences', WINDOW, 'sandbox: true', 'sandbox: false'],
  ['window-preferences', WINDOW, 'nodeIntegration: false', 'nodeIntegration: true'],
  ['window-preferences', WINDOW, 'webviewTag: false', 'webviewTag: true'],
  ['window-preferences', WINDOW, 'spellcheck: false', 'spellcheck: true'],
  ['window-preferences', WINDOW, 'sandbox: true,', ''],
  ['window-preferences', WINDOW, 'sandbox: true', 'webSecurity: false, sandbox: true'],
  ['window-preferences', WINDOW, 'sandbox: true', 'enableBlinkFeatures: "X", sandbox: true'],
  ['window-preferences', WINDOW, 'sandbox: true', 'experimentalFeatures: true, sandbox: true'],
  ['window-preferences', WINDOW, 'sandbox: true', 'nodeIntegrationInWorker: true, sandbox: true'],
  ['window-preferences', WINDOW, 'sandbox: true', '...unsafe, sandbox: true'],
  ['window-preferences', WINDOW, '!app.isPackaged && ', ''],
  ['window-preferences', PDF, 'devTools: false', 'devTools: true'],
  ['sandbox-late', MAIN, /app\.enableSandbox\(\);/, 'void 0;'],
  ['sandbox-late', 'electron/cli/electron-host.ts', /app\.enableSandbox\(\);/, 'void 0;'],
];

describe('a flaw in the source is found', () => {
  it.each(FLAWS)('%s in %s: %s → %s', (rule, path, from, to) => {
    const source = sources.find((one) => one.path === path);
    const text = source?.text.replace(from, to) ?? '';
    expect(text, 'the flaw must have been put in').not.toBe(source?.text);
    expect(findingsIn({ path, text }).map((finding) => finding.rule)).toContain(rule);
  });

  it('for every rule there is', () => {
    expect(RULE_NAMES.filter((rule) => FLAWS.every(([flaw]) => flaw !== rule))).toEqual([]);
  });
});

import ts from 'typescript';
import { nodesOf, parse, type SourceText } from './source';

/** A place in the source that breaks a rule. */
export interface Finding {
  readonly rule: RuleName;
  /** `path:line`. */
  readonly at: string;
}

type Rule = (node: ts.Node, path: string) => boolean;

/** Names of XML namespaces look like addresses and are never asked for. */
const NAMESPACE =
  /^http:\/\/(schemas\.openxmlformats\.org\/|www\.w3\.org\/|purl\.org\/dc\/|ns\.adobe\.com\/(?:xap|pdf)\/)/;
const ADDRESS = /\b(?:http|ws|ftp):\/\/[^"' >]*/g;
const NETWORK = /^(node:)?(http|https|http2|net|tls|dgram|dns|dns\/promises)$/;
/** Development only: it fetches the page from the local server, and is never reached in an installed app. */
const DEV_PAGE = 'electron/shell/dev-page.ts';

const textOf = (node: ts.Node): string | null => {
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) return node.text;
  const isPart = ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
  return isPart ? node.text : null;
};

const named =
  (...names: string[]): Rule =>
  (node) =>
    (ts.isIdentifier(node) && names.includes(node.text)) ||
    (ts.isStringLiteralLike(node) && names.includes(node.text));

const onlyIn =
  (path: string, rule: Rule): Rule =>
  (node, at) =>
    at !== path && rule(node, at);

/** What each rule refuses, node by node. The keys are the names that findings carry. */
const RULES = {
  /** Row 1: an address without encryption. */
  'plain-address': (node) =>
    [...(textOf(node)?.matchAll(ADDRESS) ?? [])].some(([address]) => !NAMESPACE.test(address)),
  /** Row 1: certificates are Chromium's matter. */
  'certificate-override': named(
    'certificate-error',
    'setCertificateVerifyProc',
    'rejectUnauthorized',
    'NODE_TLS_REJECT_UNAUTHORIZED',
  ),
  /** Row 10: no switch of Chromium's is set by the app. */
  'chromium-switch': named('appendSwitch', 'appendArgument'),
  /** Row 11: no webview, in markup or by name. */
  webview: (node) =>
    (ts.isJsxOpeningLikeElement(node) && node.tagName.getText() === 'webview') ||
    /<webview\b|^webview$/.test(textOf(node) ?? ''),
  /** Row 15: no address is handed to the system to open; a file only where it is known to be one the app wrote. */
  'open-outside': (node, path) =>
    named('openExternal')(node, path) ||
    (path !== 'electron/shell/written-files.ts' && named('openPath')(node, path)),
  /** Row 17: messages arrive in one place. */
  'second-ipc': onlyIn('electron/shell/channels.ts', named('ipcMain')),
  'second-bridge': onlyIn('electron/preload.ts', named('ipcRenderer', 'contextBridge')),
  /** Row 18: pages come from the app's own scheme. */
  'file-address': (node) =>
    named('loadFile')(node, '') || /(?:^|\s)file:\/\//.test(textOf(node) ?? ''),
  'scheme-privilege': (node) =>
    ts.isPropertyAssignment(node) &&
    node.name.getText() === 'privileges' &&
    !hasOnly(node.initializer, ['standard', 'secure', 'supportFetchAPI', 'codeCache']),
  /** Row 21: there is no updater; one that comes has to bring its own checks. */
  updater: named('autoUpdater', 'electron-updater'),
  /** Row 22: no link and no file from outside starts anything. */
  'deep-link': named('setAsDefaultProtocolClient', 'open-url', 'open-file'),
  /** Row 26: what a partition holds is in memory. */
  'kept-partition': (node) =>
    ts.isCallExpression(node) &&
    node.expression.getText().endsWith('fromPartition') &&
    !/^['"`](?!persist:)/.test(node.arguments[0]?.getText() ?? ''),
  /** Row 27: no report of a crash leaves the machine, and nothing else either. */
  'crash-upload': named('crashReporter'),
  network: (node, path) =>
    !path.startsWith('renderer/') &&
    path !== DEV_PAGE &&
    ((ts.isImportDeclaration(node) && NETWORK.test(textOf(node.moduleSpecifier) ?? '')) ||
      (ts.isCallExpression(node) && node.expression.getText() === 'fetch')),
  /** Row 5: who may what is said in one place. */
  'second-permission-handler': onlyIn(
    'electron/shell/lockdown.ts',
    named(
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'setDisplayMediaRequestHandler',
    ),
  ),
  /** Rows 2, 3, 4, 6, 8, 9, 10, 11, 27: every window says what it is. */
  'window-preferences': (node) =>
    ts.isNewExpression(node) &&
    /\b(BrowserWindow|WebContentsView|BrowserView)$/.test(node.expression.getText()) &&
    !isSafeWindow(node),
  /** Row 4: a program that waits for `ready` has asked for the sandbox before. */
  'sandbox-late': (node) =>
    ts.isCallExpression(node) &&
    node.expression.getText() === 'app.whenReady' &&
    !sandboxBefore(node),
} satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;
export const RULE_NAMES = Object.keys(RULES) as RuleName[];

function hasOnly(value: ts.Expression, allowed: readonly string[]): boolean {
  return (
    ts.isObjectLiteralExpression(value) &&
    value.properties.every((one) => allowed.includes(one.name?.getText() ?? ''))
  );
}

const MUST_BE: Readonly<Record<string, string>> = {
  contextIsolation: 'true',
  sandbox: 'true',
  nodeIntegration: 'false',
  webviewTag: 'false',
  spellcheck: 'false',
};
/** What may be said besides; anything else (`webSecurity`, `enableBlinkFeatures`, …) is a finding. */
const MAY_BE = ['preload', 'session', 'javascript', 'images', 'offscreen', 'v8CacheOptions'];

function isSafeWindow(made: ts.NewExpression): boolean {
  const preferences = property(made.arguments?.[0], 'webPreferences');
  if (preferences === undefined || !ts.isObjectLiteralExpression(preferences)) return false;
  const said = new Map(
    preferences.properties.map((one) => [
      one.name?.getText() ?? '',
      ts.isPropertyAssignment(one) ? one.initializer : undefined,
    ]),
  );
  const devTools = said.get('devTools');
  return (
    Object.entries(MUST_BE).every(([name, value]) => said.get(name)?.getText() === value) &&
    [...said.keys()].every(
      (name) => name in MUST_BE || name === 'devTools' || MAY_BE.includes(name),
    ) &&
    devTools !== undefined &&
    /^(false$|!app\.isPackaged && )/.test(devTools.getText())
  );
}

function property(value: ts.Node | undefined, name: string): ts.Expression | undefined {
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return undefined;
  const found = value.properties.find((one) => one.name?.getText() === name);
  return found !== undefined && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}

function sandboxBefore(ready: ts.Node): boolean {
  let scope: ts.Node = ready;
  while (!ts.isFunctionLike(scope) && !ts.isSourceFile(scope)) scope = scope.parent;
  return [...nodesOf(scope)].some(
    (node) =>
      ts.isCallExpression(node) &&
      node.expression.getText() === 'app.enableSandbox' &&
      node.pos < ready.pos,
  );
}

/** Where a file breaks a rule, each rule and line once. */
export function findingsIn(source: SourceText): Finding[] {
  const file = parse(source);
  const found = new Map<string, Finding>();
  for (const node of nodesOf(file)) {
    for (const rule of RULE_NAMES) {
      const check: Rule = RULES[rule];
      if (!check(node, source.path)) continue;
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      const at = `${source.path}:${line}`;
      found.set(`${rule} ${at}`, { rule, at });
    }
  }
  return [...found.values()];
}

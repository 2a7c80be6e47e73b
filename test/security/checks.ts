/** Where a check is tested. */
type Kind = 'static' | 'run' | 'package';

/** One of the thirty checks that a release must pass. */
export interface Check {
  readonly number: number;
  readonly title: string;
  /** `static` reads sources, `run` the built app in a window, `package` the packed app from outside. */
  readonly kinds: readonly Kind[];
  /** Where `npm test` runs it; tests of the packed app run on Linux only. */
  readonly platform: 'every' | 'Linux';
  /** File and title of the tests; with them stand their negative controls. */
  readonly tests: readonly (readonly [file: string, title: string])[];
  /** What a person does before a release, because it needs another system, the network or a certificate. */
  readonly byHand?: string;
}

const RULES = 'test/security/static/rules.test.ts';
const SUPPLY = 'test/security/static/supply.test.ts';
const SHELL = 'test/e2e/shell.spec.ts';
const IPC = 'test/unit/shell/ipc.test.ts';
const PAGES = 'test/unit/shell/page-files.test.ts';
const SECRECY = 'test/unit/replica/secrecy.test.ts';
const WINDOWS = 'test/e2e/security.spec.ts';
const SECRETS = 'test/e2e/secrets.spec.ts';
const PACKAGE = 'test/security/package/package.test.ts';
const PREFERENCES = [
  WINDOWS,
  'the window has the safe preferences, and one with an unsafe one is noticed',
] as const;
const KEEPS_RULES = [RULES, 'the source of the product breaks no rule'] as const;

export const CHECKS: readonly Check[] = [
  {
    number: 1,
    title: 'Secure content only',
    kinds: ['static', 'run', 'package'],
    platform: 'every',
    tests: [
      [
        SECRETS,
        'through a proxy that writes everything down the workstation asks for nothing, and a page that asks is noticed',
      ],
      [PACKAGE, 'a start asks no name server and no machine, and a program that does is noticed'],
      KEEPS_RULES,
    ],
  },
  {
    number: 2,
    title: 'No Node in the page',
    kinds: ['static', 'run'],
    platform: 'every',
    tests: [
      [WINDOWS, 'the page has no Node, and a page that has is noticed'],
      PREFERENCES,
      KEEPS_RULES,
      [SHELL, 'has no Node in the page'],
    ],
  },
  {
    number: 3,
    title: 'Context isolation',
    kinds: ['static', 'run'],
    platform: 'every',
    tests: [
      [
        WINDOWS,
        'built-ins that the page changes do not reach the bridge, and a page that shares them is noticed',
      ],
      PREFERENCES,
      KEEPS_RULES,
      [SHELL, 'runs sandboxed and isolated'],
      [SHELL, 'keeps the bridge working when the page tampers with built-ins'],
    ],
  },
  {
    number: 4,
    title: 'Sandbox',
    kinds: ['static', 'run', 'package'],
    platform: 'every',
    tests: [
      [PACKAGE, 'every page process is sandboxed, and one without is noticed'],
      PREFERENCES,
      KEEPS_RULES,
      [SHELL, 'runs sandboxed and isolated'],
    ],
    byHand:
      'On macOS and Windows: start the installed app with `SANDTABLE_DEV` unset; every process of type Tab in Activity Monitor or Process Explorer shows its sandbox (macOS: column Sandbox; Windows: integrity Untrusted).',
  },
  {
    number: 5,
    title: 'Permissions',
    kinds: ['static', 'run'],
    platform: 'every',
    tests: [
      [WINDOWS, 'no permission is granted in any session, and a session that grants is noticed'],
      KEEPS_RULES,
      [SHELL, 'grants no permission'],
    ],
  },
  {
    number: 6,
    title: 'webSecurity',
    kinds: ['static', 'run'],
    platform: 'every',
    tests: [
      [WINDOWS, 'no other origin is reached, and a window without webSecurity is noticed'],
      PREFERENCES,
      KEEPS_RULES,
      [SHELL, 'reaches no other origin'],
    ],
  },
  {
    number: 7,
    title: 'Content Security Policy',
    kinds: ['run'],
    platform: 'every',
    tests: [
      [WINDOWS, 'the page is served under the proven policy with a fresh nonce'],
      [WINDOWS, 'injections are refused one by one, and a page under an open policy is noticed'],
      [PAGES, 'states the policy that the page was proven under'],
      [SHELL, 'refuses injected scripts, styles, frames and strings as code'],
    ],
  },
  {
    number: 8,
    title: 'allowRunningInsecureContent',
    kinds: ['static', 'run'],
    platform: 'every',
    tests: [PREFERENCES, KEEPS_RULES],
  },
  {
    number: 9,
    title: 'experimentalFeatures',
    kinds: ['static', 'run'],
    platform: 'every',
    tests: [PREFERENCES, KEEPS_RULES],
  },
  {
    number: 10,
    title: 'enableBlinkFeatures and switches',
    kinds: ['static', 'run'],
    platform: 'every',
    tests: [PREFERENCES, KEEPS_RULES],
  },
  {
    number: 11,
    title: 'No webview',
    kinds: ['static', 'run'],
    platform: 'every',
    tests: [PREFERENCES, KEEPS_RULES],
  },
  {
    number: 12,
    title: 'will-attach-webview',
    kinds: ['static', 'run'],
    platform: 'every',
    tests: [[WINDOWS, 'a webview brings no page, and one that may is noticed'], KEEPS_RULES],
  },
  {
    number: 13,
    title: 'Navigation',
    kinds: ['run'],
    platform: 'every',
    tests: [
      [WINDOWS, 'nothing leads the window elsewhere, and a window that goes is noticed'],
      [SHELL, 'goes nowhere'],
    ],
  },
  {
    number: 14,
    title: 'New windows',
    kinds: ['run'],
    platform: 'every',
    tests: [
      [WINDOWS, 'no window opens, and a window that opens others is noticed'],
      [SHELL, 'opens no other window'],
    ],
  },
  {
    number: 15,
    title: 'Nothing is handed to the system to open',
    kinds: ['static', 'run'],
    platform: 'every',
    tests: [
      [
        WINDOWS,
        'sixty addresses for other programs are handed to none, and a window that hands over is noticed',
      ],
      KEEPS_RULES,
    ],
  },
  {
    number: 16,
    title: 'Current Electron',
    kinds: ['static'],
    platform: 'every',
    tests: [[SUPPLY, 'Electron is not older than the last security release known here']],
    byHand:
      '`npm view electron dist-tags` (the major is one of the newest three) and `npm audit`; raise `ELECTRON_FLOOR` with every security release, within seven days.',
  },
  {
    number: 17,
    title: 'Sender validation',
    kinds: ['static', 'run'],
    platform: 'every',
    tests: [
      [
        WINDOWS,
        'calls from other pages are refused on every channel, and those of the own page are not',
      ],
      KEEPS_RULES,
      [IPC, '%s is refused on every channel'],
      [SHELL, 'refuses calls from a window that is not ours'],
    ],
  },
  {
    number: 18,
    title: 'Own scheme, no file://',
    kinds: ['static'],
    platform: 'every',
    tests: [KEEPS_RULES, [PAGES, 'answers 404 to %s']],
  },
  {
    number: 19,
    title: 'Fuses',
    kinds: ['package'],
    platform: 'Linux',
    tests: [
      [PACKAGE, 'are those of a release, and each one set otherwise is noticed'],
      [PACKAGE, 'the app starts as itself whatever environment and switches ask for'],
      [PACKAGE, 'only the archive is loaded, and an app that loads a folder is noticed'],
    ],
    byHand:
      'macOS and Windows: `npx electron-fuses read --app <the installed app>` gives the list of `scripts/runtime/set-fuses.mjs`; change one byte of `app.asar` and start: it must exit (Linux has no archive integrity).',
  },
  {
    number: 20,
    title: 'No raw API in the page',
    kinds: ['static', 'run'],
    platform: 'every',
    tests: [
      [WINDOWS, 'what the bridge gives is plain, and a bridge that hands over events is noticed'],
      [WINDOWS, 'prototypes stay clean whatever is sent and answered'],
      KEEPS_RULES,
      [SHELL, 'hands over named functions and nothing else'],
    ],
  },
  {
    number: 21,
    title: 'Updates fail closed',
    kinds: ['static'],
    platform: 'every',
    tests: [KEEPS_RULES],
    byHand:
      'Nothing: there is no updater. The rule `updater` fails until one comes with its own checks.',
  },
  {
    number: 22,
    title: 'Deep links, arguments, single instance',
    kinds: ['static', 'run', 'package'],
    platform: 'every',
    tests: [
      [PACKAGE, 'the installed app does not start with %s'],
      [PACKAGE, 'the installed app starts with a switch that nobody knows, and listens nowhere'],
      KEEPS_RULES,
      [SHELL, 'one instance a profile: a second start gives the first window the focus and ends'],
    ],
  },
  {
    number: 23,
    title: 'Calls withstand any input',
    kinds: ['run'],
    platform: 'every',
    tests: [
      [SECRETS, 'every call of the demo workspace withstands hostile inputs'],
      [
        IPC,
        'hostile inputs get a typed error without SQL, path or text of the error on every channel',
      ],
      [IPC, 'more than 4 MiB is refused, also as depth, length or a ring'],
      [SHELL, 'answers wrong names and wrong inputs with a code, never with internals'],
    ],
    byHand: '`npm run soak -- --fuzz 10000`: ten thousand inputs for every call.',
  },
  {
    number: 24,
    title: 'Secrets stay in the replica',
    kinds: ['run', 'package'],
    platform: 'every',
    tests: [
      [
        SECRETS,
        'a passphrase and the name of a customer stay in the replica, and a file with either is noticed',
      ],
      [
        PACKAGE,
        'hold neither key nor names in any form, are private, and a file with either is noticed',
      ],
      [SECRECY, 'hold no text that can be read, in the file or the log'],
    ],
  },
  {
    number: 25,
    title: 'Database files',
    kinds: ['run'],
    platform: 'every',
    tests: [
      [SECRECY, 'are encrypted, overwrite what is deleted, keep temporary tables in memory'],
      [SECRECY, 'are read by their owner only'],
      [
        'test/unit/replica/threads.test.ts',
        'the log of writes is empty within five seconds after the last one',
      ],
    ],
  },
  {
    number: 26,
    title: 'Export window',
    kinds: ['static', 'run'],
    platform: 'every',
    tests: [
      [
        SECRETS,
        'the window that prints is offline, in memory and without scripts, and one that is not is noticed',
      ],
      KEEPS_RULES,
    ],
  },
  {
    number: 27,
    title: 'DevTools, downloads, spellcheck, crash upload',
    kinds: ['static', 'run', 'package'],
    platform: 'every',
    tests: [
      [WINDOWS, 'nothing is downloaded, and a window that saves files is noticed'],
      [WINDOWS, 'spellchecking is off in every session, so that no dictionary is fetched'],
      [PACKAGE, 'a start asks no name server and no machine, and a program that does is noticed'],
      KEEPS_RULES,
    ],
  },
  {
    number: 28,
    title: 'Supply chain',
    kinds: ['static', 'package'],
    platform: 'every',
    tests: [
      [PACKAGE, 'the bill of materials names every shipped package and Electron'],
      [SUPPLY, 'the lockfile pins every package by content, from the registry, without scripts'],
      [SUPPLY, 'every package is under a licence of the list'],
      [SUPPLY, 'package.json asks for exact versions and lets one script run'],
      [SUPPLY, 'npm takes no version younger than a week'],
    ],
    byHand:
      '`npm audit signatures` and `npm audit`; sign on a machine that installs nothing, from the artifact and its SBOM only.',
  },
  {
    number: 29,
    title: 'Scanners',
    kinds: [],
    platform: 'every',
    tests: [],
    byHand:
      '`npx @doyensec/electronegativity -i electron` and `semgrep --config p/electron-desktop-app electron renderer`: no finding of medium or above that is not explained here.',
  },
  {
    number: 30,
    title: 'Native modules',
    kinds: ['static', 'package'],
    platform: 'every',
    tests: [
      [PACKAGE, 'every native module is a reviewed one, and another is noticed'],
      [SUPPLY, 'the prebuilt addons of all platforms are the reviewed ones'],
    ],
  },
];

/** The table of `docs/security.md`, made from {@link CHECKS}. */
export function checklist(): string {
  const rows = CHECKS.map(({ number, title, kinds, platform, tests, byHand }) => {
    const files = [...new Set(tests.map(([file]) => `\`${file.slice('test/'.length)}\``))];
    const system = kinds.includes('package') && platform === 'every' ? 'package: Linux' : platform;
    const where = tests.length === 0 ? '–' : `${files.join(', ')} (${system})`;
    return `| ${[number, title, kinds.join(', ') || '–', where, byHand ?? '–'].join(' | ')} |`;
  });
  return [
    '| # | check | kind | tested in `test/` (system) | by hand before a release |',
    '| - | - | - | - | - |',
    ...rows,
  ].join('\n');
}

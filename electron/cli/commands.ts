/** An option as the parser and the help need it; it means the same in every command that takes it. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** May be given more than once. */
  readonly multiple?: boolean;
  /** What stands for the value in the help. */
  readonly value?: string;
}

const text = (value: string): OptionSpec => ({ type: 'string', value });
const list = (value: string): OptionSpec => ({ type: 'string', multiple: true, value });
const flag: OptionSpec = { type: 'boolean' };

/** Every option there is; what it does is told under `cli:option.<name>`. */
export const OPTIONS = {
  workspace: text('DIR'),
  'key-file': text('FILE'),
  'passphrase-file': text('FILE'),
  json: flag,
  lang: text('zh-CN|en'),
  help: flag,
  user: text('NAME'),
  name: text('NAME'),
  kind: text('KIND'),
  pipeline: text('NAME|ID'),
  'new-pipeline': text('NAME'),
  currency: text('CODE'),
  'as-of': text('DAY|live'),
  source: text('TEXT'),
  encoding: text('NAME'),
  delimiter: text('CHAR'),
  sheet: text('NAME'),
  'header-row': text('N'),
  map: list('FIELD=COLUMN'),
  'date-order': text('day-first|month-first'),
  missing: text('create|reject'),
  write: text('both|insert|update'),
  empty: text('clear|keep'),
  key: text('KEY'),
  alike: text('WHAT'),
  unnamed: text('derive|reject'),
  'value-map': text('FILE'),
  'dry-run': flag,
  rejected: text('FILE'),
  also: list('ID|all'),
  kept: text('FILE'),
  out: text('FILE'),
  overwrite: flag,
  quick: text('TEXT'),
  stage: list('STAGE'),
  owner: list('NAME'),
  replicates: text('N'),
  seed: text('S'),
  horizon: text('DAYS'),
  variant: list('NAME:LEVER=VALUE,…'),
  switch: list('NAME=on|off|model'),
  threads: text('N'),
  target: text('AMOUNT'),
  'engineer-month': text('AMOUNT'),
  'follow-up': text('AMOUNT'),
  'history-from': text('DAY'),
  run: text('ID'),
  stream: text('STREAM'),
  verify: flag,
  title: text('TEXT'),
  recipient: text('NAME'),
  model: text('MODEL'),
  train: text('FILE[,FILE…]'),
  test: text('FILE[,FILE…]'),
  data: text('FILE[,FILE…]'),
  locks: text('FILE'),
  xlsx: text('FILE'),
  precision: text('N'),
  risks: flag,
  sensitivity: flag,
  reach: text('LEVER:OUTPUT=VALUE,CHANCE'),
  bundle: text('FILE'),
} as const satisfies Record<string, OptionSpec>;
export type OptionName = keyof typeof OPTIONS;

export const COMMANDS = [
  'create',
  'demo',
  'import',
  'imports',
  'revert-import',
  'pipeline',
  'simulate',
  'fit',
  'backtest',
  'export',
  'verify',
  'audit',
  'streams',
  'allocate',
] as const;
export type CommandName = (typeof COMMANDS)[number];

interface CommandSpec {
  /** Words that are no options, as the help shows them. */
  readonly words: string;
  /** How many of them there may be. */
  readonly least: number;
  readonly most: number;
  readonly options: readonly OptionName[];
}

const GENERAL = ['json', 'lang', 'help'] as const;
const OPENING = ['workspace', 'key-file', 'passphrase-file', ...GENERAL] as const;

/** What each command takes. */
export const COMMAND_SPECS: Readonly<Record<CommandName, CommandSpec>> = {
  create: { words: '', least: 0, most: 0, options: ['name', 'user', ...OPENING] },
  demo: { words: '', least: 0, most: 0, options: ['workspace', ...GENERAL] },
  import: {
    words: 'FILE…',
    least: 1,
    most: Infinity,
    options: [
      'kind',
      'pipeline',
      'new-pipeline',
      'currency',
      'as-of',
      'source',
      'encoding',
      'delimiter',
      'sheet',
      'header-row',
      'map',
      'date-order',
      'missing',
      'write',
      'empty',
      'key',
      'alike',
      'unnamed',
      'value-map',
      'dry-run',
      'rejected',
      'overwrite',
      ...OPENING,
    ],
  },
  imports: { words: '', least: 0, most: 0, options: [...OPENING] },
  'revert-import': {
    words: 'ID',
    least: 1,
    most: 1,
    options: ['also', 'dry-run', 'kept', 'overwrite', ...OPENING],
  },
  pipeline: {
    words: '',
    least: 0,
    most: 0,
    options: ['pipeline', 'quick', 'stage', 'owner', 'out', 'overwrite', ...OPENING],
  },
  simulate: {
    words: '',
    least: 0,
    most: 0,
    options: [
      'pipeline',
      'name',
      'variant',
      'switch',
      'replicates',
      'seed',
      'horizon',
      'target',
      'engineer-month',
      'follow-up',
      'history-from',
      'threads',
      'model',
      'data',
      'precision',
      'risks',
      'sensitivity',
      'reach',
      'bundle',
      ...OPENING,
    ],
  },
  fit: {
    words: '',
    least: 0,
    most: 0,
    options: ['model', 'data', 'seed', 'out', 'overwrite', ...GENERAL],
  },
  backtest: {
    words: '',
    least: 0,
    most: 0,
    options: ['model', 'train', 'test', 'seed', 'out', 'overwrite', ...GENERAL],
  },
  export: {
    words: '[DOCUMENT]',
    least: 0,
    most: 1,
    options: ['run', 'title', 'recipient', 'out', 'overwrite', ...OPENING],
  },
  verify: { words: 'FILE', least: 1, most: 1, options: [...OPENING] },
  streams: {
    words: '[FILE]',
    least: 0,
    most: 1,
    options: [
      'stream',
      'currency',
      'encoding',
      'delimiter',
      'sheet',
      'header-row',
      'map',
      'dry-run',
      ...OPENING,
    ],
  },
  allocate: {
    words: '',
    least: 0,
    most: 0,
    options: [
      'data',
      'horizon',
      'locks',
      'xlsx',
      'overwrite',
      'currency',
      'as-of',
      'seed',
      ...GENERAL,
    ],
  },
  audit: { words: '', least: 0, most: 0, options: ['verify', 'out', 'overwrite', ...OPENING] },
};

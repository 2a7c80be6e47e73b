import { describe, expect, test } from 'vitest';
import { answerForm, readCommandLine } from '#electron/cli/command-line';
import { COMMANDS, COMMAND_SPECS } from '#electron/cli/commands';
import { helpLines } from '#electron/cli/help';
import { cliText } from '#electron/cli/texts';
import { UsageError } from '#electron/cli/usage-error';

/** Key of the usage error, or null when there was none. */
function refusal(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof UsageError) return error.key;
    throw error;
  }
}

function options(...args: string[]) {
  const line = readCommandLine(args);
  if (line.kind !== 'command') throw new Error('not a command');
  return line.options;
}

describe('readCommandLine', () => {
  test('a command with its words, options and repeated options', () => {
    const line = readCommandLine([
      'import',
      'a.csv',
      '--workspace',
      'W',
      'b.csv',
      '--map=name=A',
      '--map',
      'amount=B',
      '--dry-run',
    ]);
    expect(line).toMatchObject({ kind: 'command', command: 'import', words: ['a.csv', 'b.csv'] });
    if (line.kind !== 'command') return;
    expect(line.options.required('workspace')).toBe('W');
    expect(line.options.list('map')).toEqual(['name=A', 'amount=B']);
    expect(line.options.flag('dry-run')).toBe(true);
    expect(line.options.flag('json')).toBe(false);
    expect(line.options.text('rejected')).toBeNull();
  });

  test('help and version', () => {
    expect(readCommandLine([])).toEqual({ kind: 'help', command: null });
    expect(readCommandLine(['--help'])).toEqual({ kind: 'help', command: null });
    expect(readCommandLine(['--version'])).toEqual({ kind: 'version' });
    // Help is given although a file is missing.
    expect(readCommandLine(['verify', '-h'])).toEqual({ kind: 'help', command: 'verify' });
  });

  test.each([
    [['fly'], 'unknownCommand'],
    [['--json', 'pipeline'], 'commandFirst'],
    [['pipeline', '--colour', 'red'], 'unknownOption'],
    // An option of another command is as unknown as one of none.
    [['verify', 'x.pdf', '--seed', '1'], 'unknownOption'],
    [['demo', '--key-file', 'k'], 'unknownOption'],
    [['pipeline', '--workspace'], 'badOptionValue'],
    [['pipeline', '--json=yes'], 'badOptionValue'],
    [['pipeline', '--lang', 'fr'], 'notAChoice'],
    [['import'], 'missingWord'],
    [['verify', 'a.pdf', 'b.pdf'], 'unexpectedWord'],
    [['create', 'somewhere'], 'unexpectedWord'],
  ])('%j is refused as %s', (args, key) => {
    expect(refusal(() => readCommandLine(args))).toBe(key);
  });

  test('no command takes a passphrase on the command line', () => {
    for (const command of COMMANDS) {
      expect(COMMAND_SPECS[command].options).not.toContain('passphrase');
      expect(refusal(() => readCommandLine([command, 'x', '--passphrase', 'p']))).toBe(
        'unknownOption',
      );
    }
  });
});

describe('values', () => {
  test('whole numbers within bounds', () => {
    expect(options('simulate', '--seed', '7').integer('seed', 0, 9, 1)).toBe(7);
    expect(options('simulate').integer('seed', 0, 9, 1)).toBe(1);
    for (const value of ['10', '1.5', '1e1', 'x', '0x1']) {
      const given = options('simulate', '--seed', value);
      expect(refusal(() => given.integer('seed', 0, 9, 1))).toBe('notInRange');
    }
  });

  test('days that exist', () => {
    expect(options('simulate', '--history-from', '2024-02-29').day('history-from')).toBe(
      '2024-02-29',
    );
    for (const value of ['2023-02-29', '29.2.2024', '2024-2-1', 'today']) {
      const given = options('simulate', '--history-from', value);
      expect(refusal(() => given.day('history-from'))).toBe('notADay');
    }
  });

  test('what is needed, and what may not be empty', () => {
    expect(refusal(() => options('demo').required('workspace'))).toBe('missingOption');
    expect(refusal(() => options('demo', '--workspace', ' ').required('workspace'))).toBe(
      'emptyValue',
    );
  });
});

describe('answerForm', () => {
  test('follows --lang, else the environment, also when the line cannot be read', () => {
    expect(answerForm(['fly', '--lang', 'zh-CN', '--json'], 'en_GB')).toEqual({
      language: 'zh-CN',
      json: true,
    });
    expect(answerForm(['fly', '--lang=en'], 'zh_CN.UTF-8')).toEqual({
      language: 'en',
      json: false,
    });
    expect(answerForm(['fly', '--lang', 'fr'], 'zh_CN.UTF-8').language).toBe('zh-CN');
    expect(answerForm([], 'C.UTF-8').language).toBe('en');
  });
});

test.each(['zh-CN', 'en'] as const)(
  'the help of every command names its options (%s)',
  (language) => {
    const text = cliText(language);
    for (const command of COMMANDS) {
      expect(helpLines(null, text).join('\n')).toContain(`sandtable ${command}`);
      const help = helpLines(command, text).join('\n');
      for (const option of COMMAND_SPECS[command].options) expect(help).toContain(`--${option}`);
    }
  },
);

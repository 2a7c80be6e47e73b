import { describe, expect, it } from 'vitest';
import { commandWords, wordsAfter } from '#electron/shell/command-words';

describe('the words of the command', () => {
  it('stand after --cli in the packaged app, where a window needs none', () => {
    expect(commandWords(['/opt/sandtable'])).toBeNull();
    expect(commandWords(['/opt/sandtable', '/home/me/x.csv'])).toBeNull();
    expect(commandWords(['/opt/sandtable', '--cli'])).toEqual([]);
    expect(
      commandWords(['/opt/sandtable', '--log-level=3', '--cli', '--', 'pipeline', '--json']),
    ).toEqual(['pipeline', '--json']);
  });

  it('stand after the program in the clone, and only the first -- is not one of them', () => {
    expect(wordsAfter('/c/out/cli.cjs', ['/e', '--x', '/c/out/cli.cjs', '--', 'verify'])).toEqual([
      'verify',
    ]);
    expect(wordsAfter('/c/out/cli.cjs', ['/n', '/c/out/cli.cjs', 'verify', '--', '-f'])).toEqual([
      'verify',
      '--',
      '-f',
    ]);
  });
});

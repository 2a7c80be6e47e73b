import { resolve } from 'node:path';

/** The switch by which the packaged app is the `sandtable` command instead of a window. */
const CLI_SWITCH = '--cli';

/** The words after `--cli` (and the `--` behind it), or null when the command line asks for a window. */
export function commandWords(argv: readonly string[]): string[] | null {
  const at = argv.indexOf(CLI_SWITCH);
  return at === -1 ? null : withoutDashes(argv.slice(at + 1));
}

/** The words after the program's own file; Electron puts switches of its own before it and keeps the `--` after it. */
export function wordsAfter(file: string, argv: readonly string[]): string[] {
  return withoutDashes(argv.slice(argv.findIndex((word) => resolve(word) === file) + 1));
}

function withoutDashes(words: string[]): string[] {
  return words[0] === '--' ? words.slice(1) : words;
}

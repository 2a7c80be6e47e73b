import { MOST_RECIPIENT_LETTERS } from './model';

/** What was found in a list: names one a line, each once, in their order; and those that are too long. */
export interface Recipients {
  readonly names: readonly string[];
  readonly tooLong: readonly string[];
}

/** The recipients in a list that was typed or pasted: one a line, also as copied from a table (its first column). */
export function recipientsIn(list: string): Recipients {
  const lines = list.split(/\r\n|\r|\n/).map((line) => (line.split('\t')[0] ?? '').trim());
  const names = [...new Set(lines)].filter((name) => name !== '');
  return { names, tooLong: names.filter((name) => name.length > MOST_RECIPIENT_LETTERS) };
}

import { IMPORT_FIELDS } from '#shared/pipeline/import-fields';
import type { ImportKind, UnknownWord } from '#shared/pipeline/import-model';
import { normaliseWord } from '#shared/pipeline/import-values';
import { knownValues } from '#shared/pipeline/known-values';
import { nearest } from '#shared/pipeline/nearest';
import { ownText } from '#shared/pipeline/own-text';
import type { References } from './references';

/** Different words that are kept; a column that was mapped by mistake may have millions. */
const MOST_WORDS = 200;
/** Records offered in place of one that is not there. */
const MOST_RECORDS = 50;

/** Collects the words of a file that mean nothing here, with what they could mean. */
export class UnknownWords {
  readonly #kind: ImportKind;
  readonly #found = new Map<string, { field: string; word: string; rows: number }>();

  constructor(kind: ImportKind) {
    this.#kind = kind;
  }

  add(field: string, word: string): void {
    const key = `${field}\n${word}`;
    const known = this.#found.get(key);
    if (known) known.rows += 1;
    else if (this.#found.size < MOST_WORDS && !this.#isKnown(field, word)) {
      this.#found.set(ownText(key), { field, word: ownText(word), rows: 1 });
    }
  }

  /**
   * The words in the order of the file, each with the values that it could mean, nearest first; without those that
   * could mean nothing, since there is no question in them.
   */
  list(references: References): UnknownWord[] {
    return [...this.#found.values()]
      .map((one) => ({ ...one, options: this.#options(one.field, one.word, references) }))
      .filter(({ options }) => options.length > 0);
  }

  /** A word that is known but does not fit here, or none at all, needs no meaning. */
  #isKnown(field: string, word: string): boolean {
    const type = IMPORT_FIELDS[this.#kind].find(({ name }) => name === field)?.type;
    const plain = normaliseWord(word);
    if (type === undefined || plain === '') return true;
    return knownValues(type).some(({ words }) => words.includes(plain));
  }

  #options(field: string, word: string, references: References): string[] {
    const type = IMPORT_FIELDS[this.#kind].find(({ name }) => name === field)?.type;
    if (type === undefined) return [];
    if (type.kind !== 'reference') return nearest(word, knownValues(type));
    const names = references.names(type.to);
    const candidates = names.map((name) => ({ value: name, words: [name] }));
    return nearest(word, candidates).slice(0, MOST_RECORDS);
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Slice {
  readonly file: string;
  readonly unicodeRange: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

/** The shipped font comes in about a hundred slices by character frequency; only those a text needs are used. */
export class PrintFonts {
  readonly #folder: string;
  readonly #slices: readonly Slice[];
  readonly #encoded = new Map<string, string>();

  /** `folder`: the files of `@fontsource-variable/noto-sans-sc` (its `unicode.json` and `files/`). */
  constructor(folder: string) {
    this.#folder = folder;
    const index = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<
      string,
      string
    >;
    this.#slices = Object.entries(index).map(([name, unicodeRange]) => ({
      file: `noto-sans-sc-${name.replaceAll(/[[\]]/g, '')}-wght-normal.woff2`,
      unicodeRange,
      ranges: unicodeRange.split(',').map(parseRange),
    }));
  }

  /** `@font-face` rules with data URLs covering every character of `text` that the font has. */
  css(text: string): string {
    const characters = new Set(Array.from(text, (character) => character.codePointAt(0) ?? 0));
    return this.#slices
      .filter(({ ranges }) =>
        ranges.some(([first, last]) => [...characters].some((c) => c >= first && c <= last)),
      )
      .map(
        ({ file, unicodeRange }) =>
          `@font-face{font-family:'Noto Sans SC Variable';font-weight:100 900;src:url(data:font/woff2;base64,${this.#data(file)}) format('woff2');unicode-range:${unicodeRange}}`,
      )
      .join('');
  }

  #data(file: string): string {
    const known = this.#encoded.get(file);
    if (known !== undefined) return known;
    const data = readFileSync(join(this.#folder, 'files', file)).toString('base64');
    this.#encoded.set(file, data);
    return data;
  }
}

/** `U+4e00-4eff` or `U+4e00` → first and last code point. */
function parseRange(range: string): readonly [number, number] {
  const [first = '', last = first] = range.trim().slice(2).split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}

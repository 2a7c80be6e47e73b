import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Slice {
  readonly name: string;
  readonly unicodeRange: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

/** Text and emphasis; the print stylesheet has no others. */
const WEIGHTS = [400, 600];

/** Named only in the font stack of English documents; as much larger as Noto Sans SC draws the same letters. */
const LATIN_SIGNS = `font-family:'Latin Signs';size-adjust:111%`;

/** The shipped font comes in about a hundred slices by character frequency; only those a text needs are used. */
export class PrintFonts {
  readonly #folder: string;
  readonly #slices: readonly Slice[];
  readonly #encoded = new Map<string, string>();

  /** `folder`: the files that `scripts/fonts.mjs` makes: `unicode.json`, the slices and `latin-signs`. */
  constructor(folder: string) {
    this.#folder = folder;
    const index = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<
      string,
      string
    >;
    this.#slices = Object.entries(index).map(([name, unicodeRange]) => ({
      name: `noto-sans-sc-${name.replaceAll(/[[\]]/g, '')}`,
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
      .map(({ name, unicodeRange }) =>
        this.#faces(name, `font-family:'Noto Sans SC';unicode-range:${unicodeRange}`),
      )
      .concat(this.#faces('latin-signs', LATIN_SIGNS))
      .join('');
  }

  #faces(name: string, descriptors: string): string {
    return WEIGHTS.map((weight) => {
      const data = this.#data(`${name}-${weight}.woff`);
      return `@font-face{${descriptors};font-weight:${weight};src:url(data:font/woff;base64,${data}) format('woff')}`;
    }).join('');
  }

  #data(file: string): string {
    const known = this.#encoded.get(file);
    if (known !== undefined) return known;
    const data = readFileSync(join(this.#folder, file)).toString('base64');
    this.#encoded.set(file, data);
    return data;
  }
}

/** `U+4e00-4eff` or `U+4e00` → first and last code point. */
function parseRange(range: string): readonly [number, number] {
  const [first = '', last = first] = range.trim().slice(2).split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}

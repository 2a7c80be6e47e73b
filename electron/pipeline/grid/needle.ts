import { MARK_CODE as MARK, speller } from '#shared/pipeline/spelling';

/**
 * Sixty-four bits about a text in two words: every trait of the text sets one of them, so a text that lacks a bit of
 * what is looked for need not be read. A trait is two numbers; different traits may share a bit.
 */
export type Sign = Uint32Array;

/** Writes the sign of a text, `units` from `from` to `end`, to `signs[2 × row]` and the word after it. */
export type Signer = (
  units: Uint16Array,
  from: number,
  end: number,
  signs: Sign,
  row: number,
) => void;

/** Texts of rows: segment s of `units` goes from `starts[s]` to `starts[s + 1]`; a row has its segment + 1, or 0. */
export interface Texts {
  readonly units: Uint16Array;
  readonly starts: Uint32Array;
  readonly segmentOf: Uint32Array;
}

/** Something to look for in many texts. */
export interface Needle {
  /** Bits that a text must have to hold it; two words. */
  readonly sign: Sign;
  /** Marks those of the first `count` rows whose text holds it. (The loop is here and not around a test of one text: it is compiled for this kind alone.) */
  readonly mark: (texts: Texts, rows: Int32Array, count: number, found: Uint8Array) => void;
}

/** The traits of a plain text: its units. */
export const signOfText: Signer = (units, from, end, signs, row) => {
  signs[2 * row] = 0;
  signs[2 * row + 1] = 0;
  for (let at = from; at < end; at += 1) addTrait(signs, row, units[at] ?? 0, 0);
};

/**
 * The traits of a spelling: for every syllable how it begins, its first two letters, and its first letter with that of
 * the next syllable.
 */
export const signOfSpelling: Signer = (units, from, end, signs, row) => {
  signs[2 * row] = 0;
  signs[2 * row + 1] = 0;
  let before = MARK;
  for (let at = from; at + 1 < end; at += 1) {
    if (units[at] !== MARK) continue;
    const first = units[at + 1] ?? 0;
    addTrait(signs, row, MARK, first);
    addTrait(signs, row, before, first);
    if (at + 2 < end) addTrait(signs, row, first, units[at + 2] ?? 0);
    before = first;
  }
};

/** A word (not empty) somewhere in a plain text, as `includes` finds it. */
export function wordIn(word: string): Needle {
  const pattern = Uint16Array.from({ length: word.length }, (_, i) => word.charCodeAt(i));
  const sign: Sign = new Uint32Array(2);
  signOfText(pattern, 0, pattern.length, sign, 0);
  const { length } = pattern;
  const head = pattern[0] ?? 0;
  return {
    sign,
    mark: ({ units, starts, segmentOf }, rows, count, found) => {
      for (let i = 0; i < count; i += 1) {
        const row = rows[i] ?? 0;
        const next = segmentOf[row] ?? 0;
        const last = (starts[next] ?? 0) - length;
        for (let at = starts[next - 1] ?? 0; at <= last; at += 1) {
          if (units[at] !== head) continue;
          let same = 1;
          while (same < length && units[at + same] === pattern[same]) same += 1;
          if (same < length) continue;
          found[row] = 1;
          break;
        }
      }
    },
  };
}

/** A word in a spelling, see {@link speller}; null when no pinyin answers it. */
export function wordSpelled(word: string): Needle | null {
  const looking = speller(word);
  if (looking === null) return null;
  const [first, second] = [word.charCodeAt(0), word.charCodeAt(1)];
  const sign: Sign = new Uint32Array(2);
  addTrait(sign, 0, MARK, first);
  // The second letter is the syllable's own, or the next syllable's first.
  if (word.length > 1) addTrait(sign, 0, first, second);
  return {
    sign,
    mark: ({ units, starts, segmentOf }, rows, count, found) => {
      for (let i = 0; i < count; i += 1) {
        const row = rows[i] ?? 0;
        const next = segmentOf[row] ?? 0;
        const end = starts[next] ?? 0;
        for (let at = starts[next - 1] ?? 0; at + 1 < end; at += 1) {
          if (units[at + 1] !== first || units[at] !== MARK || !looking(units, at, end)) continue;
          found[row] = 1;
          break;
        }
      }
    },
  };
}

/** Sets the bit of a trait: multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4), its upper six bits. */
function addTrait(signs: Sign, row: number, a: number, b: number): void {
  const bit = Math.imul(a + Math.imul(b, 0x85eb_ca6b), 0x9e37_79b1) >>> 26;
  const word = 2 * row + (bit >>> 5);
  signs[word] = (signs[word] ?? 0) | (1 << (bit & 31));
}

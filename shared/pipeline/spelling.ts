/**
 * The pinyin of a text as one string: a mark before each syllable. A character that is not Chinese is a syllable that
 * stands for itself.
 */
export type Spelling = string;

/** Before each syllable; no word of a query can contain it. */
const MARK = '\u0001';
/** {@link MARK} as a unit. */
export const MARK_CODE = 1;
const LETTERS = /[a-z]/;
const H = 'h'.charCodeAt(0);
/** Begin initials of two letters: 重庆 is `cq` as well as `chq`. */
const BEFORE_H: ReadonlySet<number> = new Set(Array.from('zcs', (letter) => letter.charCodeAt(0)));

export function spellingOf(syllables: readonly string[]): Spelling {
  return syllables.map((syllable) => MARK + syllable).join('');
}

/** Whether a word of a query is spelled from the mark at `at` on, within the units before `end`. */
export type Speller = (units: ArrayLike<number>, at: number, end: number) => boolean;

/**
 * Looks for consecutive syllables, each in full or by its initial, the last one as far as it was typed: 重庆长安 answers
 * `chongqing`, `cqca`, `cqchangan`, `qingca`. Never from the middle of a syllable: 长安 does not answer `han`.
 *
 * @param word one word of a query, normalised
 * @returns null when the word has no letter, which no pinyin answers
 */
export function speller(word: string): Speller | null {
  if (!LETTERS.test(word)) return null;
  const letters = Uint16Array.from({ length: word.length }, (_, i) => word.charCodeAt(i));
  const { length } = letters;
  // All ways to read the word are followed side by side: how far each has come, after a syllable and after the next.
  let reached = new Uint8Array(length);
  let onward = new Uint8Array(length);
  const second = letters[1];
  return (units, start, end) => {
    // Most beginnings end here: the second letter is neither the syllable's own second nor the next syllable's first.
    if (second !== undefined && units[start + 2] !== second) {
      let next = start + 2;
      while (next < end && units[next] !== MARK_CODE) next += 1;
      if (next + 1 >= end || units[next + 1] !== second) return false;
    }
    reached.fill(0);
    reached[0] = 1;
    let at = start;
    for (let alive = true; alive && at < end; [reached, onward] = [onward, reached]) {
      const first = at + 1;
      at = first;
      while (at < end && units[at] !== MARK_CODE) at += 1;
      onward.fill(0);
      alive = false;
      for (let read = 0; read < length; read += 1) {
        if (reached[read] === 0) continue;
        let same = 0;
        while (first + same < at && units[first + same] === letters[read + same]) same += 1;
        if (read + same === length) return true;
        if (same === 0) continue;
        alive = true;
        onward[read + 1] = 1;
        if (first + same === at) onward[read + same] = 1;
        const long = same > 1 && letters[read + 1] === H && BEFORE_H.has(letters[read] ?? 0);
        if (long) onward[read + 2] = 1;
      }
    }
    return false;
  };
}

/** How many syllables stand before the first place where the word is spelled, see {@link speller}; -1 when it is not. */
export function placeOfSpelling(spelling: Spelling, word: string): number {
  const looking = spelling.includes(MARK + word.charAt(0)) ? speller(word) : null;
  if (looking === null) return -1;
  const units = Uint16Array.from({ length: spelling.length }, (_, i) => spelling.charCodeAt(i));
  let before = 0;
  for (let at = 0; at < units.length; at += 1) {
    if (units[at] !== MARK_CODE) continue;
    if (looking(units, at, units.length)) return before;
    before += 1;
  }
  return -1;
}

import { normaliseWord } from './import-values';

/** A value that a cell may hold, with the words that mean it. */
export interface Candidate {
  readonly value: string;
  readonly words: readonly string[];
}

/** The values in order of how much their best word looks like `text`, those that look alike in their own order. */
export function nearest(text: string, candidates: readonly Candidate[]): string[] {
  const wanted = normaliseWord(text);
  const scored = candidates.map(({ value, words }) => ({
    value,
    score: Math.max(0, ...words.map((word) => likeness(wanted, normaliseWord(word)))),
  }));
  return scored.toSorted((a, b) => b.score - a.score).map(({ value }) => value);
}

/**
 * Sørensen–Dice coefficient over letters and pairs of letters: 0 = nothing in common, 1 = the same. Single letters count,
 * because a Chinese word may have no more than two.
 */
function likeness(a: string, b: string): number {
  const [left, right] = [pieces(a), pieces(b)];
  let common = 0;
  for (const [piece, count] of left) common += Math.min(count, right.get(piece) ?? 0);
  const all = size(left) + size(right);
  return all === 0 ? 0 : (2 * common) / all;
}

function pieces(word: string): Map<string, number> {
  const letters = Array.from(word);
  const found = new Map<string, number>();
  const add = (piece: string): void => void found.set(piece, (found.get(piece) ?? 0) + 1);
  for (const [at, letter] of letters.entries()) {
    add(letter);
    if (at > 0) add(`${letters[at - 1]}${letter}`);
  }
  return found;
}

function size(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

import { normaliseSearch } from '../../pipeline/search-text';

/** Han, kana and hangul: scripts written without spaces between words. */
const SPACELESS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]$/u;
const RUNS = /[\p{L}\p{N}]+/gu;

/** Runs of letters and digits, those without spaces apart from the others. */
function runs(text: string): { readonly text: string; readonly spaceless: boolean }[] {
  const found: { text: string; spaceless: boolean }[] = [];
  for (const [run] of normaliseSearch(text).matchAll(RUNS)) {
    let fresh = true;
    for (const character of run) {
      const spaceless = SPACELESS.test(character);
      const last = found.at(-1);
      if (!fresh && last?.spaceless === spaceless) last.text += character;
      else found.push({ text: character, spaceless });
      fresh = false;
    }
  }
  return found;
}

/** Two characters from every place of a run, and the last one alone: a phrase of pairs is the run itself. */
function pairs(run: string): string[] {
  const characters = Array.from(run);
  return characters.map((character, at) => character + (characters[at + 1] ?? ''));
}

/**
 * A text as the full-text index keeps it: words of Latin and digits as they are, Chinese as overlapping pairs of
 * characters (`网关接入` → `网关 关接 接入 入`), so that words of two characters are found and no dictionary is needed.
 */
export function indexWords(text: string): string {
  return runs(text)
    .flatMap((run) => (run.spaceless ? pairs(run.text) : [run.text]))
    .join(' ');
}

/**
 * What is typed into a search field as an FTS5 query over {@link indexWords}: all words of it must be found, Latin ones
 * by their beginning. Null when nothing was typed that could be found.
 */
export function searchQuery(typed: string): string | null {
  const phrases = typed.split(/\s+/).flatMap((word) => {
    const parts = runs(word);
    const last = parts.at(-1);
    if (last === undefined) return [];
    const tokens = parts.flatMap((run, at) => {
      if (!run.spaceless) return [run.text];
      const all = pairs(run.text);
      // At the end of what was typed the text may go on: the last character alone would not be found.
      return at === parts.length - 1 && all.length > 1 ? all.slice(0, -1) : all;
    });
    const open = !last.spaceless || Array.from(last.text).length === 1;
    return [`"${tokens.join(' ')}"${open ? ' *' : ''}`];
  });
  return phrases.length === 0 ? null : phrases.join(' AND ');
}

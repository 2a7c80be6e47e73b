import { readings } from './readings';
import { placeOfSpelling, type Spelling, spellingOf } from './spelling';

/** Separates the parts of a search text; no query can contain it, so no hit spans two parts. */
const PART = '\n';
/** Text that NFKC leaves alone: printable ASCII and common Chinese characters. */
const SIMPLE = /^[ -~\u4e00-\u9fff]*$/;
const MEMORY_LIMIT = 50_000;

/** Text as both sides of a search see it: NFKC, lower case, single spaces. */
export function normaliseSearch(text: string): string {
  const folded = SIMPLE.test(text) ? text : text.normalize('NFKC');
  const lower = folded.toLowerCase().trim();
  return /\s\s|[^\S ]/.test(lower) ? lower.replace(/\s+/g, ' ') : lower;
}

/** The words of a query, all of which must be found; empty = everything matches. */
export function searchWords(query: string): string[] {
  return normaliseSearch(query)
    .split(' ')
    .filter((word) => word !== '');
}

/** `plain`: characters by their usual reading. `phrase`: by dictionary (重庆 = chong qing). `person`: a surname first. */
export type Reading = 'plain' | 'phrase' | 'person';

const isHan = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  return (
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0x20000 && code <= 0x323af)
  );
};

/** Stands before each Chinese character of a sort key: comes after `~`, so Chinese sorts after Latin, as in Excel. */
const HAN_MARK = '\u007F';

/** How one character enters the keys. */
interface Parts {
  readonly sort: string;
  readonly full: string;
}

function partsOf(character: string, reading: string): Parts {
  return {
    sort: `${HAN_MARK}${reading} ${character}`,
    full: reading.replace(/\d$/, ''),
  };
}

/** The usual reading (`zhong4`) of Chinese characters; remembered, as files repeat characters. */
const usual = new Map<string, Parts>();

function usualParts(character: string): Parts {
  let parts = usual.get(character);
  if (parts === undefined) {
    parts = partsOf(character, readings().pinyin(character, { toneType: 'num', v: true }));
    if (usual.size < MEMORY_LIMIT) usual.set(character, parts);
  }
  return parts;
}

function phraseReadings(text: string, how: Reading): string[] | null {
  if (how === 'plain') return null;
  return readings().pinyin(text, {
    toneType: 'num',
    v: true,
    type: 'array',
    ...(how === 'person' ? { surname: 'head' as const } : {}),
  });
}

/** Quick test for text that may hold Chinese. */
const MAYBE_HAN = /[^\0-\u2fff]/;

/** How each character of a normalised text is read; characters that are not Chinese stand for themselves. */
function spell(plain: string, how: Reading): Parts[] {
  const characters = Array.from(plain);
  const whole = phraseReadings(plain, how);
  // The dictionary answers one entry per character; anything else falls back to single characters.
  const phrase = whole?.length === characters.length ? whole : null;
  return characters.map((character, i) => {
    if (!isHan(character)) return { sort: character, full: character };
    const reading = phrase?.[i];
    return reading === undefined ? usualParts(character) : partsOf(character, reading);
  });
}

/** Joined at once: text grown piece by piece would take several times the memory. */
const sortKeyOf = (parts: readonly Parts[]): string => parts.map((part) => part.sort).join('');
const spelled = (parts: readonly Parts[]): Spelling => spellingOf(parts.map((part) => part.full));

/** What a search looks through; the two apart, as that takes half the memory in many rows. */
export interface SearchText {
  /** The normalised texts. */
  readonly plain: string;
  /** How the first text is read; empty when it has no Chinese. */
  readonly pinyin: Spelling;
}

/** Whether a text answers a word of a query, which is normalised: by its characters, or by syllables of its pinyin. */
export function answers({ plain, pinyin: read }: SearchText, word: string): boolean {
  return plain.includes(word) || placeOfSpelling(read, word) !== -1;
}

export interface TextKeys {
  /** Orders Chinese by pinyin and tone under plain binary comparison. */
  readonly sortKey: string;
  readonly search: SearchText;
}

/** The keys of a name. */
export function textKeys(name: string, how: Reading): TextKeys {
  const plain = normaliseSearch(name).replaceAll(HAN_MARK, '');
  if (!MAYBE_HAN.test(plain)) return { sortKey: plain, search: { plain, pinyin: '' } };
  const parts = spell(plain, how);
  return { sortKey: sortKeyOf(parts), search: { plain, pinyin: spelled(parts) } };
}

/** What a search looks through in many rows: a name with its usual reading, and another text. */
export function searchParts(name: string, more: string | null): SearchText {
  const plain = normaliseSearch(name);
  const both = more === null || more === '' ? plain : [plain, normaliseSearch(more)].join(PART);
  if (!MAYBE_HAN.test(plain)) return { plain: both, pinyin: '' };
  return { plain: both, pinyin: spelled(spell(plain, 'plain')) };
}

/** A name's key among the names of an alphabet; null when it has a Chinese character that the alphabet lacks. */
export type OrderAlphabet = (name: string) => string | null;

/**
 * Short keys that order these names among themselves as {@link textKeys} does by usual readings: each Chinese character
 * becomes one character that stands for its place in pinyin order.
 */
export function orderAlphabet(names: readonly string[]): OrderAlphabet {
  const han = new Set<string>();
  for (const name of names) {
    if (!MAYBE_HAN.test(name)) continue;
    for (const character of normaliseSearch(name)) if (isHan(character)) han.add(character);
  }
  const sort = (character: string): string => usualParts(character).sort;
  const ordered = [...han].toSorted((a, b) => (sort(a) < sort(b) ? -1 : 1));
  const codes = new Map(ordered.map((one, i) => [one, String.fromCharCode(0x4e00 + i)]));
  return (name) => {
    const plain = normaliseSearch(name);
    if (!MAYBE_HAN.test(plain)) return plain;
    const coded: string[] = [];
    for (const character of plain) {
      const code = codes.get(character);
      if (code === undefined && isHan(character)) return null;
      coded.push(code ?? character);
    }
    return coded.join('');
  };
}

/** The search text of a name whose sort key is stored, without reading it again. */
export function searchOfSortKey(sortKey: string): SearchText {
  const [head = '', ...parts] = sortKey.split(HAN_MARK);
  if (parts.length === 0) return { plain: head, pinyin: '' };
  let plain = head;
  const syllables = Array.from(head);
  for (const part of parts) {
    const space = part.indexOf(' ');
    const rest = part.slice(space + 1);
    const after = rest.slice(String.fromCodePoint(rest.codePointAt(0) ?? 32).length);
    plain += rest;
    syllables.push(part.slice(0, space).replace(/\d$/, ''), ...Array.from(after));
  }
  return { plain, pinyin: spellingOf(syllables) };
}

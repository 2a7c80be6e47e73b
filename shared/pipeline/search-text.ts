import { pinyin } from 'pinyin-pro';

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
  readonly initial: string;
  readonly full: string;
}

function partsOf(character: string, reading: string): Parts {
  return {
    sort: `${HAN_MARK}${reading} ${character}`,
    initial: reading.charAt(0),
    full: reading.replace(/\d$/, ''),
  };
}

/** The usual reading (`zhong4`) of Chinese characters; remembered, as files repeat characters. */
const usual = new Map<string, Parts>();

function usualParts(character: string): Parts {
  let parts = usual.get(character);
  if (parts === undefined) {
    parts = partsOf(character, pinyin(character, { toneType: 'num', v: true }));
    if (usual.size < MEMORY_LIMIT) usual.set(character, parts);
  }
  return parts;
}

function phraseReadings(text: string, how: Reading): string[] | null {
  if (how === 'plain') return null;
  return pinyin(text, {
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
    if (!isHan(character)) return { sort: character, initial: character, full: character };
    const reading = phrase?.[i];
    return reading === undefined ? usualParts(character) : partsOf(character, reading);
  });
}

/** Joined at once: text grown piece by piece would take several times the memory. */
const joined = (parts: readonly Parts[], key: keyof Parts): string =>
  parts.map((part) => part[key]).join('');

export interface TextKeys {
  /** Orders Chinese by pinyin and tone under plain binary comparison. */
  readonly sortKey: string;
  /** Normalised text, pinyin initials, full pinyin: what a substring search looks through. */
  readonly search: string;
}

/** The keys of a name. */
export function textKeys(name: string, how: Reading): TextKeys {
  const plain = normaliseSearch(name).replaceAll(HAN_MARK, '');
  if (!MAYBE_HAN.test(plain)) return { sortKey: plain, search: plain };
  const parts = spell(plain, how);
  const search = [plain, joined(parts, 'initial'), joined(parts, 'full')].join(PART);
  return { sortKey: joined(parts, 'sort'), search };
}

export interface SearchParts {
  /** The normalised texts. */
  readonly plain: string;
  /** Pinyin initials and full pinyin of the first text; empty when it has no Chinese. */
  readonly pinyin: string;
}

/** What a search looks through in many rows: apart, as the pinyin part takes half the memory that way. */
export function searchParts(name: string, more: string | null): SearchParts {
  const plain = normaliseSearch(name);
  const both = more === null || more === '' ? plain : [plain, normaliseSearch(more)].join(PART);
  if (!MAYBE_HAN.test(plain)) return { plain: both, pinyin: '' };
  const parts = spell(plain, 'plain');
  return { plain: both, pinyin: [joined(parts, 'initial'), joined(parts, 'full')].join(PART) };
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
export function searchOfSortKey(sortKey: string): string {
  const [head = '', ...parts] = sortKey.split(HAN_MARK);
  if (parts.length === 0) return head;
  let plain = head;
  let initials = head;
  let full = head;
  for (const part of parts) {
    const space = part.indexOf(' ');
    const rest = part.slice(space + 1);
    const after = rest.slice(String.fromCodePoint(rest.codePointAt(0) ?? 32).length);
    plain += rest;
    initials += part.charAt(0) + after;
    full += part.slice(0, space).replace(/\d$/, '') + after;
  }
  return [plain, initials, full].join(PART);
}

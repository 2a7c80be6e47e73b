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

export interface TextKeys {
  /** Orders Chinese by pinyin and tone under plain binary comparison. */
  readonly sortKey: string;
  /** Normalised text, pinyin initials, full pinyin: what a substring search looks through. */
  readonly search: string;
}

/**
 * The stored keys of a name.
 *
 * @param more further text to be found, never as pinyin, e.g. the need of an opportunity
 */
export function textKeys(name: string, how: Reading, more: string | null = null): TextKeys {
  const plain = normaliseSearch(name).replaceAll(HAN_MARK, '');
  const tail = more === null || more === '' ? '' : PART + normaliseSearch(more);
  if (!/[^\u0000-\u2fff]/.test(plain)) return { sortKey: plain, search: plain + tail };
  const characters = Array.from(plain);
  const whole = phraseReadings(plain, how);
  // The dictionary answers one entry per character; anything else falls back to single characters.
  const phrase = whole?.length === characters.length ? whole : null;
  let sortKey = '';
  let initials = '';
  let full = '';
  for (const [i, character] of characters.entries()) {
    if (isHan(character)) {
      const reading = phrase?.[i];
      const parts = reading === undefined ? usualParts(character) : partsOf(character, reading);
      sortKey += parts.sort;
      initials += parts.initial;
      full += parts.full;
    } else {
      sortKey += character;
      initials += character;
      full += character;
    }
  }
  return { sortKey, search: `${plain}${PART}${initials}${PART}${full}${tail}` };
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

import { textKeys } from '../search-text';

/** Characters of which one for another makes another company: 第一医院 is not 第二医院. */
const TELLING = /[\d一二三四五六七八九十甲乙丙丁东西南北中上下新老大小]/u;
const SHORTEST_NEAR = 4;

/** How a name sounds: pinyin without tones, one string; the name itself where nothing is Chinese. */
export function soundOf(name: string): string {
  const { plain, pinyin } = textKeys(name, 'plain').search;
  return Array.from(pinyin === '' ? plain : pinyin)
    .filter((one) => one > ' ')
    .join('');
}

/**
 * Whether two names differ by one character that was typed wrong, forgotten or added. Figures and directions never count
 * as that.
 */
export function isNear(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < SHORTEST_NEAR || long.length - short.length > 1 || a === b) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const same = short.length === long.length;
  if (short.slice(same ? at + 1 : at) !== long.slice(at + 1)) return false;
  return !TELLING.test(long.charAt(at)) && !(same && TELLING.test(short.charAt(at)));
}

/** All texts with one character less: names that are near share one of them. Empty where names are too short or too long. */
export function withOneLess(text: string): string[] {
  if (text.length < SHORTEST_NEAR || text.length > 24) return [];
  return [
    text,
    ...Array.from({ length: text.length }, (_, at) => text.slice(0, at) + text.slice(at + 1)),
  ];
}

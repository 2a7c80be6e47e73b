import { normaliseSearch, textKeys } from '#shared/pipeline/search-text';
import { placeOfSpelling } from '#shared/pipeline/spelling';

/** What can be found by name. `recent` = place in the list of recently used, 0 = newest, or -1. */
export interface Findable {
  readonly text: string;
  readonly recent: number;
}

/** How well a text answers a query: 0 = not at all; starts-with before inside, plain before pinyin and initials. */
export function matchScore(query: string, text: string): number {
  const wanted = normaliseSearch(query);
  if (wanted === '') return 1;
  const plain = normaliseSearch(text);
  if (plain === wanted) return 5;
  if (plain.startsWith(wanted)) return 4;
  if (plain.includes(wanted)) return 3;
  const { pinyin } = textKeys(text, 'phrase').search;
  const place = placeOfSpelling(pinyin, wanted.replaceAll(' ', ''));
  return place === -1 ? 0 : place === 0 ? 2 : 1;
}

/** The items that answer, best first; among equals the recently used first, then the given order. */
export function rank<T extends Findable>(query: string, items: readonly T[]): T[] {
  const recency = (item: T) => (item.recent < 0 ? Number.MAX_SAFE_INTEGER : item.recent);
  return items
    .map((item) => ({ item, score: matchScore(query, item.text) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || recency(a.item) - recency(b.item))
    .map(({ item }) => item);
}

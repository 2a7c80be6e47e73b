import type { Language } from '../workspace/model';

/** Looks up a text printed in documents (`document.json`) by dotted key and fills its `{{name}}` places. */
export type DocumentText = (
  key: string,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** The language of a document and its texts. */
export interface Words {
  readonly language: Language;
  readonly text: DocumentText;
}

const IDEOGRAPH = /^[\u2E80-\u303F\u3400-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]$/;
const isIdeograph = (character: string | undefined) =>
  character !== undefined && IDEOGRAPH.test(character);

/**
 * Fills `{{name}}` places by `value(name)`. Patterns put a space around places, as Chinese typography asks beside
 * Latin and figures; where both neighbours turn out to be Chinese the space is dropped.
 */
export function fillPlaces(pattern: string, value: (name: string) => string): string {
  return pattern.replaceAll(
    /( ?)\{\{([\w.]+)\}\}( ?)/g,
    (place, left: string, name: string, right: string, offset: number) => {
      const around = [pattern[offset - 1], pattern[offset + place.length]] as const;
      return closedUp(left, value(name), right, around);
    },
  );
}

/** A filled place with the spaces at its sides, less those between two Chinese characters. */
export function closedUp(
  left: string,
  filled: string,
  right: string,
  [before, after]: readonly [string | undefined, string | undefined],
): string {
  const closeLeft = isIdeograph(before) && isIdeograph(filled[0]);
  const closeRight = isIdeograph(after) && isIdeograph(filled.at(-1));
  return `${closeLeft ? '' : left}${filled}${closeRight ? '' : right}`;
}

/** Words as a list inside a sentence: “A、B、C” by the text `fact.list`, in English “A, B and C”. */
export function listed(items: readonly string[], { language, text }: Words): string {
  if (language !== 'en') return items.join(text('fact.list'));
  // British English: no comma before "and".
  return new Intl.ListFormat('en-GB').format(items);
}

/**
 * Characters that must not reach a printed page: C0 and C1 controls (line feed and tab stay), bidi embeddings,
 * overrides and isolates that could turn a line around, lone surrogates and non-characters. Joiners of emoji stay.
 */
const UNPRINTABLE =
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** A text safe to print: what cannot be printed shows as U+FFFD instead of vanishing or reordering its line. */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, '\uFFFD');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for the content and the attributes of HTML and XML; what cannot be printed shows as U+FFFD. */
export function markupText(text: string): string {
  return printable(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** At most `length` graphemes, the last one `…` when something was cut. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text);
  const kept: string[] = [];
  for (const { segment } of graphemes) {
    if (kept.length === length) return `${kept.slice(0, -1).join('')}…`;
    kept.push(segment);
  }
  return text;
}

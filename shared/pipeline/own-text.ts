/** From this length on V8 makes a part of a string a view into the whole. */
const VIEW_FROM = 13;

/**
 * The same text, keeping nothing else in memory. A cell is a view into a piece of its file; kept as a key for the length
 * of an import, one long external id a piece would keep the whole file.
 */
export function ownText(text: string): string {
  return text.length < VIEW_FROM ? text : ` ${text}`.slice(1);
}

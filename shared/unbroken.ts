/** Forbids a line break where it stands, takes no room and is not seen (U+2060). */
const WORD_JOINER = '\u2060';

/**
 * An amount or a day for a sentence on the screen that no line breaks inside: `-¥3万`, `+$1.5K`, `2026-11-20`. Between a sign
 * and a figure Chromium never breaks, before a currency sign and between figures it does. The signs stay the plain ones that
 * spreadsheets read; what is copied with the joiner is understood by `parseAmount`. Files and exports take what it was before.
 */
export function unbroken(text: string): string {
  return text.replaceAll(/^[-+](?=\D)|(?<=\d)-(?=\d)/g, `$&${WORD_JOINER}`);
}

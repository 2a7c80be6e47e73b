import { currencySigns, minorDigits } from './currency';

export type AmountReading =
  | { readonly ok: true; readonly minor: number }
  | { readonly ok: false; readonly problem: 'notANumber' | 'tooPrecise' | 'outOfRange' };

/** Power of ten of the words after a number. `w` is how 万 is typed in chats. */
const UNITS: readonly (readonly [string, number])[] = [
  ['百万', 6],
  ['千万', 7],
  ['十万', 5],
  ['万', 4],
  ['萬', 4],
  ['w', 4],
  ['亿', 8],
  ['億', 8],
  ['千', 3],
  ['k', 3],
  ['m', 6],
  ['b', 9],
];

/** Signs without width that come along when a text is copied from a page: joiners, spaces of no width, marks of direction. */
const UNSEEN = /[\u200B-\u200F\u2060\uFEFF]/g;
const LIMIT = 9_000_000_000_000_000n;
const PLAIN = /^\d{1,12}(?:\.\d{1,2})?$/;
const NUMBER = /^(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d+))?$/;

const bad = (problem: 'notANumber' | 'tooPrecise' | 'outOfRange'): AmountReading => ({
  ok: false,
  problem,
});

/**
 * Reads an amount as people write it: `1200000`, `1,200,000.50`, `120万`, `1.2亿`, `120w`, `1.28M`, `１２０`, `¥1,200`,
 * `(500)`, `-500` and `−500` (U+2212) for minus 500. Exact or refused: an amount finer than the minor unit is `tooPrecise`, never rounded, and
 * `1.234,56`, `1e3` or a foreign currency sign are `notANumber`.
 *
 * @param currency ISO 4217 code that decides the decimal places and the accepted signs
 * @returns integer minor units (分, cents), at most ±9·10¹⁵
 */
export function parseAmount(text: string, currency: string): AmountReading {
  // Nearly every cell of a file is this plain; two decimals fit no currency without minor units.
  if (minorDigits(currency) === 2 && PLAIN.test(text)) return plainHundredths(text);
  let rest = text.normalize('NFKC').replaceAll(UNSEEN, '').trim().toLowerCase();
  let negative = false;
  const bracketed = /^\((.*)\)$/.exec(rest);
  if (bracketed) {
    negative = true;
    rest = (bracketed[1] ?? '').trim();
  } else if (/^[-−]/.test(rest)) {
    negative = true;
    rest = rest.slice(1).trim();
  }
  rest = withoutSign(rest, currency);
  if (!bracketed && !negative && /^[-−]/.test(rest)) {
    negative = true;
    rest = rest.slice(1).trim();
  }
  const unit = UNITS.find(([word]) => rest.endsWith(word));
  if (unit) rest = rest.slice(0, -unit[0].length).trim();
  const match = NUMBER.exec(rest);
  const whole = (match?.[1] ?? '').replaceAll(',', '');
  const fraction = match?.[2] ?? '';
  if (!match || whole + fraction === '') return bad('notANumber');
  return scaled(whole, fraction, minorDigits(currency) + (unit?.[1] ?? 0), negative);
}

function plainHundredths(text: string): AmountReading {
  const dot = text.indexOf('.');
  if (dot < 0) return { ok: true, minor: Number(text) * 100 };
  const cents = text.slice(dot + 1);
  return {
    ok: true,
    minor: Number(text.slice(0, dot)) * 100 + Number(cents.length === 1 ? `${cents}0` : cents),
  };
}

function withoutSign(text: string, currency: string): string {
  for (const sign of currencySigns(currency)) {
    if (text.startsWith(sign)) return text.slice(sign.length).trim();
    if (text.endsWith(sign)) return text.slice(0, -sign.length).trim();
  }
  return text;
}

/** whole.fraction × 10^shift as an exact integer. */
function scaled(whole: string, fraction: string, shift: number, negative: boolean): AmountReading {
  const digits = fraction.replace(/0+$/, '');
  if (digits.length > shift) return bad('tooPrecise');
  if (whole.length + shift > 40) return bad('outOfRange');
  const value = BigInt(`0${whole}${digits}${'0'.repeat(shift - digits.length)}`);
  if (value > LIMIT) return bad('outOfRange');
  const minor = Number(value);
  return { ok: true, minor: negative && minor !== 0 ? -minor : minor };
}

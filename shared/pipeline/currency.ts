import { minorPerUnit } from '../format';

const digits = new Map<string, number>();

/** Signs and words that people write beside an amount, lower case, after NFKC (￥ becomes ¥). */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  CNY: ['¥', '元', 'rmb', '人民币', 'cny'],
  JPY: ['¥', '円', '日元'],
  USD: ['us$', '$', '美元'],
  EUR: ['€', '欧元'],
  GBP: ['£', '英镑'],
  HKD: ['hk$', '港元', '$'],
  TWD: ['nt$', '新台币', '元', '$'],
  SGD: ['s$', '新加坡元', '$'],
};

/** Decimal places of a currency's minor unit: 2 for CNY (分), 0 for JPY. */
export function minorDigits(currency: string): number {
  let known = digits.get(currency);
  if (known === undefined) {
    known = Math.round(Math.log10(minorPerUnit(currency)));
    digits.set(currency, known);
  }
  return known;
}

/** What may stand beside an amount of this currency, longest first. A foreign sign is never accepted. */
export function currencySigns(currency: string): readonly string[] {
  const own = [...(SIGNS[currency] ?? []), currency.toLowerCase()];
  return own.toSorted((a, b) => b.length - a.length);
}

/**
 * The sign or word of another currency beside a figure, in capitals: `$` in an amount of CNY; null when there is none.
 * Which country's dollar a `$` is, it does not say.
 */
export function foreignCurrency(text: string, currency: string): string | null {
  const own = new Set(currencySigns(currency));
  const beside = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\d\s.,()+\-\u2212]/g, '');
  const sign = beside.replace(/[kmbw万亿千百]+$/, '') || beside;
  if (own.has(sign)) return null;
  const isKnown =
    Object.values(SIGNS).some((signs) => signs.includes(sign)) ||
    (/^[a-z]{3}$/.test(sign) && Intl.supportedValuesOf('currency').includes(sign.toUpperCase()));
  return isKnown && /\d/.test(text.normalize('NFKC')) ? sign.toUpperCase() : null;
}

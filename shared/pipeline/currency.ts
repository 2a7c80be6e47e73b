/** Decimal places of the minor unit where they are not two (ISO 4217). */
const DIGITS: Readonly<Record<string, number>> = {
  JPY: 0, KRW: 0, VND: 0, CLP: 0, ISK: 0, XAF: 0, XOF: 0, XPF: 0, PYG: 0, UGX: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
};

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
  return DIGITS[currency] ?? 2;
}

/** What may stand beside an amount of this currency, longest first. A foreign sign is never accepted. */
export function currencySigns(currency: string): readonly string[] {
  const own = [...(SIGNS[currency] ?? []), currency.toLowerCase()];
  return own.toSorted((a, b) => b.length - a.length);
}

import type { Language } from './workspace/model';

/** How amounts are written: 万/亿 (K/M/B) as the size asks, whole currency units, or one unit everywhere (万 / K). */
export type AmountUnit = 'auto' | 'unit' | 'tenThousand';

/** What stands where no value exists; 0 is written as 0. */
export const NO_VALUE = '–';

interface Scale {
  readonly factor: number;
  readonly suffix: string;
}

const SCALES: Readonly<Record<Language, readonly Scale[]>> = {
  'zh-CN': [
    { factor: 1, suffix: '' },
    { factor: 1e4, suffix: '万' },
    { factor: 1e8, suffix: '亿' },
  ],
  en: [
    { factor: 1, suffix: '' },
    { factor: 1e3, suffix: 'K' },
    { factor: 1e6, suffix: 'M' },
    { factor: 1e9, suffix: 'B' },
  ],
};

/** Minor units in one currency unit: 100 for CNY and USD, 1 for JPY. */
export function minorPerUnit(currency: string): number {
  const { maximumFractionDigits } = currencyFormat(currency).resolvedOptions();
  return 10 ** (maximumFractionDigits ?? 2);
}

/** The short sign of a currency, e.g. `¥` (U+00A5), `$`; the code itself where there is none. */
function currencySign(currency: string): string {
  const part = currencyFormat(currency)
    .formatToParts(0)
    .find((p) => p.type === 'currency');
  return part?.value ?? currency;
}

function currencyFormat(currency: string): Intl.NumberFormat {
  return numberFormat({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
}

const numberFormats = new Map<string, Intl.NumberFormat>();

/** The formatter with these options, made once: to make one costs far more than to use it, and every cell asks. */
function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const known = numberFormats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat('en', options);
  numberFormats.set(key, made);
  return made;
}

/** At most four digits that matter and two decimals: 123.4, 1.23, 1,234. */
function shortNumber(value: number, signed: boolean): string {
  return numberFormat({
    maximumSignificantDigits: 4,
    maximumFractionDigits: 2,
    roundingPriority: 'lessPrecision',
    signDisplay: signed ? 'exceptZero' : 'negative',
  }).format(value);
}

/** Thousands commas; decimals only where the amount has any. */
function fullNumber(value: number, signed: boolean): string {
  const decimals = Number.isInteger(value) ? 0 : 2;
  return numberFormat({
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: signed ? 'exceptZero' : 'negative',
  }).format(value);
}

/** The largest scale that leaves at least 1 before the point, judged after rounding to four digits. */
function scaleFor(value: number, language: Language): Scale {
  const size = Math.abs(value);
  const rounded = size < 1e4 && language === 'zh-CN' ? size : Number(size.toPrecision(4));
  return SCALES[language].findLast((scale) => rounded >= scale.factor) ?? { factor: 1, suffix: '' };
}

function unitScale(unit: AmountUnit, largest: number, language: Language): Scale {
  if (unit === 'unit') return { factor: 1, suffix: '' };
  if (unit === 'tenThousand') return SCALES[language][1] ?? { factor: 1, suffix: '' };
  return scaleFor(largest, language);
}

/**
 * An amount for a sentence, a headline or a chart label: `¥123.4万`, `¥1.23亿`, `$1.2M`, `¥1,234.50`.
 * `amountMinor` in minor units; null → {@link NO_VALUE}.
 */
export function formatAmountMinor(
  amountMinor: number | null,
  currency: string,
  language: Language,
  unit: AmountUnit = 'auto',
): string {
  if (amountMinor === null) return NO_VALUE;
  const value = amountMinor / minorPerUnit(currency);
  const scale = unitScale(unit, value, language);
  const size = Math.abs(value) / scale.factor;
  const digits = scale.factor === 1 ? fullNumber(size, false) : shortNumber(size, false);
  return `${value < 0 ? '-' : ''}${currencySign(currency)}${digits}${scale.suffix}`;
}

/**
 * An amount that stands above, below or beside others of its kind (stages, groups): the same decimals for the same size,
 * `¥5.00亿` beside `¥1.19亿`, `¥215.0万` beside `¥52.5万`; 0 is `¥0`. Null → {@link NO_VALUE}.
 */
export function formatTotalMinor(
  amountMinor: number | null,
  currency: string,
  language: Language,
  unit: AmountUnit = 'auto',
): string {
  const value = (amountMinor ?? 0) / minorPerUnit(currency);
  const scale = unitScale(unit, value, language);
  if (amountMinor === null || amountMinor === 0 || scale.factor === 1)
    return formatAmountMinor(amountMinor, currency, language, unit);
  const size = Math.abs(value) / scale.factor;
  const digits = fixedNumber(size, decimalsFor(size), false);
  return `${value < 0 ? '-' : ''}${currencySign(currency)}${digits}${scale.suffix}`;
}

/** Decimals of a number in a unit of 万, K and above, so that three to four digits matter. */
function decimalsFor(size: number): number {
  if (size >= 1000) return 0;
  return size >= 10 ? 1 : 2;
}

function fixedNumber(value: number, decimals: number, signed: boolean): string {
  return numberFormat({
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: signed ? 'exceptZero' : 'negative',
  }).format(value);
}

/** Two digits that matter, for an amount that rounds to nothing in its column's unit: `0.0042`. */
export function formatTiny(value: number): string {
  return numberFormat({ maximumSignificantDigits: 2 }).format(value);
}

/** One unit over a whole table or axis. */
export interface AmountScale {
  /** Stands in the header: `万元`, `亿元`, `元`; `$K`, `¥M` in English. */
  readonly label: string;
  /** Minor units of one step of the scale, for axes. */
  readonly minor: number;
  /** The number alone, in the scale's unit; `signed` writes + too; null → {@link NO_VALUE}. */
  format(amountMinor: number | null, signed?: boolean): string;
}

/** The common unit of several amounts, chosen by the largest, so that a column can be compared by eye. */
export function amountScale(
  amountsMinor: readonly number[],
  currency: string,
  language: Language,
  unit: AmountUnit = 'auto',
): AmountScale {
  const perUnit = minorPerUnit(currency);
  const largest =
    amountsMinor.reduce((max, amount) => Math.max(max, Math.abs(amount)), 0) / perUnit;
  const scale = unitScale(unit, largest, language);
  const minor = perUnit * scale.factor;
  const size = largest / scale.factor;
  const decimals = scale.factor === 1 ? 0 : decimalsFor(size);
  return {
    label: scaleLabel(scale, currency, language),
    minor,
    format: (amountMinor, signed = false) =>
      amountMinor === null ? NO_VALUE : fixedNumber(amountMinor / minor, decimals, signed),
  };
}

function scaleLabel(scale: Scale, currency: string, language: Language): string {
  if (language === 'en') return `${currencySign(currency)}${scale.suffix}`;
  const name: Readonly<Record<string, string>> = {
    CNY: '元',
    USD: '美元',
    EUR: '欧元',
    JPY: '日元',
  };
  return `${scale.suffix}${name[currency] ?? currency}`;
}

/** A share (0–1, may be negative or above 1) as a percentage with a fixed number of decimals: `12.5%`. */
export function formatPercent(share: number | null, decimals = 0, signed = false): string {
  if (share === null) return NO_VALUE;
  return numberFormat({
    style: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: signed ? 'exceptZero' : 'negative',
  }).format(share);
}

/** A chance estimated by simulation (0–1): never rounds to a false certainty (`<1%`, `>99%`). */
export function formatChance(chance: number | null): string {
  if (chance === null) return NO_VALUE;
  if (chance > 0 && chance < 0.005) return '<1%';
  if (chance < 1 && chance > 0.995) return '>99%';
  return formatPercent(chance);
}

/** A whole number with thousands commas; null → {@link NO_VALUE}. */
export function formatCount(count: number | null): string {
  return count === null ? NO_VALUE : fullNumber(Math.round(count), false);
}

/** A measure with a fixed number of decimals, e.g. days or a score; null → {@link NO_VALUE}. */
export function formatDecimal(value: number | null, decimals: number): string {
  if (value === null) return NO_VALUE;
  return numberFormat({
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

/**
 * A calendar day. `table`: `2026-11-23` in both languages; `prose`: `2026年11月23日`, `November 23, 2026`;
 * `weekday`: `2026年11月23日 周一`, `Mon, November 23, 2026`. Null → {@link NO_VALUE}.
 */
export function formatDay(
  day: string | null,
  language: Language,
  style: 'table' | 'prose' | 'weekday' = 'table',
): string {
  if (day === null) return NO_VALUE;
  if (style === 'table') return day;
  const date = new Date(`${day}T00:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(date);
  const prose = part({ year: 'numeric', month: 'long', day: 'numeric' });
  if (style === 'prose') return prose;
  const weekday = part({ weekday: 'short' });
  return language === 'zh-CN' ? `${prose} ${weekday}` : `${weekday}, ${prose}`;
}

/** An instant to the minute on the 24-hour clock of `timeZone` (IANA name): `2026-11-23 16:20`. */
export function formatInstant(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((p) => p.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')} ${of('hour')}:${of('minute')}`;
}

import { describe, expect, it } from 'vitest';
import {
  amountScale,
  formatAmountMinor,
  formatTiny,
  formatTotalMinor,
  formatChance,
  formatCount,
  formatDay,
  formatDecimal,
  formatInstant,
  formatPercent,
} from '#shared/format';
import { parseAmount } from '#shared/pipeline/parse-amount';
import { unbroken } from '#shared/unbroken';

describe('formatTotalMinor', () => {
  it.each([
    [50_000_000_000, '¥5.00亿'],
    [11_900_000_000, '¥1.19亿'],
    [172_400_000_000, '¥17.2亿'],
    [46_880_000_00, '¥4,688万'],
    [215_000_000, '¥215.0万'],
    [52_500_000, '¥52.5万'],
    [-3_000_000, '-¥3.00万'],
    [999_900, '¥9,999'],
    [0, '¥0'],
    [null, '–'],
  ])('%s minor units stand in a column as %s', (minor, text) => {
    expect(formatTotalMinor(minor, 'CNY', 'zh-CN')).toBe(text);
  });

  it('keeps the unit that a person chose', () => {
    expect(formatTotalMinor(50_000_000_000, 'CNY', 'zh-CN', 'unit')).toBe('¥500,000,000');
    expect(formatTotalMinor(50_000_000_000, 'CNY', 'zh-CN', 'tenThousand')).toBe('¥50,000万');
  });

  it('what rounds to nothing keeps two digits', () => {
    expect(formatTiny(0.004_23)).toBe('0.0042');
  });
});

describe('formatAmountMinor', () => {
  it.each([
    [0, '¥0'],
    [123_450, '¥1,234.50'],
    [999_900, '¥9,999'],
    [1_000_000, '¥1万'],
    [123_400_000, '¥123.4万'],
    [999_960_000_00, '¥10亿'],
    [9_999_600_000, '¥1亿'],
    [12_345_678_900, '¥1.23亿'],
    [-12_345_678_900, '-¥1.23亿'],
    [123_456_789_000, '¥12.35亿'],
  ])('writes %d fen in Chinese as %s', (minor, text) => {
    expect(formatAmountMinor(minor, 'CNY', 'zh-CN')).toBe(text);
  });

  it.each([
    [99_900, '$999'],
    [120_000_000, '$1.2M'],
    [99_999_000, '$1M'],
    [123_456_789_000, '$1.23B'],
    [-150_000, '-$1.5K'],
  ])('writes %d cents in English as %s', (minor, text) => {
    expect(formatAmountMinor(minor, 'USD', 'en')).toBe(text);
  });

  it('keeps one unit when asked to', () => {
    expect(formatAmountMinor(12_345_678_900, 'CNY', 'zh-CN', 'unit')).toBe('¥123,456,789');
    expect(formatAmountMinor(12_345_678_900, 'CNY', 'zh-CN', 'tenThousand')).toBe('¥12,350万');
    expect(formatAmountMinor(12_345_678_900, 'USD', 'en', 'tenThousand')).toBe('$123,500K');
  });

  it('knows currencies without minor units and missing values', () => {
    expect(formatAmountMinor(1_234, 'JPY', 'en', 'unit')).toBe('¥1,234');
    expect(formatAmountMinor(null, 'CNY', 'zh-CN')).toBe('–');
  });
});

describe('amountScale', () => {
  it('chooses one unit by the largest amount and names it', () => {
    const scale = amountScale([5_000_000, 123_400_000], 'CNY', 'zh-CN');
    expect(scale.label).toBe('万元');
    expect(scale.format(5_000_000)).toBe('5.0');
    expect(scale.format(123_400_000, true)).toBe('+123.4');
    expect(scale.format(null)).toBe('–');
    expect(scale.minor).toBe(1_000_000);
  });

  it('says sign and letter in English', () => {
    expect(amountScale([250_000_000], 'USD', 'en').label).toBe('$M');
    expect(amountScale([], 'CNY', 'zh-CN').label).toBe('元');
  });
});

describe('shares, counts and times', () => {
  it('writes percentages and never a false certainty', () => {
    expect(formatPercent(0.1234, 1)).toBe('12.3%');
    expect(formatPercent(0.05, 0, true)).toBe('+5%');
    expect(formatChance(0.001)).toBe('<1%');
    expect(formatChance(0.999)).toBe('>99%');
    expect(formatChance(1)).toBe('100%');
    expect(formatChance(null)).toBe('–');
  });

  it('writes counts, decimals, days and instants', () => {
    expect(formatCount(6137)).toBe('6,137');
    expect(formatDecimal(12.345, 1)).toBe('12.3');
    expect(formatDay('2026-11-23', 'zh-CN', 'weekday')).toBe('2026年11月23日 周一');
    expect(formatDay('2026-11-23', 'en', 'prose')).toBe('November 23, 2026');
    expect(formatDay('2026-11-23', 'en')).toBe('2026-11-23');
    const at = Date.UTC(2026, 10, 23, 16, 20);
    expect(formatInstant(at, 'UTC')).toBe('2026-11-23 16:20');
    expect(formatInstant(at, 'Asia/Shanghai')).toBe('2026-11-24 00:20');
  });
});

describe('an amount on the screen', () => {
  const written = formatAmountMinor(-3_000_000, 'CNY', 'zh-CN');

  it('is joined to its sign, and read back when it is copied', () => {
    expect(unbroken(written)).toBe('-\u2060¥3万');
    expect(unbroken('+$1.5K')).toBe('+\u2060$1.5K');
    expect(unbroken('2026-11-20')).toBe('2026-\u206011-\u206020');
    expect(parseAmount(unbroken(written), 'CNY')).toEqual({ ok: true, minor: -3_000_000 });
  });

  it('stays as it is where nothing breaks, and so do amounts for files', () => {
    for (const text of ['¥3万', '-12.5', '–', '¥1,234.50']) expect(unbroken(text)).toBe(text);
    expect(written).toBe('-¥3万');
  });
});

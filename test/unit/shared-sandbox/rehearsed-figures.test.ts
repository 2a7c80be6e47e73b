import { expect, test } from 'vitest';
import { effectShare, rehearsedAmount, rehearsedUnit } from '#shared/sandbox/rehearsed-figures';

test('ranges below 10亿 are told apart in 万', () => {
  const unit = (yuan: number) => rehearsedUnit(yuan * 100, 'CNY', 'zh-CN', 'auto');
  expect(unit(86_000_000)).toBe('tenThousand');
  expect(unit(-999_999_999)).toBe('tenThousand');
  expect(unit(1_000_000_000)).toBe('auto');
  expect(unit(9_999)).toBe('auto');
});

test('the unit of the settings and English scales stay as they are', () => {
  expect(rehearsedUnit(8_600_000_000, 'CNY', 'zh-CN', 'unit')).toBe('unit');
  expect(rehearsedUnit(8_600_000_000, 'CNY', 'en', 'auto')).toBe('auto');
});

test.each([
  [3352.4, 'USD', 'en', '$34'],
  [-352.4, 'USD', 'en', '-$3.52'],
  [3352.4, 'JPY', 'en', '¥3.35K'],
  [253_240_000, 'CNY', 'zh-CN', '¥253万'],
  [6_812_345_600, 'CNY', 'zh-CN', '¥6,812万'],
  [6_812_345_600, 'CNY', 'en', '¥68.12M'],
  [104_321, 'CNY', 'en', '¥1.04K'],
  [0, 'CNY', 'zh-CN', '¥0'],
  [null, 'CNY', 'en', '–'],
] as const)('%s minor units of %s in %s are written %s', (minor, currency, language, text) => {
  expect(rehearsedAmount(minor, currency, language)).toBe(text);
});

test('effects: decimals only where they are small', () => {
  expect(effectShare(-33.8, true)).toBe('-34%');
  expect(effectShare(4.25, true)).toBe('+4.3%');
  expect(effectShare(null, true)).toBe('–');
});

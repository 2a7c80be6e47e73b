import { expect, test } from 'vitest';
import { plainAmount, rehearsedUnit } from '#shared/sandbox/amount-unit';

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

test('simulated amounts carry no decimals that they do not mean', () => {
  expect(plainAmount(3352.4, 'USD')).toBe(3400);
  expect(plainAmount(-352.4, 'USD')).toBe(-352);
  expect(plainAmount(3352.4, 'JPY')).toBe(3352);
});

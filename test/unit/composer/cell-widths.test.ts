import { describe, expect, it } from 'vitest';
import { hasRoom, isShort } from '#shared/composer/cell-widths';

describe('the width of printed cells', () => {
  it('keeps names, ranges of days and fingerprints on one line', () => {
    expect(isShort('Add 2 solution engineers')).toBe(true);
    expect(isShort('2025-01-02 to 2026-11-20')).toBe(true);
    expect(isShort('增加 2 名解决方案工程师')).toBe(true);
    expect(isShort('the model learned from this period')).toBe(false);
  });

  it('counts an ideograph twice and the longest of several lines', () => {
    expect(isShort('一二三四五六七八九十甲乙丙丁戊')).toBe(false);
    expect(isShort('62.6\n45.0 to 78.2')).toBe(true);
  });

  it('lets cells wrap in a table of many wide columns', () => {
    const wide = Array.from({ length: 6 }, () => 'a name of twenty-four..');
    const narrow = ['a name of twenty-four..', '45.0', '64.4', '78.2'];
    expect(hasRoom(wide, [wide])).toBe(false);
    expect(hasRoom(['Variant', 'P10', 'P50', 'P90'], [narrow])).toBe(true);
    expect(hasRoom([], [])).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { judge, median, percentile, rounded, targetTable } from '../../bench/support/figures';

describe('what the bench computes', () => {
  it('takes the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('takes percentiles by nearest rank, never a value that was not measured', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(values, 0.99)).toBe(99);
    expect(percentile(values, 1)).toBe(100);
    expect(percentile([7], 0.5)).toBe(7);
    expect(percentile(values, 0)).toBe(1);
  });

  it('judges both directions, and the bound itself is reached', () => {
    const most = { name: 'a', unit: 'ms', atMost: 20 };
    expect(judge(most, 20)).toEqual({ name: 'a', value: 20, unit: 'ms', target: '≤ 20', ok: true });
    expect(judge(most, 20.01).ok).toBe(false);
    const least = { name: 'b', unit: '×', atLeast: 0.2 };
    expect(judge(least, 0.199).ok).toBe(false);
    expect(judge(least, 0.2).ok).toBe(true);
  });

  it('neither reaches nor misses what was not measured', () => {
    for (const value of [null, Number.NaN]) {
      expect(judge({ name: 'a', unit: '×', atLeast: 1 }, value)).toMatchObject({
        value: null,
        ok: null,
      });
    }
  });

  it('judges before it rounds', () => {
    expect(judge({ name: 'a', unit: 'ms', atMost: 20 }, 20.04)).toMatchObject({
      value: 20,
      ok: false,
    });
    expect(rounded(1234.5)).toBe(1235);
    expect(rounded(0.18349)).toBe(0.183);
  });

  it('says for people which target is missed', () => {
    const lines = targetTable([
      judge({ name: 'short', unit: 'ms', atMost: 1 }, 2),
      judge({ name: 'longer name', unit: '×', atLeast: 1 }, null),
    ]);
    expect(lines[0]).toBe('MISS short        2 ms  (≤ 1)');
    expect(lines[1]).toContain('not measured');
  });
});

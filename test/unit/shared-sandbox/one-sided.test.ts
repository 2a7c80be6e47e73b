import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { oneSidedOf, signTest } from '#shared/sandbox/one-sided';

/** Tests of the past in words: `b` came below the median, `a` above, `=` on it. */
const cuts = (sides: string) =>
  [...sides].map((side) => ({
    predictedP50Minor: 100,
    actualBookingsMinor: { a: 120, b: 80, '=': 100 }[side] ?? 0,
  }));

describe('the sign test', () => {
  test.each([
    [4, 0, 2 / 16],
    [0, 4, 2 / 16],
    [3, 1, (2 * 5) / 16],
    [6, 0, 2 / 64],
    [9, 1, (2 * 11) / 1024],
    [2, 2, 1],
    [0, 0, 1],
  ])('of %i above and %i below', (above, below, p) => {
    expect(signTest(above, below)).toBeCloseTo(p, 12);
  });

  property.prop([fc.nat(60), fc.nat(60)])('knows no side and stays a chance', (above, below) => {
    const p = signTest(above, below);
    expect(p).toBe(signTest(below, above));
    expect(p).toBeGreaterThan(0);
    expect(p).toBeLessThanOrEqual(1);
  });
});

describe('the latest tests on the past', () => {
  test('are one-sided when what came lies below every median, or above', () => {
    expect(oneSidedOf(cuts('aabbbb'))).toEqual({ side: 'below', tests: 4, p: 0.125 });
    expect(oneSidedOf(cuts('bbaaaa'))).toEqual({ side: 'above', tests: 4, p: 0.125 });
  });

  test('are not where one of them missed to the other side, or met, or too few are there', () => {
    const told = ['bbbbab', 'bbbb=b', 'bbb', ''].map((sides) => oneSidedOf(cuts(sides)));
    expect(told).toEqual([null, null, null, null]);
  });

  test('of an earlier version kept no median and tell nothing', () => {
    expect(
      oneSidedOf(cuts('bbbb').map(({ actualBookingsMinor }) => ({ actualBookingsMinor }))),
    ).toBeNull();
  });
});

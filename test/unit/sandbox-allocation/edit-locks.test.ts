import { describe, expect, test } from 'vitest';
import { sameLocks, transferLines, withRule } from '#shared/sandbox/allocation/edit-locks';
import type { AllocationLock, AllocationMove } from '#shared/sandbox/allocation/model';

const travel = { from: 'A', to: 'B', sku: 'x' };
const move: AllocationMove = {
  ...travel,
  lots: 3,
  units: 30,
  batches: [],
  arrivalDay: '2026-11-24',
  transportMinor: 100,
  locked: false,
  lostSalesSavedMinor: 500,
  expirySavedMinor: 0,
};

describe('what a person decides of a transfer', () => {
  test('a proposal is free until it is locked, and free again', () => {
    expect(transferLines([move], [])).toEqual([{ ...travel, move, rule: 'free', lots: 3 }]);
    const fixed = withRule([], travel, 'fixed', 2);
    expect(fixed).toEqual([{ ...travel, rule: 'fixed', lots: 2 }]);
    expect(transferLines([move], fixed)).toMatchObject([{ rule: 'fixed', lots: 2 }]);
    expect(withRule(fixed, travel, 'free', 2)).toEqual([]);
  });

  test('what is forbidden travels in no lot, and stays in the list when nothing is proposed any more', () => {
    const locks = withRule(withRule([], travel, 'atMost', 5), travel, 'forbidden', 5);
    expect(locks).toEqual([{ ...travel, rule: 'forbidden', lots: 0 }]);
    expect(transferLines([], locks)).toEqual([
      { ...travel, move: null, rule: 'forbidden', lots: 0 },
    ]);
  });

  test('order makes no difference between two lists of locks, a number does', () => {
    const a: AllocationLock = { ...travel, rule: 'fixed', lots: 1 };
    const b: AllocationLock = { ...travel, sku: 'y', rule: 'forbidden', lots: 0 };
    expect(sameLocks([a, b], [b, a])).toBe(true);
    expect(sameLocks([a], [a, b])).toBe(false);
    expect(sameLocks([a], [{ ...a, lots: 2 }])).toBe(false);
  });
});

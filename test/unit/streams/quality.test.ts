import { describe, expect, test } from 'vitest';
import { freshnessOf, qualityScore } from '#shared/sandbox/streams/quality';

describe('freshness', () => {
  test.each([
    ['2026-11-23', 'fresh'],
    ['2026-11-16', 'fresh'],
    ['2026-11-15', 'ageing'],
    ['2026-11-02', 'ageing'],
    ['2026-11-01', 'stale'],
    // Calendars reach into the future.
    ['2027-01-01', 'fresh'],
    [null, 'none'],
  ] as const)('newest %s → %s', (newest, expected) => {
    expect(freshnessOf(newest, '2026-11-23', 7)).toBe(expected);
  });
});

describe('the score is that of the weakest part', () => {
  test.each([
    [{ covered: 0.5, filled: 1, accepted: 1 }, 50],
    [{ covered: 1, filled: 1, accepted: 0.9 }, 90],
    // Empty optional cells cost at most half.
    [{ covered: null, filled: 0, accepted: 1 }, 50],
    [{ covered: null, filled: null, accepted: null }, 100],
  ])('%o → %i', (parts, expected) => {
    expect(qualityScore(3, parts)).toBe(expected);
  });

  test('no rows, no score', () => {
    expect(qualityScore(0, { covered: null, filled: null, accepted: null })).toBeNull();
  });
});

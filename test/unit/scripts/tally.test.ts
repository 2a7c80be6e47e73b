import { expect, test } from 'vitest';
import { closingLine, tallyPlaywright, tallyVitest } from '../../../scripts/checks/tally.mjs';

test('the closing line sums all runners', () => {
  const tallies = [
    { passed: 3, failed: 0 },
    { passed: 10, failed: 2, skipped: 4 },
  ];
  expect(closingLine(tallies)).toBe('13 passed, 2 failed');
});

test('vitest: counts of the report', () => {
  const report = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
  expect(tallyVitest(report, 1)).toEqual({ passed: 7, failed: 1, skipped: 3 });
});

test('a runner that fails without naming a test counts as one failure', () => {
  expect(tallyVitest({ numPassedTests: 7, numFailedTests: 0 }, 1).failed).toBe(1);
  expect(tallyVitest(null, 0).failed).toBe(1);
  expect(tallyPlaywright(null, 1).failed).toBe(1);
});

test('a runner that ran nothing has not passed', () => {
  expect(tallyPlaywright({ stats: { expected: 0, skipped: 3 } }, 0)).toEqual({
    passed: 0,
    failed: 1,
    skipped: 3,
  });
});

test('playwright: a flaky test passed when it was tried again', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 0 };
  expect(tallyPlaywright({ stats }, 1)).toEqual({ passed: 6, failed: 1, skipped: 0 });
});

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
  expect(tallyVitest(report, 1)).toMatchObject({ passed: 7, failed: 1, skipped: 3 });
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
    named: [],
  });
});

test('playwright: a flaky test passed when it was tried again', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 0 };
  expect(tallyPlaywright({ stats }, 1)).toMatchObject({ passed: 6, failed: 1, skipped: 0 });
});

test('vitest: each failed test is named with its file and how what it said begins', () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 1,
    testResults: [
      {
        name: 'test/unit/a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'sums', status: 'passed' },
          {
            fullName: 'group divides',
            status: 'failed',
            failureMessages: ['\u001B[31mError: by zero\u001B[39m\n    at line 3'],
          },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ],
  };
  expect(tallyVitest(report, 1).named).toEqual([
    'test/unit/a.test.ts › group divides › Error: by zero | at line 3',
    'b.test.ts › no such module',
  ]);
});

test('playwright: of nested groups the tests that failed to the last try are named', () => {
  const spec = (title: string, status: string) => ({
    title,
    tests: [{ status, results: [{ error: { message: 'first' } }, { error: { message: 'last' } }] }],
  });
  const report = {
    stats: { expected: 1, unexpected: 1, flaky: 1 },
    suites: [
      {
        file: 'test/e2e/a.spec.ts',
        specs: [spec('well', 'expected'), spec('shaky', 'flaky')],
        suites: [{ file: 'test/e2e/a.spec.ts', specs: [spec('ill', 'unexpected')] }],
      },
    ],
  };
  expect(tallyPlaywright(report, 1).named).toEqual(['test/e2e/a.spec.ts › ill › last']);
});

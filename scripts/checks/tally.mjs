// @ts-check
import { readFile, rm } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../runtime/paths.mjs';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} [skipped] told, and counted as neither
 * @property {string[]} [named] each failed test: its file, its name, the beginning of what it said
 */

/**
 * @typedef {object} VitestReport
 * @property {number} [numPassedTests]
 * @property {number} [numFailedTests]
 * @property {number} [numPendingTests]
 * @property {number} [numTodoTests]
 * @property {VitestFile[]} [testResults]
 *
 * @typedef {object} VitestFile
 * @property {string} name
 * @property {string} status
 * @property {string} [message] why the file did not load
 * @property {{ fullName: string, status: string, failureMessages?: string[] }[]} assertionResults
 *
 * @typedef {object} PlaywrightReport
 * @property {{ expected?: number, unexpected?: number, flaky?: number, skipped?: number }} [stats]
 * @property {PlaywrightSuite[]} [suites]
 *
 * @typedef {object} PlaywrightSuite
 * @property {string} file
 * @property {PlaywrightSuite[]} [suites]
 * @property {{ title: string, tests: { status: string, results: { error?: { message?: string } }[] }[] }[]} [specs]
 */

/**
 * The closing line: the sum over all runners.
 * @param {readonly Tally[]} tallies
 */
export function closingLine(tallies) {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  return `${passed} passed, ${failed} failed`;
}

/**
 * @param {string} file vitest's JSON report; read and removed, so that an old one is never counted
 * @param {number} exitCode
 * @returns {Promise<Tally>}
 */
export async function readVitestReport(file, exitCode) {
  return tallyVitest(await takeJson(file), exitCode);
}

/**
 * The same for Playwright's JSON report.
 * @param {string} file
 * @param {number} exitCode
 * @returns {Promise<Tally>}
 */
export async function readPlaywrightReport(file, exitCode) {
  return tallyPlaywright(await takeJson(file), exitCode);
}

/**
 * @param {VitestReport | null} report
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyVitest(report, exitCode) {
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  const passed = report?.numPassedTests ?? 0;
  const named = (report?.testResults ?? []).flatMap(failedInFile);
  return honest(passed, report?.numFailedTests ?? 0, skipped, exitCode, named);
}

/** @param {VitestFile} file */
function failedInFile(file) {
  const failed = file.assertionResults.filter((result) => result.status === 'failed');
  // A file that does not load has no tests to blame.
  if (failed.length === 0 && file.status === 'failed') return [naming(file.name, '', file.message)];
  return failed.map((test) => naming(file.name, test.fullName, test.failureMessages?.[0]));
}

/**
 * A flaky test failed first and passed when it was tried again: it counts as passed, and Playwright names it.
 * @param {PlaywrightReport | null} report
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyPlaywright(report, exitCode) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  const named = (report?.suites ?? []).flatMap(failedInSuite);
  return honest(expected + flaky, unexpected, skipped, exitCode, named);
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {string[]}
 */
function failedInSuite(suite) {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'unexpected')
      .map((test) => naming(suite.file, spec.title, test.results.at(-1)?.error?.message)),
  );
  return [...own, ...(suite.suites ?? []).flatMap(failedInSuite)];
}

/** So many lines of a failure are repeated: what was looked for, and what was found instead. */
const SAID_LINES = 8;

/**
 * @param {string} file
 * @param {string} title
 * @param {string} [message]
 */
function naming(file, title, message = '') {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trim());
  const said = lines.filter(Boolean).slice(0, SAID_LINES).join(' | ');
  return [relative(root, resolve(root, file)), title, said].filter(Boolean).join(' › ');
}

/**
 * A runner that failed without naming a test (a file that does not load, no report) counts as one
 * failure, and so does one that ran nothing at all.
 * @param {number} passed
 * @param {number} failed
 * @param {number} skipped
 * @param {number} exitCode
 * @param {string[]} named
 * @returns {Tally}
 */
function honest(passed, failed, skipped, exitCode, named) {
  const unnamed = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: unnamed ? 1 : failed, skipped, named };
}

/** @param {string} file */
async function takeJson(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  } finally {
    await rm(file, { force: true });
  }
}

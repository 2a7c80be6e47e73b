// @ts-check
import { readFile, rm } from 'node:fs/promises';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} [skipped] told, and counted as neither
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
 * @param {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number } | null} report
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyVitest(report, exitCode) {
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  return honest(report?.numPassedTests ?? 0, report?.numFailedTests ?? 0, skipped, exitCode);
}

/**
 * A flaky test failed first and passed when it was tried again: it counts as passed, and Playwright names it.
 * @param {{ stats?: { expected?: number, unexpected?: number, flaky?: number, skipped?: number } } | null} report
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyPlaywright(report, exitCode) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  return honest(expected + flaky, unexpected, skipped, exitCode);
}

/**
 * A runner that failed without naming a test (a file that does not load, no report) counts as one
 * failure, and so does one that ran nothing at all.
 * @param {number} passed
 * @param {number} failed
 * @param {number} skipped
 * @param {number} exitCode
 * @returns {Tally}
 */
function honest(passed, failed, skipped, exitCode) {
  const unnamed = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: unnamed ? 1 : failed, skipped };
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

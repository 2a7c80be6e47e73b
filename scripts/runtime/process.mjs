// @ts-check
import { spawn } from 'node:child_process';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] the child is ended after this time, and `code` is null
 *
 * @typedef {object} RunResult
 * @property {number | null} code exit code; null when the child was ended by a signal or did not start
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * Runs a command to its end and keeps what it wrote. Never rejects: a command that cannot be
 * started gives `code: null` and the reason in `stderr`.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: needsShell(command),
    });
    let stdout = '';
    let stderr = '';
    const timer = options.timeoutMs
      ? setTimeout(() => child.kill('SIGKILL'), options.timeoutMs)
      : undefined;
    child.stdout.setEncoding('utf8').on('data', (chunk) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk) => (stderr += chunk));
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: null, stdout, stderr: stderr + error.message });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr });
    });
  });
}

/**
 * Runs a command to its end and rejects when it fails.
 * @param {string} what what the command was for, first words of the error
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 * @throws {Error} with the lines of its output that tell why
 */
export async function runOrThrow(what, command, args, options) {
  const result = await run(command, args, options);
  if (result.code === 0) return result;
  const output = `${result.stdout}\n${result.stderr}`.trim();
  // npm tells the reason first and ends with its manual; compilers end with the reason.
  const said =
    command === 'npm' ? output.split('\n').slice(0, 15).join('\n') : lastLines(output, 15);
  throw new Error(`${what} failed (exit code ${result.code ?? 'none'}).\n${said}`);
}

/**
 * Runs a command on this terminal and gives its exit code (1 when it was ended by a signal).
 * SIGINT and SIGTERM are handed on, so that nothing is left behind.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export function runHere(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      stdio: 'inherit',
      shell: needsShell(command),
    });
    const release = forwardSignals(child);
    child.on('error', (error) => {
      release();
      reject(error);
    });
    child.on('close', (code) => {
      release();
      resolve(code ?? 1);
    });
  });
}

/**
 * Hands SIGINT and SIGTERM on to a child.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} stops it
 */
export function forwardSignals(child) {
  const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  return () => process.off('SIGINT', forward).off('SIGTERM', forward);
}

/**
 * @param {string} text
 * @param {number} count
 */
export function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** npm is a batch file on Windows, which only a shell can start. @param {string} command */
function needsShell(command) {
  return process.platform === 'win32' && command === 'npm';
}

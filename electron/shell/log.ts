import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import log from 'electron-log/node';

/** Facts only: names of calls, codes, durations, stacks of our own code. Never row values, texts or file contents. */
export type LogFacts = Readonly<Record<string, string | number | boolean>>;

export interface Logger {
  readonly info: (event: string, facts?: LogFacts) => void;
  readonly error: (event: string, facts?: LogFacts) => void;
}

/** Phone numbers, mail addresses, long digit runs and home folders never reach the file, whoever logs them. */
export function redact(text: string): string {
  return text
    .replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '‹mail›')
    .replace(/\d{7,}/g, '‹digits›')
    .replace(/(\/home\/|\/Users\/|\\Users\\|\/root)[^\s"':)]*/g, '‹path›');
}

/** A rotating log: JSON lines, five files of 5 MB, in the given folder. */
export function openLog(folder: string): Logger {
  // Otherwise it looks for a package.json in the folder that the app happens to be started in.
  log.transports.file.setAppName('Sandtable');
  log.transports.console.level = false;
  log.transports.file.level = 'info';
  log.transports.file.maxSize = 5 * 1024 * 1024;
  log.transports.file.resolvePathFn = () => join(folder, 'sandtable.log');
  log.transports.file.archiveLogFn = (file) => rotate(file.path);
  log.transports.file.format = ({ message }) => [String(message.data[0])];
  const write = (level: 'info' | 'error', event: string, facts: LogFacts = {}) => {
    const line = { at: new Date().toISOString(), level, event, ...facts };
    log[level](redact(JSON.stringify(line)));
  };
  return {
    info: (event, facts) => write('info', event, facts),
    error: (event, facts) => write('error', event, facts),
  };
}

const KEPT_FILES = 5;

/** sandtable.log → sandtable.log.1 → … → sandtable.log.4; the oldest is overwritten. */
export function rotate(file: string): void {
  for (let number = KEPT_FILES - 2; number >= 1; number -= 1) {
    if (existsSync(`${file}.${number}`)) renameSync(`${file}.${number}`, `${file}.${number + 1}`);
  }
  renameSync(file, `${file}.1`);
}

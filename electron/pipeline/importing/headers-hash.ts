import { createHash } from 'node:crypto';
import en from '#resources/locales/en/files.json';
import zh from '#resources/locales/zh-CN/files.json';

/** The two columns that a file of rejected rows has behind those of its original, in either language. */
const ADDED = [zh, en].map(({ line, reason }) => [line, reason] as const);

/**
 * The name under which the mapping of a file with these headers is remembered. A file of rejected rows has the name of the
 * file that they come from.
 */
export function headersHash(headers: readonly string[]): string {
  const [line, reason] = headers.slice(-2);
  const isRejects = ADDED.some(([ours, why]) => ours === line && why === reason);
  const own = isRejects ? headers.slice(0, -2) : headers;
  return createHash('sha256').update(JSON.stringify(own)).digest('hex');
}

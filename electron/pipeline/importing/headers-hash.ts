import { createHash } from 'node:crypto';

/** The name under which the mapping of a file with these headers is remembered. */
export function headersHash(headers: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(headers)).digest('hex');
}

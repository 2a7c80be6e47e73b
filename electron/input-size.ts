import type { CallName } from '#shared/contract';

const MIB = 1024 * 1024;

/** What a person pastes or marks may be long: 200,000 rows of a block, 500,000 ids. */
const BULK: ReadonlySet<CallName> = new Set([
  'pipeline.planMany',
  'pipeline.updateMany',
  'pipeline.exportView',
]);

/** The most that a call may bring, in the units of {@link fitsWithin}: 4 MiB, 64 MiB where many rows are named. */
export function inputLimit(name: CallName): number {
  return (BULK.has(name) ? 64 : 4) * MIB;
}

/**
 * Whether a value is within a size: a unit for every character of text and key, eight for every value. Stops
 * counting where it is exceeded and needs no stack for depth, so that the size of the input does not matter.
 */
export function fitsWithin(input: unknown, limit: number): boolean {
  let left = limit;
  const waiting: unknown[] = [input];
  while (waiting.length > 0) {
    const value = waiting.pop();
    left -= typeof value === 'string' ? 8 + value.length : 8;
    if (left < 0) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (ArrayBuffer.isView(value)) left -= value.byteLength;
    else if (Array.isArray(value)) {
      // A sparse array may claim a length that it does not have; its places count all the same.
      if (value.length * 8 > left) return false;
      for (const item of value) waiting.push(item);
    } else {
      for (const [key, item] of Object.entries(value)) {
        left -= key.length;
        waiting.push(item);
      }
    }
    if (left < 0) return false;
  }
  return true;
}

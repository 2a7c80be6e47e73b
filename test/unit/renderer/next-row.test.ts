import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupRow } from '#renderer/pipeline/groups/group-row';
import { nextRow } from '#renderer/pipeline/panel/next-row';
import type { GroupHeader } from '#shared/pipeline/grid-groups';

const header = (key: string): GroupHeader => ({
  key,
  level: 0,
  field: 'stage',
  value: key,
  count: 1,
  amountMinor: 0,
  weightedMinor: 0,
  open: true,
});

it('is the nearest opportunity in the direction, past any number of headers', async () => {
  await fc.assert(
    fc.asyncProperty(
      // True = an opportunity. Long runs of headers, as when most groups are closed.
      fc.array(fc.tuple(fc.boolean(), fc.constantFrom(1, 1, 2, 120)), { maxLength: 12 }),
      fc.nat(300),
      fc.constantFrom(1, -1),
      async (runs, start, by) => {
        const lines = runs
          .flatMap(([isRow, length]) => Array.from({ length }, () => isRow))
          .map((isRow, i) => {
            const line = groupRow(header(String(i)), 'p');
            return isRow ? { ...line, id: `o${i}` } : line;
          });
        const from = Math.min(start, Math.max(0, lines.length - 1));
        const ids = lines.map(({ id }) => id);
        const expected =
          by === 1
            ? ids.findIndex((id, i) => i > from && id.startsWith('o'))
            : ids.findLastIndex((id, i) => i < from && id.startsWith('o'));
        const read = (offset: number, limit: number) =>
          Promise.resolve({ rows: lines.slice(offset, offset + limit), total: lines.length });
        const found = await nextRow(read, from, by === 1 ? 1 : -1);
        expect(found?.line ?? -1).toBe(expected);
        expect(found?.row.id).toBe(ids[expected]);
      },
    ),
  );
});

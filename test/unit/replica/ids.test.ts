import * as fc from 'fast-check';
import { validate, version } from 'uuid';
import { expect, test } from 'vitest';
import { idAfter, idsOf, newId, newIds, runsOf } from '#electron/replica/ids';

test('ids ascend, one by one or many at a time, and are UUIDs of version 7', () => {
  const ids: string[] = [];
  for (let round = 0; round < 200; round += 1) ids.push(newId(), ...newIds(1000), newId());
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(ids).toEqual([...new Set(ids)].toSorted());
});

test('many ids are one run', () => {
  const ids = newIds(1000);
  expect(runsOf(ids)).toEqual([[ids[0], 1000]]);
  const [a, b] = [newIds(3), newIds(2)];
  expect(runsOf([...a, ...b, ...a])).toEqual([
    [a[0], 3],
    [b[0], 2],
    [a[0], 3],
  ]);
});

test('the last digits count on and start anew, the others stay', () => {
  const id = '0192f5c8-7a3b-7c21-9f0e-0d5ba1fffffe';
  expect(idAfter(id, 0)).toBe(id);
  expect(idAfter(id, 1)).toBe('0192f5c8-7a3b-7c21-9f0e-0d5ba1ffffff');
  expect(idAfter(id, 2)).toBe('0192f5c8-7a3b-7c21-9f0e-0d5ba1000000');
});

test('runs give back the texts they were made of', () => {
  const hex = fc.string({ unit: fc.constantFrom('0', '1', '2', '9', 'a', 'F', 'f'), maxLength: 8 });
  const followed = fc.tuple(hex, fc.nat({ max: 300 })).map(([id, n]) => idAfter(id, n));
  fc.assert(
    fc.property(fc.array(fc.oneof(hex, followed, fc.string())), (texts) => {
      expect(idsOf(runsOf(texts))).toEqual(texts);
    }),
  );
});

import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { EventHeap } from '#electron/sandbox/engine/heap';

const events = fc.array(fc.record({ time: fc.integer({ min: 0, max: 20 }), id: fc.nat(1000) }), {
  maxLength: 200,
});

test.prop([events])('events leave by time, then by id, whatever the order of arrival', (list) => {
  const heap = new EventHeap(list.length);
  for (const { time, id } of list) heap.push(time, id);
  const popped = list.map(() => {
    const time = heap.pop();
    return { time, id: heap.id };
  });
  expect(popped).toEqual(list.toSorted((a, b) => a.time - b.time || a.id - b.id));
  expect(heap.length).toBe(0);
});

test.prop([events, events])('pushing between pops keeps the order', (early, late) => {
  const heap = new EventHeap(early.length + late.length);
  for (const { time, id } of early) heap.push(time, id);
  let now = -1;
  for (const { time, id } of late) {
    if (heap.length > 0) now = heap.pop();
    heap.push(Math.max(now, time), id);
  }
  while (heap.length > 0) {
    const time = heap.pop();
    expect(time).toBeGreaterThanOrEqual(now);
    now = time;
  }
});

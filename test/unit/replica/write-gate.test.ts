import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type DiskStop, WriteGate } from '#electron/replica/write-gate';
import { SandtableError } from '#shared/errors';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const full = () => new SandtableError('DISK_FULL', 'full');
const failed = () => new SandtableError('DISK_FAILED', 'failed');

/** A gate before a disk whose state a test sets. */
function gateBefore(disk: { fault: (() => Error) | null }) {
  const told: (DiskStop | null)[] = [];
  const asked = { probes: 0 };
  const gate = new WriteGate({
    probe: async () => {
      asked.probes += 1;
      if (disk.fault) throw disk.fault();
    },
    onStop: (stop) => told.push(stop),
    everyMs: 1000,
  });
  const write = (): Promise<string> =>
    gate.pass(async () => {
      if (disk.fault) throw disk.fault();
      return 'written';
    });
  return { gate, told, asked, write };
}

test('a write that was merely too large stops nothing', async () => {
  const { gate, told, asked, write } = gateBefore({ fault: null });
  await expect(gate.pass(() => Promise.reject(full()))).rejects.toMatchObject({
    code: 'DISK_FULL',
  });
  expect(asked.probes).toBe(1);
  expect(told).toEqual([]);
  expect(await write()).toBe('written');
});

test('a refusal that is no fault of the disk is passed on untried', async () => {
  const { gate, asked } = gateBefore({ fault: failed });
  const refused = new SandtableError('CONFLICT_VERSION', 'changed');
  await expect(gate.pass(() => Promise.reject(refused))).rejects.toBe(refused);
  expect(asked.probes).toBe(0);
});

test('the reason follows what the disk says, and ends with it', async () => {
  const disk: { fault: (() => Error) | null } = { fault: full };
  const { gate, told, write } = gateBefore(disk);
  await expect(write()).rejects.toMatchObject({ code: 'DISK_FULL' });
  disk.fault = failed;
  await vi.advanceTimersByTimeAsync(1000);
  await expect(write()).rejects.toMatchObject({ code: 'DISK_FAILED' });
  disk.fault = null;
  await vi.advanceTimersByTimeAsync(1000);
  expect(await write()).toBe('written');
  expect(told).toEqual(['diskFull', 'diskFailed', null]);
  expect(vi.getTimerCount()).toBe(0);
  expect(gate.stop).toBeNull();
});

test('a gate that is closed tries nothing any more', async () => {
  const { gate, asked, write } = gateBefore({ fault: full });
  await expect(write()).rejects.toMatchObject({ code: 'DISK_FULL' });
  gate.close();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked.probes).toBe(1);
});

test('whatever a disk does: a write goes through exactly when the disk takes it and no stop is on', async () => {
  const step = fc.constantFrom('write', 'wait', 'break', 'fill', 'mend');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const disk: { fault: (() => Error) | null } = { fault: null };
      const { gate, told, write } = gateBefore(disk);
      for (const one of steps) {
        const open = gate.stop === null;
        if (one === 'break') disk.fault = failed;
        else if (one === 'fill') disk.fault = full;
        else if (one === 'mend') disk.fault = null;
        // oxlint-disable-next-line no-await-in-loop -- steps follow each other
        else if (one === 'wait') await vi.advanceTimersByTimeAsync(1000);
        else {
          // oxlint-disable-next-line no-await-in-loop -- as above
          const wrote = await write().catch(() => 'refused');
          expect(wrote).toBe(open && disk.fault === null ? 'written' : 'refused');
        }
        // A stop is told once, with its present reason.
        expect(told.at(-1) ?? null).toBe(gate.stop);
        expect(told.some((stop, i) => i > 0 && stop === told[i - 1])).toBe(false);
      }
      disk.fault = null;
      await vi.advanceTimersByTimeAsync(1000);
      expect(gate.stop).toBeNull();
      gate.close();
    }),
  );
});

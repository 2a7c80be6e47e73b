import * as fc from 'fast-check';
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

test('after waiting for another program in vain nothing is tried at once, but again and again', async () => {
  const locked = () => new SandtableError('REPLICA_BUSY', 'held');
  const disk: { fault: (() => Error) | null } = { fault: locked };
  const { told, asked, write } = gateBefore(disk);
  await expect(write()).rejects.toMatchObject({ code: 'REPLICA_BUSY' });
  expect(asked.probes).toBe(0);
  await vi.advanceTimersByTimeAsync(1000);
  await expect(write()).rejects.toMatchObject({ code: 'REPLICA_BUSY' });
  disk.fault = null;
  await vi.advanceTimersByTimeAsync(1000);
  expect(await write()).toBe('written');
  expect(asked.probes).toBe(2);
  expect(told).toEqual(['locked', null]);
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

const STEPS = ['write', 'wait', 'break', 'fill', 'mend'] as const;
type Step = (typeof STEPS)[number];
const FAULTS = { break: failed, fill: full, mend: null } as const;

/** What each write came to, what it should have come to, what was told, and whether writing works in the end. */
async function play(steps: readonly Step[]) {
  const disk: { fault: (() => Error) | null } = { fault: null };
  const { gate, told, write } = gateBefore(disk);
  const came: string[] = [];
  const due: string[] = [];
  for (const step of steps) {
    if (step === 'write') {
      due.push(gate.stop === null && disk.fault === null ? 'written' : 'refused');
      // oxlint-disable-next-line no-await-in-loop -- steps follow each other
      came.push(await write().catch(() => 'refused'));
      // oxlint-disable-next-line no-await-in-loop -- as above
    } else if (step === 'wait') await vi.advanceTimersByTimeAsync(1000);
    else disk.fault = FAULTS[step];
  }
  disk.fault = null;
  await vi.advanceTimersByTimeAsync(1000);
  gate.close();
  return { came, due, told: told.map(String), stop: gate.stop };
}

test('whatever a disk does: a write goes through exactly when the disk takes it and no stop is on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { maxLength: 30 }), async (steps) => {
      const { came, due, told, stop } = await play(steps);
      expect(came).toEqual(due);
      expect(stop).toBeNull();
      // Each change is told once, and nothing else.
      expect(told.filter((one, i) => one === told[i - 1])).toEqual([]);
      expect(told.at(-1) ?? 'null').toBe('null');
    }),
  );
});

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleWorkers } from '../unit/helpers/replica-workers';
import type { FlowName } from './flows';
import { cutEverywhere, recordFlows, type Recording, withoutJournalSync } from './power';
import { hasStrace } from './trace';

const canTrace = hasStrace();
if (!canTrace) console.log('power loss is not replayed here: strace is missing or may not trace');

let workers: Awaited<ReturnType<typeof bundleWorkers>>;
const recordings: Recording[] = [];
const recordOf = (flows: readonly FlowName[], options = {}): Recording => {
  const recording = recordFlows(join(workers.dir, 'child.cjs'), flows, options);
  recordings.push(recording);
  return recording;
};
beforeAll(async () => {
  workers = await bundleWorkers({ child: 'test/faults/flow-child.ts' });
});
afterAll(() => {
  for (const recording of recordings) recording.remove();
  workers.remove();
});

describe.runIf(canTrace)('the power fails at every write', () => {
  let states = 0;
  const flows: [name: string, flows: FlowName[], variants: number][] = [
    ['edits, undo and documents', ['edit', 'undo', 'document'], 4],
    ['bulk edits and imports', ['bulkEdit', 'import'], 5],
    ['backups', ['backup'], 3],
    ['settings, keys, headers and exports', ['files'], 8],
  ];
  test.each(flows)(
    '%s: nothing lost, doubled or half done',
    (_name, list, variants) => {
      const recording = recordOf(list);
      const report = cutEverywhere(recording, ['both', 'database', 'journal'], variants, 1);
      states += report.states;
      expect(report).toMatchObject({ lost: [], doubled: [], half: [] });
    },
    900_000,
  );

  test('migrations: as before or as after', () => {
    // Each state goes through the migrations again when it is opened: the latest ones, one an event. All of them: `npm run soak`.
    const recording = recordOf(['upgrade'], { before: [] });
    const report = cutEverywhere(recording, ['both', 'database'], 1, 1);
    states += report.states;
    expect(report).toMatchObject({ lost: [], doubled: [], half: [] });
  }, 900_000);

  test('that were at least 4,000 states', () => {
    expect(states).toBeGreaterThanOrEqual(4000);
  });

  test('the same check catches a replica that is not flushed at every commit', () => {
    const careless = recordOf(['edit', 'undo'], { careless: true });
    expect(cutEverywhere(careless, ['database'], 2, 1).lost.length).toBeGreaterThan(0);
  }, 300_000);

  test('the same check catches a journal that is not flushed', () => {
    const careless = withoutJournalSync(recordOf(['edit']));
    expect(cutEverywhere(careless, ['journal'], 2, 1).lost.length).toBeGreaterThan(0);
  }, 300_000);
});

import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WRITE_POINTS } from '#electron/replica/write-points';
import { bundleWorkers } from '../unit/helpers/replica-workers';
import { FLOWS, type FlowName } from './flows';
import { killMany } from './kill';

const KILLS = 320;
let workers: Awaited<ReturnType<typeof bundleWorkers>>;
beforeAll(async () => {
  workers = await bundleWorkers({ child: 'test/faults/flow-child.ts' });
});
afterAll(() => workers.remove());

test(`${KILLS} processes die at every named point of every flow, and nothing is lost, doubled or half done`, async () => {
  const flows = Object.keys(FLOWS) as FlowName[];
  const lanes = [flows.filter((_, n) => n % 2 === 0), flows.filter((_, n) => n % 2 === 1)];
  const child = join(workers.dir, 'child.cjs');
  const reports = await Promise.all(lanes.map((lane) => killMany(child, lane, KILLS / 2)));
  for (const report of reports) {
    expect(report.lost).toEqual([]);
    expect(report.doubled).toEqual([]);
    expect(report.half).toEqual([]);
    expect(report.slowestOpenMs).toBeLessThan(2000);
  }
  const points = new Set(reports.flatMap((report) => [...report.points]));
  expect(WRITE_POINTS.filter((point) => !points.has(point))).toEqual([]);
  expect(reports.reduce((sum, report) => sum + report.kills, 0)).toBeGreaterThanOrEqual(300);
}, 900_000);

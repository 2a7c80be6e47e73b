import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { OPENING_VIEW } from '../../../shared/pipeline/opening-view.ts';
import { judge, median, percentile } from '../support/figures.ts';
import type { Part } from '../support/part.ts';
import { timed, withLarge } from '../support/station.ts';

const EDITS = 1000;
const PAGE = 500;
const UNDOS = 20;

/** An edit is answered when it is on the disk: the time of the whole call through window, main and writer thread. */
export const edit: Part = ({ profile }) =>
  withLarge(profile, async ({ page, pipelineId, folder }) => {
    const times = await page.evaluate(
      async ([query, count, size]) => {
        const bridge = window.sandtable;
        if (bridge === undefined) throw new Error('no bridge');
        const measured: number[] = [];
        for (let offset = 0; measured.length < count; offset += size) {
          const found = await bridge['pipeline.page']({ query, offset, limit: size });
          if (!found.ok) throw new Error(found.error.code);
          for (const { id, version } of found.value.rows) {
            const patch = { amountMinor: 1_000_000 + measured.length };
            const started = performance.now();
            const done = await bridge['pipeline.update']({ id, version, patch, reason: null });
            measured.push(performance.now() - started);
            if (!done.ok) throw new Error(done.error.code);
          }
        }
        return measured;
      },
      [{ pipelineId: pipelineId, ...OPENING_VIEW }, EDITS, PAGE] as const,
    );
    const undos: number[] = [];
    for (let count = 0; count < UNDOS; count += 1) {
      undos.push((await timed(page, 'history.undo', {})).ms);
    }
    const disk = diskTimes(folder);
    const p99 = percentile(times, 0.99);
    return {
      figures: {
        edits: times.length,
        medianMs: median(times),
        p95Ms: percentile(times, 0.95),
        p99Ms: p99,
        worstMs: Math.max(...times),
        undoMs: median(undos),
        /** What the disk alone takes for 16 KB and fdatasync: below it no durable edit is possible. */
        diskMedianMs: median(disk),
        diskP99Ms: percentile(disk, 0.99),
      },
      targets: [judge({ name: 'edit to durable, p99', unit: 'ms', atMost: 20 }, p99)],
    };
  });

function diskTimes(folder: string): number[] {
  const file = join(folder, 'disk-probe');
  const handle = openSync(file, 'w');
  const block = Buffer.alloc(16_384, 1);
  try {
    return Array.from({ length: 300 }, () => {
      const started = performance.now();
      writeSync(handle, block);
      fdatasyncSync(handle);
      return performance.now() - started;
    });
  } finally {
    closeSync(handle);
    rmSync(file);
  }
}

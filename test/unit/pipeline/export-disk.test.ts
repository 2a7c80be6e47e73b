import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { exportViewJob } from '#electron/pipeline/exporting/export-view';
import { EXPORT_FORMATS } from '#shared/pipeline/model';
import { importBench, type ImportBench } from './import-setup';

const disk = vi.hoisted(() => ({ full: false }));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  const writeSync = ((...args: Parameters<typeof real.writeSync>) => {
    if (!disk.full) return real.writeSync(...args);
    throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  }) as typeof real.writeSync;
  return { ...real, default: { ...real, writeSync }, writeSync };
});

let bench: ImportBench;
beforeEach(() => {
  bench = importBench();
});
afterEach(() => {
  disk.full = false;
  bench.close();
});

it.each(EXPORT_FORMATS)(
  'a full disk is told as such and leaves no part of a %s file',
  async (format) => {
    const report = await bench.run(
      bench.file('o.csv', '商机名称,阶段\n甲,线索获取\n'),
      'opportunity',
    );
    const target = bench.file(`old.${format}`, 'old');
    disk.full = true;
    const writing = bench.replica.readJob(exportViewJob, {
      query: { pipelineId: report.pipelineId ?? '', sort: [], filters: {}, quick: '' },
      only: null,
      fields: ['name'],
      format,
      target,
      traceId: 't',
      at: 0,
      language: 'en',
    });
    await expect(writing).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(readFileSync(target, 'utf8')).toBe('old');
    expect(readdirSync(dirname(target)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  },
);

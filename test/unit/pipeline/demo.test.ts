import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importDemo } from '#electron/pipeline/demo';
import { counts, list, summary } from '#electron/pipeline/queries';
import { registry } from '#electron/replica/registry';
import type { ReadHandle, WriteHandle } from '#electron/replica/replica';
import { openTestReplica, type TestReplica } from '../helpers/replica';

const FOLDER = fileURLToPath(new URL('../../../resources/demo/', import.meta.url));

let replica: TestReplica;
beforeEach(() => {
  replica = openTestReplica();
});
afterEach(() => replica.close());

/** The two handles over a replica without threads: as far as the demo uses them. */
function handles(): { reader: ReadHandle; writer: WriteHandle } {
  const { 'import.head': head } = registry.readJobs;
  const { 'import.run': run } = registry.writeJobs;
  const reader = {
    readJob: (_: 'import.head', input: Parameters<typeof head>[1]) => replica.readJob(head, input),
  };
  const writer = {
    ...reader,
    writeJob: (_: 'import.run', input: Parameters<typeof run>[1]) => replica.writeJob(run, input),
  };
  return { reader: reader as unknown as ReadHandle, writer: writer as unknown as WriteHandle };
}

// All of the demo data through the importer take long on a busy machine.
it(
  'fills a workspace with both pipelines of the demo through the importer, no row refused',
  { timeout: 180_000 },
  async () => {
    expect(existsSync(`${FOLDER}manifest.json`)).toBe(true);
    const result = await importDemo(handles(), FOLDER, 'zh-CN');
    expect(result.pipelineIds).toHaveLength(2);
    const pipelines = replica.read(list, {});
    expect(pipelines.map((one) => one.asOfDay)).toEqual(['2026-11-20', '2017-12-30']);
    expect(pipelines.map((one) => [one.currency, one.origin])).toEqual([
      ['CNY', 'generated'],
      ['USD', 'public'],
    ]);
    const held = replica.read(counts, {});
    expect(held.map((one) => one.pipelineId)).toEqual(pipelines.map((one) => one.id));
    expect(held.every((one) => one.opportunities > 1000)).toBe(true);
    const query = { pipelineId: pipelines[0]?.id ?? '', sort: [], filters: {}, quick: '' };
    const figures = replica.read(summary, query);
    expect(figures.matching).toBe(held[0]?.opportunities);
    expect(figures.byStage.every((stage) => stage.open >= 0)).toBe(true);
  },
);

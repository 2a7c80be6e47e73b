import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ComposerNeeds, composerService } from '#electron/composer/index';
import { newId } from '#electron/replica/ids';
import type { OpenReplica } from '#electron/replica/replica';
import { registry } from '#electron/replica/registry';
import type { Command, Query, ReadJob } from '#electron/replica/transaction';
import { playRisks, SCENARIO_MODELS, SimulationPool, studyService } from '#electron/sandbox/index';
import { Jobs } from '#electron/shell/jobs';
import type { Block, ComposedDocument } from '#shared/composer/model';
import { documentProblems } from '#shared/composer/problems';
import type { StudyRequest } from '#shared/sandbox/study';
import { openTestReplica, type TestReplica } from '../helpers/replica';
import { bundleWorkers } from '../helpers/replica-workers';

let workers: Awaited<ReturnType<typeof bundleWorkers>>;
let pool: SimulationPool;
let replica: TestReplica;

beforeAll(async () => {
  workers = await bundleWorkers({ 'workers/simulation': 'electron/sandbox/simulation.worker.ts' });
  pool = new SimulationPool({ workerFile: join(workers.dir, 'workers', 'simulation.cjs') });
}, 60_000);
afterAll(async () => {
  await pool.close();
  workers.remove();
});
beforeEach(() => {
  replica = openTestReplica();
});
afterEach(() => replica.close());

/** The replica's handles without threads. */
function handles(): OpenReplica {
  const queries = registry.queries as Record<string, unknown>;
  const commands = registry.commands as Record<string, unknown>;
  const readJobs = registry.readJobs as Record<string, unknown>;
  const own = {
    read: async (name: string, input: unknown) =>
      replica.read(queries[name] as Query<unknown, unknown>, input),
    readJob: (name: string, input: unknown) =>
      replica.readJob(readJobs[name] as ReadJob<unknown, unknown>, input),
    write: async (name: string, input: unknown) =>
      replica.write(commands[name] as Command<unknown, unknown>, input),
  };
  return { reader: own, writer: own } as unknown as OpenReplica;
}

function rooms() {
  const jobs = new Jobs(() => undefined, Date.now);
  const needs: Partial<ComposerNeeds> = {
    replica: handles,
    jobs,
    newId,
    studies: {
      models: SCENARIO_MODELS,
      risks: (model, data, request, variantId, options) =>
        playRisks(pool, model, data, request, variantId, options),
    },
  };
  const closed = async () => null;
  return {
    ...studyService({
      replica: handles,
      pool,
      jobs,
      dialogs: { chooseDataFile: closed, chooseStudyFile: closed, chooseStudyPlace: closed },
      asOfDay: () => '2026-11-23',
      threads: () => 1,
    }),
    ...composerService(needs as ComposerNeeds),
  };
}

const REQUEST: StudyRequest = {
  assumptions: {},
  variants: [
    { id: 'today', name: 'Today', levers: {}, switches: {} },
    { id: 'dearer', name: 'Dearer', levers: { change: 5 }, switches: {} },
  ],
  targets: {},
  replicates: 512,
  seed: 7,
  precision: null,
};

async function composed(language: 'zh-CN' | 'en') {
  const on = rooms();
  const study = await on['study.run']({
    modelId: 'price-move',
    sourceId: 'generated',
    request: REQUEST,
    name: 'Price of December',
    jobId: 'a',
  });
  const document = await on['composer.ofStudy']({ studyId: study.id, language, jobId: 'b' });
  return { on, study, document };
}

const ofKind = <K extends Block['kind']>({ content }: ComposedDocument, kind: K) =>
  content.blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);

describe.each(['zh-CN', 'en'] as const)('a study as a document (%s)', (language) => {
  test('holds answer, figures of the kept study, risks in sentences, limits, and a citation with the hash', async () => {
    const { study, document } = await composed(language);
    expect(document).toMatchObject({ templateId: 'study-brief', title: 'Price of December' });
    expect(ofKind(document, 'chart').map(({ runId, chart }) => [runId, chart])).toEqual([
      [study.id, 'studyComparison'],
      [study.id, 'studyOutcome'],
    ]);
    expect(ofKind(document, 'table').map(({ source }) => source)).toEqual([
      { kind: 'rehearsal', runId: study.id, table: 'studyVariants' },
    ]);
    const [citation] = ofKind(document, 'citation');
    expect(citation?.quote).toContain(study.resultHash.slice(0, 16));
    const text = JSON.stringify(ofKind(document, 'richText'));
    expect(text).toContain(language === 'en' ? 'If the rival cuts its price' : '若对手降价');
    expect(text).toContain(language === 'en' ? 'generated, not real' : '系统生成');
    // Nothing is left to fill, and nothing looks like a place that was not filled.
    expect(documentProblems(document.content, new Set([study.id]))).toEqual([]);
    expect(JSON.stringify(document.content)).not.toMatch(/\{\{|NaN|undefined/);
  });

  test('its figures are drawn from the kept study, and are gone with it', async () => {
    const { on, study, document } = await composed(language);
    for (const { chart } of ofKind(document, 'chart')) {
      const picture = await on['composer.chart']({ runId: study.id, chart, language });
      expect(picture.svg).toContain('<svg');
      expect(picture.alt).toContain('Dearer');
      expect(picture.svg + picture.alt).not.toMatch(/NaN|undefined|\{\{/);
    }
    const table = await on['composer.table']({ runId: study.id, table: 'studyVariants', language });
    expect(table.rows.map(([name]) => name)).toEqual(['Today', 'Dearer']);
    expect(table.header).toHaveLength(table.rows[0]?.length ?? 0);
    // A rehearsal's chart is none of a study.
    await expect(
      on['composer.chart']({ runId: study.id, chart: 'bookings', language }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await on['study.remove']({ id: study.id });
    await expect(
      on['composer.chart']({ runId: study.id, chart: 'studyOutcome', language }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(documentProblems(document.content, new Set()).map(({ problem }) => problem)).toEqual([
      'runGone',
      'runGone',
      'runGone',
    ]);
  });
});

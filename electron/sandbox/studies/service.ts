import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Handlers } from '#electron/ipc';
import type { OpenReplica } from '#electron/replica/replica';
import { writeFileAtomic } from '#electron/shell/atomic-file';
import type { Jobs, RunningJob } from '#electron/shell/jobs';
import { SandtableError } from '#shared/errors';
import { addDays } from '#shared/pipeline/days';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import { storeChainSchema } from '#shared/sandbox/store-chain';
import type { StudyPlan, StudySource } from '#shared/sandbox/studies/model';
import type { StudyResult } from '#shared/sandbox/study';
import type { SimulationPool } from '../pool';
import { SCENARIO_MODELS } from '../study/models';
import { playStudy, type StudyOptions } from '../study/play-study';
import { playRisks } from '../study/risks';
import { searchTarget } from '../study/target-search';
import { STUDY_EXTENSION, compareBundle, readBundle, writeBundle } from './bundle';
import { dataOf, describeData, generatedData, type StudyData, streamData } from './sources';

/** What asks the person for files. Null = the dialog was closed. */
export interface StudyDialogs {
  chooseChainFile(): Promise<string | null>;
  chooseStudyFile(): Promise<string | null>;
  chooseStudyPlace(suggestedName: string): Promise<string | null>;
}

export interface StudyNeeds {
  /** The open replica. @throws SandtableError NO_WORKSPACE */
  readonly replica: () => OpenReplica;
  readonly pool: SimulationPool;
  readonly jobs: Jobs;
  readonly dialogs: StudyDialogs;
  /** The day that "today" is in the open workspace. */
  readonly asOfDay: () => string;
  /** Threads that the person allows; 0 = as the machine suggests. */
  readonly threads: () => number;
}

type FurtherOptions = Pick<StudyOptions, 'signal' | 'threads' | 'onProgress'>;

type StudyHandlers = Pick<Handlers, Extract<keyof Handlers, `study.${string}`>>;

/** Files of chains and studies are small; what is larger is something else. */
const MOST_BYTES = 20 * 1024 * 1024;
/** Days of a study whose data do not say how long it is. */
const USUAL_DAYS = 28;

/** The use cases of studies: what can be asked of which data, playing, keeping, finding, and files of them. */
export function studyService(needs: StudyNeeds): StudyHandlers {
  const reader = () => needs.replica().reader;
  const writer = () => needs.replica().writer;
  /** Asks more of a plan than its figures, as a job. */
  const further = <T>(
    { jobId, modelId, sourceId }: StudyPlan & { readonly jobId: string },
    phase: 'simulating' | 'simulatingRisks',
    ask: (model: ScenarioModel, content: unknown, options: FurtherOptions) => Promise<T>,
  ): Promise<T> =>
    needs.jobs.run(jobId, 'study', async (job) => {
      const { content } = await dataOf(reader(), sourceId);
      return ask(modelOf(modelId), content, {
        ...playOptions(needs, job),
        onProgress: (done, total) => job.progress(done, total, phase),
      });
    });
  return {
    // The sources of a study are chains of stores: what reads other data is played from the command line.
    'study.models': () => SCENARIO_MODELS.filter(({ kernel }) => kernel === 'retail'),
    'study.sources': async () => {
      const streams = await streamData(reader());
      const files = await reader().read('study.files', {});
      return [...(streams === null ? [] : [streams.source]), ...files, generatedData().source];
    },
    'study.pickData': async () => {
      const path = await needs.dialogs.chooseChainFile();
      return path === null ? null : keepFile(needs, path);
    },
    'study.preview': ({ jobId, ...plan }) =>
      needs.jobs.run(jobId, 'glance', async (job) =>
        play(needs, plan, await dataOf(reader(), plan.sourceId), job),
      ),
    'study.run': ({ jobId, name, ...plan }) =>
      needs.jobs.run(jobId, 'study', async (job) => {
        const replica = needs.replica();
        const data = await dataOf(replica.reader, plan.sourceId);
        const result = await play(needs, plan, data, job);
        const { request } = plan;
        const days = daysOf(data, needs.asOfDay());
        const study = { name, notes: '', tags: [], data: keptOf(data), request, result, ...days };
        return replica.writer.write('study.store', study);
      }),
    'study.risks': ({ variantId, ...asked }) =>
      further(asked, 'simulatingRisks', (model, content, options) =>
        playRisks(needs.pool, model, content, asked.request, variantId, options),
      ),
    'study.reach': ({ question, ...asked }) =>
      further(asked, 'simulating', (model, content, options) =>
        searchTarget(needs.pool, model, content, asked.request, question, options),
      ),
    'study.list': (input) => reader().read('study.list', input),
    'study.get': (input) => reader().read('study.get', input),
    'study.remark': (input) => writer().write('study.remark', input),
    'study.decide': (input) => writer().write('study.decide', input),
    'study.pin': (input) => writer().write('study.pin', input),
    'study.remove': (input) => writer().write('study.remove', input),
    'study.save': async ({ id }) => {
      const study = await reader().read('study.get', { id });
      const { content } = await reader().read('study.data', { hash: study.dataHash });
      const place = await needs.dialogs.chooseStudyPlace(`${study.name}.${STUDY_EXTENSION}`);
      if (place === null) return null;
      await writeFileAtomic(place, Buffer.from(writeBundle(study, content), 'utf8'));
      return { fileName: basename(place) };
    },
    'study.open': async ({ jobId }) => {
      const path = await needs.dialogs.chooseStudyFile();
      if (path === null) return null;
      return needs.jobs.run(jobId, 'study', (job) => openBundle(needs, path, job));
    },
  };
}

/** @throws SandtableError NOT_FOUND */
function modelOf(id: string): ScenarioModel {
  const model = SCENARIO_MODELS.find((one) => one.id === id);
  if (model === undefined) throw new SandtableError('NOT_FOUND', 'no such model');
  return model;
}

async function play(
  needs: Pick<StudyNeeds, 'pool' | 'threads'>,
  { modelId, request }: Pick<StudyPlan, 'modelId' | 'request'>,
  { content }: Pick<StudyData, 'content'>,
  job: RunningJob,
): Promise<StudyResult> {
  let counts: readonly [done: number, total: number] = [0, request.replicates];
  return playStudy(needs.pool, modelOf(modelId), content, request, {
    ...playOptions(needs, job),
    onProgress: (done, total) => {
      counts = [done, total];
      job.progress(done, total, 'simulating');
    },
    onPartial: (partial) => job.progress(...counts, 'simulating', partial),
  });
}

/** Ends with the job; on as many threads as the person allows. */
function playOptions(
  needs: Pick<StudyNeeds, 'threads'>,
  { signal }: RunningJob,
): Pick<StudyOptions, 'signal' | 'threads'> {
  const threads = needs.threads();
  return { signal, ...(threads === 0 ? {} : { threads }) };
}

/** The data of a study as they are kept: under their hash, since streams change and the snapshot does not. */
function keptOf({ hash, json, source }: StudyData): Pick<StudyData, 'hash' | 'json' | 'source'> {
  return { hash, json, source };
}

function daysOf(
  { source }: Pick<StudyData, 'source'>,
  today: string,
): { firstDay: string; lastDay: string } {
  const days = source.chain === null ? USUAL_DAYS : 7 * source.chain.weeks;
  return { firstDay: addDays(today, 1), lastDay: addDays(today, days) };
}

/** @throws SandtableError STUDY_DATA_INVALID naming the place in the file; FILE_… */
async function keepFile(needs: StudyNeeds, path: string): Promise<StudySource> {
  const fileName = basename(path);
  const text = await readSmallFile(path);
  const chain = storeChainSchema.safeParse(jsonOf(text, fileName));
  if (!chain.success) {
    const issue = chain.error.issues[0];
    throw new SandtableError('STUDY_DATA_INVALID', 'not a chain of stores', {
      place: `${fileName}: ${issue?.path.join('.') || '–'}`,
      problem: issue?.message ?? '',
    });
  }
  const ground = { origin: 'file', fileName, days: null, newest: null, assumed: [] } as const;
  const data = describeData(chain.data, { ...ground, assumed: [] });
  return needs.replica().writer.write('study.keepData', keptOf(data));
}

function jsonOf(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const problem = error instanceof Error ? error.message : '';
    throw new SandtableError('STUDY_DATA_INVALID', problem, { place: fileName, problem });
  }
}

/** @throws SandtableError FILE_NOT_FOUND, FILE_TOO_LARGE */
async function readSmallFile(path: string): Promise<string> {
  const fileName = basename(path);
  const found = await stat(path).catch(() => null);
  if (found === null) throw new SandtableError('FILE_NOT_FOUND', 'no such file', { fileName });
  if (found.size > MOST_BYTES) {
    throw new SandtableError('FILE_TOO_LARGE', 'larger than any study', { fileName });
  }
  return readFile(path, 'utf8');
}

/** Plays a bundle again, keeps the study, and says what differs. */
async function openBundle(
  needs: StudyNeeds,
  path: string,
  job: RunningJob,
): Promise<Awaited<ReturnType<StudyHandlers['study.open']>>> {
  const replica = needs.replica();
  const bundle = readBundle(await readSmallFile(path), basename(path));
  const model = modelOf(bundle.model.id);
  const { data: content, request, name, notes, tags } = bundle;
  const ground = { origin: bundle.origin, fileName: bundle.fileName, days: null, newest: null };
  const data = describeData(content, { ...ground, assumed: [] });
  const plan = { modelId: model.id, request };
  const result = await play(needs, plan, data, job);
  const days = daysOf(data, addDays(bundle.firstDay, -1));
  const kept = { name, notes, tags, data: keptOf(data), request, result, ...days };
  const study = await replica.writer.write('study.store', kept);
  return { study, check: compareBundle(bundle, model, result) };
}

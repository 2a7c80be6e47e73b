import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Handlers } from '#electron/ipc';
import type { OpenReplica } from '#electron/replica/replica';
import { writeFileAtomic } from '#electron/shell/atomic-file';
import type { Jobs, RunningJob } from '#electron/shell/jobs';
import { SandtableError } from '#shared/errors';
import { addDays } from '#shared/pipeline/days';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { StudyPlan, StudySource } from '#shared/sandbox/studies/model';
import type { StudyRequest, StudyResult } from '#shared/sandbox/study';
import type { SimulationPool } from '../pool';
import { SCENARIO_MODELS } from '../study/models';
import { playStudy, type StudyOptions } from '../study/play-study';
import { playRisks } from '../study/risks';
import { playSensitivity } from '../study/sensitivity';
import { searchTarget } from '../study/target-search';
import { STUDY_EXTENSION, compareBundle, readBundle, writeBundle } from './bundle';
import { dataOf, describeData, generatedData, isFor, type StudyData, streamData } from './sources';

/** What asks the person for files. Null = the dialog was closed. */
export interface StudyDialogs {
  chooseDataFile(): Promise<string | null>;
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
  const newest = new NewestData(needs);
  const writer = () => needs.replica().writer;
  /** Asks more of a plan than its figures, as a job. */
  const further = <T>(
    { jobId, modelId, sourceId, request }: StudyPlan & { readonly jobId: string },
    phase: 'simulating' | 'simulatingRisks',
    ask: (
      model: ScenarioModel,
      content: unknown,
      request: StudyRequest,
      options: FurtherOptions,
    ) => Promise<T>,
  ): Promise<T> =>
    needs.jobs.run(jobId, 'study', async (job) => {
      const model = modelOf(modelId);
      const { content, source } = await dataOf(reader(), model, sourceId);
      return ask(model, content, asked(request, source), {
        ...playOptions(needs, job),
        onProgress: (done, total) => job.progress(done, total, phase),
      });
    });
  return {
    'study.models': () => [...SCENARIO_MODELS],
    'study.sources': async ({ modelId }) => {
      const model = modelOf(modelId);
      const streams = await streamData(reader(), model);
      const files = await reader().read('study.files', {});
      return [
        ...streams.map(({ source }) => source),
        ...files.filter((source) => isFor(model, source)),
        generatedData(model).source,
      ];
    },
    'study.pickData': async ({ modelId }) => {
      const path = await needs.dialogs.chooseDataFile();
      return path === null ? null : keepFile(needs, modelOf(modelId), path);
    },
    'study.preview': ({ jobId, ...plan }) =>
      needs.jobs.run(jobId, 'glance', async (job) => {
        const data = await newest.get(modelOf(plan.modelId), plan.sourceId);
        const request = asked(plan.request, data.source);
        return play(needs, { ...plan, request }, data, job);
      }),
    'study.run': ({ jobId, name, ...plan }) =>
      needs.jobs.run(jobId, 'study', async (job) => {
        const replica = needs.replica();
        const data = await dataOf(replica.reader, modelOf(plan.modelId), plan.sourceId);
        const request = asked(plan.request, data.source);
        const result = await play(needs, { ...plan, request }, data, job);
        const days = daysOf(data, needs.asOfDay());
        const study = { name, notes: '', tags: [], data: keptOf(data), request, result, ...days };
        return replica.writer.write('study.store', study);
      }),
    'study.risks': ({ variantId, ...plan }) =>
      further(plan, 'simulatingRisks', (model, content, request, options) =>
        playRisks(needs.pool, model, content, request, variantId, options),
      ),
    'study.sensitivity': ({ variantId, ...plan }) =>
      further(plan, 'simulatingRisks', (model, content, request, options) =>
        playSensitivity(needs.pool, model, content, request, variantId, options),
      ),
    'study.reach': ({ question, ...plan }) =>
      further(plan, 'simulating', (model, content, request, options) =>
        searchTarget(needs.pool, model, content, request, question, options),
      ),
    'study.list': (input) => reader().read('study.list', input),
    'study.get': (input) => reader().read('study.get', input),
    'study.promises': (input) => reader().read('study.promises', input),
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

/** What is asked with what the data leave less certain; what the person says of an assumption stands. */
function asked(request: StudyRequest, { widened }: StudySource): StudyRequest {
  return { ...request, assumptions: { ...widened, ...request.assumptions } };
}

/** The data that were looked at last, kept until streams change: a moving lever does not read a quarter's sales each time. */
class NewestData {
  readonly #needs: Pick<StudyNeeds, 'replica'>;
  #replica: OpenReplica | null = null;
  #key = '';
  #data: StudyData | null = null;

  constructor(needs: Pick<StudyNeeds, 'replica'>) {
    this.#needs = needs;
  }

  /** @throws SandtableError NOT_FOUND */
  async get(model: ScenarioModel, sourceId: string): Promise<StudyData> {
    const replica = this.#needs.replica();
    this.#follow(replica);
    const key = JSON.stringify([model.id, sourceId]);
    if (this.#data !== null && this.#key === key) return this.#data;
    this.#key = key;
    this.#data = null;
    const data = await dataOf(replica.reader, model, sourceId);
    if (this.#key === key) this.#data = data;
    return data;
  }

  /** Forgets the data when the workspace is another one, or streams of it have changed. */
  #follow(replica: OpenReplica): void {
    if (this.#replica === replica) return;
    this.#replica = replica;
    this.#key = '';
    replica.onChanges(({ entities }) => {
      if (entities.some((entity) => entity.startsWith('stream_'))) this.#key = '';
    });
  }
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
  const days = source.chain === null ? (source.rows?.days ?? USUAL_DAYS) : 7 * source.chain.weeks;
  return { firstDay: addDays(today, 1), lastDay: addDays(today, days) };
}

/** @throws SandtableError STUDY_DATA_INVALID naming the place in the file; FILE_… */
async function keepFile(
  needs: StudyNeeds,
  model: ScenarioModel,
  path: string,
): Promise<StudySource> {
  const fileName = basename(path);
  const content = jsonOf(await readSmallFile(path), fileName);
  const ground = { origin: 'file', fileName, days: null, newest: null } as const;
  const data = describeIn(fileName, () => describeData(model, content, ground));
  return needs.replica().writer.write('study.keepData', keptOf(data));
}

/** A place in data with the file's name before it. */
function describeIn(fileName: string, describe: () => StudyData): StudyData {
  try {
    return describe();
  } catch (error) {
    if (!(error instanceof SandtableError)) throw error;
    const place = `${fileName}: ${String(error.details['place'])}`;
    throw new SandtableError('STUDY_DATA_INVALID', error.message, { ...error.details, place });
  }
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
  const data = describeIn(basename(path), () => describeData(model, content, ground));
  const plan = { modelId: model.id, request };
  const result = await play(needs, plan, data, job);
  const days = daysOf(data, addDays(bundle.firstDay, -1));
  const kept = { name, notes, tags, data: keptOf(data), request, result, ...days };
  const study = await replica.writer.write('study.store', kept);
  return { study, check: compareBundle(bundle, model, result) };
}

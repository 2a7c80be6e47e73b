import type { Handlers } from '#electron/ipc';
import type { OpenReplica } from '#electron/replica/replica';
import type { Jobs, RunningJob } from '#electron/shell/jobs';
import { SandtableError } from '#shared/errors';
import type { HistoryWindow } from '#shared/sandbox/model';
import type { FittedStudy } from './engine/study';
import { ENGINE_VERSION, type SimulationPool } from './pool';
import { type AllocationNeeds, allocationService } from './allocation/service';
import { type StreamNeeds, streamService } from './streams/service';

interface SandboxNeeds extends Pick<
  AllocationNeeds,
  'dialogs' | 'workerDir' | 'demoFolder' | 'language'
> {
  /** The open replica. @throws SandtableError NO_WORKSPACE */
  readonly replica: () => OpenReplica;
  readonly pool: SimulationPool;
  readonly jobs: Jobs;
  readonly files: StreamNeeds['files'];
  /** The day that "today" is in the open workspace. */
  readonly asOfDay: () => string;
  /** Threads that the person allows; 0 = as the machine suggests. */
  readonly threads: () => number;
}

type SandboxHandlers = Pick<Handlers, Extract<keyof Handlers, `sandbox.${string}`>>;

/** First day of a window that takes all history. */
const ALL_HISTORY = '1970-01-01';

/** The phases of the engine as the job tray names them. */
const PHASES = {
  fit: 'fitting',
  simulate: 'simulating',
  risk: 'simulatingRisks',
  summarise: 'summarising',
} as const;

/** The sandbox's use cases: fit and judge the model, rehearse, keep and find rehearsals. */
export function sandboxService(needs: SandboxNeeds): SandboxHandlers {
  const fits = new FitCache(needs);
  return {
    ...streamService(needs),
    ...allocationService(needs),
    'sandbox.fit': ({ jobId, pipelineId, historyFromDay }) =>
      needs.jobs.run(jobId, 'fit', async (job) => {
        const toDay = await asOfDayOf(needs, pipelineId);
        const window = { fromDay: historyFromDay ?? ALL_HISTORY, toDay };
        job.progress(0, 0, PHASES.fit);
        return (await fits.get(pipelineId, toDay, window, job.signal)).report;
      }),
    'sandbox.run': ({ jobId, name, ...request }) =>
      needs.jobs.run(jobId, 'rehearsal', async (job) => {
        const replica = needs.replica();
        job.progress(0, 0, PHASES.fit);
        const { pipelineId, asOfDay, historyWindow } = request;
        const study = await fits.get(pipelineId, asOfDay, historyWindow, job.signal);
        // Who asks for a number of threads wants the run itself; everyone else wants its result.
        if (request.threads === undefined) {
          const kept = await replica.reader.read('sandbox.find', {
            request,
            inputsHash: study.inputsHash,
            engineVersion: ENGINE_VERSION,
          });
          if (kept !== null) return kept;
        }
        const threads = needs.threads();
        const limited = threads === 0 ? request : { ...request, threads };
        // Counted in futures, each played by every variant: the number that the person set. What is played once more
        // to measure risks is another number, so that phase has no count.
        const perFuture = request.variants.length;
        const { replicates } = request;
        const result = await needs.pool.run(limited, study, {
          signal: job.signal,
          onProgress: ({ phase, done, partial }) => {
            const played = Math.min(replicates, Math.floor(done / perFuture));
            const counted = phase === 'risk' ? 0 : replicates;
            job.progress(Math.min(played, counted), counted, PHASES[phase], partial);
          },
        });
        return replica.writer.write('sandbox.store', { name, result });
      }),
    'sandbox.list': (input) => needs.replica().reader.read('sandbox.list', input),
    'sandbox.get': (input) => needs.replica().reader.read('sandbox.get', input),
    'sandbox.rename': (input) => needs.replica().writer.write('sandbox.rename', input),
    'sandbox.remove': (input) => needs.replica().writer.write('sandbox.remove', input),
  };
}

async function asOfDayOf(needs: SandboxNeeds, pipelineId: string): Promise<string> {
  const pipelines = await needs.replica().reader.read('pipeline.list', {});
  const pipeline = pipelines.find((entry) => entry.id === pipelineId);
  if (pipeline === undefined) throw new SandtableError('NOT_FOUND', 'no such pipeline');
  return pipeline.asOfDay ?? needs.asOfDay();
}

/** The newest fit, kept until the data or the question change: a second rehearsal starts at once. */
class FitCache {
  #needs: SandboxNeeds;
  #replica: OpenReplica | null = null;
  #key = '';
  #study: FittedStudy | null = null;

  constructor(needs: SandboxNeeds) {
    this.#needs = needs;
  }

  async get(
    pipelineId: string,
    asOfDay: string,
    window: HistoryWindow,
    signal: RunningJob['signal'],
  ): Promise<FittedStudy> {
    const replica = this.#needs.replica();
    this.#follow(replica);
    const key = JSON.stringify([pipelineId, asOfDay, window]);
    if (this.#study !== null && this.#key === key) return this.#study;
    const sent = await replica.reader.read('sandbox.history', { pipelineId, asOfDay });
    if (sent.opportunities === 0) {
      throw new SandtableError(
        'NO_HISTORY_TO_FIT',
        'the pipeline has no opportunity to learn from',
      );
    }
    this.#key = key;
    this.#study = null;
    const fromDay = window.fromDay < sent.firstDay ? sent.firstDay : window.fromDay;
    const study = await this.#needs.pool.fit(sent.history, { ...window, fromDay }, { signal });
    if (this.#key === key) this.#study = study;
    return study;
  }

  /** Forgets the fit when the workspace is another one or its pipeline data change. */
  #follow(replica: OpenReplica): void {
    if (this.#replica === replica) return;
    this.#replica = replica;
    this.#key = '';
    this.#study = null;
    replica.onChanges(({ entities }) => {
      if (entities.some((entity) => FITTED_ON.has(entity))) this.#key = '';
    });
  }
}

/** Kinds of entity that a fit reads. */
const FITTED_ON: ReadonlySet<string> = new Set([
  'pipeline',
  'owner',
  'product',
  'account',
  'opportunity',
  'stage_event',
  'touchpoint',
  'person',
]);

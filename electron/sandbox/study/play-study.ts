import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { StudyRequest, StudyResult } from '#shared/sandbox/study';
import type { RunningSummary } from '../engine/running';
import { ENGINE_VERSION, type SimulationPool } from '../pool';
import { variantColumns, withAssumptions } from './columns';
import { checkStudy, layOutOn } from './prepare';

export interface StudyOptions {
  signal?: AbortSignal;
  /** How things stand after 64, 256, 1,024 … futures; the last one is not told here. */
  onPartial?: (partial: StudyResult) => void;
  onProgress?: (done: number, total: number) => void;
  /** Cores, up to eight, when not given; never changes a figure. */
  threads?: number;
  /** `typescript` plays the reference build where the WebAssembly module could be had. */
  build?: StudyResult['build'];
}

/**
 * Plays a study of any scenario model on the pool.
 * @param model a scenario model, the product's own or somebody's copy
 * @param data what the model's kernel reads, e.g. a chain of stores
 * @throws SandtableError SCENARIO_INVALID, STUDY_DATA_INVALID or STUDY_REQUEST_INVALID with `place` and `problem`; CANCELLED,
 * WORKER_CRASHED
 */
export async function playStudy(
  pool: SimulationPool,
  model: ScenarioModel,
  data: unknown,
  request: StudyRequest,
  options: StudyOptions = {},
): Promise<StudyResult> {
  checkStudy(model, request);
  const columns = variantColumns(model, request);
  const { ranked = model.ranked, seed, replicates, precision, targets } = request;
  const job = { model: withAssumptions(model, request.assumptions), data, columns, ranked };
  const laidOut = await layOutOn(pool, job, options.signal);
  const { signal, onPartial, onProgress, threads, build } = options;
  const told = (summary: RunningSummary): Told => ({ model, request, ranked, summary });
  const result = await pool.rehearse(
    {
      model: laidOut,
      seed,
      replicates,
      precision,
      targets,
      ...(threads === undefined ? {} : { threads }),
      ...(build === undefined ? {} : { build }),
    },
    {
      ...(signal === undefined ? {} : { signal }),
      onProgress: (progress) => {
        onProgress?.(progress.done, progress.total);
        const { partial } = progress;
        if (partial === null || progress.done >= progress.total) return;
        onPartial?.({
          ...studyResult(told(partial)),
          stopped: null,
          build: progress.build,
          durations: progress.durations,
        });
      },
    },
  );
  const { stopped, durations } = result;
  return { ...studyResult(told(result)), stopped, build: result.build, durations };
}

interface Told {
  model: ScenarioModel;
  request: StudyRequest;
  ranked: string;
  summary: RunningSummary;
}

function studyResult({
  model,
  request,
  ranked,
  summary,
}: Told): Omit<StudyResult, 'stopped' | 'build' | 'durations'> {
  const { replicates, precision, resultHash, details } = summary;
  return {
    modelId: model.id,
    modelVersion: model.version,
    engineVersion: ENGINE_VERSION,
    ranked,
    replicates,
    precision,
    resultHash,
    variants: request.variants.map(({ id }, j) => {
      const { bestChance, expectedRegret } = at(summary.ranking, j);
      const figures = at(summary.variants, j);
      return {
        variantId: id,
        outputs: Object.fromEntries(
          Object.entries(at(details ?? [], j)).map(([name, detail]) => [
            name,
            { ...(figures[name] as NonNullable<(typeof figures)[string]>), ...detail },
          ]),
        ),
        bestChance: {
          value: bestChance,
          se: Math.sqrt((bestChance * (1 - bestChance)) / replicates),
        },
        expectedRegret,
      };
    }),
  };
}

function at<T>(list: readonly T[], index: number): T {
  return list[index] as T;
}

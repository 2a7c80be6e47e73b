import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { playStudy, SCENARIO_MODELS, SimulationPool } from '#electron/sandbox/index';
import { SandtableError } from '#shared/errors';
import { formatPercent } from '#shared/format';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { StudyRequest, StudyResult } from '#shared/sandbox/study';
import { type CliContext, type Outcome, workerFolder } from '../context';
import { alignRows } from '../output';
import { UsageError } from '../usage-error';
import { readLeverVariants } from '../variants';
import { askFurther, readReach, toldFigure } from './simulate-further';

const SEED = 20_261_129;

/** Names for `--model` of what is played on data from a file. */
export const FILE_MODELS: readonly string[] = SCENARIO_MODELS.map(({ id }) => id);

/** `simulate --model MODEL --data FILE`: plays variants of a scenario model on data from a file; nothing is kept. */
export async function simulateModel(context: CliContext, id: string): Promise<Outcome> {
  const { options, host, jobs } = context;
  const model = SCENARIO_MODELS.find((one) => one.id === id) as ScenarioModel;
  const variants = readLeverVariants(options.list('variant'), model);
  if (variants.length === 0) throw new UsageError('missingOption', { option: 'variant' });
  const request: StudyRequest = {
    assumptions: {},
    variants: variants.map((variant, j) => ({ id: `v${j}`, ...variant })),
    targets: {},
    seed: options.integer('seed', 0, 0xffff_ffff, SEED),
    replicates: options.integer('replicates', 64, 1_000_000, 2000),
    precision: (options.integer('precision', 1, 1000, null) ?? 0) / 1000 || null,
  };
  const reach = readReach(options.text('reach'), model);
  const threads = options.integer('threads', 0, 64, 0);
  const file = options.required('data');
  const data = await readJson(file);
  const pool = new SimulationPool({ workerFile: join(workerFolder(host), 'simulation.cjs') });
  try {
    const result = await jobs.run(context.newJob(), 'rehearsal', ({ signal, progress }) =>
      playStudy(pool, model, data, request, {
        signal,
        onProgress: (done, total) => progress(done, total, 'simulate'),
        ...(threads === 0 ? {} : { threads }),
      }),
    );
    const more = await askFurther(context, pool, { model, data, request, reach }, result);
    const named = result.variants.map((variant, j) => ({ ...variants[j], ...variant }));
    const value = { ...result, variants: named, ...more.value };
    return { value, lines: [...resultLines(context, model, request, result), ...more.lines] };
  } catch (error) {
    if (!(error instanceof SandtableError) || error.code !== 'STUDY_DATA_INVALID') throw error;
    const { place, problem } = error.details;
    throw new UsageError('notInData', {
      file: basename(file),
      place: String(place),
      problem: String(problem),
    });
  } finally {
    await pool.close();
  }
}

/** @throws UsageError when the file is no JSON; SandtableError FILE_NOT_FOUND */
async function readJson(file: string): Promise<unknown> {
  const fileName = basename(file);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new SandtableError('FILE_NOT_FOUND', 'no such file', { fileName });
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    const problem = error instanceof Error ? error.message : '';
    throw new UsageError('notInData', { file: fileName, place: '–', problem });
  }
}

function resultLines(
  { text, language }: CliContext,
  model: ScenarioModel,
  request: StudyRequest,
  result: StudyResult,
): string[] {
  const ranked = model.outputs.find(({ id }) => id === result.ranked);
  const heads = [
    text('study.variant'),
    ...model.outputs.flatMap(({ id, name }) =>
      id === result.ranked ? [name[language], text('study.range')] : [name[language]],
    ),
    text('study.best'),
  ];
  const rows = result.variants.map(({ outputs, bestChance }, j) => [
    request.variants[j]?.name ?? '',
    ...model.outputs.flatMap((output) => {
      const figure = outputs[output.id];
      const told = (value: number | undefined): string => toldFigure(output, value ?? Number.NaN);
      const mean = told(figure?.mean.value);
      return output === ranked
        ? [mean, `${told(figure?.p10.value)} … ${told(figure?.p90.value)}`]
        : [mean];
    }),
    formatPercent(bestChance.value),
  ]);
  return [
    ...alignRows(
      [heads, ...rows],
      heads.map((_, column) => column > 0),
    ),
    '',
    text('study.done', {
      replicates: result.replicates,
      precision: (100 * result.precision).toFixed(2),
      hash: result.resultHash,
      seconds: (result.durations.simulateMs / 1000).toFixed(1),
      threads: result.durations.threads,
    }),
  ];
}

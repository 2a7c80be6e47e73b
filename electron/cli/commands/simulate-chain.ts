import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  chronicCareModel,
  compileRetail,
  type RehearsalResult,
  SimulationPool,
} from '#electron/sandbox/index';
import chronicCare from '#resources/scenarios/chronic-care.json';
import { SandtableError } from '#shared/errors';
import { formatCount, formatPercent } from '#shared/format';
import { scenarioSchema } from '#shared/sandbox/scenario';
import { storeChainSchema, type StoreChain } from '#shared/sandbox/store-chain';
import { type CliContext, type Outcome, workerFolder } from '../context';
import { alignRows } from '../output';
import { UsageError } from '../usage-error';
import { type LeverVariant, readLeverVariants } from '../variants';

/** The model's name for `--model`. */
export const CHAIN_MODEL = 'chronic-care';

const SEED = 20_261_129;

/** `simulate --model chronic-care`: rehearses variants on a chain of stores from a file; nothing is kept. */
export async function simulateChain(context: CliContext): Promise<Outcome> {
  const { options, host, jobs } = context;
  const scenario = scenarioSchema.parse(chronicCare);
  const variants = readLeverVariants(options.list('variant'), scenario.levers);
  if (variants.length === 0) throw new UsageError('missingOption', { option: 'variant' });
  const request = {
    seed: options.integer('seed', 0, 0xffff_ffff, SEED),
    replicates: options.integer('replicates', 64, 1_000_000, 2000),
    precision: (options.integer('precision', 1, 1000, null) ?? 0) / 1000 || null,
  };
  const threads = options.integer('threads', 0, 64, 0);
  const chain = await readChain(options.required('data'));
  const levers = variants.map((variant) => variant.levers);
  const model = compileRetail(chronicCareModel(scenario, chain, levers));
  const pool = new SimulationPool({ workerFile: join(workerFolder(host), 'simulation.cjs') });
  try {
    const result = await jobs.run(context.newJob(), 'rehearsal', ({ signal, progress }) =>
      pool.rehearse(
        { model, ...request, ...(threads === 0 ? {} : { threads }) },
        { signal, onProgress: ({ done, total }) => progress(done, total, 'simulate') },
      ),
    );
    const { id, version } = scenario;
    const named = result.variants.map((figures, j) => ({ ...variants[j], figures }));
    const value = { ...result, model: id, modelVersion: version, variants: named };
    return { value, lines: resultLines(context, variants, chain, result) };
  } finally {
    await pool.close();
  }
}

/** @throws UsageError naming file and place when it does not describe a chain */
async function readChain(file: string): Promise<StoreChain> {
  const fileName = basename(file);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new SandtableError('FILE_NOT_FOUND', 'no such file', { fileName });
  });
  const parsed = storeChainSchema.safeParse(asJson(text, fileName));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.join('.') || '–';
  throw new UsageError('notInData', { file: fileName, place, problem: issue?.message ?? '' });
}

function asJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const problem = error instanceof Error ? error.message : '';
    throw new UsageError('notInData', { file, place: '–', problem });
  }
}

function resultLines(
  { text }: CliContext,
  variants: readonly LeverVariant[],
  { currency }: StoreChain,
  result: RehearsalResult,
): string[] {
  const columns = ['variant', 'conversion', 'margin', 'range', 'lost', 'leftover', 'best'] as const;
  const rows = result.variants.map((figures, j) => {
    const mean = (name: string): number => figures[name]?.mean.value ?? Number.NaN;
    const { p10, p90 } = figures['margin'] ?? {};
    return [
      variants[j]?.name ?? '',
      formatPercent(mean('conversion'), 1),
      formatCount(Math.round(mean('margin'))),
      `${formatCount(Math.round(p10?.value ?? 0))} … ${formatCount(Math.round(p90?.value ?? 0))}`,
      formatCount(Math.round(mean('lost'))),
      formatCount(Math.round(mean('leftover'))),
      formatPercent(result.ranking[j]?.bestChance ?? null),
    ];
  });
  return [
    ...alignRows(
      [columns.map((column) => text(`chain.${column}`, { currency })), ...rows],
      columns.map((column) => column !== 'variant'),
    ),
    '',
    text('chain.done', {
      replicates: result.replicates,
      precision: (100 * result.precision).toFixed(2),
      hash: result.resultHash,
      seconds: (result.durations.simulateMs / 1000).toFixed(1),
      threads: result.durations.threads,
    }),
  ];
}

import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  CALIBRATION_MODELS,
  type CalibrationJob,
  type CalibrationReport,
  SimulationPool,
} from '#electron/sandbox/index';
import { SandtableError } from '#shared/errors';
import { type CliContext, type Outcome, workerFolder } from '../context';
import { alignRows } from '../output';
import { UsageError } from '../usage-error';
import { placeOf } from '../with-workspace';

const SEED = 20_261_129;
/** Largest file that is read. */
const MOST_BYTES = 200 * 1024 * 1024;
/** Estimates that people are shown. */
const MOST_LINES = 60;

/** `fit`: a model fitted to files, its parameters with intervals. */
export function fitCommand(context: CliContext): Promise<Outcome> {
  return calibrate(context, 'data', true);
}

/** `backtest`: how well the model forecasts rows that it has not seen, beside simple references. */
export function backTestCommand(context: CliContext): Promise<Outcome> {
  return calibrate(context, 'train', false);
}

async function calibrate(
  context: CliContext,
  from: 'data' | 'train',
  fitOnly: boolean,
): Promise<Outcome> {
  const { options, host, jobs } = context;
  const model = options.choice('model', CALIBRATION_MODELS);
  if (model === null) throw new UsageError('missingOption', { option: 'model' });
  const train = await filesOf(context, from);
  if (train === null) throw new UsageError('missingOption', { option: from });
  const test = fitOnly ? null : await filesOf(context, 'test');
  const seed = options.integer('seed', 0, 0xffff_ffff, SEED);
  const place = placeOf(context, 'out');
  const job: CalibrationJob = { model, train, test, fitOnly, seed };
  const pool = new SimulationPool({ workerFile: join(workerFolder(host), 'simulation.cjs') });
  try {
    const report = await jobs.run(context.newJob(), 'fit', ({ signal, progress }) =>
      pool.calibrate(job, (done, total) => progress(done, total, 'fitting'), { signal }),
    );
    if (place !== null) await writeFile(place.path, `${JSON.stringify(report)}\n`);
    return { value: report, lines: reportLines(context, report, place?.path ?? null) };
  } finally {
    await pool.close();
  }
}

/** The files of an option, separated by commas, or null without it. */
async function filesOf(
  { options }: CliContext,
  option: 'data' | 'train' | 'test',
): Promise<CalibrationJob['train'] | null> {
  const text = options.text(option);
  if (text === null) return null;
  const paths = text.split(',').map((path) => path.trim());
  if (paths.includes('')) throw new UsageError('noFiles', { option });
  return Promise.all(
    paths.map(async (path) => {
      const fileName = basename(path);
      const about = await stat(path).catch(() => null);
      if (about === null) throw new SandtableError('FILE_NOT_FOUND', 'no such file', { fileName });
      if (!about.isFile()) throw new SandtableError('FILE_UNREADABLE', 'no file', { fileName });
      if (about.size > MOST_BYTES) {
        throw new SandtableError('FILE_TOO_LARGE', 'a file may have 200 MB', { bytes: about.size });
      }
      return { name: fileName, bytes: await readFile(path) };
    }),
  );
}

function reportLines(
  { text }: CliContext,
  report: CalibrationReport,
  written: string | null,
): string[] {
  const files = report.train.map(({ file }) => file).join(', ');
  const seconds = (report.durationMs / 1000).toFixed(1);
  return [
    text('calibration.title', { model: report.model, files, format: report.format }),
    ...report.warnings.map(
      ({ code, ...facts }) => `! ${text(`calibration.warning.${code}`, plain(facts))}`,
    ),
    ...report.parts.flatMap((part) => ['', ...partLines(text, part)]),
    ...(report.parts.length === 0 ? ['', ...estimateLines(text, report)] : []),
    '',
    ...(written === null ? [] : [text('calibration.written', { file: written })]),
    text('calibration.seconds', { seconds }),
  ];
}

function plain(facts: Readonly<Record<string, string | number | null>>) {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, value ?? '']));
}

const shown = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(4))) : '–';

function partLines(
  text: CliContext['text'],
  { name, forecasts, coverage90, model, baselines }: CalibrationReport['parts'][number],
): string[] {
  const columns = ['forecaster', 'crps', 'skill', 'mae', 'wape', 'rmse', 'wmae'] as const;
  const rows = [{ ...model, skill: null }, ...baselines].map((one) => [
    one.name,
    shown(one.crps),
    one.skill === null ? '' : one.skill.toFixed(3),
    shown(one.mae),
    shown(one.wape),
    shown(one.rmse),
    shown(one.wmae),
  ]);
  return [
    text('calibration.part', { name, forecasts, coverage: (100 * coverage90).toFixed(1) }),
    ...alignRows(
      [columns.map((column) => text(`calibration.${column}`)), ...rows],
      columns.map((column) => column !== 'forecaster'),
    ),
  ];
}

function estimateLines(text: CliContext['text'], { estimates }: CalibrationReport): string[] {
  const columns = ['quantity', 'of', 'value', 'interval', 'unit', 'n'] as const;
  const rows = estimates
    .slice(0, MOST_LINES)
    .map(({ quantity, of, value, low, high, unit, n }) => [
      quantity,
      of,
      shown(value),
      low === null || high === null ? '' : `${shown(low)} … ${shown(high)}`,
      unit,
      String(n),
    ]);
  const left = estimates.length - rows.length;
  return [
    ...alignRows(
      [columns.map((column) => text(`calibration.${column}`)), ...rows],
      columns.map((column) => column === 'value' || column === 'n'),
    ),
    ...(left > 0 ? [text('calibration.more', { count: left })] : []),
  ];
}

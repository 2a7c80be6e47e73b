import { join, resolve } from 'node:path';
import { fileWords } from '#electron/pipeline/index';
import { allocate, readAllocation, writePickLists } from '#electron/sandbox/index';
import { textsOf } from '#electron/shell/texts';
import en from '#resources/locales/en/allocation.json';
import zh from '#resources/locales/zh-CN/allocation.json';
import type { DocumentText } from '#shared/composer/text';
import { formatAmountMinor, formatCount, formatDecimal } from '#shared/format';
import type { AllocationCost, AllocationPlan } from '#shared/sandbox/allocation/model';
import { type CliContext, type Outcome, workerFolder } from '../context';
import { alignRows } from '../output';
import { UsageError } from '../usage-error';
import { placeOf } from '../with-workspace';

const HORIZON_DAYS = 28;
const SEED = 20_261_129;
/** Futures that the range of the saving is taken from. */
const REPLICATES = 400;
/** Transfers that people are shown. */
const MOST_LINES = 40;

/** `allocate`: which transfers between stores save most, from files; the workspace is not touched. */
export async function allocateCommand(context: CliContext): Promise<Outcome> {
  const { options, host, jobs, language } = context;
  const paths = options
    .required('data')
    .split(',')
    .map((path) => path.trim());
  if (paths.includes('')) throw new UsageError('noFiles', { option: 'data' });
  const currency = (options.text('currency') ?? 'CNY').toUpperCase();
  if (!Intl.supportedValuesOf('currency').includes(currency))
    throw new UsageError('notACurrency', { value: currency });
  const horizonDays = options.integer('horizon', 1, 180, HORIZON_DAYS);
  const seed = options.integer('seed', 0, 0xffff_ffff, SEED);
  const lockFile = options.text('locks');
  const place = placeOf(context, 'xlsx');
  const { problem, locks, withoutDemand } = readAllocation(
    paths.map((path) => resolve(path)),
    lockFile === null ? null : resolve(lockFile),
    { currency, horizonDays, day: options.day('as-of'), today: localDay(new Date()) },
  );
  const started = performance.now();
  const plan = await jobs.run(context.newJob(), 'allocation', ({ signal, progress }) =>
    allocate(
      join(workerFolder(host), 'allocation.cjs'),
      { problem, locks, seed, replicates: REPLICATES },
      { signal, onProgress: (done, total) => progress(done, total, 'allocating') },
    ),
  );
  const seconds = (performance.now() - started) / 1000;
  const text = textsOf(language === 'zh-CN' ? zh : en);
  if (place !== null) {
    const { about } = fileWords(language).sheets;
    writePickLists(place.path, plan, problem, { language, text, about });
  }
  return {
    value: { plan, withoutDemand, seconds, file: place?.path ?? null },
    lines: planLines(context, text, plan, withoutDemand, place?.path ?? null),
  };
}

function planLines(
  { language }: CliContext,
  text: DocumentText,
  plan: AllocationPlan,
  withoutDemand: number,
  file: string | null,
): string[] {
  const amount = (minor: number): string =>
    formatAmountMinor(Math.round(minor), plan.currency, language);
  const facts = (cost: AllocationCost) => ({
    lost: amount(cost.lostSalesMinor),
    lostUnits: formatDecimal(cost.lostUnits, 1),
    expired: amount(cost.expiredMinor),
    expiredUnits: formatDecimal(cost.expiredUnits, 1),
  });
  const { p5Minor, p95Minor } = plan.savedRange;
  const shown = plan.moves.slice(0, MOST_LINES);
  const more = plan.moves.length - shown.length;
  return [
    text('nothing', facts(plan.nothing)),
    text('planned', {
      ...facts(plan.planned),
      paid: amount(plan.transportMinor + plan.fixedMinor),
    }),
    text('saved', {
      saved: amount(plan.savedMinor),
      low: amount(p5Minor),
      high: amount(p95Minor),
      most: amount(plan.savedAtMostMinor),
      gap: amount(plan.gapMinor),
    }),
    ...(withoutDemand > 0 ? [text('withoutDemand', { count: formatCount(withoutDemand) })] : []),
    '',
    ...(shown.length === 0 ? [text('noMoves')] : moveRows(text, shown, amount)),
    ...(more > 0 ? [text('more', { count: formatCount(more) })] : []),
    ...(file === null ? [] : ['', text('written', { file })]),
  ];
}

function moveRows(
  text: DocumentText,
  moves: AllocationPlan['moves'],
  amount: (minor: number) => string,
): string[] {
  const header = ['from', 'to', 'sku', 'lots', 'units', 'lost', 'expiry', 'transport'];
  const rows = moves.map((move) => [
    move.from,
    move.to,
    move.sku,
    formatCount(move.lots),
    formatCount(move.units),
    amount(move.lostSalesSavedMinor),
    amount(move.expirySavedMinor),
    amount(move.transportMinor),
    move.locked ? text('table.locked') : '',
  ]);
  const numeric = [false, false, false, true, true, true, true, true, false];
  return alignRows([[...header.map((name) => text(`table.${name}`)), ''], ...rows], numeric);
}

/** The day that it is here. */
function localDay(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

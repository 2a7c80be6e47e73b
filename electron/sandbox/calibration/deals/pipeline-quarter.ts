import { SandtableError } from '#shared/errors';
import { AS_TODAY, shareWon } from '../../engine/back-test';
import { OUT, OUT_COUNT } from '../../engine/figures';
import { fitModel } from '../../engine/fit';
import { mostOpenUnknown } from '../../engine/fit-flow';
import type { FittedModel } from '../../engine/fitted';
import { compileHistory, type CompiledHistory } from '../../engine/history';
import { Simulator } from '../../engine/kernel';
import { isoOf } from '../files/days';
import type { DataWarning, Estimate } from '../report';
import { ChanceForecast, EnsembleForecast } from '../scoring/forecast';
import { type PartScores, ScoreSheet } from '../scoring/score-sheet';
import type { Calibrated, CalibrationJob, Tell } from '../task';
import { type Deal, type DealFile, historyOf, readDeals } from './read-deals';

/** A quarter of a sales pipeline ahead, by the model of the sandbox: `b2b-pipeline`. */

const REPLICATES = 1000;
const QUARTER = 91;
const MOST_CUTS = 3;
const FEWEST_CLOSED = 30;
const FEWEST_DAYS = 60;
/** Share of the open deals whose fate must be told before revenue is compared. */
const MOSTLY = 0.9;
/** Earlier periods that the reference for revenue looks at. */
const PERIODS = 4;

export function pipelineQuarter(job: CalibrationJob, tell: Tell): Calibrated {
  const train = dated(readDeals(job.train));
  enoughDeals(train.deals, train.notes[0]?.file ?? '');
  const held = job.fitOnly || job.test === null ? null : readDeals(job.test, job.train);
  const warnings: DataWarning[] = [...train.warnings];
  const sheets: Sheets = {
    deals: new ScoreSheet(
      'each open deal: won by the end of the quarter',
      ['share of the quarter before'],
      job.seed,
    ),
    strange: new ScoreSheet(
      'open deals not in the training file',
      ['share of the quarter before'],
      job.seed,
    ),
    revenue: new ScoreSheet(
      'won revenue of open deals, dollars',
      ['earlier quarters, as a share of open deals'],
      job.seed,
    ),
    all: new ScoreSheet('won revenue with deals to come, dollars', ['earlier quarters'], job.seed),
  };
  if (held !== null) {
    warnings.push(...held.warnings.filter(({ code }) => code !== 'companionMissing'));
    scoreHeld(
      train.deals,
      train.lastDay,
      held.deals,
      held.lastDay,
      held.notes[0]?.file ?? '',
      job.seed,
      sheets,
      warnings,
    );
  } else if (!job.fitOnly) scoreOwn(train.deals, train.lastDay, job.seed, sheets, tell);
  return {
    format: 'opportunities with open and close',
    train: train.notes,
    test: held?.notes ?? null,
    parts: [sheets.deals, sheets.strange, sheets.revenue, sheets.all]
      .map((sheet) => sheet.scores())
      .filter((part): part is PartScores => part !== null),
    estimates: estimates(train.deals, train.lastDay),
    warnings,
  };
}

/** Deals that nobody has engaged yet have no day; they count when they come, as new ones. */
function dated(file: DealFile): DealFile {
  const deals = file.deals.filter(({ engaged }) => !Number.isNaN(engaged));
  const count = file.deals.length - deals.length;
  if (count === 0) return file;
  const warning: DataWarning = {
    code: 'missingValues',
    file: file.notes[0]?.file ?? '',
    column: 'engage_date',
    row: null,
    count,
    example: '',
  };
  return { ...file, deals, warnings: [...file.warnings, warning] };
}

interface Sheets {
  readonly deals: ScoreSheet;
  readonly strange: ScoreSheet;
  readonly revenue: ScoreSheet;
  readonly all: ScoreSheet;
}

function enoughDeals(deals: readonly Deal[], file: string): void {
  const closed = deals.filter(({ stage }) => stage === 'Won' || stage === 'Lost').length;
  if (closed >= FEWEST_CLOSED) return;
  throw new SandtableError('DATA_TOO_SHORT', 'too few closed deals', {
    file,
    rows: closed,
    least: FEWEST_CLOSED,
  });
}

const firstDay = (deals: readonly Deal[]): number =>
  deals.reduce((least, { engaged }) => (engaged < least ? engaged : least), Infinity);

/**
 * The test tells what became of the deals that were open, and of deals that the training file does not know. Of a deal that was
 * opened before, only what was known on the last day of training is used: that it was open, and its attributes.
 */
function scoreHeld(
  train: readonly Deal[],
  asOf: number,
  held: readonly Deal[],
  lastDay: number,
  file: string,
  seed: number,
  sheets: Sheets,
  warnings: DataWarning[],
): void {
  const horizon = lastDay - asOf;
  const known = new Set(train.map(({ id }) => id));
  const fates = new Map(held.map((deal) => [deal.id, deal]));
  const strangers = held.filter(({ id, engaged }) => !known.has(id) && engaged <= asOf);
  const open = strangers.filter(({ closed }) => !(closed <= asOf));
  const settled = held.length > 0 && horizon > 0;
  const openKnown = train.filter(({ id, stage }) => isOpen(stage) && fates.has(id));
  if (!settled || openKnown.length + open.length === 0) {
    throw new SandtableError('DATA_NOTHING_LATER', 'nothing to forecast', {
      file,
      value: isoOf(asOf),
    });
  }
  const closedBefore = strangers.length - open.length;
  if (closedBefore > 0) {
    warnings.push({
      code: 'overlap',
      file,
      column: null,
      row: null,
      count: closedBefore,
      example: isoOf(asOf),
    });
  }
  const isNew = ({ id, engaged }: Deal): boolean => !known.has(id) && engaged > asOf;
  const start = isoOf(firstDay(train));
  const told = (deals: readonly Deal[]) => (row: number) => {
    const fate = fates.get(deals[row]?.id ?? '');
    if (fate === undefined) return null;
    const won = fate.stage === 'Won' && fate.closed <= lastDay;
    return { won, amount: won ? fate.value : 0, strange: !known.has(fate.id) };
  };
  const history = compileHistory(historyOf(train, asOf), start, asOf + 1);
  const { model } = fitModel(history, mostOpenUnknown(history));
  // The training rows may be a sample of the pipeline: as many deals are to come as its whole would bring.
  const perDay = (model.arrivals.perDay * (train.length + strangers.length)) / train.length;
  forecast({ ...model, arrivals: { ...model.arrivals, perDay } }, history, horizon, seed, {
    sheets,
    label: isoOf(asOf),
    fateOf: told(train),
    arrived: held
      .filter((deal) => isNew(deal) && deal.stage === 'Won')
      .reduce((sum, { value }) => sum + value, 0),
    tellsArrivals: held.some(isNew),
  });
  if (open.length === 0) return;
  const mixed = [...withoutSome(train, open.length), ...open.map(asItStood)];
  const other = compileHistory(historyOf(mixed, asOf), start, asOf + 1);
  const fate = told(mixed);
  forecast(fitModel(other, mostOpenUnknown(other)).model, other, horizon, seed, {
    sheets,
    label: isoOf(asOf),
    fateOf: (row) => {
      const found = fate(row);
      return found?.strange === true ? found : null;
    },
    arrived: 0,
    tellsArrivals: false,
  });
}

/** A deal of which only is known that it was open. */
const asItStood = (deal: Deal): Deal => ({ ...deal, stage: 'Engaging', closed: NaN, value: NaN });

/**
 * The training deals without as many open ones as strange deals take their place: more open deals than closed ones warrant would
 * read as a slower process. Those left out are spread over the days of opening.
 */
function withoutSome(train: readonly Deal[], count: number): Deal[] {
  const open = train
    .filter(({ stage }) => stage === 'Engaging')
    .toSorted((a, b) => a.engaged - b.engaged);
  const step = Math.max(1, open.length / count);
  const out = new Set(Array.from({ length: count }, (_, k) => open[Math.floor(k * step)]?.id));
  return train.filter(({ id }) => !out.has(id));
}

const isOpen = (stage: Deal['stage']): boolean => stage === 'Engaging' || stage === 'Prospecting';

/** Without rows held back: stand at earlier days. */
function scoreOwn(
  deals: readonly Deal[],
  lastDay: number,
  seed: number,
  sheets: Sheets,
  tell: Tell,
): void {
  const end = lastDay + 1;
  const first = firstDay(deals);
  const horizon = Math.max(14, Math.min(QUARTER, Math.round((end - first) / 6)));
  const input = historyOf(deals, lastDay);
  const full = compileHistory(input, isoOf(first), end);
  const closed = new Map(Array.from(full.rows, (row, i) => [row, i]));
  for (let k = MOST_CUTS; k >= 1; k--) {
    const cut = end - k * horizon;
    const known = compileHistory(input, isoOf(first), cut);
    const ended = known.outcome.reduce((sum, outcome) => sum + (outcome === 0 ? 0 : 1), 0);
    if (cut - first < FEWEST_DAYS || ended < FEWEST_CLOSED) continue;
    const { model } = fitModel(known, mostOpenUnknown(full));
    const until = cut + horizon;
    const wins = deals.filter(
      ({ stage, closed: day }) => stage === 'Won' && day + 0.5 >= cut && day + 0.5 < until,
    );
    forecast(model, known, horizon, seed, {
      sheets,
      label: isoOf(cut - 1),
      fateOf: (row) => {
        const i = closed.get(row);
        if (i === undefined) return null;
        const won = full.outcome[i] === 1 && (full.closed[i] as number) < until;
        return { won, amount: won ? (full.amount[i] as number) / 100 : 0, strange: false };
      },
      arrived: wins
        .filter(({ engaged }) => engaged >= cut)
        .reduce((sum, { value }) => sum + value, 0),
      tellsArrivals: true,
    });
    tell(MOST_CUTS + 1 - k, MOST_CUTS);
  }
}

/** What became of a deal in the quarter; null when nothing is told. */
interface Fate {
  readonly won: boolean;
  readonly amount: number;
  readonly strange: boolean;
}

interface Truth {
  readonly sheets: Sheets;
  readonly label: string;
  readonly fateOf: (row: number) => Fate | null;
  /** Dollars won with deals that were opened later. */
  readonly arrived: number;
  readonly tellsArrivals: boolean;
}

/** Plays the quarter and scores it. */
function forecast(
  model: FittedModel,
  history: CompiledHistory,
  horizon: number,
  seed: number,
  { sheets, label, fateOf, arrived, tellsArrivals }: Truth,
): void {
  const played = play(model, horizon, seed);
  const withoutNew = play(
    { ...model, arrivals: { ...model.arrivals, perDay: 1e-9 } },
    horizon,
    seed,
  );
  const usual = shareWon(history, history.end - horizon, horizon);
  let k = 0;
  let told = 0;
  let open = 0;
  let revenue = 0;
  history.openStage.forEach((stage, i) => {
    if (stage < 0) return;
    const chance = (withoutNew.wins[k++] as number) / REPLICATES;
    open++;
    const fate = fateOf(history.rows[i] as number);
    if (fate === null) return;
    told++;
    revenue += fate.amount;
    const sheet = fate.strange ? sheets.strange : sheets.deals;
    sheet.add(label, new ChanceForecast(chance), [new ChanceForecast(usual)], fate.won ? 1 : 0);
  });
  // Revenue is compared where (nearly) all open deals are told of.
  if (told < MOSTLY * open) return;
  const periods = earlierRevenue(history, horizon);
  const openShare = periods.map(({ ofOpen, openThen }) =>
    openThen > 0 ? (ofOpen / openThen) * open : 0,
  );
  sheets.revenue.add(
    label,
    new EnsembleForecast(withoutNew.revenue),
    [new EnsembleForecast(openShare)],
    revenue,
  );
  if (!tellsArrivals) return;
  sheets.all.add(
    label,
    new EnsembleForecast(played.revenue),
    [new EnsembleForecast(periods.map(({ all }) => all))],
    revenue + arrived,
  );
}

function play(
  model: FittedModel,
  horizon: number,
  seed: number,
): { revenue: Float64Array; wins: Int32Array } {
  const simulator = new Simulator({ model, horizonDays: horizon, seed, scenarios: [AS_TODAY] });
  const wins = new Int32Array(model.open.count);
  simulator.winCounts = wins;
  const values = new Float64Array(REPLICATES * OUT_COUNT);
  for (let r = 0; r < REPLICATES; r++) simulator.simulate(r, 0, values, r * OUT_COUNT);
  const revenue = Float64Array.from(
    { length: REPLICATES },
    (_, r) => (values[r * OUT_COUNT + OUT.bookings] as number) / 100,
  );
  return { revenue, wins };
}

/** Dollars won in the periods before the end: of deals open at their start, and of all. */
function earlierRevenue(
  history: CompiledHistory,
  horizon: number,
): { ofOpen: number; all: number; openThen: number }[] {
  const first = history.opened.reduce((least, day) => Math.min(least, day), Infinity);
  const periods: { ofOpen: number; all: number; openThen: number }[] = [];
  for (let k = 1; k <= PERIODS; k++) {
    const from = history.end - k * horizon;
    if (k > 1 && from <= first) break;
    let [ofOpen, all, openThen] = [0, 0, 0];
    history.opened.forEach((opened, i) => {
      const closed = history.closed[i] as number;
      const wasOpen = opened < from && !(closed < from);
      if (wasOpen) openThen++;
      if (history.outcome[i] !== 1 || !(closed >= from && closed < from + horizon)) return;
      const dollars = (history.amount[i] || 0) / 100;
      all += dollars;
      if (wasOpen) ofOpen += dollars;
    });
    periods.push({ ofOpen, all, openThen });
  }
  return periods;
}

function estimates(deals: readonly Deal[], lastDay: number): Estimate[] {
  const rate = (of: string, some: readonly Deal[]): Estimate[] => {
    const won = some.filter(({ stage }) => stage === 'Won').length;
    const n = some.filter(({ stage }) => stage === 'Won' || stage === 'Lost').length;
    if (n === 0) return [];
    const share = (won + 0.5) / (n + 1);
    const half = 1.6448536269514722 * Math.sqrt((share * (1 - share)) / (n + 1));
    return [
      {
        quantity: 'won of closed',
        of,
        value: won / n,
        low: Math.max(0, share - half),
        high: Math.min(1, share + half),
        unit: 'share',
        n,
      },
    ];
  };
  const products = [...new Set(deals.map(({ product }) => product))].toSorted();
  const history = compileHistory(historyOf(deals, lastDay), isoOf(firstDay(deals)), lastDay + 1);
  const { model } = fitModel(history);
  return [
    ...rate('all', deals),
    ...products.flatMap((product) =>
      rate(
        product,
        deals.filter((deal) => deal.product === product),
      ),
    ),
    {
      quantity: 'arrivals',
      of: 'all',
      value: model.arrivals.perDay * 7,
      low: null,
      high: null,
      unit: 'deals a week',
      n: deals.length,
    },
  ];
}

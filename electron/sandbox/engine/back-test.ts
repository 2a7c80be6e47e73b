import type { BackTest, BackTestCut, HistoryInput } from '#shared/sandbox/model';
import { fitModel } from './fit';
import { mostOpenUnknown } from './fit-flow';
import { discountStages } from './fit-hazards';
import { comparePooling } from './compare-pooling';
import { compileHistory, isoDay, type CompiledHistory } from './history';
import { OUT, OUT_COUNT } from './figures';
import { Simulator } from './kernel';
import type { Scenario } from './scenario';
import { crpsEnsemble, meanAndSd, sortedQuantile } from './statistics';
import { column } from './summary';

/**
 * Rolling-origin back-test: stand at an earlier day, fit on what was known then, forecast the next period, compare with what
 * happened. Switches are off: the history already holds its usual share of freezes and rivals.
 */

const MOST_CUTS = 6;
const REPLICATES = 256;
const SEED = 20_177;
/** A cut needs this many closed deals and days behind it. */
const FEWEST_CLOSED = 30;
const FEWEST_DAYS = 60;
const NAIVE_PERIODS = 8;
const CALIBRATION_BINS = 10;

/** Nothing is changed and no switch is set. */
export const AS_TODAY: Scenario = {
  discountPct: 0,
  extraSolutionEngineers: 0,
  followUpSpeed: 1,
  focusSegments: [],
  switches: { rivalPromotes: 'off', budgetFreeze: 'off', keyEngineerAway: 'off' },
  pin: null,
};

/** One deal open at a cut: its forecast chance to be won within the horizon, the naive one, and what happened. */
interface DealForecast {
  chance: number;
  naive: number;
  won: boolean;
}

/** @param full the history compiled to the end of the window */
export function backTest(input: HistoryInput, fromDay: string, full: CompiledHistory): BackTest {
  const first = full.opened.reduce((earliest, time) => Math.min(earliest, time), full.end);
  const span = full.end - Math.max(full.start, first);
  const horizon = Math.max(14, Math.min(91, Math.round(span / 8)));
  const cuts: BackTestCut[] = [];
  const deals: DealForecast[] = [];
  for (let k = MOST_CUTS; k >= 1; k--) {
    const cut = full.end - k * horizon;
    if (cut - Math.max(full.start, first) < FEWEST_DAYS) continue;
    const known = compileHistory(input, fromDay, cut);
    let closed = 0;
    for (const outcome of known.outcome) if (outcome !== 0) closed++;
    if (closed < FEWEST_CLOSED) continue;
    cuts.push(forecast(known, full, cut, horizon, deals));
  }
  return {
    ...score(cuts),
    ...scoreDeals(deals),
    pooling: comparePooling(full, discountStages(full)),
  };
}

function forecast(
  known: CompiledHistory,
  full: CompiledHistory,
  cut: number,
  horizon: number,
  deals: DealForecast[],
): BackTestCut {
  const { model } = fitModel(known, mostOpenUnknown(full));
  const simulator = new Simulator({
    model,
    horizonDays: horizon,
    seed: SEED,
    scenarios: [AS_TODAY],
  });
  simulator.winCounts = new Int32Array(model.open.count);
  const values = new Float64Array(REPLICATES * OUT_COUNT);
  for (let r = 0; r < REPLICATES; r++) simulator.simulate(r, 0, values, r * OUT_COUNT);
  const matrix = { values, scenarios: 1, replicates: REPLICATES };
  const bookings = column(matrix, 0, OUT.bookings).toSorted();
  const wins = column(matrix, 0, OUT.wins).toSorted();
  const actual = bookedBetween(full, cut, cut + horizon);
  const earlier: number[] = [];
  for (let k = 1; k <= NAIVE_PERIODS; k++) {
    const from = cut - k * horizon;
    if (k > 1 && from < firstClosed(full)) break;
    earlier.push(bookedBetween(full, from, from + horizon).amount);
  }
  collectDeals(simulator.winCounts, known, full, cut, horizon, deals);
  return {
    cutDay: isoDay(cut - 1),
    horizonDays: horizon,
    openDeals: model.open.count,
    actualBookingsMinor: actual.amount,
    predictedMeanMinor: meanAndSd(bookings).mean,
    predictedP5Minor: sortedQuantile(bookings, 0.05),
    predictedP10Minor: sortedQuantile(bookings, 0.1),
    predictedP50Minor: sortedQuantile(bookings, 0.5),
    predictedP90Minor: sortedQuantile(bookings, 0.9),
    predictedP95Minor: sortedQuantile(bookings, 0.95),
    actualWins: actual.count,
    predictedWinsMean: meanAndSd(wins).mean,
    predictedWinsP5: sortedQuantile(wins, 0.05),
    predictedWinsP95: sortedQuantile(wins, 0.95),
    crpsMinor: crpsEnsemble(bookings, actual.amount),
    naiveCrpsMinor: crpsEnsemble(
      earlier.toSorted((a, b) => a - b),
      actual.amount,
    ),
  };
}

function firstClosed(history: CompiledHistory): number {
  return history.closed.reduce(
    (earliest, time) => (time < earliest ? time : earliest),
    history.end,
  );
}

function bookedBetween(
  history: CompiledHistory,
  from: number,
  to: number,
): { amount: number; count: number } {
  let amount = 0;
  let count = 0;
  history.outcome.forEach((outcome, i) => {
    const closed = history.closed[i] as number;
    if (outcome !== 1 || !(closed >= from && closed < to)) return;
    amount += history.amount[i] || 0;
    count++;
  });
  return { amount, count };
}

/** Compares each deal open at the cut with its fate; the naive chance is the share of the period before. */
function collectDeals(
  wins: Int32Array,
  known: CompiledHistory,
  full: CompiledHistory,
  cut: number,
  horizon: number,
  deals: DealForecast[],
): void {
  const before = shareWon(full, cut - horizon, horizon);
  const position = new Map(Array.from(full.rows, (row, i) => [row, i]));
  let k = 0;
  known.openStage.forEach((stage, i) => {
    if (stage < 0) return;
    const chance = (wins[k++] as number) / REPLICATES;
    const later = position.get(known.rows[i] as number);
    if (later === undefined) return;
    const closed = full.closed[later] as number;
    const won = full.outcome[later] === 1 && closed < cut + horizon;
    deals.push({ chance, naive: before, won });
  });
}

/**
 * The share of the deals open at a day that were won within `horizon` days of it, as the naive forecast of each; with half a
 * win added to each side, so that it is never 0 or 1.
 */
export function shareWon(history: CompiledHistory, at: number, horizon: number): number {
  let open = 0;
  let won = 0;
  history.opened.forEach((opened, i) => {
    const closed = history.closed[i] as number;
    if (opened >= at || closed < at) return;
    open++;
    if (history.outcome[i] === 1 && closed < at + horizon) won++;
  });
  return (won + 0.5) / (open + 1);
}

function score(
  cuts: BackTestCut[],
): Pick<
  BackTest,
  'cuts' | 'coverage80' | 'coverage90' | 'winsCoverage90' | 'crpsMinor' | 'naiveCrpsMinor' | 'skill'
> {
  const mean = (value: (cut: BackTestCut) => number): number | null =>
    cuts.length > 0 ? cuts.reduce((sum, cut) => sum + value(cut), 0) / cuts.length : null;
  const inside = (y: number, low: number, high: number): number => (y >= low && y <= high ? 1 : 0);
  const crps = mean((cut) => cut.crpsMinor);
  const naive = mean((cut) => cut.naiveCrpsMinor);
  return {
    cuts,
    coverage80: mean((c) =>
      inside(c.actualBookingsMinor, c.predictedP10Minor, c.predictedP90Minor),
    ),
    coverage90: mean((c) => inside(c.actualBookingsMinor, c.predictedP5Minor, c.predictedP95Minor)),
    winsCoverage90: mean((c) => inside(c.actualWins, c.predictedWinsP5, c.predictedWinsP95)),
    crpsMinor: crps,
    naiveCrpsMinor: naive,
    skill: crps !== null && naive !== null && naive > 0 ? 1 - crps / naive : null,
  };
}

function scoreDeals(
  deals: readonly DealForecast[],
): Pick<BackTest, 'brier' | 'naiveBrier' | 'calibration'> {
  if (deals.length === 0) return { brier: null, naiveBrier: null, calibration: [] };
  let brier = 0;
  let naive = 0;
  const bins = Array.from({ length: CALIBRATION_BINS }, () => ({ deals: 0, predicted: 0, won: 0 }));
  for (const deal of deals) {
    const y = deal.won ? 1 : 0;
    brier += (deal.chance - y) ** 2;
    naive += (deal.naive - y) ** 2;
    const index = Math.min(CALIBRATION_BINS - 1, Math.floor(deal.chance * CALIBRATION_BINS));
    const bin = bins[index] as (typeof bins)[number];
    bin.deals++;
    bin.predicted += deal.chance;
    bin.won += y;
  }
  return {
    brier: brier / deals.length,
    naiveBrier: naive / deals.length,
    calibration: bins.flatMap((bin, k) =>
      bin.deals === 0
        ? []
        : [
            {
              from: k / CALIBRATION_BINS,
              to: (k + 1) / CALIBRATION_BINS,
              deals: bin.deals,
              predicted: bin.predicted / bin.deals,
              actual: bin.won / bin.deals,
            },
          ],
    ),
  };
}

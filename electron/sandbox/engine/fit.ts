import { fitCapacity, type CapacityFit, type WorkClock } from './fit-capacity';
import { fitAmounts, fitArrivals, mostOpenUnknown, type AmountFit } from './fit-flow';
import { fitClimate, fitHazards, discountStages, type HazardFit } from './fit-hazards';
import {
  discountCovariate,
  exitsOf,
  fitOdds,
  levelPosition,
  replyCovariate,
  type OddsFit,
} from './fit-odds';
import type { DealTable, FittedModel } from './fitted';
import type { CompiledHistory } from './history';
import { SIGNED_STAGE, VALIDATION_STAGE } from './process';

/** Everything a fit found: what the kernel needs and what the report explains. */
export interface Fit {
  model: FittedModel;
  history: CompiledHistory;
  odds: OddsFit;
  hazards: HazardFit;
  amounts: AmountFit;
  arrivalDeals: number;
  capacity: CapacityFit;
  climateMonths: number;
}

/** Assumptions about what nobody here has measured; each is shown as such and can be tested by its risk twin. */
const ASSUMED = {
  attentionMean: 0.2,
  attentionSd: 0.15,
  rivalMean: 0.35,
  rivalSd: 0.15,
  rivalChance91: 0.3,
  freezeChance91: 0.15,
  awayChance91: 0.25,
  freezeDays: 45,
  freezeDaysSd: 0.35,
  awayDays: 28,
  awayDaysSd: 0.35,
} as const;

/** Days before the end from which arriving deals are resampled, and how many deals that needs at least. */
const TEMPLATE_DAYS = 182;
const FEWEST_TEMPLATES = 50;

/**
 * Fits the b2b-pipeline model to a compiled history. Deterministic; works on an empty history (all priors).
 * @param amountsComeLate open deals have no amounts of use: theirs are drawn. A back-test says what is so today, because the amounts
 *   it knows of deals that were open then are those of today
 */
export function fitModel(
  history: CompiledHistory,
  amountsComeLate = mostOpenUnknown(history),
): Fit {
  const discountStage = discountStages(history);
  const exits = exitsOf(history);
  const odds = fitOdds(history, exits, discountStage);
  const capacity = fitCapacity(history);
  const { clock } = capacity;
  const hazards = fitHazards(history, odds, discountStage, clock);
  const climate = fitClimate(history, hazards, odds, discountStage, clock);
  const amounts = fitAmounts(history);
  const arrivals = fitArrivals(history);
  const open = [...history.openStage.keys()].filter((i) => (history.openStage[i] as number) >= 0);
  const model: FittedModel = {
    levelNames: history.levels.map((levels) => levels.names),
    effects: {
      mean: odds.mean,
      sd: odds.variance.map((value) => Math.sqrt(value)),
      factor: odds.factor,
      size: odds.size,
    },
    hazardShape: hazards.shape,
    hazardRate: hazards.rate,
    destinationWeight: hazards.destinationWeight,
    discountStage,
    amountMu: amounts.mu,
    amountMuSd: amounts.muSd,
    amountSigma: amounts.sigma,
    amountMinLog: amounts.minLog,
    amountMaxLog: amounts.maxLog,
    arrivals: {
      perDay: arrivals.perDay,
      rateShape: arrivals.rateShape,
      weeklySize: arrivals.weeklySize,
      driftSd: arrivals.driftSd,
    },
    capacity: {
      slots: capacity.slots,
      slotsSd: capacity.slotsSd,
      dealsPerEngineer: capacity.dealsPerEngineer,
      dealsPerEngineerSd: capacity.dealsPerEngineerSd,
    },
    levers: { attentionMean: ASSUMED.attentionMean, attentionSd: ASSUMED.attentionSd },
    exogenous: {
      climateMoveSd30: climate.move,
      climateDropSd30: climate.drop,
      rivalMean: ASSUMED.rivalMean,
      rivalSd: ASSUMED.rivalSd,
      rivalChance91: ASSUMED.rivalChance91,
      freezeChance91: ASSUMED.freezeChance91,
      awayChance91: ASSUMED.awayChance91,
      freezeDays: ASSUMED.freezeDays,
      freezeDaysSd: ASSUMED.freezeDaysSd,
      awayDays: ASSUMED.awayDays,
      awayDaysSd: ASSUMED.awayDaysSd,
    },
    open: openDeals(history, odds, open, amounts, amountsComeLate, clock),
    templates: dealTable(history, odds, templateRows(history)),
  };
  return {
    model,
    history,
    odds,
    hazards,
    amounts,
    arrivalDeals: arrivals.deals,
    capacity,
    climateMonths: climate.months,
  };
}

/** Deals opened lately, from which the attributes of arrivals are resampled. */
function templateRows(history: CompiledHistory): number[] {
  const all = [...history.opened.keys()].filter(
    (i) => (history.entryStage[i] as number) < SIGNED_STAGE,
  );
  const recent = all.filter((i) => (history.opened[i] as number) >= history.end - TEMPLATE_DAYS);
  return recent.length >= FEWEST_TEMPLATES ? recent : all;
}

function openDeals(
  history: CompiledHistory,
  odds: OddsFit,
  rows: readonly number[],
  amounts: AmountFit,
  amountsComeLate: boolean,
  clock: WorkClock,
): DealTable {
  const table = dealTable(history, odds, rows);
  rows.forEach((i, k) => {
    const stage = history.openStage[i] as number;
    const since = history.openSince[i] as number;
    const inValidation = stage === VALIDATION_STAGE;
    const age = inValidation ? clock(history.end) - clock(since) : history.end - since;
    table.stage[k] = stage;
    table.age[k] = Math.max(0, age);
    table.sinceOpened[k] = Math.max(0, history.end - (history.opened[i] as number));
    table.discount[k] = discountCovariate(history, i, odds.discountCentre);
    table.reply[k] = replyCovariate(history, i, odds.replyCentre);
    const discounted = (history.discountPct[i] as number) >= 0;
    const keep = discounted ? 1 : amounts.keepToCome;
    if (!amountsComeLate) table.amount[k] = (history.amount[i] as number) * keep;
  });
  return table;
}

/** The given deals as they start: what they are, nothing yet of what becomes of them. */
function dealTable(history: CompiledHistory, odds: OddsFit, rows: readonly number[]): DealTable {
  const table: DealTable = {
    count: rows.length,
    stage: Uint8Array.from(rows, (i) => history.entryStage[i] as number),
    age: new Float64Array(rows.length),
    sinceOpened: new Float64Array(rows.length),
    amount: new Float64Array(rows.length).fill(NaN),
    codes: new Int32Array(rows.length * 4),
    positions: new Int32Array(rows.length * 4),
    discount: new Float64Array(rows.length),
    reply: new Float64Array(rows.length),
  };
  rows.forEach((i, k) => {
    for (let d = 0; d < 4; d++) {
      table.codes[k * 4 + d] = history.levels[d]?.codes[i] as number;
      table.positions[k * 4 + d] = levelPosition(odds, history, i, d);
    }
  });
  return table;
}

import type {
  BackTest,
  FitReport,
  HistoryInput,
  HistoryWindow,
  ParameterReport,
} from '#shared/sandbox/model';
import { oneSidedOf } from '#shared/sandbox/one-sided';
import { visitMedian, visitSplit } from './chain';
import { exp } from './elementary';
import type { Fit } from './fit';
import { DISCOUNT_PRIOR, PER_HALVED_REPLY, REPLY_PRIOR } from './fit-odds';
import { expectedConversion, meanHazards } from './preview';
import { AGE_EDGES, CAUSES, DIMENSIONS, STAGE_COUNT, VALIDATION_STAGE } from './process';

/** Turns a fit into its report card: numbers with interval and provenance, for people. */

const Z90 = 1.6448536269514722;
/** A slope counts as estimated when the data narrowed its prior to this share or less. */
const NARROWED = 0.7;
/** A 90 % band that holds less often than this says nothing: of six periods, three at most (chance 1.6 %). */
const FEWEST_INSIDE = 0.6;

export function buildReport(
  input: HistoryInput,
  window: HistoryWindow,
  fit: Fit,
  test: BackTest,
  durationMs: number,
): FitReport {
  const { history, model } = fit;
  const outcomes = [0, 0, 0, 0];
  for (const outcome of history.outcome) outcomes[outcome] = (outcomes[outcome] as number) + 1;
  let amountsUnknown = 0;
  for (const amount of model.open.amount) if (!(amount > 0)) amountsUnknown++;
  return {
    pipelineId: input.pipelineId,
    currency: input.currency,
    origin: input.origin,
    asOfDay: input.asOfDay,
    windowFromDay: window.fromDay,
    windowToDay: window.toDay,
    counts: {
      opportunities: history.rows.length,
      open: model.open.count,
      won: outcomes[1] as number,
      lost: outcomes[2] as number,
      dormant: outcomes[3] as number,
      stageEvents: history.stageEvents,
      responses: history.replies,
      amountsUnknown,
      rejected: history.rejected,
    },
    onlyOpenAndClose: history.onlyOpenAndClose,
    parameters: parameters(fit),
    pools: pools(fit),
    stages: stages(fit),
    expectedConversion: expectedConversion(model),
    backTest: test,
    verdict: verdict(test),
    durationMs,
  };
}

function verdict(test: BackTest): FitReport['verdict'] {
  const informative = test.cuts.filter((cut) => cut.actualWins > 0).length;
  if (informative < 2 || test.skill === null || test.coverage90 === null) return 'insufficient';
  if (test.skill <= 0 || test.coverage90 < FEWEST_INSIDE) return 'weak';
  const isGood = test.skill >= 0.1 && test.coverage90 >= 0.8 && oneSidedOf(test.cuts) === null;
  return isGood ? 'good' : 'fair';
}

function parameters(fit: Fit): ParameterReport[] {
  const { model, odds, amounts } = fit;
  const { exogenous, capacity, arrivals, levers } = model;
  const assumed = { provenance: 'default', sourceKey: 'assumed', observations: 0 } as const;
  const normal = (mean: number, sd: number): ParameterReport['interval'] => ({
    low: mean - Z90 * sd,
    high: mean + Z90 * sd,
  });
  const lognormal = (median: number, sd: number): ParameterReport['interval'] => ({
    low: median * exp(-Z90 * sd),
    high: median * exp(Z90 * sd),
  });
  const hasSlots = capacity.slots !== Infinity;
  const arrivalSd = Math.sqrt(arrivals.driftSd ** 2 + 1 / arrivals.rateShape);
  const median = exp(amounts.mu.at(-1) as number);
  return [
    slope(
      fit,
      'discountEffect',
      odds.size - 2,
      DISCOUNT_PRIOR.sd,
      odds.discountExits,
      'noDiscounts',
    ),
    slope(fit, 'followUpEffect', odds.size - 1, REPLY_PRIOR.sd, odds.replyExits, 'noTouchpoints'),
    {
      id: 'medianResponseHours',
      value: fit.history.replies > 0 ? exp(odds.replyCentre) : null,
      interval: null,
      provenance: fit.history.replies > 0 ? 'data' : 'default',
      sourceKey: fit.history.replies > 0 ? 'estimated' : 'noTouchpoints',
      observations: fit.history.replies,
    },
    {
      id: 'attentionEffect',
      value: levers.attentionMean,
      interval: normal(levers.attentionMean, levers.attentionSd),
      ...assumed,
    },
    {
      id: 'rivalEffect',
      value: exogenous.rivalMean,
      interval: normal(exogenous.rivalMean, exogenous.rivalSd),
      ...assumed,
    },
    { id: 'rivalChance', value: exogenous.rivalChance91, interval: null, ...assumed },
    { id: 'freezeChance', value: exogenous.freezeChance91, interval: null, ...assumed },
    {
      id: 'freezeDays',
      value: exogenous.freezeDays,
      interval: lognormal(exogenous.freezeDays, exogenous.freezeDaysSd),
      ...assumed,
    },
    { id: 'engineerAwayChance', value: exogenous.awayChance91, interval: null, ...assumed },
    {
      id: 'engineerAwayDays',
      value: exogenous.awayDays,
      interval: lognormal(exogenous.awayDays, exogenous.awayDaysSd),
      ...assumed,
    },
    {
      id: 'validationCapacity',
      value: hasSlots ? capacity.slots : null,
      interval: hasSlots ? lognormal(capacity.slots, capacity.slotsSd) : null,
      provenance: fit.capacity.congested ? 'data' : 'default',
      sourceKey: limitSource(fit),
      observations: fit.capacity.observations,
    },
    {
      id: 'dealsPerEngineer',
      value: capacity.dealsPerEngineer,
      interval: lognormal(capacity.dealsPerEngineer, capacity.dealsPerEngineerSd),
      ...assumed,
    },
    {
      id: 'arrivalsPerWeek',
      value: arrivals.perDay * 7,
      interval: lognormal(arrivals.perDay * 7, arrivalSd),
      provenance: fit.arrivalDeals > 0 ? 'data' : 'default',
      sourceKey: fit.arrivalDeals > 0 ? 'estimated' : 'assumedNoHistory',
      observations: fit.arrivalDeals,
    },
    {
      id: 'arrivalDispersion',
      value: arrivals.weeklySize === Infinity ? null : arrivals.weeklySize,
      interval: null,
      provenance: fit.arrivalDeals > 0 ? 'data' : 'default',
      sourceKey: fit.arrivalDeals > 0 ? 'estimated' : 'assumedNoHistory',
      observations: fit.arrivalDeals,
    },
    {
      id: 'arrivalDrift',
      value: arrivals.driftSd,
      interval: null,
      provenance: fit.arrivalDeals > 0 ? 'data' : 'default',
      sourceKey: fit.arrivalDeals > 0 ? 'estimated' : 'assumedNoHistory',
      observations: fit.arrivalDeals,
    },
    {
      id: 'amountMedian',
      value: median,
      interval: lognormal(median, amounts.muSd.at(-1) as number),
      provenance: amounts.observations > 0 ? 'data' : 'default',
      sourceKey: amounts.observations > 0 ? 'estimated' : 'assumedNoHistory',
      observations: amounts.observations,
    },
    {
      id: 'climate',
      value: exogenous.climateMoveSd30,
      interval: null,
      provenance: fit.climateMonths >= 3 ? 'data' : 'default',
      sourceKey: fit.climateMonths >= 3 ? 'estimatedWithPrior' : 'assumedNoHistory',
      observations: fit.climateMonths,
    },
  ];
}

/** A limit that was never felt is only the most that was ever seen at once. */
function limitSource({ capacity }: Fit): ParameterReport['sourceKey'] {
  if (capacity.congested) return 'estimated';
  return capacity.slots === Infinity ? 'tooFewData' : 'assumed';
}

/** A slope of the odds model: what the data made of its wide prior. Deals are not randomised, hence "observational". */
function slope(
  fit: Fit,
  id: 'discountEffect' | 'followUpEffect',
  position: number,
  priorSd: number,
  observations: number,
  missing: 'noDiscounts' | 'noTouchpoints',
): ParameterReport {
  const unit = id === 'followUpEffect' ? PER_HALVED_REPLY : 1;
  const value = unit * (fit.odds.mean[position] as number);
  const slopeSd = Math.sqrt(fit.odds.variance[position] as number);
  const sd = Math.abs(unit) * slopeSd;
  const estimated = slopeSd <= NARROWED * priorSd;
  const source = observations === 0 ? missing : 'tooFewData';
  return {
    id,
    value,
    interval: { low: value - Z90 * sd, high: value + Z90 * sd },
    provenance: estimated ? 'data' : 'default',
    sourceKey: estimated ? 'estimatedObservational' : source,
    observations,
  };
}

function pools(fit: Fit): FitReport['pools'] {
  const { history, odds, model } = fit;
  return history.levels.flatMap((levels, d) => {
    const closed = new Int32Array(levels.names.length);
    const won = new Int32Array(levels.names.length);
    history.outcome.forEach((outcome, i) => {
      const code = levels.codes[i] as number;
      if (code < 0 || outcome === 0) return;
      closed[code] = (closed[code] as number) + 1;
      if (outcome === 1) won[code] = (won[code] as number) + 1;
    });
    return levels.names.map((value, code) => {
      const slot = odds.slot[d]?.[code] ?? -1;
      const position = slot >= 0 ? (odds.offset[d] as number) + slot : -1;
      const effect = position >= 0 ? (odds.mean[position] as number) : 0;
      const prior = (odds.tau[d] as number) ** 2;
      const variance = position >= 0 ? (odds.variance[position] as number) : prior;
      const sd = Math.sqrt(variance);
      const all = closed[code] as number;
      return {
        dimension: DIMENSIONS[d] as (typeof DIMENSIONS)[number],
        value,
        closed: all,
        won: won[code] as number,
        rawChance: all > 0 ? (won[code] as number) / all : null,
        pooledChance: expectedConversion(model, effect),
        interval: {
          low: expectedConversion(model, effect - Z90 * sd),
          high: expectedConversion(model, effect + Z90 * sd),
        },
        shrinkage: Math.min(1, variance / prior),
      };
    });
  });
}

function stages(fit: Fit): FitReport['stages'] {
  const { model, hazards } = fit;
  return Array.from({ length: STAGE_COUNT }, (_, stage) => {
    const mean = meanHazards(model, stage, 0);
    const { chance } = visitSplit(mean, AGE_EDGES);
    const median = visitMedian(mean, AGE_EDGES);
    // On the work clock visits to a crowded validation would look shorter than anybody has seen them.
    const speed = stage === VALIDATION_STAGE ? fit.capacity.meanSpeed : 1;
    let ended = 0;
    for (let c = 0; c < CAUSES; c++) ended += hazards.ended[stage * CAUSES + c] as number;
    return {
      stage,
      visits: hazards.visits[stage] as number,
      censored: hazards.censored[stage] as number,
      medianDays: median === null ? null : median / speed,
      moveChance: chance[0] as number,
      lostChance: chance[1] as number,
      dormantChance: chance[2] as number,
      provenance: ended >= 5 ? 'data' : 'default',
    };
  });
}

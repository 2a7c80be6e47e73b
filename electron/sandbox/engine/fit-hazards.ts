import { exp } from './elementary';
import type { WorkClock } from './fit-capacity';
import type { CompiledHistory, Visit } from './history';
import { dealEffect, type OddsFit } from './fit-odds';
import {
  ageBin,
  AGE_BINS,
  AGE_EDGES,
  CAUSE,
  CAUSES,
  DESTINATIONS,
  DONE,
  NEGOTIATION_STAGE,
  SIGNED_STAGE,
  STAGE_COUNT,
  VALIDATION_STAGE,
} from './process';

/**
 * How long visits last: a piecewise constant hazard per stage, way out and age bin (Friedman 1982). With right-censored and
 * left-truncated visits the likelihood needs only two sums a cell, ended visits and deal-days at risk, and the gamma
 * prior is conjugate. The prior of the first bin is the stage's own rate, that of each later bin is the bin before (a
 * random walk), so thin bins follow their neighbours.
 */

const BIN_PRIOR_EVENTS = 2;
/** What is assumed where nothing at all was seen: mean days until a move, a loss, dormancy. */
const ASSUMED_DAYS = [30, 90, 300];
const DELIVERY_DAYS = 60;

export interface HazardFit {
  shape: Float64Array;
  rate: Float64Array;
  destinationWeight: Float64Array;
  visits: Int32Array;
  censored: Int32Array;
  /** Ended visits per stage and cause. */
  ended: Float64Array;
}

/** Index of [stage][cause][bin]. */
export function hazardIndex(stage: number, cause: number, bin: number): number {
  return (stage * CAUSES + cause) * AGE_BINS + bin;
}

/** Walks the bins of one visit's observed part: calls `at` with bin, start and end age. */
function walkBins(
  from: number,
  to: number,
  at: (bin: number, start: number, end: number) => void,
): void {
  let age = from;
  for (let bin = ageBin(from); bin < AGE_BINS && age < to; bin++) {
    const edge = bin + 1 < AGE_BINS ? (AGE_EDGES[bin + 1] as number) : Infinity;
    const end = Math.min(edge, to);
    at(bin, age, end);
    age = end;
  }
}

/** How far a visit has come by `time`: in days, in validation in days of work, so that crowding is not taken for slowness. */
function visitAge(visit: Visit, time: number, clock: WorkClock): number {
  return visit.stage === VALIDATION_STAGE ? clock(time) - clock(visit.start) : time - visit.start;
}

/** Multiplier of a cause's hazard for a deal with log odds `eta`: the odds of moving against dropping out change by e^eta. */
export function causeMultiplier(cause: number, eta: number): number {
  return exp(cause === CAUSE.move ? eta / 2 : -eta / 2);
}

export function fitHazards(
  history: CompiledHistory,
  odds: OddsFit,
  discountStage: Uint8Array,
  clock: WorkClock,
): HazardFit {
  const cells = STAGE_COUNT * CAUSES * AGE_BINS;
  const events = new Float64Array(cells);
  const exposure = new Float64Array(cells);
  const fit: HazardFit = {
    shape: new Float64Array(cells),
    rate: new Float64Array(cells),
    destinationWeight: new Float64Array(STAGE_COUNT * DESTINATIONS),
    visits: new Int32Array(STAGE_COUNT),
    censored: new Int32Array(STAGE_COUNT),
    ended: new Float64Array(STAGE_COUNT * CAUSES),
  };
  for (const visit of history.visits) {
    if (visit.end <= history.start) continue;
    const { stage, cause } = visit;
    const eta =
      stage < SIGNED_STAGE ? dealEffect(odds, history, visit.deal, discountStage[stage] === 1) : 0;
    const up = causeMultiplier(CAUSE.move, eta);
    const firstAge = visitAge(visit, Math.max(history.start, visit.start), clock);
    const lastAge = visitAge(visit, visit.end, clock);
    walkBins(firstAge, lastAge, (bin, from, to) => {
      for (let c = 0; c < CAUSES; c++) {
        const i = hazardIndex(stage, c, bin);
        exposure[i] = (exposure[i] as number) + (to - from) * (c === CAUSE.move ? up : 1 / up);
      }
    });
    fit.visits[stage] = (fit.visits[stage] as number) + 1;
    if (cause === CAUSE.running) fit.censored[stage] = (fit.censored[stage] as number) + 1;
    else {
      const i = hazardIndex(stage, cause, ageBin(lastAge));
      events[i] = (events[i] as number) + 1;
      const ended = stage * CAUSES + cause;
      fit.ended[ended] = (fit.ended[ended] as number) + 1;
      if (cause === CAUSE.move) {
        const to = stage * DESTINATIONS + visit.destination;
        fit.destinationWeight[to] = (fit.destinationWeight[to] as number) + 1;
      }
    }
  }
  addPriors(fit, events, exposure);
  return fit;
}

function addPriors(fit: HazardFit, events: Float64Array, exposure: Float64Array): void {
  for (let cause = 0; cause < CAUSES; cause++) {
    const common = commonRate(events, exposure, cause);
    for (let stage = 0; stage < STAGE_COUNT; stage++) {
      const [d, t] = sumBins(events, exposure, stage, cause);
      const assumed = stage < SIGNED_STAGE ? common : cause === CAUSE.move ? 1 / DELIVERY_DAYS : 0;
      if (assumed === 0) {
        // Nothing is lost after the signature unless the history shows it.
        if (d === 0) {
          for (let bin = 0; bin < AGE_BINS; bin++) fit.rate[hazardIndex(stage, cause, bin)] = 1;
          continue;
        }
      }
      const base = assumed === 0 ? d / t : (1 + d) / (1 / assumed + t);
      let before = base;
      for (let bin = 0; bin < AGE_BINS; bin++) {
        const i = hazardIndex(stage, cause, bin);
        const shape = BIN_PRIOR_EVENTS + (events[i] as number);
        const rate = BIN_PRIOR_EVENTS / before + (exposure[i] as number);
        fit.shape[i] = shape;
        fit.rate[i] = rate;
        before = shape / rate;
      }
    }
  }
  for (let stage = 0; stage < STAGE_COUNT; stage++) {
    const next = usualDestination(fit.visits, stage);
    const i = stage * DESTINATIONS + next;
    fit.destinationWeight[i] = (fit.destinationWeight[i] as number) + 0.5;
  }
}

/** One rate for all unsigned stages, from which stages without data borrow. */
function commonRate(events: Float64Array, exposure: Float64Array, cause: number): number {
  let d = 0.5;
  let t = 0.5 * (ASSUMED_DAYS[cause] as number);
  for (let stage = 0; stage < SIGNED_STAGE; stage++) {
    const [stageEvents, stageExposure] = sumBins(events, exposure, stage, cause);
    d += stageEvents;
    t += stageExposure;
  }
  return d / t;
}

function sumBins(
  events: Float64Array,
  exposure: Float64Array,
  stage: number,
  cause: number,
): [number, number] {
  let d = 0;
  let t = 0;
  for (let bin = 0; bin < AGE_BINS; bin++) {
    const i = hazardIndex(stage, cause, bin);
    d += events[i] as number;
    t += exposure[i] as number;
  }
  return [d, t];
}

/** Where a stage without moves is taken to lead: the nearest later stage that is in use, else the signature. */
function usualDestination(visits: Int32Array, stage: number): number {
  if (stage >= SIGNED_STAGE) return stage + 1 < STAGE_COUNT ? stage + 1 : DONE;
  for (let next = stage + 1; next < SIGNED_STAGE; next++) {
    if ((visits[next] as number) > 0) return next;
  }
  return SIGNED_STAGE;
}

/** Stages where a discount acts: those of the negotiation, and those out of which at least one move in twenty is a signature. */
export function discountStages(history: CompiledHistory): Uint8Array {
  const all = new Int32Array(STAGE_COUNT);
  const signed = new Int32Array(STAGE_COUNT);
  for (const visit of history.visits) {
    if (visit.cause !== CAUSE.move || visit.stage >= SIGNED_STAGE) continue;
    all[visit.stage] = (all[visit.stage] as number) + 1;
    if (visit.destination >= SIGNED_STAGE)
      signed[visit.stage] = (signed[visit.stage] as number) + 1;
  }
  const stages = Uint8Array.from(all, (count, stage) =>
    count > 0 && (signed[stage] as number) / count >= 0.05 ? 1 : 0,
  );
  return stages.fill(1, NEGOTIATION_STAGE, SIGNED_STAGE);
}

/**
 * Calendar climate: how much more than by chance the monthly number of ended visits varies around what the hazards expect.
 * @returns log standard deviation over 30 days for moves and for drop-outs, from the moment estimator
 *   Σ((D − E)² − E) / ΣE², kept between 0.03 and 0.6; months = 30-day blocks with at least 5 expected events
 */
export function fitClimate(
  history: CompiledHistory,
  hazards: HazardFit,
  odds: OddsFit,
  discountStage: Uint8Array,
  clock: WorkClock,
): { move: number; drop: number; months: number } {
  const BLOCK = 30;
  const blocks = Math.max(0, Math.floor((history.end - history.start) / BLOCK));
  const expected = [new Float64Array(blocks), new Float64Array(blocks)];
  const observed = [new Float64Array(blocks), new Float64Array(blocks)];
  // Blocks end with the window, the ragged rest at its start is left out.
  const origin = history.end - blocks * BLOCK;
  for (const visit of history.visits) {
    if (visit.stage >= SIGNED_STAGE || visit.end <= origin) continue;
    const { stage, start } = visit;
    const eta = dealEffect(odds, history, visit.deal, discountStage[stage] === 1);
    const up = causeMultiplier(CAUSE.move, eta);
    let time = Math.max(start, origin);
    while (time < visit.end) {
      const block = Math.min(blocks - 1, Math.floor((time - origin) / BLOCK));
      const stop = Math.min(visit.end, origin + (block + 1) * BLOCK);
      if (stop <= time) break;
      const age = visitAge(visit, time, clock);
      walkBins(age, visitAge(visit, stop, clock), (bin, from, to) => {
        for (let c = 0; c < CAUSES; c++) {
          const i = hazardIndex(stage, c, bin);
          const mean = (hazards.shape[i] as number) / (hazards.rate[i] as number);
          const hazard = mean * (to - from);
          const kind = expected[c === CAUSE.move ? 0 : 1] as Float64Array;
          kind[block] = (kind[block] as number) + hazard * (c === CAUSE.move ? up : 1 / up);
        }
      });
      time = stop;
    }
    if (visit.cause === CAUSE.running) continue;
    const block = Math.min(blocks - 1, Math.floor((visit.end - origin) / BLOCK));
    const kind = observed[visit.cause === CAUSE.move ? 0 : 1] as Float64Array;
    kind[block] = (kind[block] as number) + 1;
  }
  const spread = (kind: number): number => {
    let excess = 0.5 * 0.15 ** 2 * 400;
    let weight = 0.5 * 400;
    for (let block = 0; block < blocks; block++) {
      const e = expected[kind]?.[block] as number;
      if (e < 5) continue;
      excess += ((observed[kind]?.[block] as number) - e) ** 2 - e;
      weight += e * e;
    }
    return Math.min(0.6, Math.max(0.03, Math.sqrt(Math.max(0, excess / weight))));
  };
  const months = expected[0]?.filter((e) => e >= 5).length ?? 0;
  return { move: spread(0), drop: spread(1), months };
}

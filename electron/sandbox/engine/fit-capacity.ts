import { exp, log } from './elementary';
import type { CapacityModel } from './fitted';
import type { CompiledHistory, Visit } from './history';
import { AGE_BINS, AGE_EDGES, VALIDATION_STAGE } from './process';

/**
 * Room in validation. Above `slots` deals at once the work is shared: with N deals there everything in the stage, a move as well
 * as a drop-out, goes min(1, slots / N) times as fast. `slots` is read from just that: how much longer visits last when it is full.
 */

/** Days of work that validation had done by an instant, up to a constant: calendar days as long as it is not full. */
export type WorkClock = (time: number) => number;

export interface CapacityFit extends CapacityModel {
  observations: number;
  /** False: the history was never slowed by crowding, `slots` is only the most that was ever there. */
  congested: boolean;
  clock: WorkClock;
  /** Work days per calendar day, averaged over the visits; 1 without crowding. */
  meanSpeed: number;
}

/** Fewest visits and weeks from which a limit can be read. */
const FEWEST_VISITS = 20;
const FEWEST_DAYS = 56;
/** Candidates for the limit: this many between an eighth of the most deals seen at once and that number, evenly in log. */
const CANDIDATES = 48;
const LOWEST_SHARE = 1 / 8;
const ASSUMED_SD = 0.1;
/** The history must speak this much more for a limit than against it (Kass & Raftery 1995: "positive"). */
const FEWEST_ODDS = 3;

/**
 * Posterior of the limit on a grid, all candidates equally likely before. For each one the visits are put on its work clock, where their hazard is piecewise constant as everywhere; the profile likelihood is
 * Σ D log(D / T) over the age bins + Σ log speed at the ends of visits.
 * Infinite slots (no queue) where there are no stage events: time in the stage then says nothing about validation.
 */
export function fitCapacity(history: CompiledHistory): CapacityFit {
  const visits = history.visits.filter(
    (visit) => visit.stage === VALIDATION_STAGE && visit.end > history.start,
  );
  const model = {
    slotsSd: ASSUMED_SD,
    dealsPerEngineer: 8,
    dealsPerEngineerSd: 0.4,
    observations: visits.length,
    congested: false,
    clock: (time: number) => time,
    meanSpeed: 1,
  };
  const tooFew = visits.length < FEWEST_VISITS || history.end - history.start < FEWEST_DAYS;
  if (history.onlyOpenAndClose || tooFew) return { ...model, slots: Infinity };
  const load = loadOf(history.visits, history.end);
  const most = load.counts.reduce((highest, count) => Math.max(highest, count), 0);
  const seen = visits.map((visit) => seenVisit(visit, history.start, load.times));
  const free = logLikelihood(seen, load, Infinity);
  const grid = Array.from({ length: CANDIDATES }, (_, k) => {
    const slots = most * exp((log(LOWEST_SHARE) * (CANDIDATES - k)) / CANDIDATES);
    return { slots, gain: logLikelihood(seen, load, slots) - free };
  });
  const top = Math.max(0, ...grid.map(({ gain }) => gain));
  const weights = grid.map(({ gain }) => exp(gain - top) / CANDIDATES);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // The Bayes factor for a limit is total × e^top; written so that it cannot overflow.
  if (total < FEWEST_ODDS * exp(-top)) return { ...model, slots: most };
  const moment = (of: (logSlots: number) => number): number =>
    grid.reduce((sum, { slots }, k) => sum + (weights[k] as number) * of(log(slots)), 0) / total;
  const mean = moment((x) => x);
  const slots = Math.max(1, Math.round(exp(mean)));
  const clock = workClock(load, slots);
  const spent = (of: WorkClock): number =>
    visits.reduce((sum, visit) => sum + of(visit.end) - of(visit.start), 0);
  return {
    ...model,
    slots,
    slotsSd: Math.max(0.03, Math.sqrt(moment((x) => (x - mean) ** 2))),
    congested: true,
    clock,
    meanSpeed: spent(clock) / spent((time) => time),
  };
}

/** How many deals stood in validation: `counts[k]` from `times[k]` until the next time. */
interface Load {
  times: Float64Array;
  counts: Int32Array;
}

function loadOf(all: readonly Visit[], end: number): Load {
  const changes = all.flatMap((visit) =>
    visit.stage === VALIDATION_STAGE
      ? [
          { time: visit.start, by: 1 },
          // Deals that are still there stay in the count.
          { time: visit.cause < 0 ? end : visit.end, by: -1 },
        ]
      : [],
  );
  changes.sort((a, b) => a.time - b.time || a.by - b.by);
  let count = 0;
  return {
    times: Float64Array.from(changes, ({ time }) => time),
    counts: Int32Array.from(changes, ({ by }) => (count += by)),
  };
}

/** Index of the last change at or before `time`, −1 when there is none. */
function lastChange(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function speed(count: number, slots: number): number {
  return count > slots ? slots / count : 1;
}

function workClock(load: Load, slots: number): WorkClock {
  const work = workAt(load, slots);
  return (time) => clockAt(load, work, slots, instant(load.times, time));
}

/** Work done up to each change of the load. */
function workAt({ times, counts }: Load, slots: number): Float64Array {
  const work = new Float64Array(times.length);
  work[0] = times[0] as number;
  for (let k = 1; k < times.length; k++) {
    const days = (times[k] as number) - (times[k - 1] as number);
    work[k] = (work[k - 1] as number) + days * speed(counts[k - 1] as number, slots);
  }
  return work;
}

/** A time with the last change of the load at or before it. */
interface Instant {
  readonly time: number;
  readonly change: number;
}

function instant(times: Float64Array, time: number): Instant {
  return { time, change: lastChange(times, time) };
}

function clockAt(
  { times, counts }: Load,
  work: Float64Array,
  slots: number,
  { time, change }: Instant,
): number {
  if (change < 0) return time;
  const since = time - (times[change] as number);
  return (work[change] as number) + since * speed(counts[change] as number, slots);
}

/** A visit with what of the load every candidate looks up: found once, it saves five searches a visit and candidate. */
interface SeenVisit {
  readonly start: Instant;
  /** Its start, or that of the history when it began before. */
  readonly from: Instant;
  readonly end: Instant;
  readonly cause: number;
  /** The last change just before the end, when the deal itself was still there. */
  readonly before: number;
}

function seenVisit(visit: Visit, historyStart: number, times: Float64Array): SeenVisit {
  return {
    start: instant(times, visit.start),
    from: instant(times, Math.max(historyStart, visit.start)),
    end: instant(times, visit.end),
    cause: visit.cause,
    before: lastChange(times, visit.end - 1e-9),
  };
}

function logLikelihood(visits: readonly SeenVisit[], load: Load, slots: number): number {
  const work = workAt(load, slots);
  const clock = (at: Instant): number => clockAt(load, work, slots, at);
  const ended = new Float64Array(AGE_BINS);
  const exposure = new Float64Array(AGE_BINS);
  let sum = 0;
  for (const visit of visits) {
    const start = clock(visit.start);
    let age = Math.max(0, clock(visit.from) - start);
    const last = clock(visit.end) - start;
    for (let bin = 0; bin < AGE_BINS; bin++) {
      const edge = bin + 1 < AGE_BINS ? (AGE_EDGES[bin + 1] as number) : Infinity;
      if (edge <= age) continue;
      const until = Math.min(edge, last);
      exposure[bin] = (exposure[bin] as number) + Math.max(0, until - age);
      age = Math.max(age, until);
      if (last >= edge) continue;
      if (visit.cause >= 0) ended[bin] = (ended[bin] as number) + 1;
      break;
    }
    if (visit.cause >= 0) {
      const k = visit.before;
      sum += log(speed(k < 0 ? 0 : (load.counts[k] as number), slots));
    }
  }
  for (let bin = 0; bin < AGE_BINS; bin++) {
    const d = ended[bin] as number;
    if (d > 0) sum += d * log(d / (exposure[bin] as number));
  }
  return sum;
}

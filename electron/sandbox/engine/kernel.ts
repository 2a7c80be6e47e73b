import { log } from './elementary';
import { OUT, OUT_COUNT } from './figures';
import { hasReturns, type FittedModel } from './fitted';
import { EventHeap } from './heap';
import {
  AGE_BINS,
  AGE_EDGES,
  DESTINATIONS,
  DONE,
  SIGNED_STAGE,
  STAGE_COUNT,
  VALIDATION_STAGE,
} from './process';
import { MODEL_KEY, PURPOSE } from './purposes';
import { threefry4x32, toUniform } from './random';
import { ReplicateDraw } from './replicate';
import type { Scenario } from './scenario';
import { ScenarioState } from './scenario-state';
import { ValidationRoom } from './validation-room';

/** Cached numbers a visit. */
const CACHE_WIDTH = 3;

export interface SimulationSetup {
  model: FittedModel;
  horizonDays: number;
  seed: number;
  scenarios: readonly Scenario[];
  /** Posterior means instead of draws: the degenerate twin that closed forms describe. */
  certain?: boolean;
  /** Entering this stage counts as a booking; 6 unless a test says otherwise. */
  bookingStage?: number;
}

/**
 * The b2b-pipeline kernel, one instance a thread. Nothing is allocated after construction. Deals are independent except in
 * validation, where they share slots: each is played straight through until there, only validation runs on event heaps.
 */
export class Simulator {
  private readonly draw: ReplicateDraw;
  /** Deals on their way to validation, by the time they get there. */
  private readonly toValidation: EventHeap;
  private readonly room: ValidationRoom;
  private readonly set: ScenarioState;
  private readonly model: FittedModel;
  private readonly horizon: number;
  private readonly seed: number;
  private readonly bookingStage: number;
  private readonly limitedSlots: boolean;
  private readonly canReturn: boolean;
  private replicate = -1;
  private out = new Float64Array(OUT_COUNT);
  /** Deals that signed, counted over replicates; only for the deals open at the start. */
  winCounts: Int32Array | null = null;

  private readonly naturalTimes: Float64Array;
  private readonly pinnedTimes: Float64Array;
  private times: Float64Array;
  private naturalCount = 0;
  private visits = 0;
  /** Cached draws of each deal's first visit of each stage: two exponentials (move, drop-out) and a uniform (destination). */
  private readonly cached: Float64Array;
  private readonly cacheStamp: Int32Array;
  private readonly visitCount: Uint8Array;
  private readonly block = new Int32Array(4);
  private readonly enteredAt: Float64Array;
  private readonly moveAge: Float64Array;
  private readonly dropAt: Float64Array;
  private readonly exitTo: Int8Array;
  constructor(setup: SimulationSetup) {
    this.model = setup.model;
    this.horizon = setup.horizonDays;
    this.seed = setup.seed;
    this.bookingStage = setup.bookingStage ?? SIGNED_STAGE;
    this.draw = new ReplicateDraw(
      setup.model,
      setup.horizonDays,
      setup.seed,
      setup.certain === true,
    );
    this.set = new ScenarioState(setup.model, setup.horizonDays, setup.scenarios);
    const deals = this.draw.capacity;
    this.limitedSlots = setup.model.capacity.slots !== Infinity;
    this.canReturn = hasReturns(setup.model);
    this.toValidation = new EventHeap(deals);
    this.room = new ValidationRoom(deals);
    this.naturalTimes = new Float64Array(deals);
    this.pinnedTimes = new Float64Array(deals);
    this.times = this.naturalTimes;
    this.cached = new Float64Array(deals * STAGE_COUNT * CACHE_WIDTH + CACHE_WIDTH);
    this.cacheStamp = new Int32Array(deals * STAGE_COUNT).fill(-1);
    this.visitCount = new Uint8Array(this.canReturn ? deals * STAGE_COUNT : 0);
    this.enteredAt = new Float64Array(deals);
    this.moveAge = new Float64Array(deals);
    this.dropAt = new Float64Array(deals);
    this.exitTo = new Int8Array(deals);
  }

  /**
   * Plays replicate `replicate` of scenario `index` and writes its OUT_COUNT figures.
   * The figures depend on (model, horizon, seed, replicate, scenario) only.
   */
  simulate(replicate: number, index: number, target: Float64Array, at: number): void {
    const { draw, out } = this;
    if (this.replicate !== replicate) {
      draw.draw(replicate);
      this.replicate = replicate;
      this.naturalCount = draw.arrivalTimes(draw.arrivalScore, this.naturalTimes);
    }
    out.fill(0);
    this.visits = 0;
    this.visitCount.fill(0);
    this.set.apply(index, draw);
    const pinned = this.set.pinnedArrivalScore;
    this.times = pinned === null ? this.naturalTimes : this.pinnedTimes;
    const arrivals =
      pinned === null ? this.naturalCount : draw.arrivalTimes(pinned, this.pinnedTimes);
    this.toValidation.clear();
    this.room.open(this.set.awayFrom > 0 ? this.set.slots : this.set.slotsAway);
    const { open } = this.model;
    for (let i = 0; i < open.count; i++) {
      const stage = open.stage[i] as number;
      const age = open.age[i] as number;
      if (stage === VALIDATION_STAGE && this.limitedSlots) this.enterValidation(i, 0, age);
      else this.play(i, 0, stage, age);
    }
    for (let k = 0; k < arrivals; k++) {
      const i = open.count + k;
      this.play(i, this.times[k] as number, draw.startStage(i), 0);
    }
    if (this.limitedSlots) this.runValidation();
    out[OUT.visits] = this.visits;
    for (let j = 0; j < OUT_COUNT; j++) target[at + j] = out[j] as number;
  }

  private isFocused(i: number): number {
    const focus = this.set.focus;
    if (focus === null) return 0;
    const open = this.model.open.count;
    if (i < open) return focus.open[i] as number;
    const row = this.draw.template[i - open] as number;
    return row >= 0 ? (focus.templates[row] as number) : 0;
  }

  /**
   * Offset in `cached` of the visit's two exponentials and its uniform, which come from the key (replicate, deal, stage,
   * revisit). All scenarios of a replicate share them; revisits go through a spare place at the end.
   */
  private drawVisit(i: number, stage: number): number {
    const slot = i * STAGE_COUNT + stage;
    let revisit = 0;
    if (this.canReturn) {
      revisit = this.visitCount[slot] as number;
      this.visitCount[slot] = Math.min(255, revisit + 1);
    }
    if (revisit === 0) {
      if (this.cacheStamp[slot] === this.replicate) return slot * CACHE_WIDTH;
      this.cacheStamp[slot] = this.replicate;
    }
    const { cached, block } = this;
    const at = revisit === 0 ? slot * CACHE_WIDTH : cached.length - CACHE_WIDTH;
    block[0] = this.replicate;
    block[1] = i;
    block[2] = PURPOSE.visit + stage;
    block[3] = revisit;
    threefry4x32(block, this.seed | 0, MODEL_KEY, 0, 0);
    cached[at] = -log(toUniform(block[0] as number));
    cached[at + 1] = -log(toUniform(block[1] as number));
    cached[at + 2] = toUniform(block[2] as number);
    return at;
  }

  /** Age at which the cumulative hazard since `age` reaches `need`; Infinity beyond `latest`. */
  private ageAt(
    hazard: Float64Array,
    base: number,
    age: number,
    need: number,
    latest: number,
  ): number {
    let bin = 0;
    while (bin + 1 < AGE_BINS && (AGE_EDGES[bin + 1] as number) <= age) bin++;
    let from = age;
    let left = need;
    for (; bin + 1 < AGE_BINS; bin++) {
      const h = hazard[base + bin] as number;
      const edge = AGE_EDGES[bin + 1] as number;
      const room = (edge - from) * h;
      if (left < room) return from + left / h;
      if (edge >= latest) return Infinity;
      left -= room;
      from = edge;
    }
    const h = hazard[base + bin] as number;
    return h > 0 ? from + left / h : Infinity;
  }

  /** Draws how the visit would end: age at a move if served at once, time of a loss or dormancy, destination. */
  private drawExits(i: number, t: number, stage: number, age: number): void {
    const { cached } = this;
    const at = this.drawVisit(i, stage);
    const group = this.isFocused(i) * STAGE_COUNT + stage;
    let inverse = 1;
    if (stage < SIGNED_STAGE) {
      inverse = (
        this.model.discountStage[stage] === 1
          ? this.draw.inverseOddsDiscount[i]
          : this.draw.inverseOdds[i]
      ) as number;
    }
    const base = stage * 2 * AGE_BINS;
    const latest = age + this.horizon - t;
    const drop = (this.set.needDrop[group] as number) / inverse;
    const move = (cached[at] as number) * (this.set.needMove[group] as number) * inverse;
    const hazard = this.draw.hazard;
    const dropAge = this.ageAt(
      hazard,
      base + AGE_BINS,
      age,
      (cached[at + 1] as number) * drop,
      latest,
    );
    // A move after the drop-out never happens.
    const moveAge = this.ageAt(hazard, base, age, move, dropAge < latest ? dropAge : latest);
    this.moveAge[i] = moveAge;
    this.dropAt[i] = t - age + dropAge;
    if (moveAge !== Infinity) {
      const cumulative = this.draw.destinationCumulative;
      const u = cached[at + 2] as number;
      let to = 0;
      while (to < DONE && u >= (cumulative[stage * DESTINATIONS + to] as number)) to++;
      this.exitTo[i] = to;
    }
    this.visits++;
  }

  /** Time of a move that would come at `end` after work since `start`; a budget freeze stops the clock of signatures. */
  private afterFreeze(i: number, start: number, end: number): number {
    const { freezeFrom, freezeTo } = this.set;
    if (end <= freezeFrom || start >= freezeTo) return end;
    if ((this.exitTo[i] as number) < SIGNED_STAGE) return end;
    return end + freezeTo - Math.max(freezeFrom, start);
  }

  /** Plays a deal from time `t` in `stage` until it closes, passes the horizon or reaches validation. */
  private play(i: number, time: number, firstStage: number, firstAge: number): void {
    const { out, horizon } = this;
    let t = time;
    let stage = firstStage;
    let age = firstAge;
    for (;;) {
      if (stage === VALIDATION_STAGE && this.limitedSlots) {
        this.toValidation.push(t, i);
        return;
      }
      this.drawExits(i, t, stage, age);
      const move = this.afterFreeze(i, t, t + (this.moveAge[i] as number) - age);
      const drop = this.dropAt[i] as number;
      if (move >= horizon && drop >= horizon) {
        out[OUT.stages + stage] = (out[OUT.stages + stage] as number) + 1;
        return;
      }
      if (drop < move) {
        if (stage < this.bookingStage) out[OUT.closed] = (out[OUT.closed] as number) + 1;
        return;
      }
      if (stage === VALIDATION_STAGE) out[OUT.validated] = (out[OUT.validated] as number) + 1;
      t = move;
      age = 0;
      const to = this.exitTo[i] as number;
      if (to >= this.bookingStage && stage < this.bookingStage) this.book(i, t);
      if (to === DONE) return;
      stage = to;
    }
  }

  private book(i: number, t: number): void {
    const { out, draw } = this;
    const open = this.model.open.count;
    let amount = draw.amountOf(i);
    if (draw.drawnAmount[i] === 1) amount *= this.set.amountFactor;
    out[OUT.bookings] = (out[OUT.bookings] as number) + amount * this.set.keep;
    out[OUT.wins] = (out[OUT.wins] as number) + 1;
    out[OUT.closed] = (out[OUT.closed] as number) + 1;
    const age =
      i < open
        ? t + (this.model.open.sinceOpened[i] as number)
        : t - (this.times[i - open] as number);
    out[OUT.cycleDays] = (out[OUT.cycleDays] as number) + age;
    if (this.winCounts !== null && i < open) {
      this.winCounts[i] = (this.winCounts[i] as number) + 1;
    }
  }

  /** @param age days of work already done on it */
  private enterValidation(i: number, t: number, age: number): void {
    this.drawExits(i, t, VALIDATION_STAGE, age);
    this.enteredAt[i] = t;
    this.out[OUT.inValidation] = (this.out[OUT.inValidation] as number) + 1;
    const move = (this.moveAge[i] as number) - age;
    const drop = (this.dropAt[i] as number) - t;
    if (!(move < drop)) this.moveAge[i] = Infinity;
    this.room.enter(i, this.isFocused(i), move < drop ? move : drop);
  }

  private runValidation(): void {
    const { toValidation, room, out, horizon, set } = this;
    const stillThere = OUT.stages + VALIDATION_STAGE;
    let change = set.awayFrom > 0 ? set.awayFrom : set.awayTo;
    for (;;) {
      const done = room.next;
      const entry = toValidation.next;
      const t = Math.min(change, done, entry);
      if (t >= horizon) break;
      if (t === change) {
        room.advance(t);
        const away = t < set.awayTo;
        room.setSlots(away ? set.slotsAway : set.slots);
        change = away ? set.awayTo : Infinity;
      } else if (t === done) this.leaveValidation(room.finish(), t);
      else {
        room.advance(t);
        toValidation.pop();
        this.enterValidation(toValidation.id, t, 0);
      }
    }
    room.advance(horizon);
    out[stillThere] = (out[stillThere] as number) + room.count;
    out[OUT.waitDays] = room.waitDays;
  }

  private leaveValidation(i: number, t: number): void {
    const { out } = this;
    if (this.moveAge[i] === Infinity) {
      out[OUT.closed] = (out[OUT.closed] as number) + 1;
      return;
    }
    out[OUT.validated] = (out[OUT.validated] as number) + 1;
    const to = this.exitTo[i] as number;
    const moved = this.afterFreeze(i, this.enteredAt[i] as number, t);
    if (moved >= this.horizon) {
      const at = OUT.stages + VALIDATION_STAGE;
      out[at] = (out[at] as number) + 1;
      return;
    }
    if (to >= this.bookingStage) this.book(i, moved);
    if (to !== DONE) this.play(i, moved, to, 0);
  }
}

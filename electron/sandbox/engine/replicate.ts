import { exp, log, normalQuantile } from './elementary';
import type { FittedModel } from './fitted';
import { MODEL_KEY, PURPOSE } from './purposes';
import { Stream } from './random';
import { AGE_BINS, CAUSES, DESTINATIONS, SIGNED_STAGE, STAGE_COUNT } from './process';
import { sampleExponential, sampleGamma, sampleNormal } from './samplers';

/** Order of the exogenous numbers; each has a stream of its own, so a new one never shifts the others. */
const UNIT = {
  climateMove: 0,
  climateDrop: 1,
  rival: 2,
  attention: 3,
  arrivalLevel: 4,
  slots: 5,
  dealsPerEngineer: 6,
  freezeDays: 7,
  awayDays: 8,
  rivalOn: 9,
  freezeOn: 10,
  awayOn: 11,
  freezeStart: 12,
  awayStart: 13,
} as const;

/** Score by which a pinned parameter may lie off its median; arrivals are drawn far enough for it. */
const WIDEST_PIN = 1.2815515655446004;

/**
 * The climate's log standard deviation over the horizon, as a multiple of that over 30 days. Independent months would average out
 * over a long horizon; levels do not quite, hence the floor of a third (of the variance).
 */
export function climateScale(horizonDays: number): number {
  return Math.sqrt(Math.max(1 / 3, Math.min(3, 30 / horizonDays)));
}

/**
 * Everything that one replicate draws before any scenario is looked at, shared by all of them: parameters from their
 * posterior, what the outside world does, which deals arrive. Allocates only when constructed.
 */
export class ReplicateDraw {
  /** [stage][move, drop-out][bin]: lost and dormant close a deal alike, so the kernel needs only their sum. */
  readonly hazard = new Float64Array(STAGE_COUNT * 2 * AGE_BINS);
  readonly destinationCumulative = new Float64Array(STAGE_COUNT * DESTINATIONS);
  readonly effect: Float64Array;
  /** Log mean per product (last: unknown product). */
  readonly amountMu: Float64Array;
  /** Per deal (open first, then arrivals): e^(−u/2) of its own log odds, without and with its own discount. */
  readonly inverseOdds: Float64Array;
  readonly inverseOddsDiscount: Float64Array;
  private readonly amount: Float64Array;
  readonly drawnAmount: Uint8Array;
  readonly product: Int32Array;
  readonly template: Int32Array;
  readonly unitArrival: Float64Array;
  readonly weekRate: Float64Array;
  arrivals = 0;
  climateMove = 0;
  climateDrop = 0;
  rivalScore = 0;
  attentionScore = 0;
  arrivalScore = 0;
  slotsScore = 0;
  dealsPerEngineer = 0;
  freezeLength = 0;
  awayLength = 0;
  freezeStart = 0;
  awayStart = 0;
  rivalOn = false;
  freezeOn = false;
  awayOn = false;
  readonly climateMoveSd: number;
  readonly climateDropSd: number;
  readonly arrivalSd: number;
  readonly slotsSd: number;
  private readonly switchChance: { rival: number; freeze: number; away: number };
  private readonly g = new Stream();
  private readonly scores: Float64Array;
  private readonly limit: number;
  private replicate = -1;

  /** @param certain leave parameter uncertainty out: posterior means, no common shocks (degenerate twin) */
  constructor(
    private readonly model: FittedModel,
    private readonly horizon: number,
    private readonly seed: number,
    private readonly certain: boolean,
  ) {
    const { exogenous, arrivals } = model;
    const open = model.open.count;
    const scale = certain ? 0 : climateScale(horizon);
    this.climateMoveSd = exogenous.climateMoveSd30 * scale;
    this.climateDropSd = exogenous.climateDropSd30 * scale;
    this.arrivalSd = certain ? 0 : Math.sqrt(arrivals.driftSd ** 2 + 1 / arrivals.rateShape);
    this.slotsSd = certain ? 0 : model.capacity.slotsSd;
    const expected = arrivals.perDay * horizon;
    this.limit =
      model.templates.count > 0 || expected > 0
        ? Math.ceil(64 + 6 * expected * exp(2 * this.arrivalSd))
        : 0;
    const deals = open + this.limit;
    this.effect = new Float64Array(model.effects.size);
    this.scores = new Float64Array(model.effects.size);
    this.amountMu = new Float64Array(model.amountMu.length);
    this.inverseOdds = new Float64Array(deals);
    this.inverseOddsDiscount = new Float64Array(deals);
    this.amount = new Float64Array(deals);
    this.drawnAmount = new Uint8Array(deals);
    this.product = new Int32Array(deals);
    this.template = new Int32Array(this.limit);
    this.unitArrival = new Float64Array(this.limit);
    this.weekRate = new Float64Array(Math.ceil(horizon / 7));
    const within = (chance91: number): number => 1 - exp((log(1 - chance91) * horizon) / 91);
    this.switchChance = {
      rival: within(exogenous.rivalChance91),
      freeze: within(exogenous.freezeChance91),
      away: within(exogenous.awayChance91),
    };
    for (let i = 0; i < open; i++)
      this.product[i] = this.productRow(model.open.codes[i * 4] as number);
  }

  /** Most deals a replicate can hold (open + arrivals). */
  get capacity(): number {
    return this.model.open.count + this.limit;
  }

  /** Draws replicate number `replicate`. */
  draw(replicate: number): void {
    this.replicate = replicate;
    this.drawExogenous(replicate);
    this.drawParameters(replicate);
    this.drawArrivals(replicate);
    this.drawDeals();
  }

  private uniform(replicate: number, unit: number): number {
    return this.g.open(this.seed, MODEL_KEY, replicate, unit, PURPOSE.exogenous).uniform();
  }

  private score(replicate: number, unit: number): number {
    return this.certain ? 0 : normalQuantile(this.uniform(replicate, unit));
  }

  private drawExogenous(replicate: number): void {
    const { exogenous, capacity } = this.model;
    this.climateMove = this.climateMoveSd * this.score(replicate, UNIT.climateMove);
    this.climateDrop = this.climateDropSd * this.score(replicate, UNIT.climateDrop);
    this.rivalScore = this.score(replicate, UNIT.rival);
    this.attentionScore = this.score(replicate, UNIT.attention);
    this.arrivalScore = this.score(replicate, UNIT.arrivalLevel);
    this.slotsScore = this.score(replicate, UNIT.slots);
    this.dealsPerEngineer =
      capacity.dealsPerEngineer *
      exp(capacity.dealsPerEngineerSd * this.score(replicate, UNIT.dealsPerEngineer));
    this.freezeLength =
      exogenous.freezeDays * exp(exogenous.freezeDaysSd * this.score(replicate, UNIT.freezeDays));
    this.awayLength =
      exogenous.awayDays * exp(exogenous.awayDaysSd * this.score(replicate, UNIT.awayDays));
    this.rivalOn = this.uniform(replicate, UNIT.rivalOn) < this.switchChance.rival;
    this.freezeOn = this.uniform(replicate, UNIT.freezeOn) < this.switchChance.freeze;
    this.awayOn = this.uniform(replicate, UNIT.awayOn) < this.switchChance.away;
    this.freezeStart = this.horizon * this.uniform(replicate, UNIT.freezeStart);
    this.awayStart = this.horizon * this.uniform(replicate, UNIT.awayStart);
  }

  private drawParameters(replicate: number): void {
    const { model, certain, g } = this;
    const { size, mean, factor } = model.effects;
    if (certain) this.effect.set(mean);
    else {
      g.open(this.seed, MODEL_KEY, replicate, 0, PURPOSE.parameters);
      for (let k = 0; k < size; k++) this.scores[k] = sampleNormal(g);
      for (let i = 0; i < size; i++) {
        let value = mean[i] as number;
        for (let k = i; k < size; k++) {
          value += (factor[i * size + k] as number) * (this.scores[k] as number);
        }
        this.effect[i] = value;
      }
    }
    g.open(this.seed, MODEL_KEY, replicate, 1, PURPOSE.parameters);
    this.hazard.fill(0);
    for (let stage = 0; stage < STAGE_COUNT; stage++) {
      for (let cause = 0; cause < CAUSES; cause++) {
        for (let bin = 0; bin < AGE_BINS; bin++) {
          const i = (stage * CAUSES + cause) * AGE_BINS + bin;
          const shape = model.hazardShape[i] as number;
          const drawn = shape === 0 ? 0 : certain ? shape : sampleGamma(g, shape);
          const target = (stage * 2 + Math.min(1, cause)) * AGE_BINS + bin;
          this.hazard[target] =
            (this.hazard[target] as number) + drawn / (model.hazardRate[i] as number);
        }
      }
    }
    g.open(this.seed, MODEL_KEY, replicate, 2, PURPOSE.parameters);
    for (let stage = 0; stage < STAGE_COUNT; stage++) {
      let total = 0;
      for (let to = 0; to < DESTINATIONS; to++) {
        const i = stage * DESTINATIONS + to;
        const weight = model.destinationWeight[i] as number;
        total += weight === 0 ? 0 : certain ? weight : sampleGamma(g, weight);
        this.destinationCumulative[i] = total;
      }
      for (let to = 0; to < DESTINATIONS; to++) {
        const i = stage * DESTINATIONS + to;
        this.destinationCumulative[i] = (this.destinationCumulative[i] as number) / total;
      }
    }
    g.open(this.seed, MODEL_KEY, replicate, 3, PURPOSE.parameters);
    for (let p = 0; p < this.amountMu.length; p++) {
      const score = certain ? 0 : sampleNormal(g);
      this.amountMu[p] = (model.amountMu[p] as number) + (model.amountMuSd[p] as number) * score;
    }
  }

  /** Arrival times of a process whose rate is 1; `arrivalTime` maps them to days at any level. */
  private drawArrivals(replicate: number): void {
    const { model, g, weekRate } = this;
    const { perDay, weeklySize } = model.arrivals;
    this.arrivals = 0;
    if (this.limit === 0) return;
    g.open(this.seed, MODEL_KEY, replicate, 0, PURPOSE.arrivals);
    let total = 0;
    for (let week = 0; week < weekRate.length; week++) {
      const spread =
        this.certain || weeklySize === Infinity ? 1 : sampleGamma(g, weeklySize) / weeklySize;
      weekRate[week] = perDay * spread;
      total += (weekRate[week] as number) * Math.min(7, this.horizon - 7 * week);
    }
    const highest = this.arrivalSd * Math.max(this.arrivalScore, WIDEST_PIN);
    const bound = total * exp(highest);
    let at = sampleExponential(g);
    while (at < bound && this.arrivals < this.limit) {
      this.unitArrival[this.arrivals++] = at;
      at += sampleExponential(g);
    }
    const { templates } = model;
    const open = model.open.count;
    for (let k = 0; k < this.arrivals; k++) {
      const pick = Math.floor(g.uniform() * templates.count);
      this.template[k] = templates.count > 0 ? pick : -1;
      this.product[open + k] =
        templates.count > 0
          ? this.productRow(templates.codes[pick * 4] as number)
          : this.productRow(-1);
    }
  }

  /**
   * Fills `times` with the arrival days at the level e^(sd · score); returns how many fall inside the horizon. A higher level
   * brings the same deals earlier and further ones after them, so scenarios stay comparable deal by deal.
   */
  arrivalTimes(score: number, times: Float64Array): number {
    const level = exp(this.arrivalSd * score);
    let week = 0;
    let passed = 0;
    for (let k = 0; k < this.arrivals; k++) {
      const need = (this.unitArrival[k] as number) / level;
      for (;;) {
        if (week >= this.weekRate.length) return k;
        const rate = this.weekRate[week] as number;
        const room = rate * Math.min(7, this.horizon - 7 * week);
        if (need < passed + room) {
          times[k] = 7 * week + (need - passed) / rate;
          break;
        }
        passed += room;
        week++;
      }
    }
    return this.arrivals;
  }

  private productRow(code: number): number {
    return code >= 0 ? code : this.model.amountMu.length - 1;
  }

  private drawDeals(): void {
    const { model, effect } = this;
    const { open, templates } = model;
    const { size } = model.effects;
    const discountSlope = effect[size - 2] as number;
    const replySlope = effect[size - 1] as number;
    const deals = open.count + this.arrivals;
    for (let i = 0; i < deals; i++) {
      const isOpen = i < open.count;
      const table = isOpen ? open : templates;
      const row = isOpen ? i : (this.template[i - open.count] as number);
      let u = 0;
      let own = 0;
      let known = NaN;
      if (row >= 0) {
        for (let d = 0; d < 4; d++) {
          const position = table.positions[row * 4 + d] as number;
          if (position >= 0) u += effect[position] as number;
        }
        u += replySlope * (table.reply[row] as number);
        own = discountSlope * (table.discount[row] as number);
        known = table.amount[row] as number;
      }
      const inverse = exp(-u / 2);
      this.inverseOdds[i] = inverse;
      this.inverseOddsDiscount[i] = own === 0 ? inverse : exp(-(u + own) / 2);
      this.amount[i] = known > 0 ? known : NaN;
      this.drawnAmount[i] = known > 0 ? 0 : 1;
    }
  }

  /** The deal's amount, minor units; drawn from its product when unknown, and only when a scenario asks for it. */
  amountOf(i: number): number {
    const known = this.amount[i] as number;
    if (known === known) return known;
    const { model, g } = this;
    const product = this.product[i] as number;
    g.open(this.seed, MODEL_KEY, this.replicate, i, PURPOSE.amount);
    const value =
      (this.amountMu[product] as number) + (model.amountSigma[product] as number) * sampleNormal(g);
    const drawn = Math.round(
      exp(Math.max(model.amountMinLog, Math.min(model.amountMaxLog, value))),
    );
    this.amount[i] = drawn;
    return drawn;
  }

  /** Stage in which a deal starts. */
  startStage(i: number): number {
    const open = this.model.open.count;
    if (i < open) return this.model.open.stage[i] as number;
    const row = this.template[i - open] as number;
    return row >= 0 ? Math.min(this.model.templates.stage[row] as number, SIGNED_STAGE - 1) : 0;
  }
}

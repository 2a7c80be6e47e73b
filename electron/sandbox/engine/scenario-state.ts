import { exp, log } from './elementary';
import type { FittedModel } from './fitted';
import { SIGNED_STAGE, STAGE_COUNT } from './process';
import type { ReplicateDraw } from './replicate';
import { compileFocus, type Focus, type PinnedParameter, type Scenario } from './scenario';

/**
 * What one scenario makes of one replicate's draw: multipliers of the hazards, slots, switches. Reused for
 * every replicate, allocates only when constructed.
 */
export class ScenarioState {
  /**
   * Per focus group and stage [group][stage]: factors on the exponential that a visit needs until a move or a drop-out,
   * i.e. 1 / multiplier of the hazard. Log odds η split evenly: moves × e^(η/2), drop-outs × e^(−η/2).
   */
  readonly needMove = new Float64Array(2 * STAGE_COUNT);
  readonly needDrop = new Float64Array(2 * STAGE_COUNT);
  /** Factor on drawn amounts; 1 unless their general level is pinned. */
  amountFactor = 1;
  focus: Focus | null = null;
  /** Share of the amount that is left after the discount. */
  keep = 1;
  freezeFrom = Infinity;
  freezeTo = Infinity;
  awayFrom = Infinity;
  awayTo = Infinity;
  slots = Infinity;
  slotsAway = Infinity;
  pinnedArrivalScore: number | null = null;
  private readonly compiledFocus: (Focus | null)[];
  private pin: Scenario['pin'] = null;

  constructor(
    private readonly model: FittedModel,
    horizonDays: number,
    private readonly scenarios: readonly Scenario[],
  ) {
    this.compiledFocus = scenarios.map((scenario) =>
      compileFocus(model, scenario.focusSegments, horizonDays),
    );
  }

  /** Sets everything for scenario `index` of the replicate in `draw`. */
  apply(index: number, draw: ReplicateDraw): void {
    const { model } = this;
    const scenario = this.scenarios[index] as Scenario;
    this.pin = scenario.pin;
    this.focus = this.compiledFocus[index] ?? null;
    this.keep = 1 - scenario.discountPct / 100;
    this.applyOdds(scenario, draw);
    this.amountFactor = exp(this.score('amountMedian', 0) * (model.amountMuSd.at(-1) as number));
    const freeze = isOn(scenario.switches.budgetFreeze, draw.freezeOn);
    this.freezeFrom = freeze ? draw.freezeStart : Infinity;
    this.freezeTo = this.freezeFrom + draw.freezeLength;
    const away = isOn(scenario.switches.keyEngineerAway, draw.awayOn);
    this.awayFrom = away ? draw.awayStart : Infinity;
    this.awayTo = this.awayFrom + draw.awayLength;
    const { slots } = model.capacity;
    const spread = exp(draw.slotsSd * this.score('validationCapacity', draw.slotsScore));
    this.slots =
      Math.max(1, Math.round(slots * spread)) +
      Math.round(scenario.extraSolutionEngineers * draw.dealsPerEngineer);
    this.slotsAway = Math.max(0, this.slots - Math.max(1, Math.round(draw.dealsPerEngineer)));
    this.pinnedArrivalScore = this.pin?.parameter === 'arrivalsPerWeek' ? this.pin.score : null;
  }

  private score(parameter: PinnedParameter, drawn: number): number {
    return this.pin !== null && this.pin.parameter === parameter ? this.pin.score : drawn;
  }

  /** A slope of the odds model: the replicate's draw, or its pinned point. */
  private slope(parameter: PinnedParameter, position: number, draw: ReplicateDraw): number {
    if (this.pin === null || this.pin.parameter !== parameter) {
      return draw.effect[position] as number;
    }
    const { mean, sd } = this.model.effects;
    // A strong effect of quick replies is a steep fall with reply time, i.e. a low slope.
    const score = parameter === 'followUpEffect' ? -this.pin.score : this.pin.score;
    return (mean[position] as number) + score * (sd[position] as number);
  }

  private applyOdds(scenario: Scenario, draw: ReplicateDraw): void {
    const { model, focus, pin } = this;
    const { size } = model.effects;
    const discount = this.slope('discountEffect', size - 2, draw) * (scenario.discountPct / 10);
    const speed = -this.slope('followUpEffect', size - 1, draw) * log(scenario.followUpSpeed);
    const { attentionMean, attentionSd } = model.levers;
    const attention =
      attentionMean + attentionSd * this.score('attentionEffect', draw.attentionScore);
    const { rivalMean, rivalSd } = model.exogenous;
    const rival = isOn(scenario.switches.rivalPromotes, draw.rivalOn)
      ? Math.max(0, rivalMean + rivalSd * this.score('rivalEffect', draw.rivalScore))
      : 0;
    const climate =
      pin?.parameter === 'climate' ? draw.climateMoveSd * pin.score : draw.climateMove;
    for (let group = 0; group < 2; group++) {
      let common = speed - rival;
      if (focus !== null) common += attention * log(group === 1 ? focus.inside : focus.outside);
      for (let stage = 0; stage < STAGE_COUNT; stage++) {
        const i = group * STAGE_COUNT + stage;
        const signed = stage >= SIGNED_STAGE;
        const eta = common + (model.discountStage[stage] === 1 ? discount : 0);
        this.needMove[i] = signed ? 1 : exp(-eta / 2 - climate);
        this.needDrop[i] = signed ? 1 : exp(eta / 2 - draw.climateDrop);
      }
    }
  }
}

function isOn(state: 'model' | 'on' | 'off', drawn: boolean): boolean {
  return state === 'on' || (state === 'model' && drawn);
}

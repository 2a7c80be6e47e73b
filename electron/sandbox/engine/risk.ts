import type { RiskVariable, Switches, Variant } from '#shared/sandbox/model';
import type { FittedModel } from './fitted';
import { OUT } from './figures';
import { exp } from './elementary';
import { PER_HALVED_REPLY } from './fit-odds';
import { climateScale } from './replicate';
import type { PinnedParameter, Scenario } from './scenario';
import { column, pairedDifference, type OutputMatrix } from './summary';
import { meanAndSd } from './statistics';

/**
 * Risk variables by forced twins: the same futures, under the same seeds, once with a switch off and once with it on (or a
 * parameter at its 10 % and at its 90 % point). Only the paired difference is reported, never what
 * happened to coincide in observed replicates.
 */

/** Replicates per twin; 500 pairs are enough for two digits. */
export const TWIN_REPLICATES = 500;

/** Normal score of the 90 % point. */
const P90 = 1.2815515655446004;

export interface Twin {
  id: RiskVariable['id'];
  kind: RiskVariable['kind'];
  from: number;
  to: number;
}

/** The twins that can matter for a variant, and their scenarios in pairs (2k = from, 2k + 1 = to). */
export function planTwins(
  model: FittedModel,
  variant: Variant,
  switches: Switches,
  horizonDays: number,
): { twins: Twin[]; scenarios: Scenario[] } {
  const twins: Twin[] = [];
  const scenarios: Scenario[] = [];
  const base: Scenario = { ...variant.levers, switches, pin: null };
  for (const id of ['rivalPromotes', 'budgetFreeze', 'keyEngineerAway'] as const) {
    twins.push({ id, kind: 'switch', from: 0, to: 1 });
    for (const state of ['off', 'on'] as const) {
      scenarios.push({ ...base, switches: { ...switches, [id]: state } });
    }
  }
  for (const [id, low, high] of assumptionRanges(model, variant, switches, horizonDays)) {
    twins.push({ id, kind: 'assumption', from: low, to: high });
    for (const score of [-P90, P90]) scenarios.push({ ...base, pin: { parameter: id, score } });
  }
  return { twins, scenarios };
}

/** Parameters whose uncertainty can reach this variant's bookings, with their 10 % and 90 % points. */
function assumptionRanges(
  model: FittedModel,
  variant: Variant,
  switches: Switches,
  horizonDays: number,
): [PinnedParameter, number, number][] {
  const { effects, levers, exogenous, arrivals, capacity } = model;
  const normal = (
    id: PinnedParameter,
    mean: number,
    sd: number,
  ): [PinnedParameter, number, number] => [id, mean - P90 * sd, mean + P90 * sd];
  const lognormal = (
    id: PinnedParameter,
    median: number,
    sd: number,
  ): [PinnedParameter, number, number] => [id, median * exp(-P90 * sd), median * exp(P90 * sd)];
  const slope = (
    id: PinnedParameter,
    position: number,
    unit: number,
  ): [PinnedParameter, number, number] =>
    normal(
      id,
      unit * (effects.mean[position] as number),
      Math.abs(unit) * (effects.sd[position] as number),
    );
  const ranges = [
    lognormal('climate', 1, exogenous.climateMoveSd30 * climateScale(horizonDays)),
    lognormal(
      'arrivalsPerWeek',
      arrivals.perDay * 7,
      Math.sqrt(arrivals.driftSd ** 2 + 1 / arrivals.rateShape),
    ),
    lognormal(
      'amountMedian',
      exp(model.amountMu.at(-1) as number),
      model.amountMuSd.at(-1) as number,
    ),
  ];
  if (variant.levers.discountPct > 0) ranges.push(slope('discountEffect', effects.size - 2, 1));
  if (variant.levers.followUpSpeed !== 1) {
    ranges.push(slope('followUpEffect', effects.size - 1, PER_HALVED_REPLY));
  }
  if (variant.levers.focusSegments.length > 0) {
    ranges.push(normal('attentionEffect', levers.attentionMean, levers.attentionSd));
  }
  if (switches.rivalPromotes !== 'off') {
    ranges.push(normal('rivalEffect', exogenous.rivalMean, exogenous.rivalSd));
  }
  if (capacity.slots !== Infinity) {
    ranges.push(lognormal('validationCapacity', capacity.slots, capacity.slotsSd));
  }
  return ranges;
}

/** Reads the twins' effects from the output of {@link planTwins}' scenarios, largest first, undecided ones last. */
export function measureTwins(
  matrix: OutputMatrix,
  twins: readonly Twin[],
  variantId: string,
): RiskVariable[] {
  const risks = twins.map((twin, k): RiskVariable => {
    const from = column(matrix, 2 * k, OUT.bookings);
    const to = column(matrix, 2 * k + 1, OUT.bookings);
    const { mean, se, low, high } = pairedDifference(to, from);
    const base = meanAndSd(from).mean;
    const notDistinguishable = low <= 0 && high >= 0;
    const percent = (value: number): number => (100 * value) / base;
    return {
      ...twin,
      variantId,
      replicates: matrix.replicates,
      effectMinor: mean,
      seMinor: se,
      intervalMinor: { low, high },
      effectPct: base > 0 ? percent(mean) : null,
      intervalPct: base > 0 ? { low: percent(low), high: percent(high) } : null,
      direction: notDistinguishable ? 'none' : mean > 0 ? 'up' : 'down',
      notDistinguishable,
    };
  });
  return risks.toSorted(
    (a, b) =>
      Number(a.notDistinguishable) - Number(b.notDistinguishable) ||
      Math.abs(b.effectMinor) - Math.abs(a.effectMinor),
  );
}

import { visitSplit } from './chain';
import { causeMultiplier, hazardIndex } from './fit-hazards';
import type { FittedModel } from './fitted';
import { solve } from './linear-algebra';
import { AGE_BINS, AGE_EDGES, CAUSES, DESTINATIONS, SIGNED_STAGE } from './process';

/** Posterior mean hazards of a stage, [cause][bin], for a deal with log odds `eta`. */
export function meanHazards(model: FittedModel, stage: number, eta: number): Float64Array {
  const out = new Float64Array(CAUSES * AGE_BINS);
  for (let cause = 0; cause < CAUSES; cause++) {
    const multiplier = causeMultiplier(cause, eta);
    for (let bin = 0; bin < AGE_BINS; bin++) {
      const i = hazardIndex(stage, cause, bin);
      const mean = (model.hazardShape[i] as number) / (model.hazardRate[i] as number);
      out[cause * AGE_BINS + bin] = mean * multiplier;
    }
  }
  return out;
}

/**
 * Long-run chance to be signed from each unsigned stage, in closed form (the embedded chain of the stage process) at posterior
 * means, without waiting for capacity. `eta` is added to the log odds of every visit.
 */
function winChances(model: FittedModel, eta: number): Float64Array {
  const n = SIGNED_STAGE;
  const a = new Float64Array(n * n);
  const b = new Float64Array(n);
  for (let stage = 0; stage < n; stage++) {
    const { chance } = visitSplit(meanHazards(model, stage, eta), AGE_EDGES);
    const move = chance[0] as number;
    let total = 0;
    for (let to = 0; to < DESTINATIONS; to++) {
      total += model.destinationWeight[stage * DESTINATIONS + to] as number;
    }
    a[stage * n + stage] = 1;
    for (let to = 0; to < DESTINATIONS; to++) {
      const share = (model.destinationWeight[stage * DESTINATIONS + to] as number) / total;
      if (to >= SIGNED_STAGE) b[stage] = (b[stage] as number) + move * share;
      else a[stage * n + to] = (a[stage * n + to] as number) - move * share;
    }
  }
  solve(a, b, n, 1);
  return b;
}

/** The instant preview: long-run chance that a newly arrived, average deal is won; levers neutral. */
export function expectedConversion(model: FittedModel, eta = 0): number {
  const chances = winChances(model, eta);
  const { templates } = model;
  if (templates.count === 0) return chances[0] as number;
  let sum = 0;
  for (const stage of templates.stage) sum += chances[Math.min(stage, SIGNED_STAGE - 1)] as number;
  return sum / templates.count;
}

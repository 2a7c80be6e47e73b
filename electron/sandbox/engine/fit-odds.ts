import { exp, log } from './elementary';
import type { CompiledHistory } from './history';
import { cholesky, invertLower } from './linear-algebra';
import { AGE_BINS, ageBin, CAUSE, SIGNED_STAGE } from './process';

/**
 * Chance that a visit ends by moving on rather than by being lost or going dormant: a hierarchical logit
 *   logit p = stage + age + product + region + owner + segment + βd · discount + βf · log reply time
 * given the age at which it ends. The age matters because quick ends and slow ends differ: of a product sold since last week only the
 * quick ones are known, and where wins come sooner than losses it would look like a sure winner (with proportional hazards
 * of moving and of dropping out, the chance of a move at an end at age t has just this form; its offset is their ratio at t).
 * with level effects ~ N(0, τ²) per dimension. τ is estimated by EM on the Laplace approximation, so small groups
 * are pulled towards the common rate and large ones keep their own (partial pooling; Gelman & Hill 2007, ch. 12–14).
 */

/** Levels per dimension that get an effect of their own; the rarest beyond that share the common rate. */
const MOST_LEVELS = [60, 40, 120, 40];
const EM_ROUNDS = 30;
const INTERCEPT_PRIOR_SD = 2;
/** Wide priors of the two slopes, in log odds: per 10 points of discount, per unit of log hours until the reply. */
export const DISCOUNT_PRIOR = { mean: 0.25, sd: 0.25 };
export const REPLY_PRIOR = { mean: -0.1, sd: 0.1 };
/** What people read: the slope per unit of log reply hours, times this, is the gain in log odds by halving the reply time. */
export const PER_HALVED_REPLY = -0.6931471805599453;

export interface OddsFit {
  /** Per stage 0–5. */
  intercepts: Float64Array;
  offset: Int32Array;
  /** Position of each level inside its dimension, −1 when it shares the common rate. */
  slot: Int32Array[];
  /** Means and factor of the covariance of levels and slopes, see GroupEffects. */
  mean: Float64Array;
  factor: Float64Array;
  variance: Float64Array;
  tau: Float64Array;
  size: number;
  discountCentre: number;
  replyCentre: number;
  exits: number;
  discountExits: number;
  replyExits: number;
}

/** One ended visit. */
export interface Exit {
  deal: number;
  stage: number;
  /** Age bin of its end. */
  bin: number;
  moved: boolean;
}

/** Visits that ended inside the window by moving forward or by dropping out. */
export function exitsOf(history: CompiledHistory): Exit[] {
  const exits: Exit[] = [];
  for (const visit of history.visits) {
    if (visit.stage >= SIGNED_STAGE || visit.end < history.start) continue;
    if (visit.cause === CAUSE.running) continue;
    if (visit.cause === CAUSE.move && visit.destination < visit.stage) continue;
    const bin = ageBin(visit.end - visit.start);
    exits.push({ deal: visit.deal, stage: visit.stage, bin, moved: visit.cause === CAUSE.move });
  }
  return exits;
}

/** Centred covariates of a deal; 0 where unknown. */
export function discountCovariate(history: CompiledHistory, deal: number, centre: number): number {
  const value = history.discountPct[deal] as number;
  return value >= 0 ? (value - centre) / 10 : 0;
}
export function replyCovariate(history: CompiledHistory, deal: number, centre: number): number {
  const value = history.logReplyHours[deal] as number;
  return value === value ? value - centre : 0;
}

function meanOfKnown(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (value === value) {
      sum += value;
      count++;
    }
  }
  return count > 0 ? sum / count : 0;
}

/** @param discountStage 1 where the discount acts (see FittedModel) */
export function fitOdds(
  history: CompiledHistory,
  exits: readonly Exit[],
  discountStage: Uint8Array,
): OddsFit {
  const design = buildDesign(history, exits, discountStage);
  const { size, offset } = design;
  const total = SIGNED_STAGE + size;
  const theta = new Float64Array(total);
  const priorMean = new Float64Array(total);
  const priorPrecision = new Float64Array(total).fill(1 / INTERCEPT_PRIOR_SD ** 2, 0, SIGNED_STAGE);
  priorMean[total - 2] = DISCOUNT_PRIOR.mean;
  priorMean[total - 1] = REPLY_PRIOR.mean;
  priorPrecision[total - 2] = 1 / DISCOUNT_PRIOR.sd ** 2;
  priorPrecision[total - 1] = 1 / REPLY_PRIOR.sd ** 2;
  theta.set(priorMean);
  const tau = new Float64Array(4).fill(0.3);
  let factor: Float64Array = new Float64Array(total * total);
  for (let round = 0; round < EM_ROUNDS; round++) {
    for (let d = 0; d < 4; d++) {
      const precision = 1 / (tau[d] as number) ** 2;
      priorPrecision.fill(
        precision,
        SIGNED_STAGE + (offset[d] as number),
        SIGNED_STAGE + (offset[d + 1] as number),
      );
    }
    const steps = round === 0 ? 8 : 2;
    for (let step = 0; step < steps; step++) {
      factor = newtonStep(design, theta, priorMean, priorPrecision);
    }
    if (!updateTau(tau, offset, theta, factor, total)) break;
  }
  return collect(design, theta, factor, tau, exits.length);
}

interface Design {
  rows: number;
  moved: Uint8Array;
  /** Log odds that the age at the end adds to the stage's. */
  offsets: Float64Array;
  /** Up to 5 indicator columns a row (stage, four levels), −1 = none. */
  columns: Int32Array;
  discount: Float64Array;
  reply: Float64Array;
  offset: Int32Array;
  slot: Int32Array[];
  size: number;
  discountCentre: number;
  replyCentre: number;
  discountExits: number;
  replyExits: number;
}

function buildDesign(
  history: CompiledHistory,
  exits: readonly Exit[],
  discountStage: Uint8Array,
): Design {
  const offset = new Int32Array(5);
  const slot = history.levels.map((levels, d) => {
    const counts = new Int32Array(levels.names.length);
    for (const { deal } of exits) {
      const code = levels.codes[deal] as number;
      if (code >= 0) counts[code] = (counts[code] as number) + 1;
    }
    const most = MOST_LEVELS[d] as number;
    const ranked = [...counts.keys()].toSorted(
      (a, b) => (counts[b] as number) - (counts[a] as number) || a - b,
    );
    const slots = new Int32Array(levels.names.length).fill(-1);
    ranked.slice(0, most).forEach((code, position) => (slots[code] = position));
    offset[d + 1] = (offset[d] as number) + Math.min(most, ranked.length);
    return slots;
  });
  const size = (offset[4] as number) + 2;
  const rows = exits.length;
  const discountCentre = meanOfKnown(history.discountPct);
  const replyCentre = meanOfKnown(history.logReplyHours);
  const design: Design = {
    rows,
    moved: new Uint8Array(rows),
    offsets: ageOffsets(exits),
    columns: new Int32Array(rows * 5),
    discount: new Float64Array(rows),
    reply: new Float64Array(rows),
    offset,
    slot,
    size,
    discountCentre,
    replyCentre,
    discountExits: 0,
    replyExits: 0,
  };
  exits.forEach(({ deal, stage, moved }, row) => {
    design.moved[row] = moved ? 1 : 0;
    design.columns[row * 5] = stage;
    for (let d = 0; d < 4; d++) {
      const code = history.levels[d]?.codes[deal] as number;
      const position = code >= 0 ? (slot[d]?.[code] as number) : -1;
      design.columns[row * 5 + 1 + d] =
        position >= 0 ? SIGNED_STAGE + (offset[d] as number) + position : -1;
    }
    if (discountStage[stage]) {
      design.discount[row] = discountCovariate(history, deal, discountCentre);
      if ((history.discountPct[deal] as number) >= 0) design.discountExits++;
    }
    design.reply[row] = replyCovariate(history, deal, replyCentre);
    const reply = history.logReplyHours[deal] as number;
    if (reply === reply) design.replyExits++;
  });
  return design;
}

/** Ends of the stage's average mix that each age bin is given on top of its own. */
const BIN_PRIOR_EXITS = 4;

/** Per exit: log odds of a move in its stage and age bin, less those of the stage. */
export function ageOffsets(exits: readonly Exit[]): Float64Array {
  const moves = new Float64Array(SIGNED_STAGE * AGE_BINS);
  const drops = new Float64Array(SIGNED_STAGE * AGE_BINS);
  const stageMoves = new Float64Array(SIGNED_STAGE).fill(0.5);
  const stageDrops = new Float64Array(SIGNED_STAGE).fill(0.5);
  for (const { stage, bin, moved } of exits) {
    const [cells, stages] = moved ? [moves, stageMoves] : [drops, stageDrops];
    const i = stage * AGE_BINS + bin;
    cells[i] = (cells[i] as number) + 1;
    stages[stage] = (stages[stage] as number) + 1;
  }
  return Float64Array.from(exits, ({ stage, bin }) => {
    const m = stageMoves[stage] as number;
    const d = stageDrops[stage] as number;
    const i = stage * AGE_BINS + bin;
    const binMoves = (moves[i] as number) + (BIN_PRIOR_EXITS * m) / (m + d);
    const binDrops = (drops[i] as number) + (BIN_PRIOR_EXITS * d) / (m + d);
    return log(binMoves / binDrops) - log(m / d);
  });
}

/** One damped Newton step on the log posterior; returns L⁻¹ of the Hessian's Cholesky factor at the old point. */
function newtonStep(
  design: Design,
  theta: Float64Array,
  priorMean: Float64Array,
  priorPrecision: Float64Array,
): Float64Array {
  const n = theta.length;
  const hessian = new Float64Array(n * n);
  const gradient = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    hessian[i * n + i] = priorPrecision[i] as number;
    gradient[i] = (priorPrecision[i] as number) * ((priorMean[i] as number) - (theta[i] as number));
  }
  const position = new Int32Array(7);
  const value = new Float64Array(7);
  for (let row = 0; row < design.rows; row++) {
    let used = 0;
    let eta = design.offsets[row] as number;
    for (let k = 0; k < 7; k++) {
      const column = k < 5 ? (design.columns[row * 5 + k] as number) : n - 7 + k;
      const x = k < 5 ? 1 : ((k === 5 ? design.discount[row] : design.reply[row]) as number);
      if (column < 0 || x === 0) continue;
      position[used] = column;
      value[used++] = x;
      eta += x * (theta[column] as number);
    }
    const p = 1 / (1 + exp(-eta));
    const weight = Math.max(p * (1 - p), 1e-6);
    const residual = (design.moved[row] as number) - p;
    for (let a = 0; a < used; a++) {
      const i = position[a] as number;
      const x = value[a] as number;
      gradient[i] = (gradient[i] as number) + x * residual;
      // Positions ascend, and the factorisation reads the lower triangle only.
      for (let b = 0; b <= a; b++) {
        const cell = i * n + (position[b] as number);
        hessian[cell] = (hessian[cell] as number) + weight * x * (value[b] as number);
      }
    }
  }
  if (!cholesky(hessian, n)) throw new Error('the odds model has no positive definite Hessian');
  invertLower(hessian, n);
  const half = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k <= i; k++) {
      half[i] = (half[i] as number) + (hessian[i * n + k] as number) * (gradient[k] as number);
    }
  }
  for (let k = 0; k < n; k++) {
    let step = 0;
    for (let i = k; i < n; i++) step += (hessian[i * n + k] as number) * (half[i] as number);
    theta[k] = (theta[k] as number) + Math.max(-2, Math.min(2, step));
  }
  return hessian;
}

/** EM update of the spreads; false when none moved any more. A weak prior (two levels at 0.05) keeps them off 0. */
function updateTau(
  tau: Float64Array,
  offset: Int32Array,
  theta: Float64Array,
  inverseFactor: Float64Array,
  n: number,
): boolean {
  let moved = false;
  for (let d = 0; d < 4; d++) {
    const from = SIGNED_STAGE + (offset[d] as number);
    const to = SIGNED_STAGE + (offset[d + 1] as number);
    let sum = 2 * 0.05 ** 2;
    for (let i = from; i < to; i++) {
      sum += (theta[i] as number) ** 2 + posteriorVariance(inverseFactor, n, i);
    }
    const next = Math.sqrt(sum / (to - from + 2));
    if (Math.abs(next - (tau[d] as number)) > 0.002) moved = true;
    tau[d] = next;
  }
  return moved;
}

/** Diagonal element of H⁻¹ = L⁻ᵀ L⁻¹. */
function posteriorVariance(inverseFactor: Float64Array, n: number, i: number): number {
  let sum = 0;
  for (let k = i; k < n; k++) sum += (inverseFactor[k * n + i] as number) ** 2;
  return sum;
}

function collect(
  design: Design,
  theta: Float64Array,
  inverseFactor: Float64Array,
  tau: Float64Array,
  exits: number,
): OddsFit {
  const n = theta.length;
  const { size } = design;
  // The rows of F = L⁻ᵀ that belong to levels and slopes; its columns 0–5 are 0 there because L⁻ᵀ is upper triangular.
  const factor = new Float64Array(size * size);
  const variance = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let k = i; k < size; k++) {
      factor[i * size + k] = inverseFactor[(SIGNED_STAGE + k) * n + SIGNED_STAGE + i] as number;
    }
    variance[i] = posteriorVariance(inverseFactor, n, SIGNED_STAGE + i);
  }
  return {
    intercepts: theta.slice(0, SIGNED_STAGE),
    offset: design.offset,
    slot: design.slot,
    mean: theta.slice(SIGNED_STAGE),
    factor,
    variance,
    tau,
    size,
    discountCentre: design.discountCentre,
    replyCentre: design.replyCentre,
    exits,
    discountExits: design.discountExits,
    replyExits: design.replyExits,
  };
}

/** Posterior mean of the log odds of one deal's visit without its stage's intercept. */
export function dealEffect(
  fit: OddsFit,
  history: CompiledHistory,
  deal: number,
  withDiscount: boolean,
): number {
  let eta = (fit.mean[fit.size - 1] as number) * replyCovariate(history, deal, fit.replyCentre);
  if (withDiscount) {
    eta +=
      (fit.mean[fit.size - 2] as number) * discountCovariate(history, deal, fit.discountCentre);
  }
  for (let d = 0; d < 4; d++) {
    const position = levelPosition(fit, history, deal, d);
    if (position >= 0) eta += fit.mean[position] as number;
  }
  return eta;
}

/** Where a deal's level of dimension `d` stands in `mean`, −1 when it has no effect of its own. */
export function levelPosition(
  fit: OddsFit,
  history: CompiledHistory,
  deal: number,
  d: number,
): number {
  const code = history.levels[d]?.codes[deal] as number;
  const slot = code >= 0 ? (fit.slot[d]?.[code] as number) : -1;
  return slot >= 0 ? (fit.offset[d] as number) + slot : -1;
}

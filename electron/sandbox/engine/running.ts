import { createHash } from 'node:crypto';
import { SandtableError } from '#shared/errors';
import { replicateWidth, type CompiledModel } from './compiled';
import type { Round } from './round';
import { columnBytes, StreamedColumn, type Estimate } from './streamed';

/** Places in the counts of a state. */
const FOLDED = 0;
const FOLDING = 1;
const BEST = 2;

const TAIL = 0.05;
const Z95 = 1.959963984540054;

/** A distribution over futures; every number with its Monte-Carlo error. */
export interface FigureSummary {
  mean: Estimate;
  sd: Estimate;
  p5: Estimate;
  p10: Estimate;
  p50: Estimate;
  p90: Estimate;
  p95: Estimate;
  /** Mean of the lowest 5 %. */
  cvar5: Estimate;
}

export interface RunningSummary {
  replicates: number;
  /** Of each variant, by the names of the model's outputs. */
  variants: Record<string, FigureSummary>[];
  /** By the ranked output, from paired futures. */
  ranking: {
    bestChance: number;
    expectedRegret: Estimate;
    /** What the variant has more than the first; null for that itself. */
    versusBaseline: FigureSummary | null;
  }[];
  /** Half of the widest 95 % interval of a variant's mean of the ranked output, as a share of the first variant's mean. */
  precision: number;
  /** SHA-256 over every figure played, folded round by round. */
  resultHash: string;
}

/** How a rehearsal stands. The arrays are in shared memory: any thread can fold the next round into them. */
export interface RunningState {
  columns: SharedArrayBuffer;
  /** Replicates, 1 while a round is being folded in, then how often each variant was best. */
  counts: Float64Array;
  hash: string;
}

export function createState(model: CompiledModel): RunningState {
  return {
    columns: new SharedArrayBuffer(columnBytes(model.variants * columnsOfVariant(model))),
    counts: new Float64Array(new SharedArrayBuffer(8 * (BEST + model.variants))),
    hash: '',
  };
}

/**
 * Adds a finished round in the order of its replicates and tells how things stand; the hash is for the next round.
 * @throws SandtableError WORKER_CRASHED when a thread ended while it did that before
 */
export function foldRound(state: RunningState, round: Round): RunningSummary {
  const { model } = round;
  const { counts } = state;
  const width = replicateWidth(model);
  const played = round.end - round.first;
  const columns = columnsOf(state, model);
  // A thread that ended in the middle leaves half a round behind, which nobody can take out again.
  if (counts[FOLDING] === 1) throw new SandtableError('WORKER_CRASHED', 'a round is half counted');
  counts[FOLDING] = 1;
  for (let j = 0; j < model.variants; j++) {
    model.outputs.forEach(({ figure }, f) =>
      columns.output(j, f).addEach(round.figures, j * model.figures + figure, width, played),
    );
  }
  rankRound(round, columns, counts);
  counts[FOLDED] = (counts[FOLDED] as number) + played;
  counts[FOLDING] = 0;
  // Hashing wants memory of its own, not shared memory.
  const bytes = new Uint8Array(round.figures.slice(0, played * width).buffer);
  const hash = createHash('sha256').update(state.hash).update(bytes).digest('hex');
  return summarise(model, columns, counts, hash);
}

/** Every output, then regret and the gain over the first variant. */
function columnsOfVariant(model: CompiledModel): number {
  return model.outputs.length + 2;
}

interface Columns {
  output(variant: number, output: number): StreamedColumn;
  regret(variant: number): StreamedColumn;
  gain(variant: number): StreamedColumn;
}

function columnsOf({ columns }: RunningState, model: CompiledModel): Columns {
  const each = columnsOfVariant(model);
  const all = Array.from(
    { length: model.variants * each },
    (_, index) => new StreamedColumn(columns, index),
  );
  const at = (variant: number, place: number): StreamedColumn =>
    all[variant * each + place] as StreamedColumn;
  return {
    output: at,
    regret: (variant) => at(variant, each - 2),
    gain: (variant) => at(variant, each - 1),
  };
}

/** Counts who was best and adds regrets and gains, from paired replicates. */
function rankRound(
  { model, first, end, figures }: Round,
  columns: Columns,
  counts: Float64Array,
): void {
  const { variants } = model;
  const ranked = model.outputs.find(({ name }) => name === model.ranked)?.figure ?? 0;
  const regrets = new Float64Array((end - first) * variants);
  const gains = new Float64Array((end - first) * variants);
  for (let r = 0; r < end - first; r++) {
    const score = (j: number): number =>
      figures[(r * variants + j) * model.figures + ranked] as number;
    let best = -Infinity;
    let ties = 0;
    for (let j = 0; j < variants; j++) {
      const own = score(j);
      ties = own > best ? 1 : own === best ? ties + 1 : ties;
      best = Math.max(best, own);
    }
    for (let j = 0; j < variants; j++) {
      const own = score(j);
      if (own === best) counts[BEST + j] = (counts[BEST + j] as number) + 1 / ties;
      regrets[r * variants + j] = best - own;
      gains[r * variants + j] = own - score(0);
    }
  }
  for (let j = 0; j < variants; j++) {
    columns.regret(j).addEach(regrets, j, variants, end - first);
    columns.gain(j).addEach(gains, j, variants, end - first);
  }
}

function summarise(
  model: CompiledModel,
  columns: Columns,
  counts: Float64Array,
  resultHash: string,
): RunningSummary {
  const replicates = counts[FOLDED] as number;
  const each = Array.from({ length: model.variants }, (_, j) => j);
  const ranked = model.outputs.findIndex(({ name }) => name === model.ranked);
  const widest = Math.max(...each.map((j) => columns.output(j, ranked).mean().se));
  return {
    replicates,
    variants: each.map((j) =>
      Object.fromEntries(
        model.outputs.map(({ name }, f) => [name, figureSummary(columns.output(j, f))]),
      ),
    ),
    ranking: each.map((j) => ({
      bestChance: (counts[BEST + j] as number) / replicates,
      expectedRegret: columns.regret(j).mean(),
      versusBaseline: j === 0 ? null : figureSummary(columns.gain(j)),
    })),
    precision: (Z95 * widest) / Math.abs(columns.output(0, ranked).mean().value),
    resultHash,
  };
}

function figureSummary(column: StreamedColumn): FigureSummary {
  return {
    mean: column.mean(),
    sd: column.sd(),
    p5: column.quantile(0.05),
    p10: column.quantile(0.1),
    p50: column.quantile(0.5),
    p90: column.quantile(0.9),
    p95: column.quantile(0.95),
    cvar5: column.lowerTail(TAIL),
  };
}

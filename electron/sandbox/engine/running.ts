import { createHash } from 'node:crypto';
import { SandtableError } from '#shared/errors';
import { replicateWidth, type ModelOutput, type ModelShape } from './compiled';
import { addCourses, courseBytes, coursesOf, type Course } from './course';
import type { Round } from './round';
import { columnBytes, StreamedColumn, type Estimate } from './streamed';

/** Places in the counts of a state; after them come, by variant, how often it was best and by output how often it was better. */
const FOLDED = 0;
const FOLDING = 1;
const HEADER = 2;

const TAIL = 0.05;
const Z95 = 1.959963984540054;
const HISTOGRAM_BINS = 40;

/** A distribution over futures; every number with its Monte-Carlo error. */
export interface FigureSummary {
  mean: Estimate;
  sd: Estimate;
  p5: Estimate;
  p10: Estimate;
  p50: Estimate;
  p90: Estimate;
  p95: Estimate;
  /** Mean of the worst 5 %: the lowest, or the highest where less is better. */
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
  /** Of each variant and output; null unless it was asked for. */
  details: Record<string, FigureDetail>[] | null;
}

/** The whole distribution of an output. */
export interface FigureDetail {
  /** At the 0 %, 1 % … 100 % points. */
  quantiles: number[];
  /** Bins of equal width, the same for all variants. */
  histogram: { from: number; width: number; counts: number[] };
  targetChance: Estimate | null;
  difference: (FigureSummary & { betterChance: Estimate }) | null;
  course: Course | null;
}

/** How a rehearsal stands. The arrays are in shared memory: any thread can fold the next round into them. */
export interface RunningState {
  columns: SharedArrayBuffer;
  /** Replicates, 1 while a round is being folded in, then how often each variant was best, and better by output. */
  counts: Float64Array;
  courses: SharedArrayBuffer;
  hash: string;
}

export function createState(model: ModelShape): RunningState {
  const counts = HEADER + model.variants * (1 + model.outputs.length);
  return {
    columns: new SharedArrayBuffer(columnBytes(model.variants * columnsOfVariant(model))),
    counts: new Float64Array(new SharedArrayBuffer(8 * counts)),
    courses: new SharedArrayBuffer(courseBytes(model)),
    hash: '',
  };
}

/**
 * Adds a finished round in the order of its replicates and tells how things stand; the hash is for the next round.
 * @param targets values to reach by output, when whole distributions are asked for
 * @throws SandtableError WORKER_CRASHED when a thread ended while it did that before
 */
export function foldRound(
  state: RunningState,
  round: Round,
  targets: Readonly<Record<string, number>> | null,
): RunningSummary {
  const { model } = round;
  const { counts } = state;
  const width = replicateWidth(model);
  const played = round.end - round.first;
  // A thread that ended in the middle leaves half a round behind, which nobody can take out again.
  if (counts[FOLDING] === 1) throw new SandtableError('WORKER_CRASHED', 'a round is half counted');
  counts[FOLDING] = 1;
  const fold = new Fold(model, state);
  for (let j = 0; j < model.variants; j++) {
    model.outputs.forEach(({ figure }, f) =>
      fold.output(j, f).addEach(round.figures, j * model.figures + figure, width, played),
    );
  }
  fold.compare(round);
  addCourses(state.courses, round);
  counts[FOLDED] = (counts[FOLDED] as number) + played;
  counts[FOLDING] = 0;
  // Hashing wants memory of its own, not shared memory.
  const bytes = new Uint8Array(round.figures.slice(0, played * width).buffer);
  const hash = createHash('sha256').update(state.hash).update(bytes).digest('hex');
  return { ...fold.summary(hash), details: targets === null ? null : fold.details(targets) };
}

/** Every output, what it has more than the first variant's, then regret. */
function columnsOfVariant(model: ModelShape): number {
  return 2 * model.outputs.length + 1;
}

/** The columns of a state and what is read from them. */
class Fold {
  private readonly all: StreamedColumn[];
  private readonly ranked: number;

  constructor(
    private readonly model: ModelShape,
    private readonly state: RunningState,
  ) {
    this.all = Array.from(
      { length: model.variants * columnsOfVariant(model) },
      (_, index) => new StreamedColumn(state.columns, index),
    );
    const at = model.outputs.findIndex(({ name }) => name === model.ranked);
    this.ranked = Math.max(0, at);
  }

  output(variant: number, output: number): StreamedColumn {
    return this.at(variant, output);
  }

  private gain(variant: number, output: number): StreamedColumn {
    return this.at(variant, this.model.outputs.length + output);
  }

  private regret(variant: number): StreamedColumn {
    return this.at(variant, 2 * this.model.outputs.length);
  }

  private at(variant: number, place: number): StreamedColumn {
    return this.all[variant * columnsOfVariant(this.model) + place] as StreamedColumn;
  }

  /** Counts who was best and better, and adds regrets and differences, from paired replicates. */
  compare(round: Round): void {
    const { model } = this;
    const { outputs, variants } = model;
    this.rank(round);
    const played = round.end - round.first;
    const gains = new Float64Array(played);
    for (let j = 0; j < variants; j++) {
      const beside = this.baseline(j);
      if (beside === j) continue;
      outputs.forEach(({ figure, better }, f) => {
        const sign = better === 'less' ? -1 : 1;
        let won = 0;
        for (let r = 0; r < played; r++) {
          const own = round.figures[(r * variants + j) * model.figures + figure] as number;
          const other = (r * variants + beside) * model.figures + figure;
          const gain = own - (round.figures[other] as number);
          gains[r] = gain;
          won += sign * gain > 0 ? 1 : gain === 0 ? 0.5 : 0;
        }
        this.gain(j, f).addEach(gains, 0, 1, played);
        this.count(variants + j * outputs.length + f, won);
      });
    }
  }

  private baseline(variant: number): number {
    return this.model.baselines?.[variant] ?? 0;
  }

  private rank({ first, end, figures }: Round): void {
    const { model } = this;
    const { variants } = model;
    const { figure, better } = this.rankedOutput();
    const sign = better === 'less' ? -1 : 1;
    const regrets = new Float64Array((end - first) * variants);
    for (let r = 0; r < end - first; r++) {
      const score = (j: number): number =>
        sign * (figures[(r * variants + j) * model.figures + figure] as number);
      let best = -Infinity;
      let ties = 0;
      for (let j = 0; j < variants; j++) {
        const own = score(j);
        ties = own > best ? 1 : own === best ? ties + 1 : ties;
        best = Math.max(best, own);
      }
      for (let j = 0; j < variants; j++) {
        const own = score(j);
        if (own === best) this.count(j, 1 / ties);
        regrets[r * variants + j] = best - own;
      }
    }
    for (let j = 0; j < variants; j++) {
      this.regret(j).addEach(regrets, j, variants, end - first);
    }
  }

  private count(place: number, more: number): void {
    const { counts } = this.state;
    counts[HEADER + place] = (counts[HEADER + place] as number) + more;
  }

  private share(place: number): Estimate {
    const { counts } = this.state;
    const n = counts[FOLDED] as number;
    const value = (counts[HEADER + place] as number) / n;
    return { value, se: Math.sqrt(Math.max(0, value * (1 - value)) / n) };
  }

  private rankedOutput(): ModelOutput {
    return this.model.outputs[this.ranked] as ModelOutput;
  }

  summary(resultHash: string): Omit<RunningSummary, 'details'> {
    const { model, ranked } = this;
    const { outputs } = model;
    const each = Array.from({ length: model.variants }, (_, j) => j);
    const widest = Math.max(...each.map((j) => this.output(j, ranked).mean().se));
    return {
      replicates: this.state.counts[FOLDED] as number,
      variants: each.map((j) =>
        Object.fromEntries(
          outputs.map((output, f) => [
            output.name,
            figureSummary(this.output(j, f), output.better === 'less'),
          ]),
        ),
      ),
      ranking: each.map((j) => ({
        bestChance: this.share(j).value,
        expectedRegret: this.regret(j).mean(),
        versusBaseline: this.baseline(j) === j ? null : this.difference(j, ranked),
      })),
      precision: (Z95 * widest) / Math.abs(this.output(0, ranked).mean().value),
      resultHash,
    };
  }

  private difference(variant: number, output: number): FigureSummary {
    const less = this.model.outputs[output]?.better === 'less';
    return figureSummary(this.gain(variant, output), less);
  }

  details(targets: Readonly<Record<string, number>>): Record<string, FigureDetail>[] {
    const { model } = this;
    const courses = coursesOf(this.state.courses, model);
    return Array.from({ length: model.variants }, (_, j) =>
      Object.fromEntries(
        model.outputs.map(({ name, better }, f) => {
          const betterChance = this.share(model.variants + j * model.outputs.length + f);
          const column = this.output(j, f);
          const detail: FigureDetail = {
            quantiles: Array.from({ length: 101 }, (_q, i) => column.quantile(i / 100).value),
            histogram: this.histogram(j, f),
            targetChance: targetChance(column, targets[name], better === 'less'),
            difference: this.baseline(j) === j ? null : { ...this.difference(j, f), betterChance },
            course: courses[j]?.[f] ?? null,
          };
          return [name, detail];
        }),
      ),
    );
  }

  private histogram(variant: number, output: number): FigureDetail['histogram'] {
    const each = Array.from({ length: this.model.variants }, (_, j) =>
      this.output(j, output).range(),
    );
    const from = Math.min(...each.map(({ lowest }) => lowest));
    const to = Math.max(...each.map(({ highest }) => highest));
    const width = (to - from) / HISTOGRAM_BINS || 1;
    const counts = this.output(variant, output).binned(from, width, HISTOGRAM_BINS);
    return { from, width, counts };
  }
}

function figureSummary(column: StreamedColumn, less: boolean): FigureSummary {
  return {
    mean: column.mean(),
    sd: column.sd(),
    p5: column.quantile(0.05),
    p10: column.quantile(0.1),
    p50: column.quantile(0.5),
    p90: column.quantile(0.9),
    p95: column.quantile(0.95),
    cvar5: less ? column.upperTail(TAIL) : column.lowerTail(TAIL),
  };
}

function targetChance(
  column: StreamedColumn,
  target: number | undefined,
  less: boolean,
): Estimate | null {
  if (target === undefined) return null;
  return less ? column.shareTo(target) : column.shareFrom(target);
}

import { Stream } from '../../engine/random';
import type { Forecast } from './forecast';
import { logLoss, pinball, pitCoverage, pitHistogram, randomisedPit } from './scores';

/** Marks the random numbers of scoring in their key. */
const SCORE_KEY = 0x5c0e;
const BINS = 10;
/** As many forecasts are told one by one. */
const MOST_CASES = 120;
/** The levels whose pinball loss is told. */
const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** How well one forecaster did; errors in the unit of what was forecast. */
export interface ForecasterScores {
  readonly name: string;
  readonly crps: number;
  /** Mean absolute error of the medians. */
  readonly mae: number;
  /** Σ|median − y| / Σ|y|. */
  readonly wape: number;
  /** Root mean squared error of the means. */
  readonly rmse: number;
  /** MAE with the weights given to the rows; equal to it without weights. */
  readonly wmae: number;
  /** Mean −ln of the chance given to what happened; null where forecasts are no chances. */
  readonly logLoss: number | null;
}

/** A reference beside the model: positive skill = the model's CRPS is smaller by that share. */
export interface BaselineScores extends ForecasterScores {
  readonly skill: number;
}

/** Scores of a set of forecasts of one kind. */
export interface PartScores {
  readonly name: string;
  readonly forecasts: number;
  readonly model: ForecasterScores;
  readonly baselines: readonly BaselineScores[];
  /** Share of the truth inside the central 90 % and 50 %, by the randomised PIT. */
  readonly coverage90: number;
  readonly coverage50: number;
  readonly pit: readonly number[];
  readonly pinball: readonly { readonly level: number; readonly loss: number }[];
  readonly groups: readonly GroupScores[];
  /** Each forecast with what happened, where they are few. */
  readonly cases: readonly ForecastCase[];
}

/** One forecast: its mean and central 90 % interval beside what happened. */
export interface ForecastCase {
  readonly name: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly actual: number;
}

/** The same for the forecasts of one series, shop or arm. */
export interface GroupScores {
  readonly name: string;
  readonly forecasts: number;
  readonly crps: number;
  readonly wape: number;
  readonly rmse: number;
  readonly coverage90: number;
  readonly baselines: readonly {
    readonly name: string;
    readonly crps: number;
    readonly wape: number;
    readonly rmse: number;
  }[];
}

class Tally {
  n = 0;
  crps = 0;
  error = 0;
  squares = 0;
  size = 0;
  weighted = 0;
  weight = 0;
  loss = 0;
  chances = 0;

  add(forecast: Forecast, y: number, weight: number): void {
    const error = Math.abs(forecast.quantile(0.5) - y);
    this.n++;
    this.crps += forecast.crps(y);
    this.error += error;
    this.squares += (forecast.mean - y) ** 2;
    this.size += Math.abs(y);
    this.weighted += weight * error;
    this.weight += weight;
    if (forecast.chance === undefined) return;
    this.loss += logLoss(forecast.chance, y > 0);
    this.chances++;
  }

  scores(name: string): ForecasterScores {
    return {
      name,
      crps: this.crps / this.n,
      mae: this.error / this.n,
      wape: this.error / this.size,
      rmse: Math.sqrt(this.squares / this.n),
      wmae: this.weighted / this.weight,
      logLoss: this.chances > 0 ? this.loss / this.chances : null,
    };
  }
}

interface Group {
  model: Tally;
  baselines: Tally[];
  pits: number[];
}

/** Collects forecasts beside their references and what happened. */
export class ScoreSheet {
  private readonly model = new Tally();
  private readonly references: Tally[];
  private readonly pits: number[] = [];
  private readonly cases: ForecastCase[] = [];
  private readonly groups = new Map<string, Group>();
  private readonly losses = LEVELS.map(() => 0);
  private readonly stream: Stream;

  /**
   * @param baselines names of the references, in the order in which `add` gets them
   * @param seed of the random points of the PIT
   */
  constructor(
    private readonly name: string,
    private readonly baselines: readonly string[],
    seed: number,
  ) {
    this.references = baselines.map(() => new Tally());
    this.stream = new Stream().open(seed, SCORE_KEY, 0, 0, 0);
  }

  get count(): number {
    return this.model.n;
  }

  add(
    group: string,
    forecast: Forecast,
    references: readonly Forecast[],
    y: number,
    weight = 1,
  ): void {
    let own = this.groups.get(group);
    if (own === undefined) {
      own = { model: new Tally(), baselines: this.baselines.map(() => new Tally()), pits: [] };
      this.groups.set(group, own);
    }
    this.model.add(forecast, y, weight);
    own.model.add(forecast, y, weight);
    references.forEach((reference, k) => {
      this.references[k]?.add(reference, y, weight);
      own.baselines[k]?.add(reference, y, weight);
    });
    const pit = randomisedPit(forecast.below(y), forecast.upTo(y), this.stream.uniform());
    this.pits.push(pit);
    if (this.cases.length <= MOST_CASES) {
      const [low, high] = [forecast.quantile(0.05), forecast.quantile(0.95)];
      this.cases.push({ name: group, mean: forecast.mean, low, high, actual: y });
    }
    own.pits.push(pit);
    LEVELS.forEach((level, k) => {
      this.losses[k] = (this.losses[k] as number) + pinball(forecast.quantile(level), level, y);
    });
  }

  /** @returns null when nothing was forecast */
  scores(): PartScores | null {
    if (this.count === 0) return null;
    const model = this.model.scores('model');
    return {
      name: this.name,
      forecasts: this.count,
      model,
      baselines: this.baselines.map((name, k) => {
        const scores = (this.references[k] as Tally).scores(name);
        return { ...scores, skill: 1 - model.crps / scores.crps };
      }),
      coverage90: pitCoverage(this.pits, 0.9),
      coverage50: pitCoverage(this.pits, 0.5),
      pit: pitHistogram(this.pits, BINS),
      pinball: LEVELS.map((level, k) => ({
        level,
        loss: (this.losses[k] as number) / this.count,
      })),
      groups: [...this.groups].map(([name, group]) => this.groupScores(name, group)),
      cases: this.cases.length > MOST_CASES ? [] : this.cases,
    };
  }

  private groupScores(name: string, { model, baselines, pits }: Group): GroupScores {
    const own = model.scores(name);
    return {
      name,
      forecasts: model.n,
      crps: own.crps,
      wape: own.wape,
      rmse: own.rmse,
      coverage90: pitCoverage(pits, 0.9),
      baselines: this.baselines.map((reference, k) => {
        const { crps, wape, rmse } = (baselines[k] as Tally).scores(reference);
        return { name: reference, crps, wape, rmse };
      }),
    };
  }
}

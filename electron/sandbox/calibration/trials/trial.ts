import type { FileNote } from '../report';

/** A randomised trial as rows: which arm each had and what came of it. */
export interface Trial {
  readonly format: string;
  readonly note: FileNote;
  /** Names of the arms; the first is what the others are compared with. */
  readonly arms: readonly string[];
  readonly arm: Uint8Array;
  readonly outcomes: readonly Outcome[];
  /** What was known of each row before the offer, rows × names. */
  readonly covariates: Float64Array;
  readonly covariateNames: readonly string[];
  /** Columns of covariates that may change what an arm does. */
  readonly moderators: readonly string[];
  /** Rows that share an assignment (a shop) and those that share a place (a market); null: each row is one. */
  readonly clusters: {
    readonly shop: readonly string[];
    readonly market: readonly string[];
  } | null;
}

/** One outcome of all rows: yes or no, an amount that is mostly 0, or a sum that never is. */
export interface Outcome {
  readonly name: string;
  readonly kind: 'chance' | 'spend' | 'sales';
  readonly unit: string;
  readonly values: Float64Array;
}

/** The rows of a trial for which `keep` holds. */
export function rowsOf(trial: Trial, keep: (row: number) => boolean): Trial {
  const rows = Array.from(trial.arm.keys()).filter(keep);
  const width = trial.covariateNames.length;
  const covariates = new Float64Array(rows.length * width);
  rows.forEach((row, i) => {
    covariates.set(trial.covariates.subarray(row * width, (row + 1) * width), i * width);
  });
  const pick = (names: readonly string[]): string[] => rows.map((row) => names[row] as string);
  return {
    ...trial,
    arm: Uint8Array.from(rows, (row) => trial.arm[row] as number),
    outcomes: trial.outcomes.map((outcome) => ({
      ...outcome,
      values: Float64Array.from(rows, (row) => outcome.values[row] as number),
    })),
    covariates,
    clusters:
      trial.clusters === null
        ? null
        : { shop: pick(trial.clusters.shop), market: pick(trial.clusters.market) },
  };
}

import type { PartScores } from './scoring/score-sheet';

/** The models that are calibrated on files and judged by what came later. */
export const CALIBRATION_MODELS = [
  'pharmacy-demand',
  'price-response',
  'weekly-sales',
  'offer-campaign',
  'b2b-pipeline',
] as const;
export type CalibrationModel = (typeof CALIBRATION_MODELS)[number];

/** A file as it was understood. */
export interface FileNote {
  readonly file: string;
  readonly rows: number;
  readonly series: number;
  /** First and last day, ISO; null where the file has no days. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Something in the data that a reader of the figures should know; its sentence is `cli:calibration.warning.<code>`. */
export interface DataWarning {
  readonly code: DataWarningCode;
  readonly file: string;
  readonly column: string | null;
  /** Line of the first case, 1-based; null where it is no line. */
  readonly row: number | null;
  readonly count: number;
  readonly example: string;
}
export type DataWarningCode =
  | 'gaps'
  | 'overlap'
  | 'laterThanTraining'
  | 'newColumn'
  | 'fileNotUsed'
  | 'companionMissing'
  | 'missingValues'
  | 'shortHistory'
  | 'weeksNotNumbered'
  | 'unknownGroup';

/** One figure that a fit found. */
export interface Estimate {
  /** What it is, e.g. `elasticity`. */
  readonly quantity: string;
  /** Whose it is, e.g. a brand or an arm. */
  readonly of: string;
  readonly value: number;
  /** 90 % interval. */
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
  /** Rows it rests on. */
  readonly n: number;
}

/** What a fit or a back-test says. */
export interface CalibrationReport {
  readonly task: 'fit' | 'backtest';
  readonly model: CalibrationModel;
  /** The kind of file: which columns it was recognised by. */
  readonly format: string;
  readonly seed: number;
  readonly train: readonly FileNote[];
  /** null: the training rows themselves, cut at earlier origins. */
  readonly test: readonly FileNote[] | null;
  readonly parts: readonly PartScores[];
  readonly estimates: readonly Estimate[];
  readonly warnings: readonly DataWarning[];
  readonly durationMs: number;
}

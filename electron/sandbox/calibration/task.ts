import type { DataFile } from './files/data-file';
import type { CalibrationModel, CalibrationReport } from './report';

/** What a simulation thread is asked to calibrate. */
export interface CalibrationJob {
  readonly model: CalibrationModel;
  readonly train: readonly DataFile[];
  /** Rows to be forecast; null = rows of `train` from earlier origins on. Ignored by a fit. */
  readonly test: readonly DataFile[] | null;
  /** Only the parameters; no back-test. */
  readonly fitOnly: boolean;
  /** Of the random points of the PIT and of simulated outcomes. */
  readonly seed: number;
}

/** What a calibrator gives; the frame adds what is the same for all. */
export type Calibrated = Pick<
  CalibrationReport,
  'format' | 'train' | 'test' | 'parts' | 'estimates' | 'warnings'
>;

/** Told how far the work is: steps done, and in all. */
export type Tell = (done: number, total: number) => void;

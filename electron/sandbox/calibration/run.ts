import { type Failure, SandtableError, toFailure } from '#shared/errors';
import { pharmacyDemand } from './counts/pharmacy-demand';
import { offerCampaign } from './trials/offer-campaign';
import { priceResponse } from './prices/price-response';
import { weeklySales } from './sales/weekly-sales';
import { pipelineQuarter } from './deals/pipeline-quarter';
import type { CalibrationModel, CalibrationReport } from './report';
import type { Calibrated, CalibrationJob, Tell } from './task';

const CALIBRATORS: Readonly<
  Record<CalibrationModel, (job: CalibrationJob, tell: Tell) => Calibrated>
> = {
  'pharmacy-demand': pharmacyDemand,
  'price-response': priceResponse,
  'weekly-sales': weeklySales,
  'offer-campaign': offerCampaign,
  'b2b-pipeline': pipelineQuarter,
};

/**
 * Fits a model to files and, unless only that was asked, scores its forecasts of the test rows: the rows held back in other files,
 * or rows of the training files from earlier origins on. The same files and seed give the same report but for its duration.
 * @throws SandtableError DATA_… naming file, line and column
 */
function runCalibration(job: CalibrationJob, tell: Tell, now: () => number): CalibrationReport {
  const started = now();
  const found = CALIBRATORS[job.model](job, tell);
  return {
    task: job.fitOnly ? 'fit' : 'backtest',
    model: job.model,
    seed: job.seed,
    ...found,
    durationMs: now() - started,
  };
}

/** The answer of a thread: an error keeps its code and facts only as data. */
export interface CalibrationAnswer {
  readonly report: CalibrationReport | null;
  /** null exactly when there is a report. */
  readonly failure: Failure | null;
}

/** {@link runCalibration}, with what is wrong with the files as data. */
export function answerCalibration(
  job: CalibrationJob,
  tell: Tell,
  now: () => number,
): CalibrationAnswer {
  try {
    return { report: runCalibration(job, tell, now), failure: null };
  } catch (error) {
    if (error instanceof SandtableError) return { report: null, failure: toFailure(error) };
    throw error;
  }
}

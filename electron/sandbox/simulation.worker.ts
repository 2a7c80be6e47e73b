import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { z } from 'zod';
import { type Packed, unpack } from '#electron/replica/packed';
import type { HistoryInput, HistoryWindow, Partial, RiskVariable } from '#shared/sandbox/model';
import {
  concludeRisks,
  concludeRun,
  playBlocks,
  type Job,
  type RunSummaryFigures,
} from './engine/job';
import type { Twin } from './engine/risk';
import { answerCalibration, type CalibrationAnswer } from './calibration/run';
import type { CalibrationJob, Tell } from './calibration/task';
import { fitStudy, type FittedStudy } from './engine/study';

z.config({ jitless: true });

/** What a simulation thread can be asked. Everything is synchronous work: one call at a time. */
export interface SimulationApi {
  fit(history: Packed<HistoryInput>, window: HistoryWindow): FittedStudy;
  /** `onPartial` must be a comlink proxy; it is told without being waited for. */
  play(job: Job, onPartial: (partial: Partial) => void): void;
  /** `tell` must be a comlink proxy; it is told without being waited for. */
  calibrate(job: CalibrationJob, tell: Tell): CalibrationAnswer;
  concludeRun(job: Job): RunSummaryFigures;
  concludeRisks(
    run: Job,
    twinJob: Job,
    twins: readonly Twin[],
    variantId: string,
  ): { risks: RiskVariable[]; resultHash: string };
}

const api: SimulationApi = {
  fit: (history, window) => fitStudy(unpack(history), window, () => performance.now()),
  play: playBlocks,
  calibrate: (job, tell) => answerCalibration(job, tell, () => performance.now()),
  concludeRun,
  concludeRisks,
};

if (parentPort) expose(api, nodeEndpoint(parentPort));

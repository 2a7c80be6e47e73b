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
import type { PlayableModel } from './engine/compiled';
import type { Twin } from './engine/risk';
import { answerCalibration, type CalibrationAnswer } from './calibration/run';
import type { CalibrationJob, Tell } from './calibration/task';
import { playRound, type Round } from './engine/round';
import { foldRound, type RunningState, type RunningSummary } from './engine/running';
import type { Simulator } from './engine/simulator';
import { fitStudy, type FittedStudy } from './engine/study';
import { simulatorFor } from './kernel-builds';
import { layOut, type LaidOut, type LayOutJob } from './study/lay-out';
import { playPoints, type PointsJob } from './study/points';

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
  layOut(job: LayOutJob): LaidOut;
  /** Which build of its kernel plays the model here. */
  prepare(rehearsal: number, model: PlayableModel, kernelDir: string | null): Simulator['build'];
  playRound(round: Round, kernelDir: string | null): void;
  playPoints(job: PointsJob, kernelDir: string | null): void;
  foldRound(
    state: RunningState,
    round: Round,
    targets: Readonly<Record<string, number>> | null,
  ): RunningSummary;
}

const api: SimulationApi = {
  fit: (history, window) => fitStudy(unpack(history), window, () => performance.now()),
  play: playBlocks,
  calibrate: (job, tell) => answerCalibration(job, tell, () => performance.now()),
  concludeRun,
  concludeRisks,
  layOut,
  playPoints,
  prepare: (rehearsal, model, kernelDir) => simulatorFor(rehearsal, model, kernelDir).build,
  playRound: (round, kernelDir) =>
    playRound(round, simulatorFor(round.rehearsal, round.model, kernelDir)),
  foldRound,
};

if (parentPort) expose(api, nodeEndpoint(parentPort));

import { fromFailure, SandtableError } from '#shared/errors';
import { scenarioSchema, type ScenarioModel } from '#shared/sandbox/scenario';
import { requestMisfit, studyRequestSchema, type StudyRequest } from '#shared/sandbox/study';
import type { PlayableModel } from '../engine/compiled';
import type { SimulationPool } from '../pool';
import type { LayOutJob } from './lay-out';

/**
 * A model with its data, laid out by a thread.
 * @throws SandtableError STUDY_DATA_INVALID, SCENARIO_INVALID, CANCELLED, WORKER_CRASHED
 */
export async function layOutOn(
  pool: SimulationPool,
  job: LayOutJob,
  signal: AbortSignal | undefined,
): Promise<PlayableModel> {
  const answer = await pool.layOut(job, signal);
  if (answer.failure !== null) throw fromFailure(answer.failure);
  if (answer.model === null) throw new Error('neither model nor failure');
  return answer.model;
}

/** @throws SandtableError SCENARIO_INVALID, STUDY_REQUEST_INVALID */
export function checkStudy(model: ScenarioModel, request: StudyRequest): void {
  const scenario = scenarioSchema.safeParse(model);
  if (!scenario.success) refuse('SCENARIO_INVALID', scenario.error.issues[0]);
  const parsed = studyRequestSchema.safeParse(request);
  if (!parsed.success) refuse('STUDY_REQUEST_INVALID', parsed.error.issues[0]);
  const misfit = requestMisfit(model, request);
  if (misfit === null) return;
  refuseRequest(misfit.place, misfit.problem);
}

/** @throws SandtableError STUDY_REQUEST_INVALID */
export function refuseRequest(place: string, problem: string): never {
  throw new SandtableError('STUDY_REQUEST_INVALID', `${place}: ${problem}`, { place, problem });
}

function refuse(
  code: 'SCENARIO_INVALID' | 'STUDY_REQUEST_INVALID',
  issue: { path: PropertyKey[]; message: string } | undefined,
): never {
  const place = issue?.path.join('.') || '–';
  const problem = issue?.message ?? '';
  throw new SandtableError(code, `${place}: ${problem}`, { place, problem });
}

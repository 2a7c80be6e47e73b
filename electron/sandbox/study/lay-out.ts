import type { z } from 'zod';
import { SandtableError, toFailure, type Failure } from '#shared/errors';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { Program } from '#shared/sandbox/program';
import { studyDataOf } from '#shared/sandbox/study-data';
import { storeChainSchema } from '#shared/sandbox/store-chain';
import type { ModelShape, PlayableModel } from '../engine/compiled';
import type { Column } from './columns';
import { layOutChain } from './chain';
import { compileProgram } from './language/program';

/** What a thread lays out: data as they come from a file or the replica, checked here. */
export interface LayOutJob {
  model: ScenarioModel;
  data: unknown;
  columns: readonly Column[];
  ranked: string;
  /** Which column each is compared with; the first, when not given. */
  baselines?: readonly number[];
}

export interface LaidOut {
  model: PlayableModel | null;
  failure: Failure | null;
}

/** A model with its data and columns, ready to be played; what is wrong comes back as a failure. */
export function layOut(job: LayOutJob): LaidOut {
  try {
    const laidOut = layOutKernel(job);
    const outputs = asTold(laidOut.outputs, job.model);
    const { ranked, baselines } = job;
    const shape = { outputs, ranked, ...(baselines === undefined ? {} : { baselines }) };
    return { model: { ...laidOut, ...shape }, failure: null };
  } catch (error) {
    return { model: null, failure: toFailure(error) };
  }
}

function layOutKernel({ model, data, columns }: LayOutJob): PlayableModel {
  switch (model.kernel) {
    case 'retail':
      return layOutChain(model, parsed(storeChainSchema, data), columns);
    case 'components': {
      const program = model.program as Program;
      return compileProgram(model, program, parsed(studyDataOf(program), data), columns);
    }
  }
}

/** @throws SandtableError STUDY_DATA_INVALID */
function parsed<T>(schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const place = issue?.path.join('.') || '–';
  const problem = issue?.message ?? '';
  throw new SandtableError('STUDY_DATA_INVALID', `${place}: ${problem}`, { place, problem });
}

/** The kernel's outputs in the model's order, with what people want of them. */
function asTold(outputs: ModelShape['outputs'], model: ScenarioModel): ModelShape['outputs'] {
  return model.outputs.map(({ id, better }) => {
    const own = outputs.find(({ name }) => name === id);
    if (own === undefined) {
      const problem = outputs.map(({ name }) => name).join(', ');
      throw new SandtableError('SCENARIO_INVALID', `no output ${id}`, {
        place: `outputs.${id}`,
        problem: `≠ ${problem}`,
      });
    }
    return { ...own, better };
  });
}

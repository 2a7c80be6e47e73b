import type { CallInput, CallOutput } from '../../../shared/contract';
import { newId } from './station.ts';

export type Request = CallInput<'sandbox.run'>;
type Pipeline = CallOutput<'pipeline.list'>[number];

/** A rehearsal of a pipeline as people ask for it: two variants over a quarter; what differs from that in `some`. */
export function rehearsalOf(pipeline: Pipeline, some: Partial<Request>): Request {
  const asOfDay = pipeline.asOfDay ?? '2026-11-22';
  const levers = { discountPct: 0, extraSolutionEngineers: 0, followUpSpeed: 1, focusSegments: [] };
  return {
    jobId: newId(),
    name: 'bench',
    modelId: 'b2b-pipeline',
    pipelineId: pipeline.id,
    asOfDay,
    horizonDays: 91,
    historyWindow: { fromDay: '1970-01-01', toDay: asOfDay },
    variants: [
      { id: 'a', name: 'A', levers },
      { id: 'b', name: 'B', levers: { ...levers, discountPct: 8 } },
    ],
    switches: { rivalPromotes: 'model', budgetFreeze: 'model', keyEngineerAway: 'model' },
    replicates: 512,
    seed: 1,
    targetMinor: null,
    ...some,
  };
}

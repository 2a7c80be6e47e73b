import { useCallback } from 'react';
import { useCall } from '#renderer/app/queries';
import { computedValue } from '#shared/pipeline/computed';
import type { ComputedField, OpportunityRow } from '#shared/pipeline/model';
import { DEFAULT_SHARES } from '#shared/pipeline/stage-probability';
import { usePipeline, useToday } from './use-view';
import { useDrawn } from './view-store';

/** Works out computed columns of rows of the pipeline on screen; asks for its probabilities once rows are there. */
export function useComputed(): (row: OpportunityRow, field: ComputedField) => number | null {
  const { id: pipelineId } = usePipeline();
  const today = useToday();
  const enabled = useDrawn(pipelineId);
  const probabilities = useCall('pipeline.probabilities', { pipelineId }, { enabled });
  const shares = probabilities.data?.shares ?? DEFAULT_SHARES;
  return useCallback((row, field) => computedValue(row, field, { today, shares }), [today, shares]);
}

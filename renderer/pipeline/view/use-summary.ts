import { useCall } from '#renderer/app/queries';
import type { GridQuery } from '#shared/pipeline/model';
import { useDrawn } from './view-store';

/**
 * Counts and sums of a query. The first time they make the reader go through all rows of the pipeline (a second for
 * 100,000), so they are asked when the first rows are on the screen, not before.
 */
export function useSummary(query: GridQuery, options: { readonly keepPrevious?: boolean } = {}) {
  const enabled = useDrawn(query.pipelineId);
  return useCall('pipeline.summary', query, { ...options, enabled });
}

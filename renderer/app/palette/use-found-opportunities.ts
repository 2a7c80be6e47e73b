import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { CallInput, CallOutput } from '#shared/contract';
import { call } from '../api';
import { queryKey, useCall } from '../queries';

type Row = CallOutput<'pipeline.page'>['rows'][number];

const PIPELINES = 3;
const ROWS = 5;

/** Opportunities whose name, account or owner answers the query, over the first pipelines; none without a query. */
export function useFoundOpportunities(query: string, enabled: boolean): Row[] {
  const quick = query.trim().slice(0, 200);
  const asked = enabled && quick !== '';
  const { data: pipelines = [] } = useCall('pipeline.list', {}, { enabled });
  const pages = useQueries({
    queries: pipelines.slice(0, PIPELINES).map(({ id }) => {
      const input: CallInput<'pipeline.page'> = {
        query: { pipelineId: id, sort: [], filters: {}, quick },
        offset: 0,
        limit: ROWS,
      };
      return {
        queryKey: queryKey('pipeline.page', input),
        queryFn: () => call('pipeline.page', input),
        enabled: asked,
        placeholderData: keepPreviousData<CallOutput<'pipeline.page'>>,
      };
    }),
  });
  if (!asked) return [];
  return pages.flatMap(({ data }) => data?.rows ?? []).slice(0, ROWS * 2);
}

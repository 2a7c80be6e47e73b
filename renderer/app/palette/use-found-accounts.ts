import type { CallOutput } from '#shared/contract';
import { useCall } from '../queries';

type Account = CallOutput<'pipeline.accounts'>[number];

const MOST = 5;

/** Accounts whose name, short name or pinyin answers the query; none without a query. */
export function useFoundAccounts(query: string, enabled: boolean): readonly Account[] {
  const search = query.trim().slice(0, 200);
  const asked = enabled && search !== '';
  const { data: pipelines = [] } = useCall('pipeline.list', {}, { enabled });
  const first = pipelines[0]?.id;
  const { data: found = [] } = useCall(
    'pipeline.accounts',
    { pipelineId: first ?? '-', search, limit: MOST },
    { enabled: asked && first !== undefined, keepPrevious: true },
  );
  return asked ? found : [];
}

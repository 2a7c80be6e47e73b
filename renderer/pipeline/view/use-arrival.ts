import { useEffect, useEffectEvent } from 'react';
import { call } from '#renderer/app/api';
import { useGo, usePlaceSearch } from '#renderer/app/locations';
import { useNotify } from '#renderer/kit/notify';
import { useViewStore } from './view-store';
import { useCurrentPipeline } from '#renderer/app/current-pipeline';

/**
 * Does what the link that led here asks for: shows a pipeline, opens an opportunity (in its own pipeline), or
 * starts an import, or
 * shows the imports. The link is then used up, so that "back" does not repeat it.
 */
export function useArrival(startImport: () => void, showImports: () => void): void {
  const place = usePlaceSearch('pipeline');
  const go = useGo();
  const notify = useNotify();
  const arrive = useEffectEvent((asked: typeof place) => {
    const { pipelineId, opportunityId, action, layout } = asked;
    const { open, setLayout } = useViewStore.getState();
    const { choose } = useCurrentPipeline.getState();
    if (pipelineId !== undefined) choose(pipelineId);
    if (action === 'import') startImport();
    if (action === 'imports') showImports();
    if (layout !== undefined) setLayout(layout);
    if (opportunityId !== undefined) {
      call('pipeline.detail', { id: opportunityId }).then(({ opportunity }) => {
        choose(opportunity.pipelineId);
        open(opportunity.id);
      }, notify.failure);
    }
    go('pipeline', {}, { replace: true });
  });
  const { pipelineId, opportunityId, action, layout } = place;
  useEffect(() => {
    if ((pipelineId ?? opportunityId ?? action ?? layout) === undefined) return;
    arrive({ pipelineId, opportunityId, action, layout });
  }, [pipelineId, opportunityId, action, layout]);
}

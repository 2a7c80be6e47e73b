import { useEffect, useEffectEvent } from 'react';
import { call } from '#renderer/app/api';
import { useGo, usePlaceSearch } from '#renderer/app/locations';
import { useNotify } from '#renderer/kit/notify';
import { openIfSystem, openSaved } from '../layout/layout-store';
import { usePipeline } from '../view/use-view';
import { useCurrentPipeline } from '#renderer/app/current-pipeline';

/** Opens the view that the link which led here names, in its own pipeline; the link is then used up. */
export function useViewArrival(): void {
  const { viewId, pipelineId } = usePlaceSearch('pipeline');
  const { id } = usePipeline();
  const go = useGo();
  const notify = useNotify();
  const arrive = useEffectEvent((wanted: string) => {
    go('pipeline', {}, { replace: true });
    if (openIfSystem(pipelineId ?? id, wanted)) return;
    call('pipeline.views', { pipelineId: null }).then((views) => {
      const view = views.find((one) => one.id === wanted);
      if (view === undefined) return;
      useCurrentPipeline.getState().choose(view.pipelineId);
      openSaved(view.pipelineId, view.id, view.state);
    }, notify.failure);
  });
  useEffect(() => {
    if (viewId !== undefined) arrive(viewId);
  }, [viewId]);
}

import { createContext, useContext, useMemo } from 'react';
import { useWorkspace } from '#renderer/app/workspace';
import type { GridQuery, Pipeline } from '#shared/pipeline/model';
import { useViewStore, type ViewState, viewOf } from './view-store';

/** The pipeline on screen; given by the page. */
export const PipelineContext = createContext<Pipeline | null>(null);

/** The pipeline on screen. Only below the page. */
export function usePipeline(): Pipeline {
  const pipeline = useContext(PipelineContext);
  if (pipeline === null) throw new Error('usePipeline needs a chosen pipeline');
  return pipeline;
}

/** The present query and the way to change it. */
export function useView(): {
  readonly query: GridQuery;
  readonly change: (next: (view: ViewState) => ViewState) => void;
} {
  const { id } = usePipeline();
  const view = useViewStore((store) => viewOf(store, id));
  const changeView = useViewStore((store) => store.change);
  return useMemo(
    () => ({ query: { pipelineId: id, ...view }, change: (next) => changeView(id, next) }),
    [id, view, changeView],
  );
}

/** The day that "today" is for the rows on screen: data that end on a day speak of that day. */
export function useToday(): string {
  const { asOfDay } = useWorkspace();
  return usePipeline().asOfDay ?? asOfDay;
}

import { useMemo } from 'react';
import type { Density, GridViewState } from '#shared/pipeline/grid-view';
import { usePreferences } from '#renderer/app/preferences';
import { usePipeline, useView } from '../view/use-view';
import { type Layout, layoutOf, useLayoutStore } from './layout-store';

/** The layout of the pipeline on screen and the way to change it. */
export function useLayout(): {
  readonly layout: Layout;
  readonly change: (next: (layout: Layout) => Layout) => void;
} {
  const { id } = usePipeline();
  const layout = useLayoutStore((store) => store.layouts[id]) ?? layoutOf(id);
  const changeLayout = useLayoutStore((store) => store.change);
  return useMemo(
    () => ({ layout, change: (next) => changeLayout(id, next) }),
    [id, layout, changeLayout],
  );
}

/** All that a saved view keeps, as it stands now. */
export function useViewState(): GridViewState {
  const { query } = useView();
  const { layout } = useLayout();
  const { sort, filters, quick } = query;
  const { columns, grouping, density } = layout;
  return useMemo(
    () => ({ sort, filters, quick, columns, grouping, density }),
    [sort, filters, quick, columns, grouping, density],
  );
}

/** The density in force: of the layout, or of the settings. */
export function useDensity(): Density {
  const { density } = usePreferences();
  return useLayout().layout.density ?? density;
}

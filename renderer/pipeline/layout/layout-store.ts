import { create } from 'zustand';
import type { Expansion } from '#shared/pipeline/grid-groups';
import {
  FIRST_LAYOUT,
  type GridLayout,
  gridViewStateSchema,
  type GridViewState,
  wholeColumns,
} from '#shared/pipeline/grid-view';
import { type SystemViewId, systemViewId, SYSTEM_VIEWS } from '#shared/pipeline/system-views';
import { useViewStore } from '../view/view-store';

/** How one pipeline stands in the grid, beside its query. */
export interface Layout extends GridLayout {
  readonly expansion: Expansion;
  /** The view that was opened last: a system view's or a saved one's id. */
  readonly viewId: string;
}

const ALL_OPEN: Expansion = { open: true, except: [] };
const OPENING: Layout = { ...FIRST_LAYOUT, expansion: ALL_OPEN, viewId: 'open' };
const KEY = 'grid-layout:';
const storedSchema = gridViewStateSchema.pick({ columns: true, density: true });

interface LayoutStore {
  readonly layouts: Readonly<Record<string, Layout>>;
  change(pipelineId: string, next: (layout: Layout) => Layout): void;
}

/** Columns and density are remembered on this laptop; which groups are open, and the view, last as long as the window. */
export const useLayoutStore = create<LayoutStore>((set) => ({
  layouts: {},
  change: (pipelineId, next) =>
    set(({ layouts }) => {
      const layout = next(layouts[pipelineId] ?? remembered(pipelineId));
      const { columns, density } = layout;
      localStorage.setItem(KEY + pipelineId, JSON.stringify({ columns, density }));
      return { layouts: { ...layouts, [pipelineId]: layout } };
    }),
}));

const firsts = new Map<string, Layout>();

/** What a pipeline looked like when it was left; the same object every time. */
function remembered(pipelineId: string): Layout {
  const known = firsts.get(pipelineId);
  if (known !== undefined) return known;
  const layout = { ...OPENING, ...readStored(pipelineId) };
  firsts.set(pipelineId, layout);
  return layout;
}

function readStored(pipelineId: string): Partial<GridLayout> {
  try {
    const text = localStorage.getItem(KEY + pipelineId);
    const read = storedSchema.safeParse(JSON.parse(text ?? 'null'));
    return read.success ? { ...read.data, columns: wholeColumns(read.data.columns) } : {};
  } catch {
    return {};
  }
}

/** The layout of a pipeline; the same object until something in it changes. */
export function layoutOf(pipelineId: string): Layout {
  return useLayoutStore.getState().layouts[pipelineId] ?? remembered(pipelineId);
}

/** Shows a saved view: query, columns, groups and density. */
export function openSaved(pipelineId: string, viewId: string, state: GridViewState): void {
  const { sort, filters, quick, columns, grouping, density } = state;
  useViewStore.getState().change(pipelineId, () => ({ sort, filters, quick }));
  useLayoutStore.getState().change(pipelineId, () => ({
    columns: wholeColumns(columns),
    grouping,
    density,
    expansion: ALL_OPEN,
    viewId,
  }));
}

/** Shows a system view: it says which rows; columns and density stay the person's own. */
function openSystem(pipelineId: string, id: SystemViewId): void {
  const { columns, density } = layoutOf(pipelineId);
  openSaved(pipelineId, id, { ...SYSTEM_VIEWS[id], columns, density });
}

/** Shows the system view of an id; says whether there is one. */
export function openIfSystem(pipelineId: string, id: string): boolean {
  const system = systemViewId(id);
  if (system !== null) openSystem(pipelineId, system);
  return system !== null;
}

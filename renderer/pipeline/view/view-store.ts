import { create } from 'zustand';
import { afterPaint } from '#renderer/kit/after-paint';
import { OPENING_VIEW } from '#shared/pipeline/opening-view';
import type { ColumnFilter, GridField, GridQuery, OpportunityRow } from '#shared/pipeline/model';
import { useCurrentPipeline } from '#renderer/app/current-pipeline';

/** What a person chose to see in one pipeline: a {@link GridQuery} without the pipeline. */
export type ViewState = Omit<GridQuery, 'pipelineId'>;

const MOST_SORTS = 3;
/** What a pipeline opens with: the work at hand, the next to close first. */
const OPENING: ViewState = OPENING_VIEW;

/** The first rows of a pipeline that came to the screen. */
interface FirstRows {
  readonly pipelineId: string;
  /** Minor units; 0 when there were none. */
  readonly meanAmountMinor: number;
}

/** Cells or cards. */
export type Layout = 'grid' | 'board';

const LAYOUT_KEY = 'pipeline-layout';
const OUTCOMES_KEY = 'pipeline-board-outcomes';

interface ViewStore {
  readonly views: Readonly<Record<string, ViewState>>;
  /** The opportunity in the side panel. */
  readonly openId: string | null;
  /** Null until rows are there. */
  readonly firstRows: FirstRows | null;
  /** The pipeline whose first rows are painted: see {@link useDrawn}. */
  readonly drawnPipelineId: string | null;
  /** How the rows are shown; remembered on this computer. */
  readonly layout: Layout;
  /** Whether the board shows what has ended; remembered, too. */
  readonly boardOutcomes: boolean;
  setLayout(layout: Layout): void;
  showBoardOutcomes(shown: boolean): void;
  sawRows(pipelineId: string, rows: readonly OpportunityRow[]): void;
  open(id: string | null): void;
  change(pipelineId: string, next: (view: ViewState) => ViewState): void;
}

/** The view of this window; survives leaving the page, not the window. */
export const useViewStore = create<ViewStore>((set) => ({
  views: {},
  openId: null,
  firstRows: null,
  drawnPipelineId: null,
  layout: localStorage.getItem(LAYOUT_KEY) === 'board' ? 'board' : 'grid',
  boardOutcomes: localStorage.getItem(OUTCOMES_KEY) === 'shown',
  setLayout: (layout) => {
    localStorage.setItem(LAYOUT_KEY, layout);
    set({ layout });
  },
  showBoardOutcomes: (boardOutcomes) => {
    localStorage.setItem(OUTCOMES_KEY, boardOutcomes ? 'shown' : 'hidden');
    set({ boardOutcomes });
  },
  sawRows: (pipelineId, rows) =>
    set(({ firstRows }) => {
      if (firstRows?.pipelineId === pipelineId) return {};
      afterPaint(() => set({ drawnPipelineId: pipelineId }));
      return { firstRows: { pipelineId, meanAmountMinor: meanAmount(rows) } };
    }),
  open: (openId) => set({ openId }),
  change: (pipelineId, next) =>
    set(({ views }) => ({ views: { ...views, [pipelineId]: next(views[pipelineId] ?? OPENING) } })),
}));

// What is open belongs to the pipeline that was left.
useCurrentPipeline.subscribe(({ id }, before) => {
  if (id !== before.id) useViewStore.setState({ openId: null });
});

/**
 * Whether the first rows of a pipeline are on the screen. What goes through a whole pipeline, and what the rows do not
 * need, is asked after that: rows come first.
 */
export function useDrawn(pipelineId: string): boolean {
  return useViewStore((store) => store.drawnPipelineId === pipelineId);
}

/** Minor units; 0 when there are no rows. */
export function meanAmount(rows: readonly OpportunityRow[]): number {
  const sum = rows.reduce((total, { amountMinor }) => total + (amountMinor ?? 0), 0);
  return sum / Math.max(1, rows.length);
}

/** The view of a pipeline; the same object until something in it changes. */
export function viewOf(store: ViewStore, pipelineId: string): ViewState {
  return store.views[pipelineId] ?? OPENING;
}

/** With a filter on a field, or without when null. */
export function withFilter(
  view: ViewState,
  field: GridField,
  filter: ColumnFilter | null,
): ViewState {
  const { [field]: _old, ...others } = view.filters;
  return { ...view, filters: filter === null ? others : { ...others, [field]: filter } };
}

/** Without any filter and search; the order stays. */
export function withoutFilters(view: ViewState): ViewState {
  return { ...view, filters: {}, quick: '' };
}

/**
 * The next order when a header is used: ascending, descending, none. `add` keeps the other columns
 * (Shift, at most three).
 */
export function withNextSort(view: ViewState, field: GridField, add: boolean): ViewState {
  const now = view.sort.find((part) => part.field === field);
  const next = now === undefined ? { field, desc: false } : now.desc ? null : { field, desc: true };
  if (!add) return { ...view, sort: next === null ? [] : [next] };
  const others = view.sort.filter((part) => part.field !== field);
  if (next === null) return { ...view, sort: others };
  const at = now === undefined ? others.length : view.sort.indexOf(now);
  return { ...view, sort: others.toSpliced(at, 0, next).slice(-MOST_SORTS) };
}

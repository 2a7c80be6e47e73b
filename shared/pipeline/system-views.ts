import { FIRST_LAYOUT, type GridViewState, sameFilter } from './grid-view';
import { GRID_FIELDS } from './model';
import { OPENING_VIEW } from './opening-view';

/** Views that are always there. Nobody can change or delete them; "save as" makes an own one of them. */
export const SYSTEM_VIEW_IDS = ['open', 'all', 'closing', 'overdue', 'resting', 'won'] as const;
export type SystemViewId = (typeof SYSTEM_VIEW_IDS)[number];

const open = OPENING_VIEW.filters;
const byClose = OPENING_VIEW.sort;
/** Days in a stage after which a deal stands in the view of those that rest. */
const RESTING_DAYS = 30;

const view = (more: Partial<GridViewState>): GridViewState => ({
  ...FIRST_LAYOUT,
  ...OPENING_VIEW,
  ...more,
});

export const SYSTEM_VIEWS: Readonly<Record<SystemViewId, GridViewState>> = {
  open: view({}),
  all: view({ filters: {}, sort: [] }),
  closing: view({
    filters: { ...open, expectedCloseDay: { kind: 'dayPreset', preset: 'thisMonth' } },
    sort: byClose,
  }),
  overdue: view({
    filters: { ...open, expectedCloseDay: { kind: 'dayPreset', preset: 'overdue' } },
    sort: byClose,
  }),
  resting: view({
    filters: { ...open, stageEnteredAt: { kind: 'ageRange', least: RESTING_DAYS, most: null } },
    sort: [{ field: 'stageEnteredAt', desc: false }],
  }),
  won: view({
    filters: {
      outcome: { kind: 'in', values: ['won'] },
      closedDay: { kind: 'dayPreset', preset: 'thisQuarter' },
    },
    sort: [{ field: 'closedDay', desc: true }],
  }),
};

/**
 * The system view to name what is on screen after: the opened one as long as its filters are all in force, whatever else
 * is filtered; otherwise the closest of the others, of which that of all rows has no filter.
 */
export function systemViewOf(
  filters: GridViewState['filters'],
  opened: SystemViewId,
): SystemViewId {
  const strictness = (id: SystemViewId) => Object.keys(SYSTEM_VIEWS[id].filters).length;
  const fits = (id: SystemViewId) =>
    GRID_FIELDS.every((field) => {
      const own = SYSTEM_VIEWS[id].filters[field];
      return own === undefined || sameFilter(own, filters[field]);
    });
  if (fits(opened)) return opened;
  return SYSTEM_VIEW_IDS.filter(fits).toSorted((a, b) => strictness(b) - strictness(a))[0] ?? 'all';
}

/** The system view of an id from outside (a link); null when there is none. */
export function systemViewId(id: string): SystemViewId | null {
  return SYSTEM_VIEW_IDS.find((one) => one === id) ?? null;
}

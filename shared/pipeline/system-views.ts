import { FIRST_LAYOUT, type GridViewState } from './grid-view';
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

/** The system view of an id from outside (a link); null when there is none. */
export function systemViewId(id: string): SystemViewId | null {
  return SYSTEM_VIEW_IDS.find((one) => one === id) ?? null;
}

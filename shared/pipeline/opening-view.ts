import type { GridQuery } from './model';

/** What the grid shows first: open deals by expected close. The replica answers this one without its columns in memory. */
export const OPENING_VIEW: Omit<GridQuery, 'pipelineId'> = {
  sort: [{ field: 'expectedCloseDay', desc: false }],
  filters: { outcome: { kind: 'in', values: ['open'] } },
  quick: '',
};

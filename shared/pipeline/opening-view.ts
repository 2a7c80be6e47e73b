import type { GridQuery } from './model';

/** Rows that a window of the grid holds: about three screens. */
export const BLOCK_ROWS = 150;

/** What the grid shows first: open deals by expected close. The replica answers this one without its columns in memory. */
export const OPENING_VIEW: Omit<GridQuery, 'pipelineId'> = {
  sort: [{ field: 'expectedCloseDay', desc: false }],
  filters: { outcome: { kind: 'in', values: ['open'] } },
  quick: '',
};

const OPENING = written({ ...OPENING_VIEW, pipelineId: '' });

/** Whether a query is the one that a pipeline opens with. */
export function isOpening(query: GridQuery): boolean {
  return written(query) === OPENING;
}

function written({ sort, filters, quick }: GridQuery): string {
  const sorted = sort.map(({ field, desc }) => [field, desc]);
  return JSON.stringify([sorted, filters, quick]);
}

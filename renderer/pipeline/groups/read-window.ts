import { call } from '#renderer/app/api';
import type { GridQuery, OpportunityRow } from '#shared/pipeline/model';
import { layoutOf } from '../layout/layout-store';
import { groupRow } from './group-row';
import { rememberAbove } from './headers-above';

/** A window of what the grid shows: rows, with headers among them when rows are gathered by groups. */
export interface Window {
  readonly rows: readonly OpportunityRow[];
  /** Lines of all windows. */
  readonly total: number;
}

/** Reads a window of the lines of a query, as its pipeline is grouped now. */
export async function readWindow(query: GridQuery, offset: number, limit: number): Promise<Window> {
  const { grouping, expansion } = layoutOf(query.pipelineId);
  if (grouping === null) return call('pipeline.page', { query, offset, limit });
  const { lines, total, above } = await call('pipeline.groupPage', {
    query,
    grouping,
    expansion,
    offset,
    limit,
  });
  rememberAbove(lines, above);
  return {
    rows: lines.map((line) =>
      line.kind === 'row' ? line.row : groupRow(line.group, query.pipelineId),
    ),
    total,
  };
}

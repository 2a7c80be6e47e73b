import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotify } from '#renderer/kit/notify';
import { useJob } from '#renderer/kit/use-job';
import { formatCount } from '#shared/format';
import { type ExportFormat, GRID_FIELDS, type GridField } from '#shared/pipeline/model';
import type { Span } from '#shared/pipeline/sheet/selection';
import type { OpportunityGridApi } from '../grid/PipelineGrid';
import { useView } from '../view/use-view';

export interface Exporting {
  /** `spans`: stretches of the view that are selected; without them every row of it. */
  readonly start: (format: ExportFormat, spans?: readonly Span[]) => void;
  readonly running: boolean;
}

/** Writes what one sees (filters, order, columns as they stand) to a file; the tray shows progress and cancel. */
export function useExport(grid: RefObject<OpportunityGridApi | null>): Exporting {
  const { t } = useTranslation('pipeline');
  const { query } = useView();
  const notify = useNotify();
  const job = useJob('pipeline.exportView', 'export');
  const start: Exporting['start'] = (format, spans) => {
    if (job.running) return;
    const only = spans === undefined ? null : { spans: [...spans] };
    const request = { query, only, fields: columns(grid), format };
    void job.run(request).then((result) => {
      if (result === null) return;
      const { fileName, rows, removed } = result;
      const said = t('exported', { file: fileName, count: rows, rows: formatCount(rows) });
      const left =
        removed === 0 ? '' : t('exportRemoved', { count: removed, number: formatCount(removed) });
      notify.written(said + left, result);
    });
  };
  return { start, running: job.running };
}

/** The columns in sight, left to right. */
function columns(grid: RefObject<OpportunityGridApi | null>): GridField[] {
  const shown = grid.current?.getAllDisplayedColumns().map((column) => column.getColId()) ?? [];
  const known = shown.flatMap((id) => GRID_FIELDS.find((field) => field === id) ?? []);
  return known.length > 0 ? known : [...GRID_FIELDS];
}

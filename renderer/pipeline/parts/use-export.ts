import { useTranslation } from 'react-i18next';
import { useNotify } from '#renderer/kit/notify';
import { useJob } from '#renderer/kit/use-job';
import { formatCount } from '#shared/format';
import { COLUMN_ORDER } from '../grid/use-columns';
import { useView } from '../view/use-view';

/** Writes what one sees (filters, order, columns) to a CSV; the tray shows progress and cancel. */
export function useExport(): { readonly start: () => void; readonly running: boolean } {
  const { t } = useTranslation('pipeline');
  const { query } = useView();
  const notify = useNotify();
  const job = useJob('pipeline.exportView', 'export');
  const start = () => {
    if (job.running) return;
    void job.run({ query, fields: [...COLUMN_ORDER] }).then((result) => {
      if (result === null) return;
      notify.success(
        t('exported', {
          file: result.fileName,
          count: result.rows,
          rows: formatCount(result.rows),
        }),
      );
    });
  };
  return { start, running: job.running };
}

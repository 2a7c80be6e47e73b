import { DownloadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useCommandHandler } from '#renderer/app/commands/registry';
import { Button, Dropdown } from '#renderer/kit/ui';
import { EXPORT_FORMATS } from '#shared/pipeline/model';
import type { Exporting } from './use-export';

/** Export of the view: as a workbook or as CSV. */
export function ExportButton({ exporting }: { readonly exporting: Exporting }) {
  const { t } = useTranslation('pipeline');
  const { start, running } = exporting;
  useCommandHandler('pipeline.export', () => start('xlsx'));
  useCommandHandler('pipeline.exportCsv', () => start('csv'));
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: EXPORT_FORMATS.map((format) => ({
          key: format,
          label: t(`exportFormat.${format}`),
          onClick: () => start(format),
        })),
      }}
    >
      <Button icon={<DownloadOutlined aria-hidden />} loading={running}>
        {t('exportView')}
      </Button>
    </Dropdown>
  );
}

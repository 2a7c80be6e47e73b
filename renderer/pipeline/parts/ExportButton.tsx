import { DownloadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { OfferButton } from '#renderer/app/OfferButton';
import { useOffer } from '#renderer/app/offers';
import { useCommandHandler } from '#renderer/app/commands/registry';
import { Button, Dropdown } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import { EXPORT_FORMATS } from '#shared/pipeline/model';
import { isRange, lengthOf, rowSpans, type Span } from '#shared/pipeline/sheet/selection';
import { useSheetStore } from '../sheet/sheet-store';
import type { Exporting } from './use-export';

/** Export of the view, or of the selected rows of it: as a workbook or as CSV. */
export function ExportButton({ exporting }: { readonly exporting: Exporting }) {
  const { t } = useTranslation('pipeline');
  const { start, running } = exporting;
  const selection = useSheetStore((store) => store.selection);
  useCommandHandler('pipeline.export', () => start('xlsx'));
  useCommandHandler('pipeline.exportCsv', () => start('csv'));
  const refusal = useOffer('pipeline.exportView');
  const spans = selection !== null && isRange(selection) ? rowSpans(selection) : null;
  const choices = (what: string, rows?: readonly Span[]) =>
    EXPORT_FORMATS.map((format) => ({
      key: `${what} ${format}`,
      label: t(`exportFormat.${format}`),
      onClick: () => start(format, rows),
    }));
  const group = (key: string, label: string, children: ReturnType<typeof choices>) => ({
    key,
    type: 'group' as const,
    label,
    children,
  });
  const count = spans === null ? 0 : lengthOf(spans);
  const items =
    spans === null
      ? choices('view')
      : [
          group(
            'rows',
            t('exportRows', { count, rows: formatCount(count) }),
            choices('selected', spans),
          ),
          group('view', t('exportWhole'), choices('view')),
        ];
  if (refusal !== null) {
    return (
      <OfferButton call="pipeline.exportView" icon={<DownloadOutlined aria-hidden />}>
        {t('exportView')}
      </OfferButton>
    );
  }
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button icon={<DownloadOutlined aria-hidden />} loading={running}>
        {t('exportView')}
      </Button>
    </Dropdown>
  );
}

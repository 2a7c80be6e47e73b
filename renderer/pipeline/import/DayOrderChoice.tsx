import { useTranslation } from 'react-i18next';
import { Alert, Flex, Segmented } from '#renderer/kit/ui';
import { orderedColumns } from '#shared/pipeline/day-orders';
import type { ImportInspection } from '#shared/pipeline/import-model';
import { DAY_ORDERS, type DayOrder } from '#shared/pipeline/parse-day';
import styles from './import.module.css';
import type { ImportFlow } from './use-import';

/** How days such as 03/04/2026 are read: told where the column settles it, asked where nothing does. */
export function DayOrderChoice(props: {
  readonly flow: ImportFlow;
  readonly inspection: ImportInspection;
}) {
  const { t } = useTranslation('import');
  const { flow, inspection } = props;
  const columns = orderedColumns(inspection, inspection.kind, flow.mapping);
  if (columns.length === 0) return null;
  const open = columns.filter(({ order }) => order === null);
  const asks = open.some(({ column }) => flow.dayOrders[column] === undefined);
  return (
    <Alert
      className={styles.notice ?? ''}
      type={asks ? 'warning' : 'info'}
      showIcon
      title={asks ? t('dayOrder.title') : t('dayOrder.settled')}
      description={
        <Flex vertical gap={8}>
          {columns.map(({ column, header, order, example }) =>
            order === null ? (
              <Flex key={column} gap={12} align="center" wrap>
                <span>{t('dayOrder.open', { column: header, example })}</span>
                <Segmented<DayOrder | ''>
                  aria-label={t('dayOrder.of', { column: header })}
                  value={flow.dayOrders[column] ?? ''}
                  onChange={(next) => {
                    if (next !== '') flow.chooseDayOrder(column, next);
                  }}
                  options={DAY_ORDERS.map((value) => ({ value, label: t(`dayOrder.${value}`) }))}
                />
              </Flex>
            ) : (
              <span key={column}>
                {t('dayOrder.by', { column: header, order: t(`dayOrder.${order}`), example })}
              </span>
            ),
          )}
        </Flex>
      }
    />
  );
}

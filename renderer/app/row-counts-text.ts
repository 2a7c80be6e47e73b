import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import { type RowCounts, rowCountsText, type RowPart } from '#shared/workspace/row-counts';

/**
 * What an import or a revert did, in words: `新增 3 个商机；按名称新建 2 个客户、1 个负责人`. Empty when it did nothing.
 * The second argument says that changed rows got back what they held before.
 */
export function useRowCountsText(): (counts: RowCounts, takenBack?: boolean) => string {
  const { t } = useTranslation('workspace');
  return useCallback(
    (counts, takenBack = false) =>
      rowCountsText(counts, {
        rows: (entity, count) => t(`rows.unit.${entity}`, { count, rows: formatCount(count) }),
        part: (part: RowPart, what) =>
          t(`rows.${takenBack && part === 'updated' ? 'restored' : part}`, { what }),
        and: t('rows.and'),
        between: t('rows.between'),
      }),
    [t],
  );
}

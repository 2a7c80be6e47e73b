import { useTranslation } from 'react-i18next';
import type { BoardColumn } from '#shared/pipeline/board';

/** The name of a column as people read it. */
export function useColumnName(): (column: BoardColumn) => string {
  const { t } = useTranslation('common');
  return (column) =>
    column === 'lost' || column === 'dormant' ? t(`outcome.${column}`) : t(`stage.${column}`);
}

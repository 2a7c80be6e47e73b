import { useTranslation } from 'react-i18next';
import type { ReadTable, Recovery } from '#shared/workspace/model';
import type { Format } from '../kit/use-format';

/** Rows of all tables together. */
export function rowsOf(tables: readonly ReadTable[]): number {
  return tables.reduce((sum, table) => sum + table.rows, 0);
}

/** A recovery as sentences: from what, how much, what is missing. */
export function useRecoveryText(): (recovery: Recovery, format: Format) => string[] {
  const { t } = useTranslation('home');
  return (recovery, format) => {
    const { way, backupAt, repeated, lastAt, missing, tables } = recovery;
    if (way === 'salvage') {
      const broken = tables.filter((one) => !one.complete).map((one) => one.table);
      return [
        t('recovered.salvaged', { rows: format.count(rowsOf(tables)) }),
        broken.length === 0
          ? t('recovered.salvagedWhole')
          : t('recovered.salvagedBroken', { tables: broken.join(', ') }),
      ];
    }
    const steps = format.count(repeated);
    return [
      backupAt === null
        ? t('recovered.fromJournal', { steps })
        : t('recovered.fromBackup', { at: format.instant(backupAt), steps }),
      ...(lastAt === null ? [] : [t('recovered.until', { at: format.instant(lastAt) })]),
      missing > 0 ? t('recovered.missing', { count: missing }) : t('recovered.nothingMissing'),
    ];
  };
}

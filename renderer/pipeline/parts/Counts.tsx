import { useTranslation } from 'react-i18next';
import { useSlow } from '#renderer/kit/states/LoadingState';
import { formatCount } from '#shared/format';
import { useAmounts } from '../view/use-amounts';
import { useSummary } from '../view/use-summary';
import { useView } from '../view/use-view';
import styles from './toolbar.module.css';

/** 显示 128 / 2,340 · 合计: of the rows that match. */
export function Counts() {
  const { t } = useTranslation('pipeline');
  const { query } = useView();
  const { short, exact } = useAmounts();
  const summary = useSummary({ ...query, sort: [] }, { keepPrevious: true });
  const slow = useSlow(summary.isPlaceholderData);
  if (summary.data === undefined) return null;
  const { matching, all, amountMinor } = summary.data;
  return (
    <p className={slow ? styles.countsSlow : styles.counts} role="status">
      {t('counts.shown', { matching: formatCount(matching), all: formatCount(all) })}
      <span className={styles.sum} title={exact(amountMinor)}>
        {t('counts.sum', { amount: short(amountMinor) })}
      </span>
    </p>
  );
}

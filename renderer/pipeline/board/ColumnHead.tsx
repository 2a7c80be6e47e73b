import { VerticalRightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { formatCount, formatPercent, NO_VALUE } from '#shared/format';
import type { BoardColumn } from '#shared/pipeline/board';
import { STAGES } from '#shared/pipeline/model';
import { useAmounts } from '../view/use-amounts';
import { usePipeline } from '../view/use-view';
import styles from './board.module.css';
import { useColumnName } from './column-name';
import type { ColumnFigures } from './held-cards';
import { useDwell, useDwellText } from './use-dwell';

/** What a column says of all its deals, and the way to fold it. */
export function ColumnHead(props: {
  readonly column: BoardColumn;
  readonly figures: ColumnFigures | undefined;
  readonly share: number | null;
  readonly onFold: () => void;
}) {
  const { t } = useTranslation('pipeline');
  const { column, figures, share } = props;
  const name = useColumnName()(column);
  const { rules } = usePipeline();
  const { dwell } = useDwell();
  const dwellText = useDwellText();
  const { total, exact } = useAmounts();
  const stage = STAGES.find((one) => one === column);
  const limit = stage === undefined ? null : rules[stage].wipLimit;
  const over = limit !== null && figures !== undefined && figures.count > limit;
  const stay = stage === undefined ? undefined : dwell[stage];
  const days = (count: number) => t('daysShort', { count: Math.round(count) });
  const about = [
    stage !== undefined && rules[stage].gated ? t('board.gated') : null,
    share === null ? null : t('board.share', { share: formatPercent(share, 0) }),
    stage === undefined ? undefined : dwellText(stage),
  ].filter((text) => text !== null && text !== undefined);
  return (
    <header className={styles.head} data-over={over} title={about.join(' · ')}>
      <h2 className={styles.columnName}>
        <span className={styles.columnTitle} title={name}>
          {name}
        </span>
        <span className={styles.columnCount}>
          {figures === undefined
            ? NO_VALUE
            : limit === null
              ? formatCount(figures.count)
              : t('board.ofLimit', { count: formatCount(figures.count), limit })}
        </span>
      </h2>
      <button
        type="button"
        className={styles.fold}
        aria-label={t('board.fold', { column: name })}
        title={t('board.fold', { column: name })}
        onClick={props.onFold}
      >
        <VerticalRightOutlined aria-hidden />
      </button>
      <p
        className={styles.columnSums}
        title={figures === undefined ? '' : exact(figures.amountMinor)}
      >
        <span>{figures === undefined ? NO_VALUE : total(figures.amountMinor)}</span>
        {stage === undefined || figures === undefined ? null : (
          <span className={styles.quiet}>
            {t('board.weighted', { amount: total(figures.weightedMinor) })}
          </span>
        )}
      </p>
      {stay === undefined ? null : (
        <p className={`${styles.quiet} ${styles.typical}`}>
          {t('board.typical', { days: days(stay.medianDays) })}
        </p>
      )}
      {over ? (
        <span className={styles.stale}>
          {t('board.overLimit', { count: figures.count - limit })}
        </span>
      ) : null}
    </header>
  );
}

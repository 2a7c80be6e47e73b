import { ClockCircleOutlined, ExclamationCircleOutlined, MoreOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useDragItem } from '#renderer/kit/dnd/DragBetween';
import { useFormat } from '#renderer/kit/use-format';
import { NO_VALUE } from '#shared/format';
import type { OpportunityRow } from '#shared/pipeline/model';
import { WaitingMark } from '../rules/RequestPart';
import { useAmounts } from '../view/use-amounts';
import styles from './board.module.css';
import type { CardMarks } from './card-marks';

/** One deal on the board: five facts, the days in its stage, and what to worry about as words and as colour of the edge. */
export function BoardCard(props: {
  readonly row: OpportunityRow;
  readonly marks: CardMarks;
  readonly index: number;
  /** The one card of its column that Tab reaches. */
  readonly tabbable: boolean;
  readonly isOpen: boolean;
  readonly onMenu: (row: OpportunityRow, at: { readonly x: number; readonly y: number }) => void;
}) {
  const { t } = useTranslation('pipeline');
  const { row, marks, index } = props;
  const { short } = useAmounts();
  const { day } = useFormat();
  const { ref, isDragging } = useDragItem(row.id);
  const edge = marks.overdueDays > 0 ? 'overdue' : marks.stale ? 'stale' : 'calm';
  const closes = row.expectedCloseDay === null ? NO_VALUE : day(row.expectedCloseDay);
  const age =
    marks.ageDays === null
      ? null
      : t(marks.stale ? 'board.staleDays' : 'board.ageDays', { count: marks.ageDays });
  const overdue = t('board.overdue', { count: marks.overdueDays });
  return (
    // A card is one stop with its facts as its name; its keys are those of the board around it.
    <div ref={ref} className={styles.cardBox} data-dragging={isDragging}>
      <div
        className={styles.card}
        data-card={row.id}
        data-index={index}
        data-edge={edge}
        role="button"
        aria-roledescription={t('board.cardRole')}
        aria-pressed={props.isOpen}
        tabIndex={props.tabbable ? 0 : -1}
        onContextMenu={(event) => {
          event.preventDefault();
          props.onMenu(row, { x: event.clientX, y: event.clientY });
        }}
      >
        <div className={styles.cardName} title={row.name}>
          {row.name}
        </div>
        <div className={styles.cardLine}>
          <span className={styles.cardAccount} title={row.accountName ?? NO_VALUE}>
            {row.accountName ?? NO_VALUE}
          </span>
          {row.pendingStage === null ? null : <WaitingMark />}
        </div>
        <div className={styles.cardLine}>
          <span className={styles.cardAmount}>{short(row.amountMinor)}</span>
          <span className={styles.cardOwner} title={row.ownerName ?? NO_VALUE}>
            {row.ownerName ?? NO_VALUE}
          </span>
        </div>
        <div className={styles.cardLine}>
          {marks.overdueDays > 0 ? (
            <span className={styles.overdue}>
              <ExclamationCircleOutlined aria-hidden /> {overdue}
            </span>
          ) : (
            <span className={styles.quiet}>{closes}</span>
          )}
          {age === null ? null : (
            <span className={marks.stale ? styles.stale : styles.quiet}>
              {marks.stale ? <ClockCircleOutlined aria-hidden /> : null} {age}
            </span>
          )}
        </div>
      </div>
      <button
        type="button"
        className={styles.more}
        tabIndex={-1}
        aria-label={t('board.menuOf', { name: row.name })}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          props.onMenu(row, { x: box.left, y: box.bottom });
        }}
      >
        <MoreOutlined aria-hidden />
      </button>
    </div>
  );
}

/** The place of a card that is still being read. */
export function CardPlace({ index }: { readonly index: number }) {
  return <div className={styles.place} data-index={index} aria-hidden />;
}

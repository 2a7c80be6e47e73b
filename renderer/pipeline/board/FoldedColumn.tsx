import { useTranslation } from 'react-i18next';
import { useDropPlace } from '#renderer/kit/dnd/DragBetween';
import { formatCount, NO_VALUE } from '#shared/format';
import type { BoardColumn } from '#shared/pipeline/board';
import styles from './board.module.css';
import { useColumnName } from './column-name';
import type { ColumnFigures } from './held-cards';

/** A column as a narrow strip with its name and its number of deals; cards can still be let go over it. */
export function FoldedColumn(props: {
  readonly column: BoardColumn;
  readonly figures: ColumnFigures | undefined;
  readonly onUnfold: () => void;
}) {
  const { t } = useTranslation('pipeline');
  const { column, figures } = props;
  const name = useColumnName()(column);
  const count = figures?.count ?? 0;
  const { ref, isDropTarget } = useDropPlace(column);
  return (
    <section
      ref={ref}
      className={styles.folded}
      data-column={column}
      data-target={isDropTarget}
      aria-label={t('board.columnLabel', { column: name, count })}
    >
      <button
        type="button"
        className={styles.unfold}
        aria-expanded={false}
        title={t('board.unfold', { column: name })}
        onClick={props.onUnfold}
      >
        <span className={styles.columnCount}>
          {figures === undefined ? NO_VALUE : formatCount(count)}
        </span>
        <span className={styles.foldedName}>{name}</span>
      </button>
    </section>
  );
}

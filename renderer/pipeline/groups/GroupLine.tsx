import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import type { ICellRendererParams } from 'ag-grid-community';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import type { GroupHeader } from '#shared/pipeline/grid-groups';
import type { OpportunityRow } from '#shared/pipeline/model';
import { useAmounts } from '../view/use-amounts';
import { useChoiceLabel } from '../view/use-choice-label';
import { groupOf } from './group-row';
import styles from './groups.module.css';
import { useToggleGroup } from './use-toggle-group';

/** A header in the grid: opens and closes on click; ←, → and Enter do it too. */
export function GroupLine({ data }: ICellRendererParams<OpportunityRow>) {
  const toggle = useToggleGroup();
  const group = groupOf(data);
  if (group === null) return null;
  const Caret = group.open ? CaretDownOutlined : CaretRightOutlined;
  return (
    <div role="gridcell" className={styles.cell}>
      <button
        type="button"
        tabIndex={-1}
        className={styles.line}
        data-level={group.level}
        aria-expanded={group.open}
        onClick={() => toggle(group)}
      >
        <Caret aria-hidden className={styles.caret} />
        <GroupWords group={group} />
      </button>
    </div>
  );
}

/** What a header says: its value, how many rows, their sum and weighted sum. */
export function GroupWords({ group }: { readonly group: GroupHeader }) {
  const { t } = useTranslation('views');
  const label = useChoiceLabel();
  const { total, exact } = useAmounts();
  const { field, value, count, amountMinor, weightedMinor } = group;
  const text = field === 'closeMonth' ? label('expectedCloseDay', value) : label(field, value);
  return (
    <>
      <span className={styles.value}>{text}</span>
      <span className={styles.figure}>{t('group.count', { count, rows: formatCount(count) })}</span>
      <span className={styles.figure} title={exact(amountMinor)}>
        {t('group.sum', { amount: total(amountMinor) })}
      </span>
      <span className={styles.figure} title={exact(weightedMinor)}>
        {t('group.weighted', { amount: total(weightedMinor) })}
      </span>
    </>
  );
}

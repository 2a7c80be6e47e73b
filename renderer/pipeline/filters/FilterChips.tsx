import { CloseOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Popover } from '#renderer/kit/ui';
import { type ColumnFilter, GRID_FIELDS, type GridField } from '#shared/pipeline/model';
import { useView } from '../view/use-view';
import { withFilter, withoutFilters } from '../view/view-store';
import { FilterEditor } from './FilterEditor';
import styles from './filters.module.css';
import { useFilterText } from './use-filter-text';

/** The filters in force, as sentences that can be opened or removed one by one. What is searched stands in its own field. */
export function FilterChips() {
  const { t } = useTranslation(['pipeline', 'common']);
  const { query, change } = useView();
  const active = GRID_FIELDS.flatMap((field) => {
    const filter = query.filters[field];
    return filter === undefined ? [] : [{ field, filter }];
  });
  if (active.length === 0) return null;
  return (
    <div className={styles.chips} role="group" aria-label={t('filter.inForce')}>
      {active.map(({ field, filter }) => (
        <Chip key={field} field={field} filter={filter} />
      ))}
      {/* A single one is removed by its own button; the line has better use for the room. */}
      {active.length === 1 ? null : (
        <Button size="small" type="link" onClick={() => change(withoutFilters)}>
          {t('common:clearFilters')}
        </Button>
      )}
    </div>
  );
}

function Chip(props: { readonly field: GridField; readonly filter: ColumnFilter }) {
  const { change } = useView();
  const [open, setOpen] = useState(false);
  const text = useFilterText()(props.field, props.filter);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={<FilterEditor field={props.field} onClose={() => setOpen(false)} />}
    >
      <span>
        <ChipShell
          text={text}
          expanded={open}
          onRemove={() => change((view) => withFilter(view, props.field, null))}
        />
      </span>
    </Popover>
  );
}

function ChipShell(props: {
  readonly text: string;
  readonly expanded: boolean;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('pipeline');
  return (
    <span className={styles.chip}>
      <button
        type="button"
        className={styles.chipText}
        title={props.text}
        aria-haspopup="dialog"
        aria-expanded={props.expanded}
      >
        {props.text}
      </button>
      <button
        type="button"
        className={styles.chipRemove}
        aria-label={t('filter.remove', { filter: props.text })}
        onClick={(event) => {
          event.stopPropagation();
          props.onRemove();
        }}
      >
        <CloseOutlined aria-hidden />
      </button>
    </span>
  );
}

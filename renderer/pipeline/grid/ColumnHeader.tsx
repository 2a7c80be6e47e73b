import {
  CaretDownOutlined,
  CaretUpOutlined,
  FilterFilled,
  FilterOutlined,
} from '@ant-design/icons';
import type { CustomHeaderProps } from 'ag-grid-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Popover } from '#renderer/kit/ui';
import { GRID_FIELDS } from '#shared/pipeline/model';
import { FilterEditor } from '../filters/FilterEditor';
import { useView } from '../view/use-view';
import { withNextSort } from '../view/view-store';
import styles from './grid.module.css';

/**
 * A column's header: click or Enter sorts (Shift adds a column), the funnel or Alt+↓ filters. Sorting is ours and
 * not the grid's, so that the rows on screen stay until the new ones are there.
 */
export function ColumnHeader({ displayName, eGridHeader, column }: CustomHeaderProps) {
  const { t } = useTranslation('pipeline');
  const { query, change } = useView();
  const [open, setOpen] = useState(false);
  // A popover for each column costs the first rows a good part of their time: it comes with its first use.
  const [used, setUsed] = useState(false);
  const show = () => {
    setUsed(true);
    setOpen(true);
  };
  const field = GRID_FIELDS.find((name) => name === column.getColId());
  const position = query.sort.findIndex((part) => part.field === field);
  const sort = query.sort[position];
  const filtered = field !== undefined && query.filters[field] !== undefined;
  const direction = sort === undefined ? 'none' : sort.desc ? 'descending' : 'ascending';

  const sortBy = (add: boolean) => {
    if (field !== undefined) change((view) => withNextSort(view, field, add));
  };
  const close = () => {
    setOpen(false);
    eGridHeader.focus();
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.target !== eGridHeader) return;
    if (event.key === 'Enter') sortBy(event.shiftKey);
    else if (event.key === 'ArrowDown' && event.altKey) show();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    eGridHeader.addEventListener('keydown', listener);
    return () => eGridHeader.removeEventListener('keydown', listener);
  }, [eGridHeader]);
  useEffect(() => eGridHeader.setAttribute('aria-sort', direction), [eGridHeader, direction]);

  if (field === undefined) return <span className={styles.headerText}>{displayName}</span>;
  const Funnel = filtered ? FilterFilled : FilterOutlined;
  const funnel = (
    <button
      type="button"
      tabIndex={-1}
      className={filtered ? styles.funnelOn : styles.funnel}
      aria-label={t('filter.of', { column: t(`field.${field}`) })}
      aria-haspopup="dialog"
      aria-expanded={open}
      onClick={used ? undefined : show}
    >
      <Funnel aria-hidden />
    </button>
  );
  return (
    <div className={styles.header}>
      <button
        type="button"
        tabIndex={-1}
        className={styles.headerText}
        title={t('grid.headerHint')}
        onClick={(event) => sortBy(event.shiftKey)}
      >
        <span className={styles.headerName}>{displayName}</span>
        {sort === undefined ? null : sort.desc ? (
          <CaretDownOutlined aria-hidden />
        ) : (
          <CaretUpOutlined aria-hidden />
        )}
        {query.sort.length > 1 && position >= 0 ? <sub>{position + 1}</sub> : null}
      </button>
      {used ? (
        <Popover
          open={open}
          onOpenChange={setOpen}
          trigger="click"
          placement="bottomLeft"
          destroyOnHidden
          content={<FilterEditor field={field} onClose={close} />}
        >
          {funnel}
        </Popover>
      ) : (
        funnel
      )}
    </div>
  );
}

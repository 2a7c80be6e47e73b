import { HolderOutlined, PushpinFilled, PushpinOutlined } from '@ant-design/icons';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHiddenFields } from '#renderer/app/standing';
import { SortableList, type SortableHandle } from '#renderer/kit/dnd/SortableList';
import { Button, Checkbox, Drawer, Input, Segmented, Tooltip } from '#renderer/kit/ui';
import {
  type ColumnLayout,
  DENSITIES,
  FIRST_COLUMNS,
  wholeColumns,
} from '#shared/pipeline/grid-view';
import { GRID_FIELDS, type GridField } from '#shared/pipeline/model';
import { normaliseSearch } from '#shared/pipeline/search-text';
import styles from './layout.module.css';
import { useDensity, useLayout } from './use-layout';

/** Names the row and stays. */
const FIXED: GridField = 'name';

/** Which columns stand in the grid: show, hide, pin, put in order, search; and the height of rows. */
export function ColumnChooser(props: { readonly onClose: () => void }) {
  const { t } = useTranslation(['views', 'pipeline', 'settings']);
  const { layout, change } = useLayout();
  const density = useDensity();
  const [search, setSearch] = useState('');
  const columns = wholeColumns(layout.columns);
  const wanted = normaliseSearch(search);
  const nameOf = useCallback(
    (id: string) => {
      const field = GRID_FIELDS.find((one) => one === id);
      return field === undefined ? '' : t(`pipeline:field.${field}`);
    },
    [t],
  );
  const kept = useHiddenFields();
  const found = columns.filter(
    ({ field }) => !kept.has(field) && normaliseSearch(nameOf(field)).includes(wanted),
  );
  const set = (next: readonly ColumnLayout[]) =>
    change((old) => ({ ...old, columns: wholeColumns(next) }));
  const update = (field: GridField, more: Partial<ColumnLayout>) =>
    set(columns.map((column) => (column.field === field ? { ...column, ...more } : column)));
  const line = (column: ColumnLayout, handle: SortableHandle | null) => (
    <ColumnLine
      key={column.field}
      column={column}
      name={nameOf(column.field)}
      handle={handle}
      onChange={(more) => update(column.field, more)}
    />
  );
  return (
    <Drawer
      open
      size={400}
      title={t('columns.title')}
      onClose={props.onClose}
      footer={
        <div className={styles.foot}>
          <Button onClick={() => set(FIRST_COLUMNS)}>{t('columns.reset')}</Button>
          <Button type="primary" onClick={props.onClose}>
            {t('columns.done')}
          </Button>
        </div>
      }
    >
      <div className={styles.chooser}>
        <p className={styles.hint} aria-hidden>
          {t('settings:density.name')}
        </p>
        <Segmented
          block
          aria-label={t('settings:density.name')}
          value={density}
          onChange={(value) => change((old) => ({ ...old, density: value }))}
          options={DENSITIES.map((value) => ({ value, label: t(`settings:density.${value}`) }))}
        />
        <Input
          allowClear
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          placeholder={t('columns.search')}
          aria-label={t('columns.search')}
        />
        <p className={styles.hint}>
          {t('columns.shown', {
            count: columns.filter(({ hidden }) => !hidden).length,
            all: columns.length,
          })}
        </p>
        <div role="list" aria-label={t('columns.title')}>
          {wanted === '' ? (
            <SortableList
              ids={columns.map(({ field }) => field)}
              nameOf={nameOf}
              onReorder={(ids) =>
                set(ids.flatMap((id) => columns.filter(({ field }) => field === id)))
              }
              renderItem={(id, handle) => {
                const column = columns.find(({ field }) => field === id);
                return column === undefined ? null : line(column, handle);
              }}
            />
          ) : (
            found.map((column) => line(column, null))
          )}
        </div>
        {found.length === 0 ? <p className={styles.hint}>{t('columns.nothingFound')}</p> : null}
      </div>
    </Drawer>
  );
}

function ColumnLine(props: {
  readonly column: ColumnLayout;
  readonly name: string;
  readonly handle: SortableHandle | null;
  readonly onChange: (more: Partial<ColumnLayout>) => void;
}) {
  const { t } = useTranslation('views');
  const { column, name, handle, onChange } = props;
  const fixed = column.field === FIXED;
  const pinText = t(column.pinned ? 'columns.unpin' : 'columns.pin', { name });
  return (
    <div
      ref={handle?.ref}
      role="listitem"
      className={styles.line}
      data-dragging={handle?.isDragging ?? false}
      onKeyDown={handle?.onKeyDown}
    >
      <Button
        ref={handle?.handleRef ?? null}
        size="small"
        type="text"
        disabled={handle === null || fixed}
        className={styles.grip ?? ''}
        icon={<HolderOutlined aria-hidden />}
        aria-label={t('columns.drag', { name })}
      />
      <Checkbox
        className={styles.check ?? ''}
        checked={!column.hidden}
        disabled={fixed}
        onChange={(event) => onChange({ hidden: !event.target.checked })}
      >
        {name}
      </Checkbox>
      <Tooltip title={pinText}>
        <Button
          size="small"
          type="text"
          disabled={fixed}
          aria-pressed={column.pinned}
          aria-label={pinText}
          icon={column.pinned ? <PushpinFilled aria-hidden /> : <PushpinOutlined aria-hidden />}
          onClick={() => onChange({ pinned: !column.pinned, hidden: false })}
        />
      </Tooltip>
    </div>
  );
}

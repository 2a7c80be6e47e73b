import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/kit/ui';
import type { ColumnFilter, GridField } from '#shared/pipeline/model';
import { FILTER_KIND } from '../view/fields';
import { useView } from '../view/use-view';
import { withFilter } from '../view/view-store';
import { AgeFilter } from './AgeFilter';
import { CheckList } from './CheckList';
import { DayFilter } from './DayFilter';
import styles from './filters.module.css';
import { NumberFilter } from './NumberFilter';
import { TextFilter } from './TextFilter';

/** What every kind of filter gets: the filter in force and how to change it (null = none). Changes apply at once. */
export interface FilterPartProps {
  readonly field: GridField;
  readonly value: ColumnFilter | undefined;
  readonly onChange: (filter: ColumnFilter | null) => void;
}

/** The filter of one column, as shown under its header and from its chip. */
export function FilterEditor(props: { readonly field: GridField; readonly onClose: () => void }) {
  const { t } = useTranslation(['pipeline', 'common']);
  const { query, change } = useView();
  const { field, onClose } = props;
  const value = query.filters[field];
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.querySelector<HTMLElement>('input, button')?.focus(), []);
  const part: FilterPartProps = {
    field,
    value,
    onChange: (filter) => change((view) => withFilter(view, field, filter)),
  };
  return (
    <div
      ref={root}
      className={styles.editor}
      role="group"
      aria-label={t('filter.of', { column: t(`field.${field}`) })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <FilterPart {...part} />
      <div className={styles.editorFoot}>
        <Button
          size="small"
          type="text"
          disabled={value === undefined}
          onClick={() => part.onChange(null)}
        >
          {t('filter.clearOne')}
        </Button>
        <Button size="small" type="primary" onClick={onClose}>
          {t('common:done')}
        </Button>
      </div>
    </div>
  );
}

function FilterPart(props: FilterPartProps) {
  const kind = FILTER_KIND[props.field];
  switch (kind) {
    case 'list':
      return <CheckList {...props} />;
    case 'text':
      return <TextFilter {...props} />;
    case 'amount':
    case 'percent':
    case 'days':
      return <NumberFilter {...props} kind={kind} />;
    case 'day':
      return <DayFilter {...props} />;
    case 'age':
      return <AgeFilter {...props} />;
  }
}

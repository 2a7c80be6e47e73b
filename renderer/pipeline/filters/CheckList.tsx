import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '#renderer/app/queries';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { LoadingState } from '#renderer/kit/states/LoadingState';
import { Button, Checkbox, Input } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import { useChoiceLabel } from '../view/use-choice-label';
import { usePipeline, useView } from '../view/use-view';
import type { FilterPartProps } from './FilterEditor';
import styles from './filters.module.css';

/** More would be a list to read, not to choose from; the search narrows it. */
const MOST_SHOWN = 200;

/** Excel's check-list: search, all or none, every value with its count, 空白 among them. */
export function CheckList({ field, value, onChange }: FilterPartProps) {
  const { t } = useTranslation('pipeline');
  const { id: pipelineId } = usePipeline();
  const { query } = useView();
  const label = useChoiceLabel();
  const [search, setSearch] = useState('');
  const titleId = useId();
  const choices = useCall('pipeline.choices', { pipelineId, field });
  const named = useMemo(
    () => (choices.data ?? []).map((one) => ({ ...one, text: label(field, one.value) })),
    [choices.data, field, label],
  );
  if (choices.isError) {
    return <ErrorState error={choices.error} onRetry={() => void choices.refetch()} />;
  }
  if (choices.data === undefined) return <LoadingState rows={5} />;

  const wanted = search.normalize('NFKC').trim().toLowerCase();
  const found = named.filter((one) => one.text.toLowerCase().includes(wanted));
  const all = named.map((one) => one.value);
  const chosen = new Set(value?.kind === 'in' ? value.values : all);
  const narrowed = query.quick !== '' || Object.keys(query.filters).some((one) => one !== field);
  const set = (next: ReadonlySet<string | null>) => {
    const values = all.filter((one) => next.has(one));
    onChange(values.length === all.length ? null : { kind: 'in', values });
  };
  const toggle = (one: string | null) => {
    const next = new Set(chosen);
    if (!next.delete(one)) next.add(one);
    return set(next);
  };
  return (
    <>
      <Input
        autoFocus
        allowClear
        size="small"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        placeholder={t('filter.searchValues')}
        aria-label={t('filter.searchValues')}
      />
      <div className={styles.listHead}>
        <span id={titleId} className={styles.quiet}>
          {value === undefined
            ? t('filter.allOf', { count: all.length })
            : t('filter.chosenOf', { chosen: chosen.size, count: all.length })}
        </span>
        <span>
          <Button size="small" type="link" onClick={() => set(new Set(found.map((o) => o.value)))}>
            {wanted === '' ? t('filter.all') : t('filter.onlyFound')}
          </Button>
          <Button size="small" type="link" onClick={() => onChange({ kind: 'in', values: [] })}>
            {t('filter.none')}
          </Button>
        </span>
      </div>
      {narrowed ? <p className={styles.quiet}>{t('filter.countsOfAll')}</p> : null}
      <div className={styles.list} role="group" aria-labelledby={titleId}>
        {found.slice(0, MOST_SHOWN).map((one) => (
          <Checkbox
            key={one.value ?? '\0'}
            className={styles.choice ?? ''}
            checked={chosen.has(one.value)}
            onChange={() => toggle(one.value)}
          >
            <span className={styles.choiceText}>{one.text}</span>
            <span className={styles.choiceCount}>{formatCount(one.count)}</span>
          </Checkbox>
        ))}
        {found.length === 0 ? <p className={styles.quiet}>{t('filter.nothingFound')}</p> : null}
        {found.length > MOST_SHOWN ? (
          <p className={styles.quiet}>
            {t('filter.moreFound', { count: found.length - MOST_SHOWN })}
          </p>
        ) : null}
      </div>
    </>
  );
}

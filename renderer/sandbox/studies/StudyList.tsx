import { DeleteOutlined, FolderOpenOutlined, PushpinFilled } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatChance, formatCount } from '#shared/format';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { StudySummary } from '#shared/sandbox/studies/model';
import { useCall, useCommand } from '../../app/queries';
import { EmptyState } from '../../kit/states/EmptyState';
import { ErrorState } from '../../kit/states/ErrorState';
import { LoadingState } from '../../kit/states/LoadingState';
import { Button, Drawer, Input, Popconfirm, Tag } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import room from '../sandbox.module.css';
import { PromiseScoreLine } from './Promises';
import styles from './studies.module.css';

/** Kept studies of a model, newest first; searched by name, tags, notes, reasons and variants. */
export function StudyList(props: {
  readonly model: ScenarioModel;
  readonly onClose: () => void;
  readonly onPick: (study: StudySummary) => void;
}) {
  const { t } = useTranslation('study');
  const [words, setWords] = useState('');
  const query = useCall('study.list', {});
  const mine = query.data?.filter(({ modelId }) => modelId === props.model.id) ?? [];
  const found = mine.filter((study) => matches(study, words));
  return (
    <Drawer title={t('list.title')} open onClose={props.onClose} size={520}>
      {query.isPending ? (
        <LoadingState />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : mine.length === 0 ? (
        <EmptyState kind="nothingYet" title={t('list.empty')}>
          {t('list.emptyText')}
        </EmptyState>
      ) : (
        <>
          <PromiseScoreLine modelId={props.model.id} />
          <Input
            type="search"
            aria-label={t('list.search')}
            placeholder={t('list.search')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          {found.length === 0 ? (
            <EmptyState kind="noMatch" title={t('list.noMatch')} />
          ) : (
            <ul className={room.runs}>
              {found.map((study) => (
                <Line key={study.id} study={study} onPick={() => props.onPick(study)} />
              ))}
            </ul>
          )}
        </>
      )}
    </Drawer>
  );
}

/** Whether a study says every word somewhere. */
function matches(study: StudySummary, words: string): boolean {
  const { name, notes, reason, tags, variantNames } = study;
  const said = [name, notes, reason, ...tags, ...variantNames].join('\n').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

function Line({ study, onPick }: { readonly study: StudySummary; readonly onPick: () => void }) {
  const { t } = useTranslation(['study', 'common']);
  const format = useFormat();
  const remove = useCommand('study.remove');
  return (
    <li className={room.runLine}>
      <div>
        <strong>
          {study.pinned ? <PushpinFilled aria-label={t('kept.pinned')} /> : null} {study.name}
        </strong>
        <p>
          {t('list.line', {
            at: format.instant(study.createdAt),
            best: study.bestName,
            chance: formatChance(study.bestChance),
          })}
        </p>
        <p className={styles.tags}>
          <Tag>{t(`status.${study.status}`)}</Tag>
          {study.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </p>
        {study.reason === '' ? null : <p>{t('list.reason', { reason: study.reason })}</p>}
        <p className={room.note}>
          {t('list.facts', {
            n: formatCount(study.replicates),
            seed: study.seed,
            variants: study.variantNames.length,
            hash: study.resultHash.slice(0, 8),
          })}
        </p>
      </div>
      <div className={room.runActions}>
        <Button size="small" icon={<FolderOpenOutlined aria-hidden />} onClick={onPick}>
          {t('common:open')}
        </Button>
        <Popconfirm
          title={t('list.removeQuestion')}
          okText={t('common:delete')}
          cancelText={t('common:cancel')}
          onConfirm={() => remove.mutate({ id: study.id })}
        >
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('list.remove', { name: study.name })}
          />
        </Popconfirm>
      </div>
    </li>
  );
}

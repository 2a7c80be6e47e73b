import { DeleteOutlined, FolderOpenOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { formatChance, formatCount } from '#shared/format';
import type { RunSummary } from '#shared/sandbox/run-result';
import { useCall, useCommand } from '../app/queries';
import { useOwnName } from '../app/use-own-name';
import { Button, Drawer, Popconfirm } from '../kit/ui';
import { EmptyState } from '../kit/states/EmptyState';
import { useFormat } from '../kit/use-format';
import { isNearTie } from '#shared/sandbox/finding';
import styles from './sandbox.module.css';
import { useFigures } from './use-figures';

/** Rehearsals kept in this workspace for one pipeline, newest first. */
export function RunList(props: {
  readonly pipelineId: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onPick: (id: string) => void;
}) {
  const { t } = useTranslation('sandbox');
  const runs = useCall('sandbox.list', { pipelineId: props.pipelineId }).data ?? [];
  return (
    <Drawer title={t('runs.title')} open={props.open} onClose={props.onClose} size={460}>
      {runs.length === 0 ? (
        <EmptyState kind="nothingYet" title={t('runs.empty')}>
          {t('runs.emptyText')}
        </EmptyState>
      ) : (
        <ul className={styles.runs}>
          {runs.map((run) => (
            <RunLine key={run.id} run={run} onPick={() => props.onPick(run.id)} />
          ))}
        </ul>
      )}
    </Drawer>
  );
}

function RunLine({ run, onPick }: { readonly run: RunSummary; readonly onPick: () => void }) {
  const { t } = useTranslation(['sandbox', 'common']);
  const figures = useFigures(run.currency);
  const remove = useCommand('sandbox.remove');
  const format = useFormat();
  const ownName = useOwnName();
  return (
    <li className={styles.runLine}>
      <div>
        <strong>{ownName(run.name)}</strong>
        <p>
          {t(isNearTie(run.bestChance, run.variantNames.length) ? 'runs.lineTie' : 'runs.line', {
            at: format.instant(run.createdAt),
            best: ownName(run.bestVariantName),
            chance: formatChance(run.bestChance),
            amount: figures.amount(run.bestMeanMinor),
          })}
        </p>
        <p className={styles.note}>
          {t('runs.facts', {
            days: run.horizonDays,
            n: formatCount(run.replicates),
            seed: run.seed,
            variants: run.variantNames.length,
            hash: run.resultHash.slice(0, 8),
          })}
        </p>
      </div>
      <div className={styles.runActions}>
        <Button size="small" icon={<FolderOpenOutlined />} onClick={onPick}>
          {t('common:open')}
        </Button>
        <Popconfirm
          title={t('runs.removeQuestion')}
          okText={t('common:delete')}
          cancelText={t('common:cancel')}
          onConfirm={() => remove.mutate({ id: run.id })}
        >
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('runs.remove', { name: ownName(run.name) })}
          />
        </Popconfirm>
      </div>
    </li>
  );
}

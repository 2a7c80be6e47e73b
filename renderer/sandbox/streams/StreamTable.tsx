import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import type { StreamStatus } from '#shared/sandbox/streams/model';
import type { Freshness } from '#shared/sandbox/streams/quality';
import type { LoadedStreamId } from '#shared/sandbox/streams/streams';
import { call } from '../../app/api';
import { useCommand } from '../../app/queries';
import { useNotify } from '../../kit/notify';
import { Button, Popconfirm, Table, type TableColumnsType, Tag, Tooltip } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import type { Picked } from './StreamsDrawer';
import styles from './streams.module.css';

const COLORS: Readonly<Record<Freshness, string>> = {
  fresh: 'success',
  ageing: 'warning',
  stale: 'error',
  none: 'default',
};

/** All streams, one a row, with what can be done to each. */
export function StreamTable(props: {
  readonly streams: readonly StreamStatus[];
  readonly onPick: (picked: Picked) => void;
}) {
  const { t } = useTranslation('streams');
  const format = useFormat();
  const columns: TableColumnsType<StreamStatus> = [
    {
      key: 'name',
      title: t('column.name'),
      render: (_value, { id }) => (
        <>
          <strong>{t(`name.${id}`)}</strong>
          <div className={styles.about}>{t(`about.${id}`)}</div>
        </>
      ),
    },
    {
      key: 'rows',
      title: t('column.rows'),
      align: 'right',
      render: (_value, { rows }) => <span className="num">{formatCount(rows)}</span>,
    },
    {
      key: 'span',
      title: t('column.span'),
      render: (_value, { firstDay, lastDay }) =>
        firstDay === null || lastDay === null ? null : (
          <span className={styles.span}>
            {t('spanOf', { from: format.day(firstDay), to: format.day(lastDay) })}
          </span>
        ),
    },
    {
      key: 'freshness',
      title: t('column.freshness'),
      render: (_value, { freshness }) => (
        <Tag color={COLORS[freshness]}>{t(`freshness.${freshness}`)}</Tag>
      ),
    },
    {
      key: 'score',
      title: t('column.score'),
      align: 'right',
      render: (_value, status) => <Score status={status} />,
    },
    {
      key: 'lastLoad',
      title: t('column.lastLoad'),
      render: (_value, { lastLoad }) =>
        lastLoad === null ? null : (
          <span className={styles.file}>
            {lastLoad.fileName}
            <span className={styles.about}>{format.instant(lastLoad.loadedAt)}</span>
          </span>
        ),
    },
    {
      key: 'actions',
      title: <span className="visually-hidden">{t('load')}</span>,
      align: 'right',
      render: (_value, status) => <Actions status={status} onPick={props.onPick} />,
    },
  ];
  return (
    <Table<StreamStatus>
      size="small"
      rowKey="id"
      pagination={false}
      columns={columns}
      dataSource={[...props.streams]}
    />
  );
}

function Score({ status }: { readonly status: StreamStatus }) {
  const { t } = useTranslation('streams');
  const { score, covered, filled, accepted } = status;
  const { percent } = useFormat();
  if (score === null || status.lastLoad === null) return null;
  const parts = {
    covered: percent(covered),
    filled: percent(filled),
    accepted: percent(accepted),
  };
  return (
    <Tooltip title={t('scoreParts', parts)}>
      <span className="num">{score}</span>
    </Tooltip>
  );
}

function Actions(props: {
  readonly status: StreamStatus;
  readonly onPick: (picked: Picked) => void;
}) {
  const { id, rows } = props.status;
  const { t } = useTranslation(['streams', 'common']);
  const notify = useNotify();
  const clear = useCommand('sandbox.clearStream');
  if (id === 'pipeline' || id === 'contentUse')
    return <span className={styles.about}>{t('held')}</span>;
  const pick = async (stream: LoadedStreamId) => {
    try {
      const file = await call('import.pickFile', {});
      if (file !== null) props.onPick({ stream, file });
    } catch (error) {
      notify.failure(error);
    }
  };
  const name = t(`name.${id}`);
  return (
    <span className={styles.actions}>
      {rows === 0 ? null : (
        <Popconfirm
          title={t('clearConfirm', { name, rows: formatCount(rows) })}
          okText={t('clear')}
          cancelText={t('common:cancel')}
          onConfirm={() => clear.mutate({ stream: id })}
        >
          <Button size="small" type="text">
            {t('clear')}
          </Button>
        </Popconfirm>
      )}
      <Button size="small" aria-label={t('loadInto', { name })} onClick={() => void pick(id)}>
        {t('load')}
      </Button>
    </span>
  );
}

import { useTranslation } from 'react-i18next';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { StudySource } from '#shared/sandbox/studies/model';
import type { StreamStatus } from '#shared/sandbox/streams/model';
import { useCall } from '../../app/queries';
import { Alert, Collapse, Tag } from '../../kit/ui';
import styles from './studies.module.css';
import { useModelText } from './use-model-text';

const COLORS = { fresh: 'success', ageing: 'warning', stale: 'error', none: 'default' } as const;

/** What the model answers, what it stands on, and what it is not for. */
export function ModelCard(props: {
  readonly model: ScenarioModel;
  readonly source: StudySource | null;
}) {
  const { model, source } = props;
  const { t } = useTranslation(['study', 'streams']);
  const text = useModelText();
  const streams = useCall('sandbox.streams', {}).data ?? [];
  const needed = model.streams.flatMap((id) => streams.filter((one) => one.id === id));
  return (
    <section aria-label={t('card.title')} className={styles.card}>
      <p className={styles.question}>{text(model.question)}</p>
      <Standing source={source} needed={needed} />
      <Collapse
        size="small"
        items={[
          {
            key: 'card',
            label: t('card.more'),
            children: (
              <>
                <h3>{t('card.streams')}</h3>
                <ul className={styles.streams}>
                  {needed.map(({ id, freshness }) => (
                    <li key={id}>
                      <span>{t(`streams:name.${id}`)}</span>
                      <Tag color={COLORS[freshness]}>{t(`streams:freshness.${freshness}`)}</Tag>
                    </li>
                  ))}
                </ul>
                <h3>{t('card.source')}</h3>
                <p>{text(model.source)}</p>
                <h3>{t('card.notFor')}</h3>
                <ul>
                  {model.notFor.map((one) => (
                    <li key={one.en}>{text(one)}</li>
                  ))}
                </ul>
                <p className={styles.note}>{t('card.version', { version: model.version })}</p>
              </>
            ),
          },
        ]}
      />
    </section>
  );
}

/** In one line: whose stores these are, and how much is known of them. */
function Standing(props: {
  readonly source: StudySource | null;
  readonly needed: readonly StreamStatus[];
}) {
  const { source, needed } = props;
  const { t } = useTranslation(['study', 'streams']);
  if (source === null) return null;
  const names = (list: readonly StreamStatus[]) =>
    list.map(({ id }) => t(`streams:name.${id}`)).join(t('streams:and'));
  const missing = needed.filter(({ freshness }) => freshness === 'none');
  const stale = needed.filter(({ freshness }) => freshness === 'stale');
  const title =
    source.origin === 'generated'
      ? t('standing.generated')
      : source.origin === 'file'
        ? t('standing.file', { file: source.fileName ?? '' })
        : t('standing.streams', { n: source.days ?? 0, newest: source.newest ?? '' });
  const notes =
    source.origin === 'streams'
      ? [
          ...(missing.length > 0 ? [t('standing.missing', { names: names(missing) })] : []),
          ...(stale.length > 0 ? [t('standing.stale', { names: names(stale) })] : []),
          ...(source.assumed.length > 0
            ? [
                t('standing.assumed', {
                  names: source.assumed.map((part) => t(`assumed.${part}`)).join(t('streams:and')),
                }),
              ]
            : []),
        ]
      : [];
  return (
    <Alert
      type={source.origin === 'generated' ? 'warning' : 'info'}
      showIcon
      title={title}
      description={notes.length === 0 ? undefined : notes.map((note) => <p key={note}>{note}</p>)}
    />
  );
}

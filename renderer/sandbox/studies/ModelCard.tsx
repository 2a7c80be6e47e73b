import { useTranslation } from 'react-i18next';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import { isToldByStreams, type ProgramField } from '#shared/sandbox/program';
import { SHORT_HISTORY_DAYS, type StudySource } from '#shared/sandbox/studies/model';
import type { StreamStatus } from '#shared/sandbox/streams/model';
import { daysTold, isShort } from '#shared/sandbox/streams/short';
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
      <Standing model={model} source={source} needed={needed} />
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
                  {needed.map(({ id, freshness, firstDay, lastDay }) => (
                    <li key={id}>
                      <span>{t(`streams:name.${id}`)}</span>
                      <span>
                        {isShort({ id, firstDay, lastDay }) ? (
                          <Tag>{t('card.short', { n: daysTold({ firstDay, lastDay }) })}</Tag>
                        ) : null}
                        <Tag color={COLORS[freshness]}>{t(`streams:freshness.${freshness}`)}</Tag>
                      </span>
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

/** In one line: whose data these are; then what is missing, stale, short, or taken from usual values. */
function Standing(props: {
  readonly model: ScenarioModel;
  readonly source: StudySource | null;
  readonly needed: readonly StreamStatus[];
}) {
  const { model, source, needed } = props;
  const { t } = useTranslation(['study', 'streams']);
  const text = useModelText();
  if (source === null) return null;
  const and = t('streams:and');
  const names = (list: readonly StreamStatus[]) =>
    list.map(({ id }) => t(`streams:name.${id}`)).join(and);
  const missing = needed.filter(({ freshness }) => freshness === 'none');
  const stale = needed.filter(({ freshness }) => freshness === 'stale');
  const assumed = [
    ...source.assumed.map((part) => t(`assumed.${part}`)),
    ...fieldsOf(model)
      .filter(({ id }) => source.rows?.assumed.includes(id) === true)
      .map(({ name }) => text(name)),
  ];
  const days = source.days ?? 0;
  const short = source.origin === 'streams' && days < SHORT_HISTORY_DAYS;
  const title =
    source.origin === 'generated'
      ? t('standing.generated')
      : source.origin === 'file'
        ? t('standing.file', { file: source.fileName ?? '' })
        : t('standing.streams', { n: days, newest: source.newest ?? '' });
  const told = model.program === undefined || isToldByStreams(model.program);
  const onStreams = source.origin === 'streams';
  const notes =
    source.origin === 'file'
      ? []
      : [
          told ? null : t('standing.onlyFile'),
          short ? t('standing.short', { n: days }) : null,
          told && missing.length > 0 ? t('standing.missing', { names: names(missing) }) : null,
          told && stale.length > 0 ? t('standing.stale', { names: names(stale) }) : null,
          onStreams && assumed.length > 0
            ? t('standing.assumed', { names: assumed.join(and) })
            : null,
        ].filter((note) => note !== null);
  return (
    <Alert
      type={source.origin === 'generated' || short ? 'warning' : 'info'}
      showIcon
      title={title}
      description={notes.length === 0 ? undefined : notes.map((note) => <p key={note}>{note}</p>)}
    />
  );
}

function fieldsOf({ program }: ScenarioModel): readonly ProgramField[] {
  if (program === undefined) return [];
  return [...(program.places?.fields ?? []), ...program.calendar, ...program.constants];
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPercent, NO_VALUE } from '#shared/format';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { StudyRecord } from '#shared/sandbox/studies/model';
import { canBeCompared, scoreOf, type StudyPromise } from '#shared/sandbox/studies/promise';
import { useCall } from '../../app/queries';
import { Section } from '../../kit/page/Page';
import { Table, Tag } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import { readingOf } from '#shared/sandbox/studies/reading';
import styles from './studies.module.css';
import { useModelText } from './use-model-text';

/** What the adopted study promised and what happened, output by output. */
export function Promises(props: { readonly study: StudyRecord; readonly model: ScenarioModel }) {
  const { model, study } = props;
  const { t } = useTranslation('study');
  const all = useCall('study.promises', {}).data;
  const own = useMemo(() => all?.filter((one) => one.studyId === study.id) ?? [], [all, study.id]);
  if (own.length === 0) return null;
  return (
    <Section title={t('promises.title')}>
      <PromiseTable model={model} promises={own} comparable={canBeCompared(study.source)} />
      <p className={styles.note}>{t('promises.about')}</p>
    </Section>
  );
}

function PromiseTable(props: {
  readonly model: ScenarioModel;
  readonly promises: readonly StudyPromise[];
  readonly comparable: boolean;
}) {
  const { model, promises, comparable } = props;
  const { t } = useTranslation('study');
  const text = useModelText();
  const format = useFormat();
  const outputOf = ({ output }: StudyPromise) => model.outputs.find(({ id }) => id === output);
  const reading = (promise: StudyPromise) =>
    readingOf(outputOf(promise)?.unit ?? 'share', promise.currency, [promise.p90], format);
  const state = (promise: StudyPromise) => {
    const { point } = promise;
    if (point === null) {
      return comparable && outputOf(promise)?.actual !== undefined ? 'waiting' : 'never';
    }
    return point < 0.1 ? 'below' : point > 0.9 ? 'above' : 'within';
  };
  return (
    <Table
      size="small"
      pagination={false}
      rowKey={({ output }) => output}
      dataSource={promises}
      columns={[
        {
          key: 'output',
          title: t('promises.output'),
          render: (_value, promise) => text(outputOf(promise)?.name ?? model.name),
        },
        {
          key: 'promised',
          title: t('promises.promised'),
          align: 'right',
          render: (_value, promise) => {
            const { say } = reading(promise);
            return (
              <span className="num">
                {t('promises.span', {
                  low: say(promise.p10),
                  middle: say(promise.p50),
                  high: say(promise.p90),
                })}
              </span>
            );
          },
        },
        {
          key: 'actual',
          title: t('promises.actual'),
          align: 'right',
          render: (_value, promise) => (
            <span className="num">
              {promise.actual === null ? NO_VALUE : reading(promise).say(promise.actual)}
            </span>
          ),
        },
        {
          key: 'point',
          title: t('promises.point'),
          align: 'right',
          render: (_value, { point }) => (point === null ? NO_VALUE : formatPercent(point, 0)),
        },
        {
          key: 'state',
          title: t('promises.verdict'),
          render: (_value, promise) => {
            const found = state(promise);
            return <Tag color={COLORS[found]}>{t(`promises.state.${found}`)}</Tag>;
          },
        },
      ]}
    />
  );
}

const COLORS = {
  within: 'success',
  below: 'error',
  above: 'warning',
  waiting: 'processing',
  never: 'default',
} as const;

/** Over all studies of a model: how many promises were kept. Nothing while none is scored. */
export function PromiseScoreLine({ modelId }: { readonly modelId: string }) {
  const { t } = useTranslation('study');
  const all = useCall('study.promises', {}).data ?? [];
  const { scored, within80 } = scoreOf(all.filter((one) => one.modelId === modelId));
  if (scored === 0) return null;
  return <p role="status">{t('promises.score', { scored, within: within80 })}</p>;
}

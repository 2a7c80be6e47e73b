import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '#shared/contract';
import { useGo } from '../app/locations';
import { useCall } from '../app/queries';
import { useHiddenFields } from '../app/standing';
import { useOwnName } from '../app/use-own-name';
import { Section } from '../kit/page/Page';
import { EmptyState } from '../kit/states/EmptyState';
import { ErrorState } from '../kit/states/ErrorState';
import { LoadingState } from '../kit/states/LoadingState';
import { useFormat } from '../kit/use-format';
import { NO_VALUE } from '#shared/format';
import styles from './home.module.css';

type PipelineEntry = CallOutput<'pipeline.list'>[number];
type Summary = CallOutput<'pipeline.summary'>;

/** Stages before the signature, in which an open opportunity can still be won or lost. */
const NEGOTIATION: readonly string[] = ['negotiation_proposal', 'negotiation_contract'];

/** The figures of one pipeline, each with its definition; the bars lead to the rows behind them. */
export function KeyFigures() {
  const { t } = useTranslation('home');
  const go = useGo();
  const ownName = useOwnName();
  const pipelines = useCall('pipeline.list', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const list = pipelines.data ?? [];
  const pipeline = list.find(({ id }) => id === chosen) ?? list[0];

  if (pipelines.isError) {
    return <ErrorState error={pipelines.error} onRetry={() => void pipelines.refetch()} />;
  }
  if (pipelines.isPending) return <LoadingState />;
  if (pipeline === undefined) {
    return (
      <Section title={t('figures.title')}>
        <EmptyState
          kind="nothingYet"
          title={t('figures.emptyTitle')}
          action={
            <Button type="primary" onClick={() => go('pipeline', { action: 'import' })}>
              {t('figures.import')}
            </Button>
          }
        >
          {t('figures.emptyText')}
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section
      title={t('figures.title')}
      extra={
        <div className={styles.figureHead}>
          {list.length < 2 ? (
            <span>{ownName(pipeline.name)}</span>
          ) : (
            <Select
              aria-label={t('figures.pipeline')}
              value={pipeline.id}
              onChange={setChosen}
              options={list.map(({ id, name }) => ({ value: id, label: ownName(name) }))}
              popupMatchSelectWidth={false}
            />
          )}
          <Button onClick={() => go('pipeline', { pipelineId: pipeline.id })}>
            {t('figures.open')}
          </Button>
        </div>
      }
    >
      <Figures pipeline={pipeline} />
    </Section>
  );
}

function Figures({ pipeline }: { readonly pipeline: PipelineEntry }) {
  const { t } = useTranslation(['home', 'common']);
  const format = useFormat();
  const kept = useHiddenFields();
  const summary = useCall(
    'pipeline.summary',
    { pipelineId: pipeline.id, sort: [], filters: {}, quick: '' },
    { keepPrevious: true },
  );
  if (summary.isError)
    return <ErrorState error={summary.error} onRetry={() => void summary.refetch()} />;
  if (summary.data === undefined) return <LoadingState rows={4} />;
  const { all, byStage } = summary.data;
  // A sum of amounts that one may not see is no zero.
  const amountText = (minor: number | null) =>
    kept.has('amountMinor') ? NO_VALUE : format.amount(minor, pipeline.currency);
  const open = byStage.reduce((sum, stage) => sum + stage.open, 0);
  const amount = sumOf(byStage);
  const near = sumOf(byStage.filter(({ stage }) => NEGOTIATION.includes(stage)));
  return (
    <>
      <dl className={styles.figures}>
        <Figure
          name={t('home:figures.openAmount')}
          value={amountText(amount)}
          definition={t('home:figures.openAmountIs')}
        />
        <Figure
          name={t('home:figures.openCount')}
          value={format.count(open)}
          definition={t('home:figures.openCountIs', { all: format.count(all) })}
        />
        <Figure
          name={t('home:figures.near')}
          value={amountText(near)}
          definition={t('home:figures.nearIs')}
        />
      </dl>
      {kept.has('amountMinor') ? null : (
        <StageBars byStage={byStage} currency={pipeline.currency} />
      )}
      <p className={styles.source}>
        {[
          t(`common:origin.${pipeline.origin}`),
          pipeline.asOfDay === null
            ? null
            : t('home:figures.asOf', { day: format.day(pipeline.asOfDay) }),
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
    </>
  );
}

/** The sum of what is known; null where nothing is. */
function sumOf(stages: Summary['byStage']): number | null {
  const known = stages.flatMap(({ openAmountMinor }) => openAmountMinor ?? []);
  if (known.length === 0) return null;
  return known.reduce((sum, minor) => sum + minor, 0);
}

function Figure(props: {
  readonly name: string;
  readonly value: string;
  readonly definition: string;
}) {
  return (
    <div className={styles.figure}>
      <dt>{props.name}</dt>
      <dd className={styles.value}>{props.value}</dd>
      <dd className={styles.definition}>{props.definition}</dd>
    </div>
  );
}

function StageBars(props: { readonly byStage: Summary['byStage']; readonly currency: string }) {
  const { t } = useTranslation(['home', 'common']);
  const format = useFormat();
  const amounts = props.byStage.map(({ openAmountMinor }) => openAmountMinor ?? 0);
  const largest = Math.max(1, ...amounts);
  const scale = format.scale(amounts, props.currency);
  return (
    <table className={styles.stages}>
      <caption className="visually-hidden">{t('home:figures.byStage')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('home:figures.stage')}</th>
          <th scope="col" className={styles.right}>
            {t('home:figures.count')}
          </th>
          <th scope="col" className={styles.right}>
            {t('home:figures.amountIn', { unit: scale.label })}
          </th>
          <td aria-hidden />
        </tr>
      </thead>
      <tbody>
        {props.byStage.map(({ stage, open, openAmountMinor }) => (
          <tr key={stage}>
            <th scope="row">{t(`common:stage.${stage}`)}</th>
            <td className={styles.right}>{format.count(open)}</td>
            <td className={styles.right}>{scale.format(openAmountMinor)}</td>
            <td aria-hidden className={styles.barCell}>
              <div
                className={styles.bar}
                style={{ width: `${(100 * (openAmountMinor ?? 0)) / largest}%` }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

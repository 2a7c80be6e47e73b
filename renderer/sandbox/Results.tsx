import { ReloadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { formatCount, formatDecimal } from '#shared/format';
import type { RunResult } from '#shared/sandbox/run-result';
import { useCall } from '../app/queries';
import { JobBar } from '../kit/JobBar';
import { EmptyState } from '../kit/states/EmptyState';
import { ErrorState } from '../kit/states/ErrorState';
import { LoadingState } from '../kit/states/LoadingState';
import { Button } from '../kit/ui';
import type { Draft } from './draft';
import { FitCard } from './FitCard';
import { ResultView } from './ResultView';
import styles from './sandbox.module.css';
import { cancelRehearsal, useRehearsal, useRehearsalProgress } from './use-rehearsal';

interface ResultsProps {
  readonly pipeline: { readonly id: string; readonly currency: string };
  readonly draft: Draft;
  readonly runId: string | null;
  readonly onReuse: (result: RunResult) => void;
}

/** The right side: the run under way with its growing picture, or the stored result, or what to do. */
export function Results(props: ResultsProps) {
  const { t } = useTranslation('sandbox');
  const { running, error, pipelineId } = useRehearsal();
  const mine = pipelineId === props.pipeline.id;
  if (running && mine) return <Growing draft={props.draft} currency={props.pipeline.currency} />;
  return (
    <>
      {error !== null && mine ? <ErrorState error={error} /> : null}
      {props.runId === null ? (
        <EmptyState kind="nothingYet" title={t('result.emptyTitle')}>
          {t('result.emptyText')}
        </EmptyState>
      ) : (
        <Stored id={props.runId} onReuse={props.onReuse} />
      )}
    </>
  );
}

/** The distribution refines while replicates come in. */
function Growing(props: { readonly draft: Draft; readonly currency: string }) {
  const { t } = useTranslation('sandbox');
  const progress = useRehearsalProgress();
  const partial = useRehearsal((store) => store.partial);
  const nameOf = (id: string) => props.draft.variants.find((v) => v.id === id)?.name ?? id;
  return (
    <>
      {progress === null ? null : (
        <JobBar progress={progress} onCancel={cancelRehearsal} unit={t('unit.replicates')} />
      )}
      {partial === null ? (
        <LoadingState rows={10} />
      ) : (
        <>
          <p className={styles.note}>
            {t('result.partial', { n: formatCount(partial.replicates) })}
          </p>
          <ResultView
            shown={{
              variants: partial.variants,
              ranking: partial.ranking,
              replicates: partial.replicates,
              currency: props.currency,
              targetMinor: props.draft.targetMinor,
              risks: null,
              nameOf,
            }}
          />
        </>
      )}
    </>
  );
}

function Stored(props: { readonly id: string; readonly onReuse: (result: RunResult) => void }) {
  const { t } = useTranslation('sandbox');
  const query = useCall('sandbox.get', { id: props.id });
  if (query.isPending) return <LoadingState rows={10} />;
  if (query.isError) return <ErrorState error={query.error} />;
  const result = query.data;
  const nameOf = (id: string) => result.request.variants.find((v) => v.id === id)?.name ?? id;
  return (
    <>
      <div className={styles.resultHead}>
        <h2>{result.name}</h2>
        <Button size="small" icon={<ReloadOutlined />} onClick={() => props.onReuse(result)}>
          {t('result.reuse')}
        </Button>
      </div>
      <ResultView
        shown={{
          variants: result.variants,
          ranking: result.ranking,
          replicates: result.replicates,
          currency: result.currency,
          targetMinor: result.request.targetMinor,
          risks: result.risks,
          nameOf,
        }}
      />
      <FitCard fit={result.fit} />
      <p className={styles.note}>
        {t('result.footer', {
          n: formatCount(result.replicates),
          seed: result.seed,
          engine: result.engineVersion,
          hash: result.resultHash.slice(0, 16),
          seconds: formatDecimal(result.durations.totalMs / 1000, 1),
          threads: result.durations.threads,
          day: result.request.asOfDay,
        })}
      </p>
    </>
  );
}

import { groundsOf } from '#shared/sandbox/grounds';
import { ReloadOutlined } from '@ant-design/icons';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatDecimal } from '#shared/format';
import { costedVariants } from '#shared/sandbox/cost';
import type { Variant } from '#shared/sandbox/request';
import type { Partial, RunResult } from '#shared/sandbox/run-result';
import { useCall } from '../app/queries';
import { useOwnName } from '../app/use-own-name';
import { JobBar } from '../kit/JobBar';
import { EmptyState } from '../kit/states/EmptyState';
import { ErrorState } from '../kit/states/ErrorState';
import { LoadingState } from '../kit/states/LoadingState';
import { Alert, Button } from '../kit/ui';
import { useFormat } from '../kit/use-format';
import { FitCard } from './FitCard';
import { ResultView, type ShownResult } from './ResultView';
import styles from './sandbox.module.css';
import { useAtMostEvery } from './use-at-most-every';
import {
  cancelRehearsal,
  partialOf,
  type RehearsalInput,
  useRehearsal,
  useRehearsalProgress,
} from './use-rehearsal';

/** Redrawing charts more often than this only costs the frames that the rest of the window needs. */
const REDRAW_MS = 250;

interface ResultsProps {
  readonly pipeline: { readonly id: string; readonly currency: string };
  readonly runId: string | null;
  readonly onReuse: (result: RunResult) => void;
}

/** The right side: the run under way with its growing picture, or the stored result, or what to do. */
export function Results(props: ResultsProps) {
  const { t } = useTranslation('sandbox');
  const { running, error, input, cancelled, putAway } = useRehearsal();
  const mine = input !== null && input.pipelineId === props.pipeline.id;
  const { currency } = props.pipeline;
  if (mine && running) return <Growing input={input} currency={currency} />;
  if (mine && cancelled !== null) {
    const { partial } = cancelled;
    return (
      <>
        <Alert
          type="warning"
          showIcon
          title={
            partial === null
              ? t('result.cancelledEmpty')
              : t('result.cancelled', { n: formatCount(partial.replicates) })
          }
          action={
            <Button size="small" onClick={putAway}>
              {props.runId === null ? t('result.cancelledClose') : t('result.cancelledBack')}
            </Button>
          }
        />
        {partial === null ? null : <Unfinished {...{ partial, input, currency }} />}
      </>
    );
  }
  return (
    <>
      {mine && error !== null ? <ErrorState error={error} /> : null}
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
function Growing(props: { readonly input: RehearsalInput; readonly currency: string }) {
  const { t } = useTranslation('sandbox');
  const progress = useRehearsalProgress();
  const partial = useAtMostEvery(partialOf(progress), REDRAW_MS);
  return (
    <>
      {progress === null ? null : (
        <JobBar progress={progress} onCancel={cancelRehearsal} unit={t('unit.replicates')} />
      )}
      {partial === null ? (
        <LoadingState rows={10} />
      ) : (
        <>
          <p className={styles.note}>{t('result.partial')}</p>
          <Unfinished partial={partial} input={props.input} currency={props.currency} />
        </>
      )}
    </>
  );
}

/** What a run has found so far. */
function Unfinished(props: {
  readonly partial: Partial;
  readonly input: RehearsalInput;
  readonly currency: string;
}) {
  const { partial, input, currency } = props;
  const ownName = useOwnName();
  const shown = useMemo(
    () => ({
      variants: partial.variants,
      ranking: partial.ranking,
      replicates: partial.replicates,
      currency,
      targetMinor: input.targetMinor,
      risks: null,
      costed: null,
      verdict: null,
      grounds: null,
      nameOf: namesOf(input.variants, ownName),
    }),
    [partial, input, currency, ownName],
  );
  return <ResultView shown={shown} />;
}

function namesOf(
  variants: readonly Variant[],
  ownName: (name: string) => string,
): (id: string) => string {
  return (id) => ownName(variants.find((variant) => variant.id === id)?.name ?? id);
}

function Stored(props: { readonly id: string; readonly onReuse: (result: RunResult) => void }) {
  const { t } = useTranslation('sandbox');
  const query = useCall('sandbox.get', { id: props.id });
  const reused = useRehearsal((store) => store.reusedId === props.id);
  const format = useFormat();
  const ownName = useOwnName();
  const shown = useMemo(
    () => (query.data === undefined ? null : finished(query.data, ownName)),
    [query.data, ownName],
  );
  if (query.isError) return <ErrorState error={query.error} />;
  if (query.isPending || shown === null) return <LoadingState rows={10} />;
  const result = query.data;
  return (
    <>
      <div className={styles.resultHead}>
        <h2>{ownName(result.name)}</h2>
        <Button size="small" icon={<ReloadOutlined />} onClick={() => props.onReuse(result)}>
          {t('result.reuse')}
        </Button>
      </div>
      {reused ? (
        <Alert
          type="info"
          showIcon
          title={t('result.reused', {
            at: format.instant(result.createdAt),
            name: ownName(result.name),
          })}
        />
      ) : null}
      <ResultView shown={shown} />
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

function finished(result: RunResult, ownName: (name: string) => string): ShownResult {
  return {
    variants: result.variants,
    ranking: result.ranking,
    replicates: result.replicates,
    currency: result.currency,
    targetMinor: result.request.targetMinor,
    risks: result.risks,
    costed: costedVariants(result),
    verdict: result.fit.verdict,
    grounds: groundsOf(result.request.variants, result.fit),
    nameOf: namesOf(result.request.variants, ownName),
  };
}

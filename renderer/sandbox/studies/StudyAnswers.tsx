import { useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { StudyPlan } from '#shared/sandbox/studies/model';
import type { StudyResult } from '#shared/sandbox/study';
import { JobBar } from '../../kit/JobBar';
import { ErrorState } from '../../kit/states/ErrorState';
import { LoadingState } from '../../kit/states/LoadingState';
import room from '../sandbox.module.css';
import { useAtMostEvery } from '../use-at-most-every';
import { FurtherQuestions } from './FurtherQuestions';
import { KeptStudy } from './KeptStudy';
import { type draftOf, GLANCE_REPLICATES } from './study-draft';
import { StudyView } from './StudyView';
import { glance, studyPartial, useGlance } from './use-glance';
import { cancelStudy, useStudyProgress, useStudyRun } from './use-study-run';

/** Redrawing charts more often only costs the frames that the slider needs. */
const REDRAW_MS = 100;

/** The right side: a study being played, a kept one, or what the levers show as they stand. */
export function StudyAnswers(props: {
  readonly model: ScenarioModel;
  readonly plan: StudyPlan;
  readonly currency: string;
  readonly places: number;
  readonly studyId: string | null;
  readonly onReuse: (study: Parameters<typeof draftOf>[0]) => void;
  readonly onStress: (request: StudyPlan['request']) => void;
}) {
  const { model, plan, currency, studyId } = props;
  const { t } = useTranslation('sandbox');
  const run = useStudyRun();
  const progress = useStudyProgress();
  const partial = useAtMostEvery(studyPartial(progress), REDRAW_MS);
  const mine = run.plan?.modelId === model.id;
  if (mine && run.running) {
    const asked = run.plan?.request ?? plan.request;
    return (
      <>
        <JobBar progress={progress} onCancel={cancelStudy} unit={t('unit.replicates')} />
        {partial === null ? (
          <LoadingState rows={10} />
        ) : (
          <Grown model={model} request={asked} result={partial} currency={currency} />
        )}
      </>
    );
  }
  return (
    <>
      {mine && run.error !== null ? <ErrorState error={run.error} /> : null}
      {studyId === null ? (
        <Live
          model={model}
          plan={plan}
          currency={currency}
          places={props.places}
          onStress={props.onStress}
        />
      ) : (
        <KeptStudy id={studyId} model={model} onReuse={props.onReuse} />
      )}
    </>
  );
}

function Grown(shown: Parameters<typeof StudyView>[0]['shown']) {
  const { model, request, result, currency } = shown;
  const same = useMemo(
    () => ({ model, request, result, currency }),
    [model, request, result, currency],
  );
  return <StudyView shown={same} />;
}

/** What the levers show, played again with every move. */
function Live(props: {
  readonly model: ScenarioModel;
  readonly plan: StudyPlan;
  readonly currency: string;
  readonly places: number;
  readonly onStress: (request: StudyPlan['request']) => void;
}) {
  const { model, plan, currency } = props;
  const { t } = useTranslation('study');
  const seen = useGlance();
  const asked = useMemo(
    () => ({ ...plan, request: { ...plan.request, replicates: GLANCE_REPLICATES } }),
    [plan],
  );
  useEffect(() => glance(asked), [asked]);
  const result = useAtMostEvery(seen.result, REDRAW_MS);
  const request = seen.plan?.request;
  const mine =
    result !== null &&
    request !== undefined &&
    seen.plan?.modelId === model.id &&
    // Figures and names come from two places; while they do not belong together nothing is shown.
    result.variants.every(({ variantId }) => request.variants.some(({ id }) => id === variantId));
  return (
    <>
      {seen.error === null ? null : <ErrorState error={seen.error} onRetry={() => glance(asked)} />}
      {mine ? (
        <>
          <p className={room.note} aria-live="off">
            {t(seen.running ? 'live.running' : 'live.still', { n: formatCount(result.replicates) })}
          </p>
          <Grown model={model} request={request} result={result} currency={currency} />
          <Later
            model={model}
            plan={plan}
            result={result}
            currency={currency}
            places={props.places}
            onStress={props.onStress}
          />
        </>
      ) : seen.error === null ? (
        <LoadingState rows={10} />
      ) : null}
    </>
  );
}

/** Everything below the figures, drawn when there is time for it. */
function Later(props: {
  readonly model: ScenarioModel;
  readonly plan: StudyPlan;
  readonly result: StudyResult;
  readonly currency: string;
  readonly places: number;
  readonly onStress: (request: StudyPlan['request']) => void;
}) {
  const { model, plan, result, currency, places } = props;
  const newest = useMemo(() => {
    const { request, modelId, sourceId } = plan;
    return { shown: { model, request, result, currency }, plan: { modelId, sourceId }, places };
  }, [model, plan, result, currency, places]);
  const later = useDeferredValue(newest);
  const stress = useRef(props.onStress);
  useEffect(() => {
    stress.current = props.onStress;
  }, [props.onStress]);
  const onStress = useCallback((request: StudyPlan['request']) => stress.current(request), []);
  return <FurtherQuestions {...later} onStress={onStress} />;
}

import {
  DatabaseOutlined,
  ExperimentOutlined,
  FolderOpenOutlined,
  HistoryOutlined,
  PlayCircleOutlined,
} from '@ant-design/icons';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import type { ScenarioLever, ScenarioModel } from '#shared/sandbox/scenario';
import {
  currencyOf,
  placesOf,
  type StudyPlan,
  type StudySource,
} from '#shared/sandbox/studies/model';
import { useCommandHandler } from '../../app/commands/registry';
import { useGo } from '../../app/locations';
import { OfferButton } from '../../app/OfferButton';
import { useCall } from '../../app/queries';
import { Field } from '../../kit/field/Field';
import { Page, PageHeader } from '../../kit/page/Page';
import { SplitPane } from '../../kit/SplitPane';
import { ErrorState } from '../../kit/states/ErrorState';
import { LoadingState } from '../../kit/states/LoadingState';
import { Button, Input } from '../../kit/ui';
import { QuestionSelect } from '../QuestionSelect';
import room from '../sandbox.module.css';
import { StreamsDrawer } from '../streams/StreamsDrawer';
import { AssumptionsDrawer } from './AssumptionsDrawer';
import { ModelCard } from './ModelCard';
import { SourceField } from './SourceField';
import { draftOf, firstStudy, onSource, type StudyDraft, useStudyDrafts } from './study-draft';
import { StudyAnswers } from './StudyAnswers';
import { StudyList } from './StudyList';
import { leverUnit, StudyVariants } from './StudyVariants';
import { useModelText } from './use-model-text';
import { useOpenStudy } from './use-open-study';
import { cancelStudy, useStudyRun } from './use-study-run';

/** A scenario model: what is asked at the left, what would happen at the right, while levers move. */
export function StudyRoom(props: {
  readonly model: ScenarioModel;
  readonly studyId: string | null;
}) {
  const sources = useCall('study.sources', { modelId: props.model.id });
  if (sources.isPending) return <LoadingState />;
  if (sources.isError) {
    return <ErrorState error={sources.error} onRetry={() => void sources.refetch()} />;
  }
  return <Room key={props.model.id} {...props} sources={sources.data} />;
}

function useDraft(
  model: ScenarioModel,
  sources: readonly StudySource[],
): [StudyDraft, (draft: StudyDraft) => void] {
  const { t } = useTranslation('study');
  const text = useModelText();
  const stored = useStudyDrafts((store) => store.drafts[model.id]);
  const set = useStudyDrafts((store) => store.set);
  const places = sources[0] === undefined ? 1 : placesOf(sources[0]);
  const first = useMemo(() => {
    const words = {
      name: text(model.name),
      today: t('asToday'),
      own: text,
      lever: (lever: ScenarioLever, value: number) =>
        `${text(lever.name)} ${value}${leverUnit(lever, '')}`,
    };
    return firstStudy(model, words, places);
  }, [model, text, t, places]);
  const draft = stored ?? first;
  // What was chosen may be gone; the first source is the best that is there.
  const known = sources.some(({ id }) => id === draft.sourceId);
  const sourceId = known ? draft.sourceId : (sources[0]?.id ?? '');
  const whole = useMemo(() => ({ ...draft, sourceId }), [draft, sourceId]);
  return [whole, (next) => set(model.id, next)];
}

function Room(props: {
  readonly model: ScenarioModel;
  readonly studyId: string | null;
  readonly sources: readonly StudySource[];
}) {
  const { model, studyId, sources } = props;
  const { t } = useTranslation(['study', 'sandbox', 'streams']);
  const go = useGo();
  const [draft, setDraft] = useDraft(model, sources);
  const [panel, setPanel] = useState<'none' | 'streams' | 'studies' | 'assumptions'>('none');
  const running = useStudyRun((store) => store.running);
  const start = useStudyRun((store) => store.start);
  const opening = useOpenStudy();
  const here = useRef(true);
  const source = sources.find(({ id }) => id === draft.sourceId) ?? null;
  const currency = source === null ? 'CNY' : currencyOf(source);
  const places = source === null ? 1 : placesOf(source);
  const plan = useMemo<StudyPlan>(
    () => ({ modelId: model.id, sourceId: draft.sourceId, request: draft.request }),
    [model, draft],
  );
  const complete =
    draft.name.trim() !== '' && draft.request.variants.every(({ name }) => name.trim() !== '');

  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  // Moving anything leaves what is kept as it is and looks ahead again.
  const change = (next: StudyDraft) => {
    setDraft(next);
    if (studyId !== null) go('sandbox', { modelId: model.id }, { replace: true });
  };
  const run = async () => {
    if (!complete) return;
    const study = await start(plan, draft.name.trim());
    if (study !== null && here.current) {
      go('sandbox', { modelId: study.modelId, studyId: study.id }, { replace: true });
    }
  };
  useCommandHandler('sandbox.run', () => void run(), complete && !running);
  useCommandHandler('sandbox.cancel', cancelStudy, running);
  useCommandHandler('sandbox.streams', () => setPanel('streams'));
  const changed = Object.keys(draft.request.assumptions).length;

  return (
    <Page fill>
      <PageHeader
        title={t('sandbox:title')}
        subtitle={t('subtitle')}
        beside={<QuestionSelect modelId={model.id} />}
        actions={
          <>
            <Button icon={<DatabaseOutlined aria-hidden />} onClick={() => setPanel('streams')}>
              {t('streams:open')}
            </Button>
            <OfferButton
              call="study.open"
              icon={<FolderOpenOutlined aria-hidden />}
              loading={opening.running}
              onClick={() => void opening.open()}
            >
              {t('open')}
            </OfferButton>
            <Button icon={<HistoryOutlined aria-hidden />} onClick={() => setPanel('studies')}>
              {t('list.title')}
            </Button>
          </>
        }
      />
      <div className={room.desk}>
        <SplitPane
          id="study"
          side="start"
          defaultSize={400}
          min={340}
          max={560}
          start={
            <div className={room.side}>
              <form
                className={room.form}
                aria-label={t('form')}
                onSubmit={(event) => {
                  event.preventDefault();
                  void run();
                }}
              >
                <ModelCard model={model} source={source} />
                <SourceField
                  model={model}
                  sources={sources}
                  value={draft.sourceId}
                  onChange={(next) =>
                    change(
                      onSource(model, draft, next.id, { before: places, after: placesOf(next) }),
                    )
                  }
                />
                <StudyVariants
                  model={model}
                  currency={currency}
                  places={places}
                  draft={draft}
                  onChange={change}
                />
                <Button
                  block
                  icon={<ExperimentOutlined aria-hidden />}
                  onClick={() => setPanel('assumptions')}
                >
                  {t(changed === 0 ? 'assumptions.open' : 'assumptions.openChanged', {
                    n: model.assumptions.length,
                    changed,
                  })}
                </Button>
                <Field label={t('sandbox:form.name')} required>
                  <Input
                    value={draft.name}
                    maxLength={120}
                    onChange={(event) => setDraft({ ...draft, name: event.target.value })}
                  />
                </Field>
                <div className={room.run}>
                  <OfferButton
                    call="study.run"
                    block
                    type="primary"
                    size="large"
                    htmlType="submit"
                    icon={<PlayCircleOutlined aria-hidden />}
                    loading={running}
                    disabled={!complete}
                  >
                    {t('run', { n: formatCount(draft.request.replicates) })}
                  </OfferButton>
                </div>
              </form>
            </div>
          }
          end={
            <div className={room.main}>
              <StudyAnswers
                model={model}
                plan={plan}
                currency={currency}
                places={places}
                studyId={studyId}
                onReuse={(study) => change(draftOf(study))}
                onStress={(request) => change({ ...draft, request })}
              />
            </div>
          }
        />
      </div>
      {panel === 'streams' ? <StreamsDrawer onClose={() => setPanel('none')} /> : null}
      {panel === 'assumptions' ? (
        <AssumptionsDrawer
          model={model}
          changed={draft.request.assumptions}
          onChange={(assumptions) =>
            change({ ...draft, request: { ...draft.request, assumptions } })
          }
          onClose={() => setPanel('none')}
        />
      ) : null}
      {panel === 'studies' ? (
        <StudyList
          model={model}
          onClose={() => setPanel('none')}
          onPick={(study) => {
            setPanel('none');
            go('sandbox', { modelId: study.modelId, studyId: study.id });
          }}
        />
      ) : null}
    </Page>
  );
}

import { DatabaseOutlined, FileTextOutlined, HistoryOutlined } from '@ant-design/icons';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '#shared/contract';
import { statedCosts } from '#shared/sandbox/request';
import type { QuestionKey } from '#shared/sandbox/first-draft';
import type { RunResult } from '#shared/sandbox/run-result';
import { useCommandHandler } from '../app/commands/registry';
import { useGo, usePlaceSearch } from '../app/locations';
import { useCall } from '../app/queries';
import { useWorkspace } from '../app/workspace';
import { Page, PageHeader } from '../kit/page/Page';
import { SplitPane } from '../kit/SplitPane';
import { EmptyState } from '../kit/states/EmptyState';
import { ErrorState } from '../kit/states/ErrorState';
import { LoadingState } from '../kit/states/LoadingState';
import { Button, Select } from '../kit/ui';
import { runToShow, useDesk } from './desk';
import { firstDraft, renamed, NO_COSTS, useDrafts, type Draft } from './draft';
import { ALLOCATION, QuestionSelect } from './QuestionSelect';
import { AllocationRoom } from './allocation/AllocationRoom';
import { RequestForm } from './RequestForm';
import { Results } from './Results';
import { RunList } from './RunList';
import styles from './sandbox.module.css';
import { StudyRoom } from './studies/StudyRoom';
import { StreamsDrawer } from './streams/StreamsDrawer';
import { cancelRehearsal, useRehearsal } from './use-rehearsal';
import { useOwnName } from '../app/use-own-name';
import { useCurrentPipeline } from '#renderer/app/current-pipeline';

type Pipeline = CallOutput<'pipeline.list'>[number];

/** The strategy sandbox: one room for the question of the pipeline and those of the scenario models. */
export function SandboxPage() {
  const search = usePlaceSearch('sandbox');
  const models = useCall('study.models', {}, { enabled: search.modelId !== undefined });
  if (search.modelId === undefined) return <PipelineRoom />;
  if (search.modelId === ALLOCATION) return <AllocationRoom />;
  if (models.isPending) return <LoadingState />;
  if (models.isError) {
    return <ErrorState error={models.error} onRetry={() => void models.refetch()} />;
  }
  const model = models.data.find(({ id }) => id === search.modelId);
  // The link of a model that this version does not have.
  if (model === undefined) return <PipelineRoom />;
  return <StudyRoom model={model} studyId={search.studyId ?? null} />;
}

/** What a pipeline will book: what is asked at the left, what would happen at the right. */
function PipelineRoom() {
  const { t } = useTranslation('sandbox');
  const go = useGo();
  const search = usePlaceSearch('sandbox');
  const current = useCurrentPipeline((store) => store.id);
  const pipelines = useCall('pipeline.list', {});
  const counts = useCall('pipeline.counts', {});
  if (pipelines.isPending) return <LoadingState />;
  if (pipelines.isError) {
    return <ErrorState error={pipelines.error} onRetry={() => void pipelines.refetch()} />;
  }
  const byId = (id: string | null | undefined) => pipelines.data.find((entry) => entry.id === id);
  const pipeline = byId(search.pipelineId) ?? byId(current) ?? pipelines.data[0];
  const isEmpty = counts.data?.some(
    (one) => one.pipelineId === pipeline?.id && one.opportunities === 0,
  );
  if (pipeline === undefined || isEmpty === true) {
    return (
      <Page>
        <PageHeader title={t('title')} beside={<QuestionSelect modelId={null} />} />
        <EmptyState
          kind="nothingYet"
          title={t('empty.title')}
          action={
            <Button type="primary" onClick={() => go('pipeline', {})}>
              {t('empty.action')}
            </Button>
          }
        >
          {t('empty.text')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Sandbox
      key={pipeline.id}
      pipeline={pipeline}
      pipelines={pipelines.data}
      runId={search.runId ?? null}
    />
  );
}

function useDraft(pipelineId: string): [Draft, (draft: Draft) => void] {
  const { t } = useTranslation('sandbox');
  const stored = useDrafts((store) => store.drafts[pipelineId]);
  const set = useDrafts((store) => store.set);
  const draft =
    stored ??
    firstDraft({
      rehearsal: t('first.rehearsal'),
      baseline: t('first.baseline'),
      faster: t('first.faster'),
      capacity: t('first.capacity'),
    });
  const nameOf = (question: QuestionKey) => t(`first.${question}`);
  return [draft, (next) => set(pipelineId, renamed(draft, next, nameOf))];
}

function Sandbox(props: {
  readonly pipeline: Pipeline;
  readonly pipelines: readonly Pipeline[];
  readonly runId: string | null;
}) {
  const { pipeline } = props;
  const { t } = useTranslation(['sandbox', 'common', 'streams']);
  const ownName = useOwnName();
  const go = useGo();
  const workspace = useWorkspace();
  const [draft, setDraft] = useDraft(pipeline.id);
  const [listOpen, setListOpen] = useState(false);
  const [streamsOpen, setStreamsOpen] = useState(false);
  const running = useRehearsal((store) => store.running);
  const start = useRehearsal((store) => store.start);
  const putAway = useRehearsal((store) => store.putAway);
  const remembered = useDesk((desk) => desk.shown[pipeline.id]);
  const show = useDesk((desk) => desk.show);
  const here = useRef(true);
  const asOfDay = pipeline.asOfDay ?? workspace.asOfDay;
  // Coming back shows what was found last.
  const runs = useCall('sandbox.list', { pipelineId: pipeline.id });
  const kept = runs.data?.map((entry) => entry.id);
  const runId = runToShow(props.runId, remembered, kept);

  useEffect(() => {
    show(pipeline.id, props.runId);
    useCurrentPipeline.getState().choose(pipeline.id);
  }, [show, pipeline.id, props.runId]);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  const run = async () => {
    const result = await start({
      name: draft.name,
      modelId: 'b2b-pipeline',
      pipelineId: pipeline.id,
      asOfDay,
      horizonDays: draft.horizonDays,
      historyWindow: { fromDay: draft.historyFromDay ?? '1970-01-01', toDay: asOfDay },
      variants: [...draft.variants],
      switches: draft.switches,
      replicates: draft.replicates,
      seed: draft.seed,
      targetMinor: draft.targetMinor,
      ...statedCosts(draft.costs),
    });
    // Who has gone to another room meanwhile is not called back.
    if (result !== null && here.current)
      go('sandbox', { pipelineId: pipeline.id, runId: result.id }, { replace: true });
  };
  useCommandHandler('sandbox.run', () => void run(), !running);
  useCommandHandler('sandbox.cancel', cancelRehearsal, running);
  useCommandHandler('sandbox.streams', () => setStreamsOpen(true));

  const reuse = (result: RunResult) => {
    const { request } = result;
    setDraft({
      name: result.name,
      horizonDays: request.horizonDays,
      replicates: request.replicates,
      seed: request.seed,
      targetMinor: request.targetMinor,
      costs: request.costs ?? NO_COSTS,
      historyFromDay:
        request.historyWindow.fromDay === '1970-01-01' ? null : request.historyWindow.fromDay,
      variants: request.variants,
      switches: request.switches,
    });
  };

  return (
    <Page fill>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle', {
          day: asOfDay,
          origin: t(`common:origin.${pipeline.origin}`),
        })}
        beside={<QuestionSelect modelId={null} />}
        lead={
          <Select
            aria-label={t('form.pipeline')}
            value={pipeline.id}
            options={props.pipelines.map((entry) => ({
              value: entry.id,
              label: ownName(entry.name),
            }))}
            onChange={(pipelineId: string) => go('sandbox', { pipelineId })}
            popupMatchSelectWidth={false}
          />
        }
        actions={
          <>
            <Button icon={<DatabaseOutlined aria-hidden />} onClick={() => setStreamsOpen(true)}>
              {t('streams:open')}
            </Button>
            <Button icon={<HistoryOutlined />} onClick={() => setListOpen(true)}>
              {t('runs.title')}
            </Button>
            <Button
              icon={<FileTextOutlined />}
              disabled={runId === null}
              onClick={() => runId !== null && go('composer', { runId })}
            >
              {t('compose')}
            </Button>
          </>
        }
      />
      <div className={styles.desk}>
        <SplitPane
          id="sandbox"
          side="start"
          defaultSize={400}
          min={340}
          max={560}
          start={
            <div className={styles.side}>
              <RequestForm
                pipelineId={pipeline.id}
                currency={pipeline.currency}
                draft={draft}
                running={running}
                onChange={setDraft}
                onRun={() => void run()}
              />
            </div>
          }
          end={
            <div className={styles.main}>
              <Results pipeline={pipeline} runId={runId} onReuse={reuse} />
            </div>
          }
        />
      </div>
      {streamsOpen ? <StreamsDrawer onClose={() => setStreamsOpen(false)} /> : null}
      <RunList
        pipelineId={pipeline.id}
        open={listOpen}
        onClose={() => setListOpen(false)}
        onPick={(id) => {
          setListOpen(false);
          putAway();
          go('sandbox', { pipelineId: pipeline.id, runId: id });
        }}
      />
    </Page>
  );
}

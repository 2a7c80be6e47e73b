import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OfferButton } from '#renderer/app/OfferButton';
import { useOffer } from '#renderer/app/offers';
import { useCommandHandler, useCommandHint } from '#renderer/app/commands/registry';
import { useNotify } from '#renderer/kit/notify';
import { Page, PageHeader } from '#renderer/kit/page/Page';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { LoadingState } from '#renderer/kit/states/LoadingState';
import { Tooltip } from '#renderer/kit/ui';
import type { OpportunityRow, Pipeline } from '#shared/pipeline/model';
import { Board, type BoardHandle } from './board/Board';
import { LayoutSwitch } from './board/LayoutSwitch';
import { NewOpportunityDialog } from './change/NewOpportunityDialog';
import { StageDialog } from './change/StageDialog';
import { useOpenAccount } from './account/use-open-account';
import type { Target } from './change/target';
import { useStageChange } from './change/use-stage-change';
import { FilterChips } from './filters/FilterChips';
import { type OpportunityGridApi, PipelineGrid } from './grid/PipelineGrid';
import { useRows } from './grid/use-rows';
import styles from './pipeline.module.css';
import { SelectionBar } from './sheet/SelectionBar';
import { SheetParts } from './sheet/SheetParts';
import { SidePanel } from './panel/SidePanel';
import { Counts } from './parts/Counts';
import { ExportButton } from './parts/ExportButton';
import { EmptyPipeline, NoMatch } from './parts/NoRows';
import { PipelineSwitch } from './parts/PipelineSwitch';
import { Provenance } from './parts/Provenance';
import { QuickSearch } from './parts/QuickSearch';
import { StageStrip } from './parts/StageStrip';
import { useExport } from './parts/use-export';
import { RulesButtons } from './rules/RulesButtons';
import { LayoutButtons } from './layout/LayoutButtons';
import { useSummary } from './view/use-summary';
import { usePipeline, useView } from './view/use-view';
import { ViewBar } from './views/ViewBar';
import { useViewStore } from './view/view-store';

/** One pipeline on screen. */
export function PipelineView(props: {
  readonly pipelines: readonly Pipeline[];
  readonly onImport: () => void;
  readonly onNewPipeline: () => void;
}) {
  const { t } = useTranslation(['pipeline', 'common']);
  const pipeline = usePipeline();
  const { query } = useView();
  const notify = useNotify();
  const openId = useViewStore((store) => store.openId);
  const open = useViewStore((store) => store.open);
  const layout = useViewStore((store) => store.layout);
  const board = useRef<BoardHandle>(null);
  const api = useRef<OpportunityGridApi>(null);
  const rows = useRows(query, api);
  const exporting = useExport(api);
  const [creating, setCreating] = useState(false);
  const createHint = useCommandHint('room.create');

  const onStageDone = useCallback(
    (row: OpportunityRow, to: Target) => {
      api.current?.getRowNode(row.id)?.updateData(row);
      if (row.pendingStage === null) board.current?.arrived(row);
      const { name, pendingStage } = row;
      notify.undoable(
        pendingStage !== null
          ? t('stage.requested', { name, stage: t(`common:stage.${pendingStage}`) })
          : 'outcome' in to && to.outcome !== 'open'
            ? t('stage.doneAs', { name, outcome: t(`common:outcome.${to.outcome}`) })
            : t('outcome' in to ? 'stage.doneReopened' : 'stage.done', {
                name,
                stage: t(`common:stage.${row.stage}`),
              }),
        row,
      );
    },
    [notify, t],
  );
  const stage = useStageChange(onStageDone);
  const mayCreate = useOffer('pipeline.create') === null;
  useCommandHandler('room.create', () => setCreating(true), mayCreate);
  useOpenAccount(api);

  const whole = useSummary({ pipelineId: pipeline.id, sort: [], filters: {}, quick: '' });
  const empty = whole.data?.all === 0;
  const filtered = query.quick !== '' || Object.keys(query.filters).length > 0;
  return (
    <Page fill>
      <PageHeader
        title={t('title')}
        beside={
          <>
            <PipelineSwitch pipelines={props.pipelines} onNew={props.onNewPipeline} />
            <RulesButtons />
          </>
        }
        actions={
          <>
            <OfferButton
              call="import.run"
              icon={<UploadOutlined aria-hidden />}
              onClick={props.onImport}
            >
              {t('common:import')}
            </OfferButton>
            <ExportButton exporting={exporting} />
            <Tooltip title={mayCreate ? createHint : null}>
              <OfferButton
                call="pipeline.create"
                type="primary"
                icon={<PlusOutlined aria-hidden />}
                onClick={() => setCreating(true)}
              >
                {t('create.button')}
              </OfferButton>
            </Tooltip>
          </>
        }
      />
      {/* The heads of the board's columns say the same. */}
      {layout === 'grid' ? <StageStrip /> : null}
      <div className={styles.toolbar}>
        <ViewBar />
        <QuickSearch
          onDown={() => {
            board.current?.enter();
            api.current?.setFocusedCell(0, 'name');
          }}
        />
        <LayoutSwitch />
        <FilterChips />
        {/* Cards have no columns of the grid, and are in groups already. */}
        {layout === 'grid' ? <LayoutButtons /> : null}
        <Counts />
      </div>
      {rows.error === null || rows.error === undefined ? null : (
        <ErrorState error={rows.error} onRetry={rows.refresh} />
      )}
      <div className={styles.body}>
        {layout === 'board' && empty ? (
          <div className={styles.nothing}>
            <EmptyPipeline onImport={props.onImport} />
          </div>
        ) : layout === 'board' ? (
          <Board onStage={stage.begin} handle={board} />
        ) : (
          <PipelineGrid
            rows={rows}
            apiRef={api}
            onStage={stage.begin}
            cover={
              rows.first ? (
                <LoadingState rows={12} />
              ) : rows.total !== 0 ? null : filtered && !empty ? (
                <NoMatch />
              ) : (
                <EmptyPipeline onImport={props.onImport} />
              )
            }
          />
        )}
        {openId === null ? null : (
          <SidePanel
            id={openId}
            gridApi={api}
            onStage={stage.choose}
            onClose={() => {
              const at = api.current?.getRowNode(openId)?.rowIndex;
              open(null);
              if (at !== null && at !== undefined) api.current?.setFocusedCell(at, 'name');
            }}
          />
        )}
      </div>
      <div className={styles.foot}>
        <Provenance />
        <SelectionBar />
      </div>
      <SheetParts />
      {stage.asking === null ? null : (
        <StageDialog
          change={stage.asking}
          onClose={stage.close}
          onDone={(row, to) => {
            stage.close();
            onStageDone(row, to);
          }}
        />
      )}
      {creating ? (
        <NewOpportunityDialog
          onClose={() => setCreating(false)}
          onDone={(row) => {
            setCreating(false);
            open(row.id);
            notify.undoable(t('create.done', { name: row.name }), row);
          }}
        />
      ) : null}
    </Page>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OfferButton } from '#renderer/app/OfferButton';
import { useCommandHandler } from '#renderer/app/commands/registry';
import { useCall } from '#renderer/app/queries';
import { Page, PageHeader } from '#renderer/kit/page/Page';
import { EmptyState } from '#renderer/kit/states/EmptyState';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { LoadingState } from '#renderer/kit/states/LoadingState';
import { Flex } from '#renderer/kit/ui';
import { NewPipelineDialog } from './change/NewPipelineDialog';
import { DropZone } from './import/DropZone';
import { ImportHistory } from './import/history/ImportHistory';
import { ImportWizard } from './import/ImportWizard';
import { PipelineView } from './PipelineView';
import { useArrival } from './view/use-arrival';
import { PipelineContext } from './view/use-view';
import { useCurrentPipeline } from '#renderer/app/current-pipeline';

/** What an import starts from: a file to pick, or one that was dropped. */
type ImportStart = { readonly fileToken: string | null };

/** The pipeline room: everything that is sold, as a grid with a side panel; import and export. */
export function PipelinePage() {
  const { t } = useTranslation(['pipeline', 'common']);
  const pipelines = useCall('pipeline.list', {});
  const chosen = useCurrentPipeline((store) => store.id);
  const choose = useCurrentPipeline((store) => store.choose);
  const [importing, setImporting] = useState<ImportStart | null>(null);
  const [creating, setCreating] = useState(false);
  const [showsImports, setShowsImports] = useState(false);
  const startImport = () => setImporting({ fileToken: null });
  const showImports = () => {
    setImporting(null);
    setShowsImports(true);
  };
  useCommandHandler('pipeline.import', startImport);
  useCommandHandler('pipeline.imports', showImports);
  useArrival(startImport, showImports);

  const pipeline = pipelines.data?.find((one) => one.id === chosen) ?? pipelines.data?.[0];
  return (
    <DropZone onFile={(fileToken) => setImporting({ fileToken })}>
      {pipeline === undefined ? (
        <Page fill>
          <PageHeader title={t('title')} subtitle={t('subtitle')} />
          {pipelines.isError ? (
            <ErrorState error={pipelines.error} onRetry={() => void pipelines.refetch()} />
          ) : pipelines.data === undefined ? (
            <LoadingState rows={12} />
          ) : (
            <EmptyState
              kind="nothingYet"
              title={t('empty.title')}
              action={
                <Flex gap={8}>
                  <OfferButton call="import.run" type="primary" onClick={startImport}>
                    {t('empty.import')}
                  </OfferButton>
                  <OfferButton call="pipeline.createPipeline" onClick={() => setCreating(true)}>
                    {t('empty.create')}
                  </OfferButton>
                </Flex>
              }
            >
              {t('empty.text')}
            </EmptyState>
          )}
        </Page>
      ) : (
        <PipelineContext value={pipeline}>
          <PipelineView
            key={pipeline.id}
            pipelines={pipelines.data ?? []}
            onImport={startImport}
            onNewPipeline={() => setCreating(true)}
          />
        </PipelineContext>
      )}
      {importing === null ? null : (
        <ImportWizard
          fileToken={importing.fileToken}
          pipelines={pipelines.data ?? []}
          defaultPipelineId={pipeline?.id ?? null}
          onHistory={showImports}
          onClose={() => setImporting(null)}
        />
      )}
      {showsImports ? <ImportHistory onClose={() => setShowsImports(false)} /> : null}
      {creating ? (
        <NewPipelineDialog
          onClose={() => setCreating(false)}
          onDone={({ id }) => {
            setCreating(false);
            choose(id);
          }}
        />
      ) : null}
    </DropZone>
  );
}

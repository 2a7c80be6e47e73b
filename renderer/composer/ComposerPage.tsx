import { useGo, usePlaceSearch } from '../app/locations';
import { useCall } from '../app/queries';
import { ErrorState } from '../kit/states/ErrorState';
import { LoadingState } from '../kit/states/LoadingState';
import { DocumentList } from './DocumentList';
import { Editor } from './Editor';

/** The content composer: the documents of the workspace, or the one being composed. */
export function ComposerPage() {
  const { documentId, runId } = usePlaceSearch('composer');
  if (documentId === undefined) return <DocumentList runId={runId ?? null} />;
  return <OpenEditor key={documentId} id={documentId} />;
}

function OpenEditor({ id }: { readonly id: string }) {
  const go = useGo();
  const document = useCall('composer.get', { id });
  if (document.isPending) return <LoadingState rows={10} />;
  if (document.isError) {
    return (
      <ErrorState error={document.error} onRetry={() => go('composer', {}, { replace: true })} />
    );
  }
  return <Editor document={document.data} />;
}

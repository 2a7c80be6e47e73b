import { useTranslation } from 'react-i18next';
import { useGo, usePlaceSearch } from '../app/locations';
import { useCall } from '../app/queries';
import { Page, PageHeader } from '../kit/page/Page';
import { ErrorState } from '../kit/states/ErrorState';
import { LoadingState } from '../kit/states/LoadingState';
import { Segmented } from '../kit/ui';
import { BlockList } from './content/BlockList';
import { BlockPage } from './content/BlockPage';
import { SourceList } from './content/SourceList';

type Tab = 'blocks' | 'sources';

/** The content library: what was reviewed for customers, and what may be cited. */
export function ContentPage() {
  const { t } = useTranslation('content');
  const go = useGo();
  const {
    blockId,
    sourceId,
    tab = sourceId === undefined ? 'blocks' : 'sources',
  } = usePlaceSearch('content');
  if (blockId !== undefined) return <OpenBlock key={blockId} id={blockId} />;
  return (
    <Page>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        beside={
          <Segmented<Tab>
            aria-label={t('tab.label')}
            value={tab}
            options={[
              { value: 'blocks', label: t('tab.blocks') },
              { value: 'sources', label: t('tab.sources') },
            ]}
            onChange={(next) => go('content', { tab: next }, { replace: true })}
          />
        }
      />
      {tab === 'blocks' ? <BlockList /> : <SourceList />}
    </Page>
  );
}

function OpenBlock({ id }: { readonly id: string }) {
  const go = useGo();
  const block = useCall('content.block', { id });
  if (block.isPending) return <LoadingState rows={8} />;
  if (block.isError) {
    return <ErrorState error={block.error} onRetry={() => go('content', {}, { replace: true })} />;
  }
  return <BlockPage block={block.data} />;
}

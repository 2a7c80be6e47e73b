import { ArrowLeftOutlined, DeleteOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContentBlock, ContentVersion } from '#shared/composer/content/block';
import { useGo } from '../../app/locations';
import { OfferButton } from '../../app/OfferButton';
import { useCall, useCommand } from '../../app/queries';
import { useOwnName } from '../../app/use-own-name';
import { useNotify } from '../../kit/notify';
import { Page, PageHeader, Section } from '../../kit/page/Page';
import { ErrorState } from '../../kit/states/ErrorState';
import { LoadingState } from '../../kit/states/LoadingState';
import { Button, Select } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import { BlockReview } from './BlockReview';
import styles from './content.module.css';
import { Differences } from './Differences';
import { DraftForm } from './DraftForm';
import { MoveButtons } from './MoveButtons';
import { PrintedBlocks } from './PrintedBlocks';
import { FlagTags, StateTag } from './StateTag';
import { Uses } from './Uses';

/** A block: one of its versions, written or read, with its review beside it. */
export function BlockPage({ block }: { readonly block: ContentBlock }) {
  const { t } = useTranslation('content');
  const go = useGo();
  const notify = useNotify();
  const remove = useCommand('content.removeBlock');
  const revise = useCommand('content.revise');
  const [chosen, setChosen] = useState<string | null>(null);
  const [newest] = block.versions;
  const version = block.versions.find(({ id }) => id === chosen) ?? newest;
  if (version === undefined) return null;
  const open = block.versions.some(({ state }) => state === 'draft' || state === 'inReview');
  const untouched = block.versions.every(({ state }) => state === 'draft');
  return (
    <Page>
      <PageHeader
        title={version.content.title}
        subtitle={t(`kind.${block.kind}`)}
        beside={
          <Button
            icon={<ArrowLeftOutlined aria-hidden />}
            onClick={() => go('content', { tab: 'blocks' })}
          >
            {t('block.back')}
          </Button>
        }
        actions={
          <>
            {untouched ? (
              <OfferButton
                call="content.removeBlock"
                icon={<DeleteOutlined aria-hidden />}
                onClick={() =>
                  remove.mutate(
                    { id: block.id },
                    {
                      onSuccess: (gone) => {
                        go('content', { tab: 'blocks' });
                        notify.undoable(t('block.removed', { title: version.content.title }), gone);
                      },
                    },
                  )
                }
              >
                {t('block.remove')}
              </OfferButton>
            ) : null}
            {open ? null : (
              <OfferButton
                call="content.revise"
                onClick={() =>
                  revise.mutate({ blockId: block.id }, { onSuccess: () => setChosen(null) })
                }
              >
                {t('block.revise')}
              </OfferButton>
            )}
            <MoveButtons version={version} />
          </>
        }
      />
      <div className={styles.blockDesk}>
        <div className={styles.blockMain}>
          <VersionHead block={block} version={version} onChoose={setChosen} />
          {version.state === 'draft' ? (
            <DraftForm key={`${version.id} ${version.version}`} version={version} />
          ) : (
            <Shown version={version} />
          )}
          <Differences versions={block.versions} version={version} />
        </div>
        <div className={styles.blockSide}>
          <BlockReview block={block} version={version} />
          {version.state === 'draft' ? null : <Uses kind="version" id={version.id} />}
        </div>
      </div>
    </Page>
  );
}

function VersionHead(props: {
  readonly block: ContentBlock;
  readonly version: ContentVersion;
  readonly onChoose: (id: string) => void;
}) {
  const { block, version } = props;
  const { t } = useTranslation('content');
  const format = useFormat();
  const ownName = useOwnName();
  return (
    <div className={styles.versionHead}>
      <Select
        size="small"
        aria-label={t('block.version')}
        value={version.id}
        options={block.versions.map(({ id, number, state }) => ({
          value: id,
          label: t('block.versionOf', { number, state: t(`state.${state}`) }),
        }))}
        onChange={props.onChoose}
        popupMatchSelectWidth={false}
      />
      <StateTag state={version.state} />
      <FlagTags flags={version.flags} />
      <span className={styles.small}>
        {t('block.written', {
          at: format.instant(version.updatedAt),
          name: ownName(version.author),
        })}
        {version.verifyBy === null
          ? ''
          : ` · ${t('block.verifyUntil', { day: format.day(version.verifyBy) })}`}
      </span>
    </div>
  );
}

function Shown({ version }: { readonly version: ContentVersion }) {
  const { t } = useTranslation('content');
  const shown = useCall('content.shown', { ids: [version.id] });
  if (shown.isError) return <ErrorState error={shown.error} />;
  const [found] = shown.data ?? [];
  return (
    <Section title={t('block.preview')}>
      {found === undefined ? (
        <LoadingState rows={3} />
      ) : (
        <PrintedBlocks blocks={found.blocks} language={version.language} />
      )}
    </Section>
  );
}

import { PlusOutlined } from '@ant-design/icons';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type BlockSummary,
  CONTENT_KINDS,
  type ContentKind,
  VERSION_STATES,
  type VersionState,
} from '#shared/composer/content/block';
import { useCommandHandler } from '../../app/commands/registry';
import { useGo } from '../../app/locations';
import { OfferButton } from '../../app/OfferButton';
import { useOffer } from '../../app/offers';
import { useCall } from '../../app/queries';
import { Section } from '../../kit/page/Page';
import { EmptyState } from '../../kit/states/EmptyState';
import { ErrorState } from '../../kit/states/ErrorState';
import { LoadingState } from '../../kit/states/LoadingState';
import { Button, Checkbox, Input, Select, Table, type TableColumnsType } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import styles from './content.module.css';
import { NewBlock } from './NewBlock';
import { FlagTags, StateTag } from './StateTag';
import { useOwnerName } from './use-owner-name';

/** All blocks, found by words, kind, state, or because something is wrong with them. */
export function BlockList() {
  const { t } = useTranslation('content');
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState<ContentKind | null>(null);
  const [state, setState] = useState<VersionState | null>(null);
  const [flagged, setFlagged] = useState(false);
  const [creating, setCreating] = useState(false);
  const search = useDeferredValue(typed);
  const blocks = useCall('content.blocks', { search }, { keepPrevious: true });
  const mayCreate = useOffer('content.createBlock') === null;
  useCommandHandler('room.create', () => setCreating(true), mayCreate);
  if (blocks.isPending) return <LoadingState />;
  if (blocks.isError) {
    return <ErrorState error={blocks.error} onRetry={() => void blocks.refetch()} />;
  }
  const shown = blocks.data.filter(
    (block) =>
      (kind === null || block.kind === kind) &&
      (state === null || block.state === state) &&
      (!flagged || block.flags.length > 0),
  );
  const filtered = typed !== '' || kind !== null || state !== null || flagged;
  return (
    <Section
      title={t('tab.blocks')}
      extra={
        <OfferButton
          call="content.createBlock"
          type="primary"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => setCreating(true)}
        >
          {t('block.create')}
        </OfferButton>
      }
    >
      <div className={styles.blockFilters}>
        <Input
          aria-label={t('block.search')}
          placeholder={t('block.search')}
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select<ContentKind>
          allowClear
          aria-label={t('block.kind')}
          placeholder={t('block.kind')}
          value={kind}
          options={CONTENT_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          onChange={(next?: ContentKind) => setKind(next ?? null)}
        />
        <Select<VersionState>
          allowClear
          aria-label={t('block.state')}
          placeholder={t('block.state')}
          value={state}
          options={VERSION_STATES.map((one) => ({ value: one, label: t(`state.${one}`) }))}
          onChange={(next?: VersionState) => setState(next ?? null)}
        />
        <Checkbox checked={flagged} onChange={(event) => setFlagged(event.target.checked)}>
          {t('block.flagged')}
        </Checkbox>
      </div>
      {shown.length > 0 ? <BlockTable blocks={shown} /> : null}
      {shown.length === 0 && filtered ? (
        <EmptyState kind="noMatch" title={t('block.noMatch')} />
      ) : null}
      {shown.length === 0 && !filtered ? (
        <EmptyState kind="nothingYet" title={t('block.empty')}>
          {t('block.emptyText')}
        </EmptyState>
      ) : null}
      {creating ? <NewBlock onClose={() => setCreating(false)} /> : null}
    </Section>
  );
}

function BlockTable({ blocks }: { readonly blocks: readonly BlockSummary[] }) {
  const { t } = useTranslation('content');
  const go = useGo();
  const format = useFormat();
  const ownerName = useOwnerName();
  const columns: TableColumnsType<BlockSummary> = [
    {
      key: 'title',
      title: t('block.title'),
      render: (_v, { id, title }) => (
        <Button
          type="link"
          size="small"
          className={styles.wrapping ?? ''}
          onClick={() => go('content', { tab: 'blocks', blockId: id })}
        >
          {title}
        </Button>
      ),
    },
    { key: 'kind', title: t('block.kind'), render: (_v, { kind }) => t(`kind.${kind}`) },
    {
      key: 'state',
      title: t('block.state'),
      render: (_v, { state, number, released, flags }) => (
        <>
          <StateTag state={state} />
          <span className={styles.number}>
            {released === null || released === number
              ? t('block.number', { number })
              : t('block.besides', { number, released })}
          </span>
          <FlagTags flags={flags} />
        </>
      ),
    },
    {
      key: 'audience',
      title: t('block.audience'),
      render: (_v, { audience }) => audience.map((one) => t(`audience.${one}`)).join(t('next')),
    },
    { key: 'language', title: t('block.language'), render: (_v, { language }) => NAMES[language] },
    { key: 'owner', title: t('block.owner'), render: (_v, { ownerId }) => ownerName(ownerId) },
    {
      key: 'verify',
      title: t('block.verifyBy'),
      render: (_v, { verifyBy }) => <span className="num">{format.day(verifyBy)}</span>,
    },
  ];
  return (
    <Table
      size="small"
      rowKey="id"
      columns={columns}
      dataSource={[...blocks]}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
    />
  );
}

/** Languages are named in themselves. */
const NAMES = { 'zh-CN': '中文', en: 'English' } as const;

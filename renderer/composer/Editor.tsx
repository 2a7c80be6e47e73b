import {
  ArrowLeftOutlined,
  ExportOutlined,
  HistoryOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Block, ComposedDocument } from '#shared/composer/model';
import { useCommandHandler } from '../app/commands/registry';
import { useGo } from '../app/locations';
import { SortableList } from '../kit/dnd/SortableList';
import { Page, PageHeader } from '../kit/page/Page';
import { EmptyState } from '../kit/states/EmptyState';
import { ErrorState } from '../kit/states/ErrorState';
import { OfferButton } from '../app/OfferButton';
import { Button, Input, Tooltip } from '../kit/ui';
import { BlockCard } from './BlockCard';
import {
  insertAfter,
  kindKey,
  mainRun,
  newBlock,
  PALETTE,
  reorder,
  replaceBlock,
  type PaletteItem,
} from './blocks';
import styles from './composer.module.css';
import { AccountField } from './content/AccountField';
import { allowCarried, type Carried, droppedCarried } from './content/carried';
import { ReviewedPalette } from './content/ReviewedPalette';
import { ExportDialog } from './ExportDialog';
import { revealBlock } from './reveal-block';
import { useDocument } from './use-document';
import { Versions } from './Versions';

/** The composing page: palette at the left, the sheet in the middle. */
export function Editor({ document }: { readonly document: ComposedDocument }) {
  const { t } = useTranslation(['composer', 'common']);
  const go = useGo();
  const open = useDocument(document);
  const [selected, setSelected] = useState<string | null>(null);
  /** The block to go to once the export dialog has given the focus back. */
  const [shown, setShown] = useState<string | null>(null);
  const [exporting, setExporting] = useState(false);
  const [versions, setVersions] = useState(false);
  const { content } = open;

  useCommandHandler('composer.export', () => setExporting(true));
  useCommandHandler('room.save', () => void open.save(null).catch(() => undefined));
  // In a document undo is the document's, also when there is nothing to take back in it.
  useCommandHandler('history.undo', open.undo, true, { idle: !open.canUndo });
  useCommandHandler('history.redo', open.redo, true, { idle: !open.canRedo });

  const setBlocks = (blocks: Block[], options?: { readonly merge?: boolean }) =>
    open.change({ ...content, blocks }, options);
  const add = (item: PaletteItem) => {
    const block = newBlock(item, crypto.randomUUID(), mainRun(content.blocks));
    setBlocks(insertAfter(content.blocks, selected, block));
    setSelected(block.id);
    revealBlock(block.id);
  };

  const addReviewed = ({ id, blockId }: Carried, afterId: string | null, atTop = false) => {
    const block: Block = { id: crypto.randomUUID(), kind: 'reviewed', blockId, versionId: id };
    const next = atTop ? [block, ...content.blocks] : insertAfter(content.blocks, afterId, block);
    setBlocks(next);
    setSelected(block.id);
    revealBlock(block.id);
  };

  const replace = (id: string, item: PaletteItem) => {
    const block = newBlock(item, crypto.randomUUID(), mainRun(content.blocks));
    setBlocks(content.blocks.map((other) => (other.id === id ? block : other)));
    setSelected(block.id);
    revealBlock(block.id);
  };

  return (
    <Page fill>
      <PageHeader
        title={content.title}
        subtitle={t(`editor.state.${open.state}`)}
        beside={
          <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={() => go('composer', {})}>
            {t('editor.back')}
          </Button>
        }
        actions={
          <>
            <Button icon={<HistoryOutlined aria-hidden />} onClick={() => setVersions(true)}>
              {t('versions.title')}
            </Button>
            <OfferButton
              call="composer.export"
              type="primary"
              icon={<ExportOutlined aria-hidden />}
              onClick={() => setExporting(true)}
            >
              {t('export.action')}
            </OfferButton>
          </>
        }
      />
      {open.state === 'failed' ? (
        <ErrorState
          error={open.error}
          onRetry={() => void open.save(null).catch(() => undefined)}
        />
      ) : null}
      <div className={styles.desk}>
        <Palette onAdd={add}>
          <ReviewedPalette
            language={content.language}
            onAdd={(version) => addReviewed(version, selected)}
          />
        </Palette>
        <div
          className={styles.scroll}
          onDragOver={allowCarried}
          onDrop={(event) => {
            const dropped = droppedCarried(event);
            if (dropped === undefined) return;
            addReviewed(dropped.content, dropped.afterId, dropped.afterId === null);
          }}
        >
          <article className={styles.sheet} lang={content.language} aria-label={content.title}>
            <Input
              variant="borderless"
              className={styles.docTitle ?? ''}
              aria-label={t('new.name')}
              value={content.title}
              maxLength={200}
              onChange={(event) =>
                open.change({ ...content, title: event.target.value || ' ' }, { merge: true })
              }
            />
            <div className={styles.forWhom}>
              <AccountField
                accountId={content.accountId ?? null}
                onChange={(accountId) => open.change({ ...content, accountId })}
              />
            </div>
            {content.blocks.length === 0 ? (
              <EmptyState kind="nothingYet" title={t('editor.empty')}>
                {t('editor.emptyText')}
              </EmptyState>
            ) : (
              <Blocks
                blocks={content.blocks}
                language={content.language}
                selected={selected}
                onSelect={setSelected}
                onReplace={replace}
                onChange={setBlocks}
              />
            )}
          </article>
        </div>
      </div>
      <ExportDialog
        documentId={document.id}
        content={content}
        open={exporting}
        onClose={() => setExporting(false)}
        onShow={(blockId) => {
          setExporting(false);
          setSelected(blockId);
          setShown(blockId);
        }}
        afterClose={() => {
          if (shown !== null) revealBlock(shown);
          setShown(null);
        }}
        beforeExport={() => (open.state === 'saved' ? Promise.resolve() : open.save(null))}
      />
      <Versions
        documentId={document.id}
        open={versions}
        onClose={() => setVersions(false)}
        onName={open.save}
        onRestore={(restored) => open.change(restored)}
      />
    </Page>
  );
}

/** Blocks to add: at the end, or after the selected one. */
function Palette({
  onAdd,
  children,
}: {
  readonly onAdd: (item: PaletteItem) => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('composer');
  return (
    <nav className={styles.palette} aria-label={t('palette.title')}>
      <h2>{t('palette.title')}</h2>
      {PALETTE.map((item) => (
        <Tooltip key={item} title={t(`palette.${item}`)} placement="right">
          <Button block icon={<PlusOutlined aria-hidden />} onClick={() => onAdd(item)}>
            {t(`kind.${item}`)}
          </Button>
        </Tooltip>
      ))}
      {children}
    </nav>
  );
}

function Blocks(props: {
  readonly blocks: readonly Block[];
  readonly language: ComposedDocument['content']['language'];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onReplace: (id: string, item: PaletteItem) => void;
  readonly onChange: (blocks: Block[], options?: { readonly merge?: boolean }) => void;
}) {
  const { blocks, onChange } = props;
  const { t } = useTranslation('composer');
  const byId = useMemo(() => new Map(blocks.map((block) => [block.id, block])), [blocks]);
  return (
    <SortableList
      ids={blocks.map((block) => block.id)}
      onReorder={(ids) => onChange(reorder(blocks, ids))}
      nameOf={(id) => {
        const block = byId.get(id);
        return block === undefined ? '' : t(`kind.${kindKey(block)}`);
      }}
      renderItem={(id, handle) => {
        const block = byId.get(id);
        if (block === undefined) return null;
        return (
          <BlockCard
            key={id}
            block={block}
            language={props.language}
            selected={props.selected === id}
            handle={handle}
            onSelect={() => props.onSelect(id)}
            onChange={(next, options) => onChange(replaceBlock(blocks, next), options)}
            onReplace={(item) => props.onReplace(id, item)}
            onRemove={() => onChange(blocks.filter((other) => other.id !== id))}
          />
        );
      }}
    />
  );
}

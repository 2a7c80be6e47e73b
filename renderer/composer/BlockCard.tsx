import { DeleteOutlined, HolderOutlined, MoreOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Block } from '#shared/composer/model';
import type { Language } from '#shared/workspace/model';
import type { SortableHandle } from '../kit/dnd/SortableList';
import { Button, Dropdown } from '../kit/ui';
import { BlockEditor } from './BlockEditor';
import { kindKey, PALETTE, type PaletteItem } from './blocks';
import styles from './composer.module.css';
import { revealBlock } from './reveal-block';

interface BlockCardProps {
  readonly block: Block;
  readonly language: Language;
  readonly selected: boolean;
  readonly handle: SortableHandle;
  readonly onSelect: () => void;
  readonly onChange: (block: Block, options?: { readonly merge?: boolean }) => void;
  readonly onRemove: () => void;
  /** Puts a block of another kind in the place of this empty one. */
  readonly onReplace: (item: PaletteItem) => void;
}

/** A block on the page with its handle (drag, Alt+↑/↓, menu) at the left. */
export function BlockCard(props: BlockCardProps) {
  const { block } = props;
  const {
    ref: setNode,
    handleRef: setHandle,
    isDragging,
    onKeyDown,
    moveUp,
    moveDown,
  } = props.handle;
  const { t } = useTranslation(['composer', 'common']);
  const name = t(`kind.${kindKey(block)}`);
  const [choosing, setChoosing] = useState(false);
  return (
    <section
      ref={setNode}
      className={props.selected ? styles.blockSelected : styles.block}
      aria-label={name}
      data-block={block.id}
      data-dragging={isDragging}
      onKeyDown={onKeyDown}
      onFocus={props.onSelect}
      onPointerDown={props.onSelect}
    >
      <div className={styles.blockTools}>
        <Button
          ref={setHandle}
          size="small"
          type="text"
          className={styles.handle ?? ''}
          icon={<HolderOutlined aria-hidden />}
          aria-label={t('block.drag', { name })}
        />
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'up', label: t('common:moveUp'), onClick: moveUp },
              { key: 'down', label: t('common:moveDown'), onClick: moveDown },
              {
                key: 'remove',
                danger: true,
                icon: <DeleteOutlined aria-hidden />,
                label: t('common:delete'),
                onClick: props.onRemove,
              },
            ],
          }}
        >
          <Button
            size="small"
            type="text"
            icon={<MoreOutlined aria-hidden />}
            aria-label={t('block.menu', { name })}
          />
        </Dropdown>
      </div>
      <Dropdown
        open={choosing}
        onOpenChange={(open) => {
          setChoosing(open);
          if (!open) revealBlock(block.id);
        }}
        trigger={[]}
        autoFocus
        menu={{
          items: PALETTE.map((item) => ({ key: item, label: t(`kind.${item}`) })),
          onClick: ({ key }) => {
            setChoosing(false);
            const item = PALETTE.find((known) => known === key);
            if (item !== undefined) props.onReplace(item);
          },
        }}
      >
        <div>
          <BlockEditor
            block={block}
            language={props.language}
            onChange={props.onChange}
            onBlockMenu={() => setChoosing(true)}
          />
        </div>
      </Dropdown>
    </section>
  );
}

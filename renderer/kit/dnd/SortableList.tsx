import { move } from '@dnd-kit/helpers';
import { Accessibility } from '@dnd-kit/dom';
import { DragDropProvider } from '@dnd-kit/react';
import { useSortable } from '@dnd-kit/react/sortable';
import { type KeyboardEvent, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** What an item of a {@link SortableList} needs to take part. */
export interface SortableHandle {
  /** On the item's outer element. */
  readonly ref: (element: Element | null) => void;
  /** On the drag handle (a button with a name of its own). */
  readonly handleRef: (element: Element | null) => void;
  /** On the item's outer element: Alt+↑/↓ move it without dragging. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly isDragging: boolean;
  readonly moveUp: () => void;
  readonly moveDown: () => void;
}

interface SortableListProps {
  /** The ids in their present order. */
  readonly ids: readonly string[];
  /** The whole new order after a drop or a key. */
  readonly onReorder: (ids: string[]) => void;
  /** What a screen reader calls an item. */
  readonly nameOf: (id: string) => string;
  readonly renderItem: (id: string, handle: SortableHandle) => ReactNode;
}

type AccessibilityOptions = NonNullable<ConstructorParameters<typeof Accessibility>[1]>;

/** A list that can be put in order by pointer, by keyboard drag, by Alt+↑/↓ and by a menu (moveUp/moveDown). */
export function SortableList(props: SortableListProps) {
  const { ids, onReorder, nameOf, renderItem } = props;
  const { t } = useTranslation('common');

  const accessibility = useMemo(() => {
    const name = (source: { readonly id: string | number } | null | undefined) =>
      source === null || source === undefined ? '' : nameOf(String(source.id));
    const options: AccessibilityOptions = {
      screenReaderInstructions: { draggable: t('drag.instructions') },
      announcements: {
        dragstart: ({ operation }) => t('drag.picked', { name: name(operation.source) }),
        dragover: ({ operation }) =>
          t('drag.over', { name: name(operation.source), target: name(operation.target) }),
        dragend: ({ operation, canceled }) =>
          t(canceled ? 'drag.cancelled' : 'drag.dropped', { name: name(operation.source) }),
      },
    };
    return Accessibility.configure(options);
  }, [t, nameOf]);

  const shift = (id: string, by: -1 | 1) => {
    const from = ids.indexOf(id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= ids.length) return;
    const next = ids.filter((other) => other !== id);
    next.splice(to, 0, id);
    onReorder(next);
  };

  return (
    <DragDropProvider
      plugins={(defaults) => [...defaults, accessibility]}
      onDragEnd={(event) => {
        if (!event.canceled) onReorder(move([...ids], event));
      }}
    >
      {ids.map((id, index) => (
        <SortableItem key={id} id={id} index={index} shift={shift} renderItem={renderItem} />
      ))}
    </DragDropProvider>
  );
}

function SortableItem(props: {
  readonly id: string;
  readonly index: number;
  readonly shift: (id: string, by: -1 | 1) => void;
  readonly renderItem: SortableListProps['renderItem'];
}) {
  const { id, index, shift, renderItem } = props;
  const { ref, handleRef, isDragging } = useSortable({ id, index });
  return renderItem(id, {
    ref,
    handleRef,
    isDragging,
    moveUp: () => shift(id, -1),
    moveDown: () => shift(id, 1),
    onKeyDown(event) {
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      event.preventDefault();
      event.stopPropagation();
      shift(id, event.key === 'ArrowUp' ? -1 : 1);
    },
  });
}

import { Accessibility } from '@dnd-kit/dom';
import { DragDropProvider, PointerSensor, useDraggable, useDroppable } from '@dnd-kit/react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

const POINTER = [PointerSensor];
const NOTHING: typeof POINTER = [];

interface DragBetweenProps {
  /** What a screen reader calls an item and a place. */
  readonly nameOf: (id: string) => string;
  readonly placeName: (id: string) => string;
  /** Whether items can be carried at all. */
  readonly offered: boolean;
  /** An item was picked up: its element may be gone before it is let go. */
  readonly onLift: (id: string) => void;
  /** An item was let go over a place. */
  readonly onDrop: (id: string, place: string) => void;
  readonly children: ReactNode;
}

/**
 * Items that a pointer carries between places. By pointer only: what drags must also be reachable by keys and a menu,
 * which the user of this component gives. What happens is said to screen readers.
 */
export function DragBetween(props: DragBetweenProps) {
  const { offered, nameOf, placeName, onLift, onDrop, children } = props;
  const { t } = useTranslation('common');
  const [said, setSaid] = useState('');
  const name = (source: { readonly id: string | number } | null) =>
    source === null ? '' : nameOf(String(source.id));
  return (
    <DragDropProvider
      sensors={offered ? POINTER : NOTHING}
      // Its roles and key hints are those of a keyboard drag.
      plugins={(defaults) => defaults.filter((plugin) => plugin !== Accessibility)}
      onDragStart={({ operation: { source } }) => {
        if (source !== null) onLift(String(source.id));
        setSaid(t('drag.picked', { name: name(source) }));
      }}
      onDragOver={({ operation }) => {
        if (operation.target === null) return;
        const target = placeName(String(operation.target.id));
        setSaid(t('drag.above', { name: name(operation.source), target }));
      }}
      onDragEnd={({ operation, canceled }) => {
        const { source, target } = operation;
        const dropped = !canceled && source !== null && target !== null;
        setSaid(t(dropped ? 'drag.dropped' : 'drag.cancelled', { name: name(source) }));
        if (dropped) onDrop(String(source.id), String(target.id));
      }}
    >
      {children}
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </DragDropProvider>
  );
}

/** Makes an element an item that can be carried. */
export function useDragItem(id: string) {
  const { ref, isDragging } = useDraggable({ id });
  return { ref, isDragging };
}

/** Makes an element a place to let an item go. */
export function useDropPlace(id: string) {
  const { ref, isDropTarget } = useDroppable({ id });
  return { ref, isDropTarget };
}

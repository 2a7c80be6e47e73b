import { type ComponentProps, useRef } from 'react';
import type { DragBetween } from '#renderer/kit/dnd/DragBetween';
import { BOARD_COLUMNS, type BoardColumn, boardColumnOf } from '#shared/pipeline/board';
import type { OpportunityRow } from '#shared/pipeline/model';
import type { Target } from '../change/target';
import { useColumnName } from './column-name';
import type { CardPlaces } from './use-card-places';

const targetOf = (column: BoardColumn): Target =>
  column === 'lost' || column === 'dormant' ? { outcome: column } : { stage: column };

/** Carrying a card to another column with the pointer moves its deal there. */
export function useBoardDrag(
  places: CardPlaces,
  move: (row: OpportunityRow, to: Target) => void,
  offered: boolean,
): Omit<ComponentProps<typeof DragBetween>, 'children'> {
  const columnName = useColumnName();
  /** The deal being carried: its card may be gone before it is let go. */
  const lifted = useRef<OpportunityRow | null>(null);
  const carried = (id: string) => (lifted.current?.id === id ? lifted.current : null);
  const columnOf = (place: string) => BOARD_COLUMNS.find((one) => one === place);
  return {
    offered,
    nameOf: (id) => (carried(id) ?? places.rowOf(id))?.name ?? '',
    placeName: (place) => {
      const column = columnOf(place);
      return column === undefined ? '' : columnName(column);
    },
    onLift: (id) => {
      lifted.current = places.rowOf(id);
    },
    onDrop: (id, place) => {
      const row = carried(id);
      const column = columnOf(place);
      if (row === null || column === undefined) return;
      if (boardColumnOf(row.stage, row.outcome) !== column) move(row, targetOf(column));
    },
  };
}

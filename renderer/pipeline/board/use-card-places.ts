import { type RefObject, useCallback, useMemo, useRef } from 'react';
import { BOARD_COLUMNS, type BoardColumn } from '#shared/pipeline/board';
import type { OpportunityRow } from '#shared/pipeline/model';
import type { ColumnHandle } from './BoardColumn';

/** A card of the board: where it stands and what it shows. */
export interface CardPlace {
  readonly column: BoardColumn;
  readonly index: number;
  readonly row: OpportunityRow;
}

/** Finds cards of the board by their elements, and columns by their code. */
export interface CardPlaces {
  readonly columnAt: (column: BoardColumn) => ColumnHandle | undefined;
  /** Remembers the handle of a column, or forgets it (null). */
  readonly keep: (column: BoardColumn, handle: ColumnHandle | null) => void;
  readonly elementOf: (id: string) => HTMLElement | null;
  readonly placeOf: (card: HTMLElement) => CardPlace | null;
  /** The deal that a card on the screen shows. */
  readonly rowOf: (id: string) => OpportunityRow | null;
}

/** The cards and columns of the board in `root`. */
export function useCardPlaces(root: RefObject<HTMLElement | null>): CardPlaces {
  const columns = useRef(new Map<BoardColumn, ColumnHandle>());
  const keep = useCallback((column: BoardColumn, handle: ColumnHandle | null) => {
    if (handle === null) columns.current.delete(column);
    else columns.current.set(column, handle);
  }, []);
  return useMemo(() => {
    const elementOf = (id: string) =>
      root.current?.querySelector<HTMLElement>(`[data-card="${id}"]`) ?? null;
    const placeOf = (card: HTMLElement): CardPlace | null => {
      const code = card.closest<HTMLElement>('[data-column]')?.dataset['column'];
      const column = BOARD_COLUMNS.find((one) => one === code);
      const index = Number(card.dataset['index']);
      const row = column === undefined ? undefined : columns.current.get(column)?.rowAt(index);
      return column === undefined || row === undefined ? null : { column, index, row };
    };
    return {
      columnAt: (column) => columns.current.get(column),
      keep,
      elementOf,
      placeOf,
      rowOf: (id) => {
        const card = elementOf(id);
        return card === null ? null : (placeOf(card)?.row ?? null);
      },
    };
  }, [root, keep]);
}

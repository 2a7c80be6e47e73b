import { useMemo } from 'react';
import { useOffers } from '#renderer/app/offers';
import type { CallName } from '#shared/contract';
import type { GridField } from '#shared/pipeline/model';

/** What an edit in a column of the grid ends in: a call, and the one field that it writes. */
const CELLS: Readonly<Partial<Record<GridField, readonly [call: CallName, field: string]>>> = {
  name: ['pipeline.update', 'name'],
  stage: ['pipeline.transition', 'stage'],
  amountMinor: ['pipeline.update', 'amountMinor'],
  ownerName: ['pipeline.update', 'ownerId'],
  expectedCloseDay: ['pipeline.update', 'expectedCloseDay'],
};

/** Why ways of changing opportunities are not offered to the person; null = they are. */
export interface EditOffers {
  /** Typing into a cell; null also for columns that nobody edits. */
  readonly cell: (column: string) => string | null;
  /** Another stage or outcome. */
  readonly move: string | null;
  /** Pasting, filling, clearing, deleting: whatever changes many cells at once. */
  readonly many: string | null;
}

/** What of editing is offered; the same object until that changes. */
export function useEditOffers(): EditOffers {
  const refusal = useOffers();
  return useMemo(
    () => ({
      cell: (column) => {
        const ends = CELLS[column as GridField];
        return ends === undefined ? null : refusal(...ends);
      },
      move: refusal('pipeline.transition'),
      many: refusal('pipeline.updateMany'),
    }),
    [refusal],
  );
}

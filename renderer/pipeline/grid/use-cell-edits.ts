import type { CellEditRequestEvent } from 'ag-grid-community';
import { useCallback } from 'react';
import { useCall } from '#renderer/app/queries';
import { OUTCOMES, type OpportunityRow, STAGES } from '#shared/pipeline/model';
import { usePipeline } from '../view/use-view';
import { useDrawn } from '../view/view-store';
import type { Target } from '../change/target';
import { isWriting, useWrites } from '../change/use-writes';

type EditRequest = CellEditRequestEvent<OpportunityRow>;

/** A list cell's code as the target of a stage change. */
function targetOf(code: unknown): Target | null {
  const stage = STAGES.find((one) => one === code);
  if (stage !== undefined) return { stage };
  const outcome = OUTCOMES.find((one) => one === code);
  return outcome === undefined ? null : { outcome };
}

/** The fields that cells edit, as both a row and a patch have them. */
type CellPatch = Partial<
  Pick<OpportunityRow, 'name' | 'ownerId' | 'expectedCloseDay' | 'amountMinor'>
>;

/** What an edit of a cell changes; null when it changes nothing or cannot be (a name cannot be empty). */
function patchOf(column: string, value: unknown, row: OpportunityRow): CellPatch | null {
  const text = typeof value === 'string' ? value.trim() : '';
  switch (column) {
    case 'name':
      return text === '' || text === row.name ? null : { name: text };
    case 'ownerName':
      return (text || null) === row.ownerId ? null : { ownerId: text || null };
    case 'expectedCloseDay':
      return (text || null) === row.expectedCloseDay ? null : { expectedCloseDay: text || null };
    case 'amountMinor': {
      const amountMinor = typeof value === 'number' ? value : null;
      return amountMinor === row.amountMinor ? null : { amountMinor };
    }
    default:
      return null;
  }
}

/**
 * Carries out what was typed into cells: shown at once, written behind, taken back with the reason when refused.
 * Stage changes go through `onStage`, which may have to ask for more.
 */
export function useCellEdits(options: {
  readonly onStage: (row: OpportunityRow, to: Target) => void;
  readonly onRefused: () => void;
}): (event: EditRequest) => void {
  const { onStage, onRefused } = options;
  const { id: pipelineId } = usePipeline();
  const drawn = useDrawn(pipelineId);
  const owners = useCall('pipeline.owners', { pipelineId }, { enabled: drawn });
  const { update } = useWrites();
  const ownerList = owners.data;
  return useCallback(
    ({ api, column, data, newValue }: EditRequest) => {
      if (data === undefined || data === null) return;
      const id = column.getColId();
      if (id === 'stage') {
        const to = targetOf(newValue);
        if (to !== null && !('stage' in to && to.stage === data.stage)) onStage(data, to);
        return;
      }
      const patch = patchOf(id, newValue, data);
      if (patch === null) return;
      const owner = ownerList?.find((one) => one.id === patch.ownerId);
      const shown: Partial<OpportunityRow> =
        id === 'ownerName' ? { ownerId: owner?.id ?? null, ownerName: owner?.name ?? null } : patch;
      const before = Object.fromEntries(
        Object.keys(shown).map((key) => [key, data[key as keyof OpportunityRow]]),
      );
      const show = (fields: Partial<OpportunityRow>) => {
        const node = api.getRowNode(data.id);
        if (node?.data !== undefined) node.updateData({ ...node.data, ...fields });
      };
      show(shown);
      void update(data, patch).then((saved) => {
        if (saved === null) {
          show(before);
          onRefused();
        } else if (!isWriting(data.id)) {
          show(saved);
        }
      });
    },
    [onStage, onRefused, ownerList, update],
  );
}

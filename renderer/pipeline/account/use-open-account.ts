import type { RefObject } from 'react';
import { useCommandHandler } from '#renderer/app/commands/registry';
import { call } from '#renderer/app/api';
import { useGo } from '#renderer/app/locations';
import { useNotify } from '#renderer/kit/notify';
import type { OpportunityGridApi } from '../grid/PipelineGrid';
import { groupOf } from '../groups/group-row';
import { useViewStore } from '../view/view-store';

/** Opens the account of the row that has the focus in the grid, else of the one in the panel. */
export function useOpenAccount(gridApi: RefObject<OpportunityGridApi | null>): void {
  const go = useGo();
  const notify = useNotify();
  useCommandHandler('pipeline.openAccount', () => {
    const cell = gridApi.current?.getFocusedCell();
    const row =
      cell == null ? undefined : gridApi.current?.getDisplayedRowAtIndex(cell.rowIndex)?.data;
    if (row != null && groupOf(row) === null) {
      if (row.accountId !== null)
        go('account', { accountId: row.accountId, opportunityId: row.id });
      return;
    }
    const id = useViewStore.getState().openId;
    if (id === null) return;
    call('pipeline.detail', { id }).then(({ opportunity: { accountId } }) => {
      if (accountId !== null) go('account', { accountId, opportunityId: id });
    }, notify.failure);
  });
}

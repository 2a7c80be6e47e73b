import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '#renderer/app/api';
import { useGo } from '#renderer/app/locations';
import { useNotify } from '#renderer/kit/notify';
import type { AccountDetail } from '#shared/pipeline/accounts/model';
import { useViewStore, viewOf } from '../view/view-store';
import { useCurrentPipeline } from '#renderer/app/current-pipeline';

const STEP = 200;

/**
 * Goes to the account of the previous or next row of the view that has another one, in the order of the view.
 * @param opportunityId the row that one came from; null = any deal of the account that is in the view
 */
export function useAccountNeighbour(
  accountId: string | null,
  opportunityId: string | null,
  detail: AccountDetail | null,
): (by: -1 | 1) => void {
  const { t } = useTranslation('accounts');
  const go = useGo();
  const notify = useNotify();
  const chosen = useCurrentPipeline((store) => store.id);
  return useCallback(
    (by) => {
      const deals = detail?.deals ?? [];
      const from = deals.find(({ id }) => id === opportunityId);
      const pipelineId = from?.pipelineId ?? chosen ?? deals[0]?.pipelineId;
      if (pipelineId === undefined || accountId === null) return;
      const query = { pipelineId, ...viewOf(useViewStore.getState(), pipelineId) };
      const start = async (): Promise<number | null> => {
        const own = deals.filter((deal) => deal.pipelineId === pipelineId).map(({ id }) => id);
        for (const id of opportunityId === null ? own : [opportunityId, ...own]) {
          const { offset } = await call('pipeline.locate', { query, id, groups: null });
          if (offset !== null) return offset;
        }
        return null;
      };
      const walk = async () => {
        let at = await start();
        if (at === null) return notify.info(t('notInView'));
        at += by;
        while (at >= 0) {
          const offset = by === 1 ? at : Math.max(0, at - STEP + 1);
          const limit = by === 1 ? STEP : at - offset + 1;
          const { rows } = await call('pipeline.page', { query, offset, limit });
          if (rows.length === 0) break;
          for (; at >= offset && at < offset + rows.length; at += by) {
            const row = rows[at - offset];
            if (row === undefined || row.accountId === null || row.accountId === accountId)
              continue;
            return go('account', { accountId: row.accountId, opportunityId: row.id });
          }
        }
        return notify.info(t(by === 1 ? 'noNext' : 'noPrevious'));
      };
      walk().catch(notify.failure);
    },
    [accountId, opportunityId, detail, chosen, go, notify, t],
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGo } from '#renderer/app/locations';
import { useCall } from '#renderer/app/queries';
import { EmptyState } from '#renderer/kit/states/EmptyState';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { Drawer, Segmented, Tag } from '#renderer/kit/ui';
import { RequestActions, RequestFacts } from './RequestPart';
import styles from './rules.module.css';

/** 待我审批 and 我发起的: requests to enter a gated stage, over all pipelines. */
export function ApprovalsDrawer(props: { readonly onClose: () => void }) {
  const { t } = useTranslation(['pipeline', 'common']);
  const go = useGo();
  const list = useCall('pipeline.approvals', {});
  const [scope, setScope] = useState<'toDecide' | 'mine'>('toDecide');
  const { toDecide = [], mine = [] } = list.data ?? {};
  const own = new Set(mine.map((one) => one.id));
  const shown = scope === 'toDecide' ? toDecide : mine;
  return (
    <Drawer open size={520} title={t('approval.title')} onClose={props.onClose}>
      <Segmented
        aria-label={t('approval.scope')}
        value={scope}
        onChange={setScope}
        options={[
          { value: 'toDecide', label: t('approval.toDecide', { count: toDecide.length }) },
          { value: 'mine', label: t('approval.mine', { count: mine.length }) },
        ]}
      />
      {list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data !== undefined && shown.length === 0 ? (
        <EmptyState
          kind="nothingYet"
          title={t(scope === 'toDecide' ? 'approval.noneToDecide' : 'approval.noneMine')}
        >
          {t('approval.emptyText')}
        </EmptyState>
      ) : null}
      <ul className={styles.list}>
        {shown.map((request) => (
          <li key={request.id} className={styles.request}>
            <div className={styles.requestHead}>
              <button
                type="button"
                className={styles.requestName}
                onClick={() => {
                  props.onClose();
                  go('pipeline', { opportunityId: request.opportunityId });
                }}
              >
                {request.opportunityName}
              </button>
              <span>
                {t('approval.step', {
                  from: t(`common:stage.${request.fromStage}`),
                  to: t(`common:stage.${request.toStage}`),
                })}
              </span>
              {request.state === 'pending' && scope === 'toDecide' ? null : (
                <Tag>{t(`approval.state.${request.state}`)}</Tag>
              )}
            </div>
            <RequestFacts request={request} />
            {request.state === 'pending' ? (
              <RequestActions request={request} mine={own.has(request.id)} />
            ) : null}
          </li>
        ))}
      </ul>
      {shown.length === 0 ? null : <p className={styles.quiet}>{t('approval.undoNote')}</p>}
    </Drawer>
  );
}

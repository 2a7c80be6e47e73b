import { useTranslation } from 'react-i18next';
import { useCall } from '#renderer/app/queries';
import type { OpportunityRow } from '#shared/pipeline/model';
import { RequestActions, RequestFacts } from './RequestPart';
import styles from './rules.module.css';

/** Says beside a deal that it waits to be let into a stage, and lets one decide. */
export function ApprovalNote({ row }: { readonly row: OpportunityRow }) {
  const { t } = useTranslation(['pipeline', 'common']);
  const list = useCall('pipeline.approvals', {}, { enabled: row.pendingStage !== null });
  if (row.pendingStage === null) return null;
  const here = (one: { readonly opportunityId: string }) => one.opportunityId === row.id;
  const request = list.data?.toDecide.find(here);
  const mine = list.data?.mine.some((one) => one.id === request?.id) ?? false;
  return (
    <section className={styles.note}>
      <strong>{t('approval.waitingFor', { stage: t(`common:stage.${row.pendingStage}`) })}</strong>
      {request === undefined ? null : (
        <>
          <RequestFacts request={request} />
          <RequestActions key={request.id} request={request} mine={mine} />
        </>
      )}
    </section>
  );
}

import { ClockCircleOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OfferButton } from '#renderer/app/OfferButton';
import { useCommand } from '#renderer/app/queries';
import { useNotify } from '#renderer/kit/notify';
import { useFormat } from '#renderer/kit/use-format';
import { Field } from '#renderer/kit/field/Field';
import { Button, Input, Tooltip } from '#renderer/kit/ui';
import type { Approval } from '#shared/pipeline/approval';
import type { CallInput } from '#shared/contract';
import styles from './rules.module.css';

/** 待审批 as mark and words. */
export function WaitingMark() {
  const { t } = useTranslation('pipeline');
  return (
    <span className={styles.waiting}>
      <ClockCircleOutlined aria-hidden />
      {t('approval.waiting')}
    </span>
  );
}

/** What is said in a request: by whom, why, and what is missing. */
export function RequestFacts({ request }: { readonly request: Approval }) {
  const { t } = useTranslation(['pipeline', 'common']);
  const { instant } = useFormat();
  const names = (fields: Approval['missingNow']) =>
    fields.map((field) => t(`patch.${field}`)).join(t('filter.and'));
  const { missingNow, missingThen, state } = request;
  return (
    <>
      <div className={styles.quiet}>
        {t('approval.asked', {
          actor: request.requestedByName,
          at: instant(request.requestedAt),
          pipeline: request.pipelineName,
        })}
      </div>
      <div>{t('approval.reason', { reason: request.reason })}</div>
      {state !== 'pending' ? null : missingNow.length > 0 ? (
        <div className={styles.missing}>
          {t('approval.missingNow', { fields: names(missingNow) })}
        </div>
      ) : (
        <div className={styles.quiet}>
          {missingThen.length > 0
            ? t('approval.missingThen', { fields: names(missingThen) })
            : t('approval.complete')}
        </div>
      )}
      {request.decidedAt === null ? null : (
        <div className={styles.quiet}>
          {t('approval.decided', {
            actor: request.decidedByName ?? '',
            at: instant(request.decidedAt),
          })}
        </div>
      )}
      {request.decisionReason === null ? null : (
        <div>{t('history.reason', { reason: request.decisionReason })}</div>
      )}
    </>
  );
}

type Decision = CallInput<'pipeline.decide'>['decision'];

/** The ways to decide a waiting request: approve, return with a reason, and withdraw one's own. */
export function RequestActions(props: { readonly request: Approval; readonly mine: boolean }) {
  const { t } = useTranslation(['pipeline', 'common']);
  const { request, mine } = props;
  const notify = useNotify();
  const decide = useCommand('pipeline.decide');
  const [reason, setReason] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const send = (decision: Decision, why: string | null) => {
    const { id, version, toStage, opportunityName: name } = request;
    decide.mutate(
      { id, version, decision, reason: why },
      {
        onSuccess: (decided) =>
          notify.undoable(
            decision === 'approve'
              ? t('approval.approved', { name, stage: t(`common:stage.${toStage}`) })
              : t(decision === 'return' ? 'approval.returned' : 'approval.withdrawn', { name }),
            decided,
          ),
      },
    );
  };
  const incomplete = request.missingNow.length > 0;
  if (reason !== null) {
    const empty = reason.trim() === '';
    return (
      <form
        className={styles.returnForm}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!empty) send('return', reason.trim());
        }}
      >
        <Field
          required
          label={t('approval.returnReason')}
          error={asked && empty ? t('approval.returnMissing') : null}
        >
          <Input.TextArea
            autoFocus
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={400}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <div className={styles.actions}>
          <Button htmlType="submit" type="primary" loading={decide.isPending}>
            {t('approval.returnSubmit')}
          </Button>
          <Button onClick={() => setReason(null)}>{t('common:cancel')}</Button>
        </div>
      </form>
    );
  }
  return (
    <div className={styles.actions}>
      <Tooltip title={incomplete ? t('approval.approveHint') : undefined}>
        <OfferButton
          call="pipeline.decide"
          type="primary"
          disabled={incomplete}
          loading={decide.isPending}
          onClick={() => send('approve', null)}
        >
          {t('approval.approve')}
        </OfferButton>
      </Tooltip>
      <OfferButton call="pipeline.decide" onClick={() => setReason('')}>
        {t('approval.return')}
      </OfferButton>
      {mine ? (
        <OfferButton call="pipeline.transition" type="text" onClick={() => send('withdraw', null)}>
          {t('approval.withdraw')}
        </OfferButton>
      ) : null}
    </div>
  );
}

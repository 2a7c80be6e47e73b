import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bestVariant } from '#shared/sandbox/studies/best';
import type { StudyRecord, StudyStatus } from '#shared/sandbox/studies/model';
import { OfferButton } from '../../app/OfferButton';
import { useCommand } from '../../app/queries';
import { Field } from '../../kit/field/Field';
import { Section } from '../../kit/page/Page';
import { Input, Segmented, Select } from '../../kit/ui';
import { useFormat } from '../../kit/use-format';
import styles from './studies.module.css';

const STATUSES: readonly StudyStatus[] = ['open', 'adopted', 'rejected'];

/** What becomes of a study; what is put aside keeps its reason, what is adopted is promised. */
export function Decision({ study }: { readonly study: StudyRecord }) {
  const { t } = useTranslation('study');
  const format = useFormat();
  const decide = useCommand('study.decide');
  const [status, setStatus] = useState(study.status);
  const [reason, setReason] = useState(study.reason);
  const [variantId, setVariant] = useState(study.variantId ?? bestVariant(study.result).variantId);
  const missing = status === 'rejected' && reason.trim() === '';
  const same =
    status === study.status &&
    reason.trim() === study.reason &&
    (status !== 'adopted' || variantId === study.variantId);
  return (
    <Section title={t('decision.title')}>
      <form
        className={styles.decision}
        onSubmit={(event) => {
          event.preventDefault();
          if (missing || same) return;
          decide.mutate({
            id: study.id,
            status,
            variantId: status === 'adopted' ? variantId : null,
            reason: reason.trim(),
          });
        }}
      >
        <div>
          <Segmented<StudyStatus>
            aria-label={t('decision.title')}
            value={status}
            options={STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
            onChange={setStatus}
          />
        </div>
        {status === 'adopted' ? (
          <Field
            label={t('decision.variant')}
            hint={t('decision.promise', {
              from: format.day(study.firstDay),
              to: format.day(study.lastDay),
            })}
          >
            <Select
              value={variantId}
              options={study.request.variants.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={setVariant}
            />
          </Field>
        ) : null}
        {status === 'open' ? null : (
          <Field
            label={t('decision.reason')}
            required={status === 'rejected'}
            error={missing ? t('decision.reasonMissing') : null}
          >
            <Input
              value={reason}
              maxLength={1000}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        )}
        <OfferButton
          call="study.decide"
          htmlType="submit"
          loading={decide.isPending}
          disabled={missing || same}
        >
          {t('decision.keep')}
        </OfferButton>
      </form>
    </Section>
  );
}

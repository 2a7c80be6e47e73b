import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/kit/field/Field';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { Alert, Input, Modal, Select } from '#renderer/kit/ui';
import {
  OUTCOMES,
  type OpportunityPatch,
  type OpportunityRow,
  STAGES,
} from '#shared/pipeline/model';
import { outcomesFor, outcomeVerb } from './outcome-words';
import { OutcomeTag, StageChip } from '../parts/StageChip';
import { usePipeline, useToday } from '../view/use-view';
import { FieldInput } from './FieldInput';
import styles from './change.module.css';
import { stageNeeds } from './stage-needs';
import type { Target } from './target';
import { useWrites } from './use-writes';

/** A stage change that a person has begun. */
export interface StageChange {
  readonly row: OpportunityRow;
  readonly to: Target;
}

const codeOf = (to: Target) => ('stage' in to ? to.stage : to.outcome);

/**
 * Asks what a stage change needs: required fields of the stage, a reason where the process is skipped, reversed,
 * lost, put to rest or reopened. What is missing is said beside the field.
 */
export function StageDialog(props: {
  readonly change: StageChange;
  readonly onClose: () => void;
  readonly onDone: (row: OpportunityRow, to: Target) => void;
}) {
  const { row } = props.change;
  const { t } = useTranslation(['pipeline', 'common']);
  const today = useToday();
  const { rules } = usePipeline();
  const { transition } = useWrites();
  const [to, setTo] = useState(props.change.to);
  const [patch, setPatch] = useState<OpportunityPatch>({});
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const needs = stageNeeds(row, to, today, rules);
  const empty = needs.fields.filter((field) => isEmpty(patch[field] ?? row[field]));
  // A request may be made before all is known; approving it may not.
  const missing = needs.gate === null ? empty : [];
  const reasonMissing = needs.reason !== 'none' && reason.trim() === '';

  const submit = async () => {
    setAsked(true);
    if (needs.refused || missing.length > 0 || reasonMissing) return;
    setBusy(true);
    setError(null);
    const given = Object.fromEntries(
      needs.fields
        .filter((field) => !empty.includes(field))
        .map((field) => [field, patch[field] ?? row[field]]),
    );
    try {
      const why = reason.trim() === '' ? null : reason.trim();
      props.onDone(await transition(row, to, given, why), to);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      title={t('stage.title', { name: row.name })}
      okText={
        needs.gate !== null
          ? t('stage.submitRequest')
          : 'stage' in to
            ? t('stage.submit')
            : outcomeVerb(to.outcome, t)
      }
      cancelText={t('common:cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: needs.refused }}
      onOk={() => void submit()}
      onCancel={props.onClose}
      mask={{ closable: false }}
      destroyOnHidden
      width={520}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className={styles.fromTo}>
          <span className={styles.from}>
            <StageChip stage={row.stage} />
            {row.outcome === 'open' ? null : <OutcomeTag outcome={row.outcome} />}
          </span>
          <span aria-hidden>→</span>
          <TargetSelect row={row} to={to} onChange={setTo} />
        </div>
        {needs.refused ? <Alert type="warning" showIcon title={refusal(row, t)} /> : null}
        {needs.refused ? null : (
          <>
            {needs.gate === null ? null : (
              <Alert type="info" showIcon title={t('stage.gateNote')} />
            )}
            {needs.fields.length > 0 ? (
              <p className={styles.lead}>
                {t('stage.needsFields', { count: needs.fields.length })}
              </p>
            ) : null}
            {needs.fields.map((field, index) => (
              <Field
                key={field}
                required={needs.gate === null}
                label={t(`patch.${field}`)}
                error={asked && missing.includes(field) ? t('stage.fieldMissing') : null}
              >
                <FieldInput
                  field={field}
                  autoFocus={index === 0}
                  accountId={patch.accountId ?? row.accountId}
                  value={patch[field] ?? row[field]}
                  onChange={(value) => setPatch((old) => ({ ...old, [field]: value }))}
                />
              </Field>
            ))}
            {needs.reason === 'none' ? null : (
              <p className={styles.lead}>
                {needs.reason === 'gate' && needs.gate !== null
                  ? t('stage.why.gate', { stage: t(`common:stage.${needs.gate}`) })
                  : t(`stage.why.${needs.reason}`)}
              </p>
            )}
            {needs.reason === 'none' ? null : (
              <Field
                required
                label={t('stage.reason')}
                error={asked && reasonMissing ? t('stage.reasonMissing') : null}
              >
                <Input.TextArea
                  autoFocus={needs.fields.length === 0}
                  autoSize={{ minRows: 2, maxRows: 6 }}
                  maxLength={400}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              </Field>
            )}
          </>
        )}
        {error === null ? null : <ErrorState error={error} />}
      </form>
    </Modal>
  );
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '';

function refusal(
  row: OpportunityRow,
  t: ReturnType<typeof useTranslation<['pipeline']>>['t'],
): string {
  if (row.outcome === 'lost' || row.outcome === 'dormant') return t('stage.reopenFirst');
  return t('stage.notPossible');
}

function TargetSelect(props: {
  readonly row: OpportunityRow;
  readonly to: Target;
  readonly onChange: (to: Target) => void;
}) {
  const { t } = useTranslation(['pipeline', 'common']);
  const { row, to, onChange } = props;
  return (
    <Select
      className={styles.target ?? ''}
      listHeight={460}
      aria-label={t('stage.target')}
      value={codeOf(to)}
      onChange={(code) => {
        const stage = STAGES.find((one) => one === code);
        const outcome = OUTCOMES.find((one) => one === code);
        if (stage !== undefined) onChange({ stage });
        else if (outcome !== undefined) onChange({ outcome });
      }}
      options={[
        {
          label: t('stage.stages'),
          options: STAGES.map((stage) => ({
            value: stage as string,
            label: t(`common:stage.${stage}`),
            disabled: stage === row.stage && row.outcome !== 'lost' && row.outcome !== 'dormant',
          })),
        },
        {
          label: t('stage.outcomes'),
          options: outcomesFor(row).map((outcome) => ({
            value: outcome as string,
            label: outcomeVerb(outcome, t),
          })),
        },
      ]}
    />
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/kit/field/Field';
import { Button, Checkbox, Drawer, Input, Select } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import { OUTCOMES, STAGES } from '#shared/pipeline/model';
import type { SheetPatch } from '#shared/pipeline/sheet/model';
import { lengthOf, type Span } from '#shared/pipeline/sheet/selection';
import { FieldInput } from '../change/FieldInput';
import { outcomeVerb } from '../change/outcome-words';
import type { Target } from '../change/target';
import { useView } from '../view/use-view';
import styles from './sheet.module.css';
import type { SheetEdits } from './use-sheet-edits';

/** What may be the same in many opportunities, in the order of the form. */
const FIELDS = [
  'ownerId',
  'amountMinor',
  'expectedCloseDay',
  'productId',
  'region',
  'discountBp',
  'needSummary',
] as const satisfies readonly (keyof SheetPatch)[];
type BulkField = (typeof FIELDS)[number];

/** With a field, or without when there is nothing to write; null empties it. */
function withField(patch: SheetPatch, field: BulkField, value: SheetPatch[BulkField]): SheetPatch {
  const others = Object.fromEntries(Object.entries(patch).filter(([name]) => name !== field));
  return value === undefined || value === '' ? others : { ...others, [field]: value };
}

/** One form for many rows: what is filled in changes, what is ticked is emptied, the rest stays. */
export function BulkDrawer(props: {
  readonly rows: readonly Span[];
  readonly edits: SheetEdits;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['sheet', 'pipeline', 'common']);
  const { query } = useView();
  const [patch, setPatch] = useState<SheetPatch>({});
  const [to, setTo] = useState<Target | null>(null);
  const [reason, setReason] = useState('');
  const set = (field: BulkField, value: SheetPatch[BulkField]) =>
    setPatch((old) => withField(old, field, value));
  const empty = Object.keys(patch).length === 0 && to === null;
  const preview = () =>
    props.edits.propose({
      kind: 'bulk',
      readOnly: [],
      cutRows: 0,
      edit: {
        target: { query, spans: [...props.rows] },
        change: { kind: 'same', patch, to },
        reason: reason.trim() || null,
      },
    });
  return (
    <Drawer
      open
      title={t('sheet:bulk.title', { rows: formatCount(lengthOf(props.rows)) })}
      onClose={props.onClose}
      footer={
        <Button
          type="primary"
          disabled={empty}
          loading={props.edits.busy}
          onClick={() => void preview()}
        >
          {t('sheet:bulk.preview')}
        </Button>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!empty) void preview();
        }}
      >
        <p className={styles.lead}>{t('sheet:bulk.lead')}</p>
        {FIELDS.map((field, place) => (
          <div key={field} className={styles.fieldRow}>
            <Field label={t(`pipeline:patch.${field}`)}>
              <FieldInput
                field={field}
                autoFocus={place === 0}
                accountId={null}
                value={patch[field] ?? null}
                onChange={(value) => set(field, value ?? undefined)}
              />
            </Field>
            <Checkbox
              className={styles.clear ?? ''}
              checked={patch[field] === null}
              aria-label={t('sheet:bulk.clearField', { field: t(`pipeline:patch.${field}`) })}
              onChange={(event) => set(field, event.target.checked ? null : undefined)}
            >
              {t('sheet:bulk.clear')}
            </Checkbox>
          </div>
        ))}
        <StepField to={to} onChange={setTo} />
        <Field label={t('sheet:plan.reason')} hint={t('sheet:plan.reasonHint')}>
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 5 }}
            maxLength={400}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </form>
    </Drawer>
  );
}

function StepField(props: {
  readonly to: Target | null;
  readonly onChange: (to: Target | null) => void;
}) {
  const { t } = useTranslation(['pipeline', 'common', 'sheet']);
  const { t: say } = useTranslation(['pipeline', 'common']);
  const { to } = props;
  return (
    <Field label={t('sheet:bulk.step')}>
      <Select
        allowClear
        listHeight={420}
        placeholder={t('sheet:bulk.stepNone')}
        value={to === null ? null : 'stage' in to ? to.stage : to.outcome}
        onChange={(code: string | null | undefined) => {
          const stage = STAGES.find((one) => one === code);
          const outcome = OUTCOMES.find((one) => one === code);
          if (stage !== undefined) props.onChange({ stage });
          else props.onChange(outcome === undefined ? null : { outcome });
        }}
        options={[
          ...STAGES.map((stage) => ({ value: stage as string, label: t(`common:stage.${stage}`) })),
          ...OUTCOMES.map((outcome) => ({
            value: outcome as string,
            label: outcomeVerb(outcome, say),
          })),
        ]}
      />
    </Field>
  );
}

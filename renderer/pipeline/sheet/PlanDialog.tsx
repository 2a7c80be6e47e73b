import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/kit/field/Field';
import { Alert, Button, Input, Modal } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import type { SheetPlan } from '#shared/pipeline/sheet/model';
import styles from './sheet.module.css';
import { type PendingEdit, useSheetStore } from './sheet-store';
import { useFieldNames } from './use-paste';
import { usePlanWords } from './use-plan-words';
import type { SheetEdits } from './use-sheet-edits';
import { ScrollRegion } from '#renderer/kit/ScrollRegion';

/** What an edit of many cells will do and what it cannot do and why, before it is done. */
export function PlanDialog(props: {
  readonly pending: PendingEdit;
  readonly edits: SheetEdits;
  readonly onDone: () => void;
}) {
  const { pending, edits } = props;
  const { t } = useTranslation(['sheet', 'common']);
  const ask = useSheetStore((store) => store.ask);
  const names = useFieldNames();
  const [reason, setReason] = useState(pending.edit.reason ?? '');
  const { kind, plan, readOnly, cutRows } = pending;
  const lacksReason = plan.reasons.some(({ code }) => code === 'stageNeedsReason');
  const givesReason = lacksReason || pending.edit.reason !== null;
  const cells = formatCount(plan.changedCells);
  const rows = formatCount(plan.changedRows);
  const partly = plan.refusedCells > 0;
  const verb =
    kind === 'bulk'
      ? t('sheet:plan.apply', { rows })
      : partly
        ? t(kind === 'paste' ? 'sheet:plan.pasteGood' : 'sheet:plan.applyGood', { cells })
        : t(kind === 'paste' ? 'sheet:plan.paste' : 'sheet:plan.apply', { cells, rows });
  const apply = async () => {
    if (!(await edits.apply(pending))) return;
    ask(null);
    props.onDone();
  };
  return (
    <Modal
      open
      title={t(`sheet:plan.title.${kind}`)}
      okText={verb}
      cancelText={t('common:cancel')}
      confirmLoading={edits.busy}
      okButtonProps={{ disabled: plan.changedCells === 0, autoFocus: true }}
      onOk={() => void apply()}
      onCancel={() => ask(null)}
      mask={{ closable: false }}
      width={760}
    >
      <div className={styles.form}>
        <Counts pending={pending} />
        {readOnly.length === 0 ? null : (
          <Alert
            type="info"
            showIcon
            title={t('sheet:plan.readOnly', { columns: names(readOnly) })}
          />
        )}
        {cutRows === 0 ? null : (
          <Alert
            type="warning"
            showIcon
            title={t('sheet:plan.cut', { rows: formatCount(cutRows) })}
          />
        )}
        {partly ? <Refused plan={plan} /> : null}
        {givesReason ? (
          <div className={styles.fieldRow}>
            <Field label={t('sheet:plan.reason')} hint={t('sheet:plan.reasonHint')}>
              <Input
                maxLength={400}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
                onPressEnter={(event) => {
                  if (!event.nativeEvent.isComposing) void edits.replan(pending, reason);
                }}
              />
            </Field>
            <Button
              className={styles.clear ?? ''}
              disabled={edits.busy}
              onClick={() => void edits.replan(pending, reason)}
            >
              {t('sheet:plan.replan')}
            </Button>
          </div>
        ) : null}
        {plan.samples.length === 0 ? null : <Samples plan={plan} />}
      </div>
    </Modal>
  );
}

function Counts({ pending: { kind, plan } }: { readonly pending: PendingEdit }) {
  const { t } = useTranslation('sheet');
  const { changedCells, changedRows, refusedCells, refusedRows, rows } = plan;
  return (
    <p className={styles.counts} role="status">
      <span>{t('plan.rows', { rows: formatCount(rows) })}</span>
      {changedCells === 0 ? (
        <span>{t('plan.nothing')}</span>
      ) : (
        <span className={styles.good}>
          {t('plan.good', { cells: formatCount(changedCells), rows: formatCount(changedRows) })}
        </span>
      )}
      {refusedCells === 0 ? null : (
        <span className={styles.bad}>
          {kind === 'bulk'
            ? t('plan.badRows', { rows: formatCount(refusedRows) })
            : t('plan.bad', { cells: formatCount(refusedCells), rows: formatCount(refusedRows) })}
        </span>
      )}
      {changedRows + refusedRows < rows ? <span>{t('plan.same')}</span> : null}
    </p>
  );
}

function Refused({ plan }: { readonly plan: SheetPlan }) {
  const { t } = useTranslation('sheet');
  const words = usePlanWords();
  const { refused, refusedCells } = plan;
  return (
    <section className={styles.section}>
      <h3>
        {t('plan.refused')}
        <More shown={refused.length} all={refusedCells} />
      </h3>
      <p className={styles.lead}>
        {plan.reasons
          .map(({ field, code, cells }) =>
            t('plan.whyCount', {
              field: words.field(field),
              reason: t(`refused.${code}`),
              cells: formatCount(cells),
            }),
          )
          .join(' · ')}
      </p>
      <ScrollRegion className={styles.list} role="group" label={t('plan.refused')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('plan.name')}</th>
              <th scope="col">{t('plan.field')}</th>
              <th scope="col">{t('plan.text')}</th>
              <th scope="col">{t('plan.reasonColumn')}</th>
            </tr>
          </thead>
          <tbody>
            {refused.map((one) => (
              <tr key={`${one.id}:${one.field}`}>
                <td>{one.name}</td>
                <td>{words.field(one.field)}</td>
                <td>{one.text}</td>
                <td>{words.reason(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

function Samples({ plan }: { readonly plan: SheetPlan }) {
  const { t } = useTranslation('sheet');
  const words = usePlanWords();
  return (
    <section className={styles.section}>
      <h3>
        {t('plan.samples')}
        <More shown={plan.samples.length} all={plan.changedCells} />
      </h3>
      <ScrollRegion className={styles.list} role="group" label={t('plan.samples')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('plan.name')}</th>
              <th scope="col">{t('plan.field')}</th>
              <th scope="col">{t('plan.was')}</th>
              <th scope="col">{t('plan.now')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.samples.map((one) => (
              <tr key={`${one.id}:${one.field}`}>
                <td>{one.name}</td>
                <td>{words.field(one.field)}</td>
                <td className={styles.was}>{words.value(one.field, one.was)}</td>
                <td>{words.value(one.field, one.now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

function More(props: { readonly shown: number; readonly all: number }) {
  const { t } = useTranslation('sheet');
  if (props.shown >= props.all) return null;
  const { shown, all } = props;
  return <> · {t('plan.firstOf', { shown: formatCount(shown), all: formatCount(all) })}</>;
}

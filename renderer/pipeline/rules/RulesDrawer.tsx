import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OfferButton } from '#renderer/app/OfferButton';
import { useCommand } from '#renderer/app/queries';
import { useNotify } from '#renderer/kit/notify';
import { ErrorState } from '#renderer/kit/states/ErrorState';
import { Button, Checkbox, Drawer, InputNumber, Select } from '#renderer/kit/ui';
import { type Stage, STAGES } from '#shared/pipeline/model';
import {
  DEFAULT_RULES,
  STAGE_FIELD_NAMES,
  type StageRule,
  type StageRules,
} from '#shared/pipeline/stage-rules';
import { usePipeline } from '../view/use-view';
import styles from './rules.module.css';
import { RulesHistory } from './RulesHistory';

/** The rules of the pipeline on screen, a row a stage: what it asks for, its thresholds, its gate. */
export function RulesDrawer(props: { readonly onClose: () => void }) {
  const { t } = useTranslation(['pipeline', 'common']);
  const { id, name, rules: saved, version } = usePipeline();
  const notify = useNotify();
  const save = useCommand('pipeline.saveRules', { failure: 'inline' });
  // What one types belongs to the rules as they were when the drawer opened.
  const [base] = useState({ version });
  const [rules, setRules] = useState<StageRules>(saved);
  const change = (stage: Stage, part: Partial<StageRule>) =>
    setRules((old) => ({ ...old, [stage]: { ...old[stage], ...part } }));
  const submit = () =>
    save.mutate(
      { pipelineId: id, version: base.version, rules },
      {
        onSuccess: (written) => {
          notify.undoable(t('rules.saved', { pipeline: name }), written);
          props.onClose();
        },
      },
    );
  return (
    <Drawer
      open
      size={980}
      title={t('rules.title', { pipeline: name })}
      onClose={props.onClose}
      footer={
        <div className={styles.footer}>
          <Button onClick={() => setRules(DEFAULT_RULES)}>{t('rules.reset')}</Button>
          <span className={styles.push} />
          <Button onClick={props.onClose}>{t('common:cancel')}</Button>
          <OfferButton
            call="pipeline.saveRules"
            type="primary"
            loading={save.isPending}
            onClick={submit}
          >
            {t('rules.save')}
          </OfferButton>
        </div>
      }
    >
      <p className={styles.lead}>{t('rules.lead')}</p>
      {save.isError ? <ErrorState error={save.error} /> : null}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('rules.stage')}</th>
            <HeadCell title={t('rules.fields')} hint={t('rules.hintFields')} />
            <HeadCell title={t('rules.staleDays')} hint={t('rules.hintStale')} />
            <HeadCell title={t('rules.wipLimit')} />
            <HeadCell title={t('rules.probability')} hint={t('rules.hintProbability')} />
            <HeadCell title={t('rules.gated')} hint={t('rules.hintGated')} />
          </tr>
        </thead>
        <tbody>
          {STAGES.map((stage) => (
            <RuleRow key={stage} stage={stage} rules={rules} onChange={change} />
          ))}
        </tbody>
      </table>
      <RulesHistory pipelineId={id} />
    </Drawer>
  );
}

function HeadCell({ title, hint }: { readonly title: string; readonly hint?: string }) {
  return (
    <th scope="col">
      {title}
      {hint === undefined ? null : <div className={styles.hint}>{hint}</div>}
    </th>
  );
}

function RuleRow(props: {
  readonly stage: Stage;
  readonly rules: StageRules;
  readonly onChange: (stage: Stage, part: Partial<StageRule>) => void;
}) {
  const { t } = useTranslation(['pipeline', 'common']);
  const { stage, rules, onChange } = props;
  const rule = rules[stage];
  const name = t(`common:stage.${stage}`);
  const earlier = STAGES.slice(0, STAGES.indexOf(stage)).flatMap((one) => rules[one].fields);
  // Nothing can be asked before a deal exists, and everything later is won.
  const isFirst = stage === STAGES[0];
  const isWon = stage.startsWith('delivery');
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={styles.fields}>
        {isFirst ? (
          <span className={styles.none}>{t('rules.noFields')}</span>
        ) : (
          <Select
            mode="multiple"
            className={styles.wide ?? ''}
            aria-label={t('rules.fieldsOf', { stage: name })}
            placeholder={t('rules.noFields')}
            value={rule.fields.filter((field) => !earlier.includes(field))}
            options={STAGE_FIELD_NAMES.filter((field) => !earlier.includes(field)).map((field) => ({
              value: field,
              label: t(`patch.${field}`),
            }))}
            onChange={(fields) => onChange(stage, { fields })}
          />
        )}
      </td>
      <td>
        <InputNumber
          className={styles.number ?? ''}
          aria-label={t('rules.staleDaysOf', { stage: name })}
          min={1}
          max={3650}
          precision={0}
          placeholder={t('rules.auto')}
          value={rule.staleDays}
          onChange={(staleDays) => onChange(stage, { staleDays })}
        />
      </td>
      <td>
        <InputNumber
          className={styles.number ?? ''}
          aria-label={t('rules.wipLimitOf', { stage: name })}
          min={1}
          max={100_000}
          precision={0}
          placeholder={t('rules.noLimit')}
          value={rule.wipLimit}
          onChange={(wipLimit) => onChange(stage, { wipLimit })}
        />
      </td>
      <td>
        {isWon ? (
          <span className={styles.none}>{t('common:outcome.won')}</span>
        ) : (
          <InputNumber
            className={styles.number ?? ''}
            aria-label={t('rules.probabilityOf', { stage: name })}
            min={0}
            max={100}
            precision={1}
            placeholder={t('rules.auto')}
            value={rule.probabilityBp === null ? null : rule.probabilityBp / 100}
            onChange={(percent) =>
              onChange(stage, {
                probabilityBp: percent === null ? null : Math.round(percent * 100),
              })
            }
          />
        )}
      </td>
      <td className={styles.gate}>
        {isFirst ? (
          <span className={styles.none}>–</span>
        ) : (
          <Checkbox
            aria-label={t('rules.gatedOf', { stage: name })}
            checked={rule.gated}
            onChange={(event) => onChange(stage, { gated: event.target.checked })}
          />
        )}
      </td>
    </tr>
  );
}

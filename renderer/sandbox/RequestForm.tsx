import { PlayCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { OfferButton } from '../app/OfferButton';
import type { SwitchId, SwitchState } from '#shared/sandbox/request';
import { useCommandHint } from '../app/commands/registry';
import { AmountInput } from '../kit/field/AmountInput';
import { DayInput } from '../kit/field/DayInput';
import { Field } from '../kit/field/Field';
import { Input, InputNumber, Segmented, Select, Tooltip } from '../kit/ui';
import { CostFields } from './CostFields';
import { changeSwitch, type Draft } from './draft';
import styles from './sandbox.module.css';
import { VariantList } from './VariantList';

const HORIZONS = [30, 60, 90, 180, 365] as const;
const REPLICATES = [500, 2000, 10_000] as const;
const SWITCHES: readonly SwitchId[] = ['rivalPromotes', 'budgetFreeze', 'keyEngineerAway'];
const STATES: readonly SwitchState[] = ['model', 'on', 'off'];

interface RequestFormProps {
  readonly pipelineId: string;
  readonly currency: string;
  readonly draft: Draft;
  readonly running: boolean;
  readonly onChange: (draft: Draft) => void;
  readonly onRun: () => void;
}

/** What is asked: question, variants, what cannot be set, and how exactly to compute. */
export function RequestForm(props: RequestFormProps) {
  const { draft, onChange } = props;
  const { t } = useTranslation('sandbox');
  const runHint = useCommandHint('sandbox.run');
  return (
    <form
      className={styles.form}
      aria-label={t('form.title')}
      onSubmit={(event) => {
        event.preventDefault();
        props.onRun();
      }}
    >
      <Field label={t('form.name')} required>
        <Input
          value={draft.name}
          maxLength={120}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={t('form.horizon')}>
          <Select
            value={draft.horizonDays}
            options={HORIZONS.map((days) => ({ value: days, label: t('form.days', { days }) }))}
            onChange={(horizonDays: number) => onChange({ ...draft, horizonDays })}
          />
        </Field>
        <Field label={t('form.target')} hint={t('form.targetHint')}>
          <AmountInput
            valueMinor={draft.targetMinor}
            currency={props.currency}
            onChange={(targetMinor) => onChange({ ...draft, targetMinor })}
          />
        </Field>
      </div>
      <VariantList pipelineId={props.pipelineId} draft={draft} onChange={onChange} />
      <CostFields
        costs={draft.costs}
        currency={props.currency}
        onChange={(costs) => onChange({ ...draft, costs })}
      />
      <section aria-label={t('switch.title')}>
        <div className={styles.sectionHead}>
          <h2>{t('switch.title')}</h2>
        </div>
        {SWITCHES.map((id) => (
          <div key={id} className={styles.switchRow}>
            <span id={`switch-${id}`}>{t(`switch.${id}`)}</span>
            <Segmented<SwitchState>
              size="small"
              aria-labelledby={`switch-${id}`}
              value={draft.switches[id]}
              options={STATES.map((value) => ({ value, label: t(`switch.state.${value}`) }))}
              onChange={(state) => onChange(changeSwitch(draft, id, state))}
            />
          </div>
        ))}
      </section>
      <section aria-label={t('form.precision')}>
        <div className={styles.sectionHead}>
          <h2>{t('form.precision')}</h2>
        </div>
        <div className={styles.pair}>
          <Field label={t('form.replicates')}>
            <Select
              value={draft.replicates}
              options={REPLICATES.map((value) => ({
                value,
                label: t(`form.replicatesOption.${value}`),
              }))}
              onChange={(replicates: number) => onChange({ ...draft, replicates })}
            />
          </Field>
          <Field label={t('form.seed')} hint={t('form.seedHint')}>
            <InputNumber
              min={0}
              max={4_294_967_295}
              precision={0}
              value={draft.seed}
              onChange={(seed) => onChange({ ...draft, seed: seed ?? 0 })}
              style={{ width: '100%' }}
            />
          </Field>
        </div>
        <Field label={t('form.historyFrom')} hint={t('form.historyFromHint')}>
          <DayInput
            value={draft.historyFromDay}
            onChange={(historyFromDay) => onChange({ ...draft, historyFromDay })}
          />
        </Field>
      </section>
      <div className={styles.run}>
        <Tooltip title={runHint}>
          <OfferButton
            call="sandbox.run"
            block
            type="primary"
            size="large"
            htmlType="submit"
            icon={<PlayCircleOutlined />}
            loading={props.running}
            disabled={draft.name.trim() === ''}
          >
            {t('form.run')}
          </OfferButton>
        </Tooltip>
      </div>
    </form>
  );
}

import { useTranslation } from 'react-i18next';
import type { Costs } from '#shared/sandbox/request';
import { AmountInput } from '../kit/field/AmountInput';
import { Field } from '../kit/field/Field';
import styles from './sandbox.module.css';

/** What the levers cost, where a person wants to say it: no price is suggested. */
export function CostFields(props: {
  readonly costs: Costs;
  readonly currency: string;
  readonly onChange: (costs: Costs) => void;
}) {
  const { costs, currency, onChange } = props;
  const { t } = useTranslation('sandbox');
  return (
    <section aria-label={t('cost.form')}>
      <div className={styles.sectionHead}>
        <h2>{t('cost.form')}</h2>
        <span className={styles.note}>{t('cost.formHint')}</span>
      </div>
      <div className={styles.pair}>
        <Field label={t('cost.engineerMonth')}>
          <AmountInput
            placeholder={t('cost.engineerMonthExample')}
            valueMinor={costs.engineerMonthMinor}
            currency={currency}
            onChange={(engineerMonthMinor) => onChange({ ...costs, engineerMonthMinor })}
          />
        </Field>
        <Field label={t('cost.followUp')} hint={t('cost.followUpHint')}>
          <AmountInput
            placeholder={t('cost.followUpExample')}
            valueMinor={costs.followUpMinor}
            currency={currency}
            onChange={(followUpMinor) => onChange({ ...costs, followUpMinor })}
          />
        </Field>
      </div>
    </section>
  );
}

import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAmountMinor } from '#shared/format';
import { minorDigits } from '#shared/pipeline/currency';
import { parseAmount } from '#shared/pipeline/parse-amount';
import styles from './field.module.css';

interface AmountInputProps {
  /** Integer minor units, or null for none. */
  readonly valueMinor: number | null;
  readonly currency: string;
  /** Called with every reading that is an amount (or with null for an empty field); never with a wrong one. */
  readonly onChange: (minor: number | null) => void;
  /** Tells whether the field holds something that cannot be read, so that a form can wait. */
  readonly onProblem?: (hasProblem: boolean) => void;
  /** An amount of the usual size, said as an example; without it one of a deal. */
  readonly placeholder?: string;
  readonly id?: string;
  readonly disabled?: boolean;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
}

function plainText(minor: number | null, currency: string): string {
  return minor === null ? '' : String(minor / 10 ** minorDigits(currency));
}

/** Takes amounts as people type them (`120万`, `1.2亿`, `1,200,000`) and shows how it read them. */
export function AmountInput(props: AmountInputProps) {
  const { valueMinor, currency, onChange, onProblem, placeholder, ...rest } = props;
  const { t, i18n } = useTranslation('common');
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? plainText(valueMinor, currency);
  const reading = text.trim() === '' ? null : parseAmount(text, currency);
  const problem = reading?.ok === false ? reading.problem : null;

  const change = (next: string) => {
    setTyped(next);
    const read = next.trim() === '' ? null : parseAmount(next, currency);
    onProblem?.(read?.ok === false);
    if (read === null) onChange(null);
    else if (read.ok) onChange(read.minor);
  };

  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const note =
    reading === null
      ? null
      : reading.ok
        ? formatAmountMinor(reading.minor, currency, language, 'unit')
        : t(`amount.${reading.problem}`);
  return (
    <div>
      <Input
        {...rest}
        className={styles.amount ?? ''}
        value={text}
        inputMode="decimal"
        placeholder={placeholder ?? t('amount.example')}
        suffix={currency}
        onChange={(event) => change(event.target.value)}
        onBlur={() => {
          if (problem === null) setTyped(null);
        }}
        {...(problem === null ? {} : { status: 'error' as const, 'aria-invalid': true })}
      />
      {note === null ? null : (
        <div className={problem === null ? styles.hint : styles.error} aria-live="polite">
          {note}
        </div>
      )}
    </div>
  );
}

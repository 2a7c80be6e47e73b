import { useTranslation } from 'react-i18next';
import { Select } from '#renderer/kit/ui';

const CURRENCIES = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP', 'SGD', 'TWD'];

/** ISO 4217 currencies by code and name in the user's language. */
export function CurrencySelect(props: {
  readonly value: string;
  readonly onChange: (currency: string) => void;
  readonly id?: string;
}) {
  const { i18n } = useTranslation();
  const names = new Intl.DisplayNames([i18n.language], { type: 'currency' });
  return (
    <Select
      {...props}
      showSearch={{ optionFilterProp: 'label' }}
      options={CURRENCIES.map((code) => ({
        value: code,
        label: `${code} ${names.of(code) ?? ''}`,
      }))}
    />
  );
}

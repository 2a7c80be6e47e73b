import { AmountInput } from '#renderer/kit/field/AmountInput';
import { DayInput } from '#renderer/kit/field/DayInput';
import { Input, InputNumber, Select } from '#renderer/kit/ui';
import type { OpportunityPatch } from '#shared/pipeline/model';
import { usePipeline } from '../view/use-view';
import {
  type Option,
  useAccountOptions,
  useContactOptions,
  useOwnerOptions,
  useProductOptions,
} from './use-options';

/** The fields of an opportunity that can be edited, as {@link OpportunityPatch} names them. */
export type EditableField = keyof OpportunityPatch;

/** A choice that may not be among the first options yet: its id and name. */
export type Known = Option | null;

interface FieldInputProps<F extends EditableField> {
  readonly field: F;
  readonly value: OpportunityPatch[F];
  readonly onChange: (value: OpportunityPatch[F]) => void;
  /** For `contactId`: whose contacts. */
  readonly accountId: string | null;
  /** The present choice of a list field, so that its name is shown before the list is read. */
  readonly known?: Known;
  readonly autoFocus?: boolean;
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-invalid'?: boolean;
  readonly 'aria-describedby'?: string;
}

/** The one control for each editable field: stage dialog, new opportunity and side panel use the same. */
export function FieldInput<F extends EditableField>(props: FieldInputProps<F>) {
  const { field, value, onChange, accountId, known, ...rest } = props;
  const set = (next: string | number | null) => onChange(next as OpportunityPatch[F]);
  const text = typeof value === 'string' ? value : '';
  const number = typeof value === 'number' ? value : null;
  const { currency } = usePipeline();
  switch (field) {
    case 'accountId':
      return <AccountSelect {...rest} value={text} known={known ?? null} onChange={set} />;
    case 'ownerId':
      return <OwnerSelect {...rest} value={text} known={known ?? null} onChange={set} />;
    case 'productId':
      return <ProductSelect {...rest} value={text} known={known ?? null} onChange={set} />;
    case 'contactId':
      return (
        <ContactSelect
          {...rest}
          accountId={accountId}
          value={text}
          known={known ?? null}
          onChange={set}
        />
      );
    case 'amountMinor':
      return <AmountInput {...rest} valueMinor={number} currency={currency} onChange={set} />;
    case 'expectedCloseDay':
      return <DayInput {...rest} value={text === '' ? null : text} onChange={set} />;
    case 'discountBp':
      return (
        <InputNumber
          {...rest}
          min={0}
          max={100}
          precision={2}
          suffix="%"
          value={number === null ? null : number / 100}
          onChange={(percent) => set(percent === null ? null : Math.round(percent * 100))}
        />
      );
    case 'needSummary':
    case 'lossReason':
      return (
        <Input.TextArea
          {...rest}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={field === 'needSummary' ? 4000 : 400}
          value={text}
          onChange={(event) => set(event.target.value)}
        />
      );
    default:
      return (
        <Input
          {...rest}
          maxLength={field === 'name' ? 200 : 60}
          value={text}
          onChange={(event) => set(event.target.value)}
        />
      );
  }
}

type ChoiceProps = Omit<
  FieldInputProps<'ownerId'>,
  'field' | 'value' | 'onChange' | 'accountId'
> & {
  readonly value: string;
  readonly known: Known;
  readonly onChange: (id: string | null) => void;
};

function Choice(
  props: ChoiceProps & {
    readonly options: readonly Option[];
    readonly onSearch?: (text: string) => void;
    readonly busy?: boolean;
  },
) {
  const { options, known, value, onChange, onSearch, busy, ...rest } = props;
  const listed = known === null || options.some((one) => one.value === known.value);
  return (
    <Select
      {...rest}
      allowClear
      showSearch={
        onSearch === undefined ? { optionFilterProp: 'label' } : { filterOption: false, onSearch }
      }
      loading={busy ?? false}
      value={value === '' ? null : value}
      options={listed ? [...options] : [known, ...options]}
      onChange={(next: string | null | undefined) => onChange(next ?? null)}
      {...(props['aria-invalid'] === true ? { status: 'error' as const } : {})}
    />
  );
}

function OwnerSelect(props: ChoiceProps) {
  return <Choice {...props} options={useOwnerOptions()} />;
}

function ProductSelect(props: ChoiceProps) {
  return <Choice {...props} options={useProductOptions()} />;
}

function ContactSelect({
  accountId,
  ...props
}: ChoiceProps & { readonly accountId: string | null }) {
  return <Choice {...props} options={useContactOptions(accountId)} />;
}

function AccountSelect(props: ChoiceProps) {
  const { options, search, busy } = useAccountOptions();
  return <Choice {...props} options={options} onSearch={search} busy={busy} />;
}

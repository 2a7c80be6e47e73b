import { AmountInput } from '#renderer/kit/field/AmountInput';
import { DayInput } from '#renderer/kit/field/DayInput';
import { Input, InputNumber } from '#renderer/kit/ui';
import type { OpportunityPatch } from '#shared/pipeline/model';
import { usePipeline } from '../view/use-view';
import { type AccountChoice, AccountSelect } from './AccountSelect';
import { Choice, type ChoiceProps, type Known } from './Choice';
import { useContactOptions, useOwnerOptions, useProductOptions } from './use-options';

/** The fields of an opportunity that can be edited, as {@link OpportunityPatch} names them. */
export type EditableField = keyof OpportunityPatch;

interface FieldInputProps<F extends EditableField> {
  readonly field: F;
  readonly value: OpportunityPatch[F];
  readonly onChange: (value: OpportunityPatch[F]) => void;
  /** For `contactId`: whose contacts; an account that is only to be made has none. */
  readonly accountId: AccountChoice;
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
  const set = (next: string | number | AccountChoice) => onChange(next as OpportunityPatch[F]);
  const text = typeof value === 'string' ? value : '';
  const number = typeof value === 'number' ? value : null;
  const { currency } = usePipeline();
  switch (field) {
    case 'accountId':
      return (
        <AccountSelect
          {...rest}
          value={value as AccountChoice}
          known={known ?? null}
          onChange={set}
        />
      );
    case 'ownerId':
      return <OwnerSelect {...rest} value={text} known={known ?? null} onChange={set} />;
    case 'productId':
      return <ProductSelect {...rest} value={text} known={known ?? null} onChange={set} />;
    case 'contactId':
      return (
        <ContactSelect
          {...rest}
          accountId={typeof accountId === 'string' ? accountId : null}
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

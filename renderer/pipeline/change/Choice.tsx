import { Select } from '#renderer/kit/ui';
import { type Option, useGrouped } from './use-options';

/** A choice that may not be among the first options yet: its id and name. */
export type Known = Option | null;

export interface ChoiceProps {
  readonly value: string;
  /** The present choice, so that its name is shown before the list is read. */
  readonly known: Known;
  readonly onChange: (id: string | null) => void;
  readonly autoFocus?: boolean;
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-invalid'?: boolean;
  readonly 'aria-describedby'?: string;
}

/** The control of a field that is chosen from a list; it searches itself unless `onSearch` does. */
export function Choice(
  props: ChoiceProps & {
    readonly options: readonly Option[];
    /** Offered below the list. */
    readonly last?: readonly Option[];
    readonly onSearch?: (text: string) => void;
    readonly busy?: boolean;
  },
) {
  const { options, last = [], known, value, onChange, onSearch, busy, ...rest } = props;
  const grouped = useGrouped();
  const all = [...options, ...last];
  const listed = known === null || all.some((one) => one.value === known.value);
  return (
    <Select
      {...rest}
      allowClear
      showSearch={
        onSearch === undefined ? { optionFilterProp: 'label' } : { filterOption: false, onSearch }
      }
      loading={busy ?? false}
      value={value === '' ? null : value}
      options={[...(listed ? [] : [known]), ...grouped(options), ...last]}
      onChange={(next: string | null | undefined) => onChange(next ?? null)}
      {...(props['aria-invalid'] === true ? { status: 'error' as const } : {})}
    />
  );
}

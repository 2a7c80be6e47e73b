import { DatePicker } from 'antd';
import dayjs from 'dayjs';

const FORMAT = 'YYYY-MM-DD';

/** A calendar day as an ISO date, or null. dayjs stays inside this file. */
export function DayInput(props: {
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  readonly id?: string;
  readonly disabled?: boolean;
  readonly min?: string;
  readonly max?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-invalid'?: boolean;
  readonly 'aria-describedby'?: string;
}) {
  const { value, onChange, min, max, ...rest } = props;
  return (
    <DatePicker
      {...rest}
      value={value === null ? null : dayjs(value, FORMAT)}
      format={FORMAT}
      onChange={(day) => onChange(day?.format(FORMAT) ?? null)}
      style={{ width: '100%' }}
      {...(min === undefined ? {} : { minDate: dayjs(min, FORMAT) })}
      {...(max === undefined ? {} : { maxDate: dayjs(max, FORMAT) })}
      {...(props['aria-invalid'] === true ? { status: 'error' as const } : {})}
    />
  );
}

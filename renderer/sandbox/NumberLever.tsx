import { hasSlider } from '#shared/sandbox/scenario';
import { Field } from '../kit/field/Field';
import { InputNumber, Slider } from '../kit/ui';
import styles from './sandbox.module.css';

interface NumberLeverProps {
  readonly label: string;
  readonly hint?: string;
  readonly unit: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
}

/** A slider with its number box; both say the same value. */
export function NumberLever(props: NumberLeverProps) {
  const { min, max, step, value } = props;
  const set = (next: number | null) => props.onChange(next ?? value);
  return (
    <div className={styles.lever}>
      <Field label={props.label} hint={props.hint ?? null}>
        <InputNumber
          min={min}
          max={max}
          step={step}
          value={value}
          suffix={props.unit}
          onChange={set}
          style={{ width: 120 }}
        />
      </Field>
      {!hasSlider({ least: min, most: max, step }) ? null : (
        <Slider
          min={min}
          max={max}
          step={step}
          value={value}
          onChange={set}
          ariaLabelForHandle={props.label}
          tooltip={{ open: false }}
        />
      )}
    </div>
  );
}

import { UndoOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScenarioAssumption, ScenarioModel } from '#shared/sandbox/scenario';
import type { StudyRequest } from '#shared/sandbox/study';
import { Field } from '../../kit/field/Field';
import { Button, Drawer, InputNumber, Tag } from '../../kit/ui';
import styles from './studies.module.css';
import { useModelText } from './use-model-text';

type Changed = StudyRequest['assumptions'];
type Prior = Changed[string];

/** What the model assumes, with where it comes from; a change makes a copy of the model for this study. */
export function AssumptionsDrawer(props: {
  readonly model: ScenarioModel;
  readonly changed: Changed;
  readonly onChange: (changed: Changed) => void;
  readonly onClose: () => void;
}) {
  const { model, changed, onChange } = props;
  const { t } = useTranslation('study');
  return (
    <Drawer title={t('assumptions.title')} open onClose={props.onClose} size={720}>
      <p className={styles.note}>{t('assumptions.about')}</p>
      <ul className={styles.assumptions}>
        {model.assumptions.map((assumption) => (
          <Assumption
            key={assumption.id}
            assumption={assumption}
            origin={assumption.origin ?? model.origin}
            value={changed[assumption.id] ?? null}
            onChange={(value) => {
              const { [assumption.id]: _old, ...others } = changed;
              onChange(value === null ? others : { ...others, [assumption.id]: value });
            }}
          />
        ))}
      </ul>
    </Drawer>
  );
}

function Assumption(props: {
  readonly assumption: ScenarioAssumption;
  readonly origin: ScenarioModel['origin'];
  /** Null = as the model has it. */
  readonly value: Prior | null;
  readonly onChange: (value: Prior | null) => void;
}) {
  const { assumption, origin, value, onChange } = props;
  const { t } = useTranslation('study');
  const text = useModelText();
  const { least, most, mean, sd, editable } = assumption;
  // What is refused stays in the box with the reason beside it, and is not played.
  const [refused, setRefused] = useState<number | null>(null);
  const shown = value ?? { mean, sd };
  const limits = t('assumptions.limits', { least, most });
  const put = (next: number | null) => {
    if (next === null) return;
    const fits = next >= least && next <= most;
    setRefused(fits ? null : next);
    if (fits) onChange(next === mean && shown.sd === sd ? null : { mean: next, sd: shown.sd });
  };
  return (
    <li className={styles.assumption}>
      <Field
        label={text(assumption.name)}
        hint={t('assumptions.unit', { unit: t(`unit.${assumption.unit}`), limits })}
        error={refused === null ? null : t('assumptions.refused', { value: refused, limits })}
      >
        <InputNumber
          value={refused ?? shown.mean}
          disabled={!editable}
          status={refused === null ? '' : 'error'}
          onChange={put}
          style={{ width: 132 }}
        />
      </Field>
      <Field
        label={t('assumptions.sd')}
        hint={t(`assumptions.drawn.${shown.sd === 0 ? 'sure' : assumption.drawn}`)}
      >
        <InputNumber
          min={0}
          value={shown.sd}
          disabled={!editable}
          onChange={(next) => onChange({ mean: shown.mean, sd: next ?? 0 })}
          style={{ width: 108 }}
        />
      </Field>
      <div className={styles.origin}>
        <Tag color={value === null ? 'default' : 'processing'}>
          {value === null ? t(`origin.${origin}`) : t('assumptions.own', { mean, sd })}
        </Tag>
        {assumption.source === undefined ? null : <p>{text(assumption.source)}</p>}
        {value === null && refused === null ? null : (
          <Button
            size="small"
            type="text"
            icon={<UndoOutlined aria-hidden />}
            onClick={() => {
              setRefused(null);
              onChange(null);
            }}
          >
            {t('assumptions.reset')}
          </Button>
        )}
      </div>
    </li>
  );
}

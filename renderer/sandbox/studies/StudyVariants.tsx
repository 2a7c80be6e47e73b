import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import type { ScenarioLever, ScenarioModel } from '#shared/sandbox/scenario';
import { MOST_STUDY_VARIANTS, type StudyVariant } from '#shared/sandbox/study';
import { followCosts, followsOthers } from '#shared/sandbox/usual-costs';
import { Field } from '../../kit/field/Field';
import { Button, Collapse, Input, Segmented, Tag } from '../../kit/ui';
import { NumberLever } from '../NumberLever';
import room from '../sandbox.module.css';
import { addVariant, changeVariant, removeVariant, type StudyDraft } from './study-draft';
import styles from './studies.module.css';
import { useModelText } from './use-model-text';

type SwitchState = StudyVariant['switches'][string];
const STATES: readonly SwitchState[] = ['model', 'on', 'off'];

/** The sign behind a lever's number. */
export function leverUnit({ unit }: ScenarioLever, currency: string): string {
  if (unit === 'percent') return '%';
  return unit === 'money' || unit === 'moneyPerUnit' ? currency : '';
}

/** A position with its sign: `35%`, `8,400 CNY`. */
function leverValue(lever: ScenarioLever, value: number, currency: string): string {
  const unit = leverUnit(lever, currency);
  return unit === '' || unit === '%' ? `${value}${unit}` : `${formatCount(value)} ${unit}`;
}

/** Up to eight variants; the first is the baseline. One is open, the others say what they move. */
export function StudyVariants(props: {
  readonly model: ScenarioModel;
  readonly currency: string;
  readonly places: number;
  readonly draft: StudyDraft;
  readonly onChange: (draft: StudyDraft) => void;
}) {
  const { model, currency, places, draft, onChange } = props;
  const { t } = useTranslation(['study', 'sandbox']);
  const text = useModelText();
  const { variants } = draft.request;
  const [open, setOpen] = useState<string[]>([variants[1]?.id ?? variants[0]?.id ?? '']);
  const full = variants.length >= MOST_STUDY_VARIANTS;

  const add = (from?: StudyVariant) => {
    const name =
      from === undefined
        ? t('sandbox:variant.newName', { number: variants.length })
        : t('sandbox:variant.copyOf', { name: from.name });
    const next = addVariant(draft, name.slice(0, 120), from);
    onChange(next);
    setOpen([next.request.variants.at(-1)?.id ?? '']);
  };
  const said = (variant: StudyVariant) =>
    model.levers
      .filter(({ id, usual }) => (variant.levers[id] ?? usual) !== usual)
      .map(
        (lever) =>
          `${text(lever.name)} ${leverValue(lever, variant.levers[lever.id] ?? lever.usual, currency)}`,
      )
      .join(' · ') || t('asToday');

  return (
    <section aria-label={t('sandbox:variant.title')}>
      <div className={room.sectionHead}>
        <h2>{t('sandbox:variant.title')}</h2>
        <Button size="small" icon={<PlusOutlined />} disabled={full} onClick={() => add()}>
          {t('sandbox:variant.add')}
        </Button>
      </div>
      <Collapse
        size="small"
        collapsible="header"
        // A long name breaks beside its buttons instead of pushing them out.
        styles={{ title: { flex: 1, minWidth: 0 } }}
        activeKey={open}
        onChange={(keys) => setOpen([keys].flat().map(String))}
        items={variants.map((variant, index) => ({
          key: variant.id,
          label: (
            <span className={room.variantLabel}>
              <span className={room.variantName}>{variant.name}</span>
              {index === 0 ? <Tag>{t('sandbox:variant.baseline')}</Tag> : null}
              <span className={room.variantLevers}>{said(variant)}</span>
            </span>
          ),
          extra: (
            <span className={room.variantActions}>
              <Button
                type="text"
                size="small"
                icon={<CopyOutlined />}
                aria-label={t('sandbox:variant.copy', { name: variant.name })}
                disabled={full}
                onClick={() => add(variant)}
              />
              {index === 0 ? null : (
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t('sandbox:variant.remove', { name: variant.name })}
                  onClick={() => onChange(removeVariant(draft, variant.id))}
                />
              )}
            </span>
          ),
          children: (
            <VariantFields
              model={model}
              currency={currency}
              places={places}
              variant={variant}
              onChange={(patch) => onChange(changeVariant(draft, variant.id, patch))}
            />
          ),
        }))}
      />
    </section>
  );
}

function VariantFields(props: {
  readonly model: ScenarioModel;
  readonly currency: string;
  readonly places: number;
  readonly variant: StudyVariant;
  readonly onChange: (patch: Partial<StudyVariant>) => void;
}) {
  const { model, currency, places, variant, onChange } = props;
  const { t } = useTranslation(['study', 'sandbox']);
  const text = useModelText();
  const move = (id: string, value: number) => {
    const { levers } = variant;
    const after = { levers: { ...levers, [id]: value }, places };
    onChange({ levers: followCosts(model, { levers, places }, after) });
  };
  return (
    <>
      <Field label={t('sandbox:variant.name')} required>
        <Input
          value={variant.name}
          maxLength={120}
          status={variant.name.trim() === '' ? 'error' : ''}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Field>
      <div className={room.levers}>
        {model.levers.map((lever) => (
          <NumberLever
            key={lever.id}
            label={text(lever.name)}
            unit={leverUnit(lever, currency)}
            min={lever.least}
            max={lever.most}
            step={lever.step}
            value={variant.levers[lever.id] ?? lever.usual}
            {...(followsOthers(model, lever.id) ? { hint: t('usualCost', { n: places }) } : {})}
            onChange={(value) => move(lever.id, value)}
          />
        ))}
      </div>
      <div className={styles.switches}>
        {model.switches.map(({ id, name }) => (
          <div key={id} className={room.switchRow}>
            <span id={`switch-${variant.id}-${id}`}>{text(name)}</span>
            <Segmented<SwitchState>
              size="small"
              aria-labelledby={`switch-${variant.id}-${id}`}
              value={variant.switches[id] ?? 'model'}
              options={STATES.map((value) => ({
                value,
                label: t(`sandbox:switch.state.${value}`),
              }))}
              onChange={(state) => onChange({ switches: { ...variant.switches, [id]: state } })}
            />
          </div>
        ))}
      </div>
    </>
  );
}

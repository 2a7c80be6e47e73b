import { useTranslation } from 'react-i18next';
import type { FocusSegment, Levers } from '#shared/sandbox/request';
import { useCall } from '../app/queries';
import { Field } from '../kit/field/Field';
import { Select } from '../kit/ui';
import { NumberLever } from './NumberLever';
import styles from './sandbox.module.css';

const key = (focus: FocusSegment) => `${focus.dimension}\u0000${focus.value}`;

function parseKey(text: string): FocusSegment {
  const [dimension = '', value = ''] = text.split('\u0000');
  return { dimension: dimension as FocusSegment['dimension'], value };
}

/** Slices of this pipeline that can be put first, from the values its opportunities really have. */
function useFocusOptions(pipelineId: string) {
  const { t } = useTranslation('sandbox');
  const products = useCall('pipeline.choices', { pipelineId, field: 'productName' }).data ?? [];
  const regions = useCall('pipeline.choices', { pipelineId, field: 'region' }).data ?? [];
  const owners = useCall('pipeline.choices', { pipelineId, field: 'ownerName' }).data ?? [];
  const group = (
    dimension: FocusSegment['dimension'],
    choices: readonly { value: string | null; label: string }[],
  ) => ({
    label: t(`dimension.${dimension}`),
    options: choices.flatMap(({ value, label }) =>
      value === null ? [] : [{ label, value: key({ dimension, value }) }],
    ),
  });
  return [group('product', products), group('region', regions), group('owner', owners)].filter(
    (entry) => entry.options.length > 0,
  );
}

/** The four levers of one variant. */
export function LeverFields(props: {
  readonly pipelineId: string;
  readonly levers: Levers;
  readonly onChange: (levers: Levers) => void;
}) {
  const { levers, onChange } = props;
  const { t } = useTranslation('sandbox');
  const options = useFocusOptions(props.pipelineId);
  return (
    <div className={styles.levers}>
      <NumberLever
        label={t('lever.discount')}
        hint={t('lever.discountHint')}
        unit="%"
        min={0}
        max={40}
        step={1}
        value={levers.discountPct}
        onChange={(discountPct) => onChange({ ...levers, discountPct })}
      />
      <NumberLever
        label={t('lever.engineers')}
        hint={t('lever.engineersHint')}
        unit={t('unit.people')}
        min={0}
        max={20}
        step={1}
        value={levers.extraSolutionEngineers}
        onChange={(extraSolutionEngineers) => onChange({ ...levers, extraSolutionEngineers })}
      />
      <NumberLever
        label={t('lever.followUp')}
        hint={t('lever.followUpHint')}
        unit={t('unit.times')}
        min={0.25}
        max={8}
        step={0.25}
        value={levers.followUpSpeed}
        onChange={(followUpSpeed) => onChange({ ...levers, followUpSpeed })}
      />
      <Field label={t('lever.focus')} hint={t('lever.focusHint')}>
        <Select
          mode="multiple"
          maxCount={12}
          allowClear
          options={options}
          value={levers.focusSegments.map(key)}
          placeholder={t('lever.focusNone')}
          optionFilterProp="label"
          onChange={(keys: string[]) => onChange({ ...levers, focusSegments: keys.map(parseKey) })}
        />
      </Field>
    </div>
  );
}

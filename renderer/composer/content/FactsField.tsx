import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { type Fact, FACT_TYPES, factSchema } from '#shared/composer/content/block';
import { useCall } from '../../app/queries';
import { DayInput } from '../../kit/field/DayInput';
import { ScrollRegion } from '../../kit/ScrollRegion';
import { Button, Input, Select } from '../../kit/ui';
import styles from './content.module.css';

const MOST = 100;

/** What is stated, typed: of what, which property, which value, from when to when, by which source. */
export function FactsField(props: {
  readonly facts: readonly Fact[];
  readonly onChange: (facts: Fact[]) => void;
}) {
  const { facts, onChange } = props;
  const { t } = useTranslation('content');
  const last = facts.at(-1);
  const add = () =>
    onChange([
      ...facts,
      {
        ...EMPTY,
        id: crypto.randomUUID(),
        subject: last?.subject ?? '',
        sourceId: last?.sourceId ?? null,
      },
    ]);
  return (
    <div>
      <div className={styles.label}>{t('facts.title')}</div>
      {facts.length === 0 ? null : (
        <ScrollRegion className={styles.factScroll} label={t('facts.title')} role="group">
          <table className={styles.factTable}>
            <thead>
              <tr>
                {(
                  ['subject', 'property', 'type', 'value', 'unit', 'from', 'to', 'source'] as const
                ).map((column) => (
                  <th key={column} scope="col">
                    {t(`facts.${column}`)}
                  </th>
                ))}
                <th>
                  <span className="visually-hidden">{t('facts.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {facts.map((fact, index) => (
                <FactRow
                  key={fact.id}
                  fact={fact}
                  place={index + 1}
                  onChange={(next) =>
                    onChange(facts.map((one) => (one.id === fact.id ? next : one)))
                  }
                  onRemove={() => onChange(facts.filter(({ id }) => id !== fact.id))}
                />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden />}
        disabled={facts.length >= MOST}
        onClick={add}
      >
        {t('facts.add')}
      </Button>
    </div>
  );
}

function FactRow(props: {
  readonly fact: Fact;
  readonly place: number;
  readonly onChange: (fact: Fact) => void;
  readonly onRemove: () => void;
}) {
  const { fact, place, onChange } = props;
  const { t } = useTranslation('content');
  const sources = useCall('content.sources', {}).data ?? [];
  const set = (patch: Partial<Fact>) => onChange({ ...fact, ...patch });
  const named = (column: string): string => t('facts.cell', { place, column });
  const wrong = new Set(
    factSchema.safeParse(fact).error?.issues.map(({ path }) => String(path[0])) ?? [],
  );
  const text = (field: 'subject' | 'property' | 'value' | 'unit', limit: number) => (
    <Input
      size="small"
      aria-label={named(t(`facts.${field}`))}
      aria-invalid={wrong.has(field)}
      maxLength={limit}
      value={fact[field]}
      {...(wrong.has(field) && fact[field] !== '' ? { status: 'error' as const } : {})}
      onChange={(event) => set({ [field]: event.target.value })}
    />
  );
  return (
    <tr>
      <td>{text('subject', 120)}</td>
      <td>{text('property', 120)}</td>
      <td>
        <Select
          size="small"
          aria-label={named(t('facts.type'))}
          value={fact.type}
          options={FACT_TYPES.map((value) => ({ value, label: t(`facts.types.${value}`) }))}
          onChange={(type) => set({ type })}
          popupMatchSelectWidth={false}
        />
      </td>
      <td>
        {fact.type === 'day' ? (
          <DayInput
            aria-label={named(t('facts.value'))}
            value={wrong.has('value') ? null : fact.value}
            onChange={(day) => set({ value: day ?? '' })}
          />
        ) : (
          text('value', 400)
        )}
      </td>
      <td>{text('unit', 40)}</td>
      <td>
        <DayInput
          aria-label={named(t('facts.from'))}
          value={fact.validFrom}
          onChange={(validFrom) => set({ validFrom })}
        />
      </td>
      <td>
        <DayInput
          aria-label={named(t('facts.to'))}
          aria-invalid={wrong.has('validTo')}
          value={fact.validTo}
          onChange={(validTo) => set({ validTo })}
        />
      </td>
      <td>
        <Select
          size="small"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={named(t('facts.source'))}
          value={fact.sourceId}
          options={sources
            .filter(({ id, status }) => status === 'admitted' || id === fact.sourceId)
            .map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(id?: string) => set({ sourceId: id ?? null })}
          popupMatchSelectWidth={false}
        />
      </td>
      <td>
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('facts.remove', { place })}
          onClick={props.onRemove}
        />
      </td>
    </tr>
  );
}

const EMPTY: Omit<Fact, 'id' | 'subject' | 'sourceId'> = {
  property: '',
  type: 'number',
  value: '',
  unit: '',
  validFrom: null,
  validTo: null,
};

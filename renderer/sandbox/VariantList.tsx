import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Variant } from '#shared/sandbox/request';
import { Field } from '../kit/field/Field';
import { Button, Collapse, Input, Tag, Tooltip } from '../kit/ui';
import { addVariant, changeVariant, MAX_VARIANTS, removeVariant, type Draft } from './draft';
import { LeverFields } from './LeverFields';
import { describeLevers } from './lever-text';
import styles from './sandbox.module.css';

interface VariantListProps {
  readonly pipelineId: string;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** The variants to compare; the first is the baseline. One is open for editing, the others say their levers. */
export function VariantList({ pipelineId, draft, onChange }: VariantListProps) {
  const { t } = useTranslation('sandbox');
  const [open, setOpen] = useState<string[]>([draft.variants[1]?.id ?? 'baseline']);
  const full = draft.variants.length >= MAX_VARIANTS;

  const add = (from?: Variant) => {
    const number = draft.variants.length;
    const name = from === undefined ? t('variant.newName', { number }) : t('variant.copyOf', from);
    const next = addVariant(draft, name, from);
    onChange(next);
    setOpen([next.variants.at(-1)?.id ?? '']);
  };

  return (
    <section aria-label={t('variant.title')}>
      <div className={styles.sectionHead}>
        <h2>{t('variant.title')}</h2>
        <Button size="small" icon={<PlusOutlined />} disabled={full} onClick={() => add()}>
          {t('variant.add')}
        </Button>
      </div>
      <Collapse
        size="small"
        collapsible="header"
        // A long name breaks beside its buttons instead of pushing them out.
        styles={{ title: { flex: 1, minWidth: 0 } }}
        activeKey={open}
        onChange={(keys) => setOpen([keys].flat().map(String))}
        items={draft.variants.map((variant, index) => ({
          key: variant.id,
          label: (
            <span className={styles.variantLabel}>
              <span className={styles.variantName}>{variant.name}</span>
              {index === 0 ? <Tag>{t('variant.baseline')}</Tag> : null}
              <span className={styles.variantLevers}>{describeLevers(variant.levers, t)}</span>
            </span>
          ),
          extra: (
            <VariantActions
              name={variant.name}
              removable={index > 0}
              copyable={!full}
              onCopy={() => add(variant)}
              onRemove={() => onChange(removeVariant(draft, variant.id))}
            />
          ),
          children: (
            <>
              <Field label={t('variant.name')} required>
                <Input
                  value={variant.name}
                  maxLength={120}
                  onChange={(event) =>
                    onChange(changeVariant(draft, variant.id, { name: event.target.value }))
                  }
                />
              </Field>
              <LeverFields
                pipelineId={pipelineId}
                levers={variant.levers}
                onChange={(levers) => onChange(changeVariant(draft, variant.id, { levers }))}
              />
            </>
          ),
        }))}
      />
    </section>
  );
}

function VariantActions(props: {
  readonly name: string;
  readonly removable: boolean;
  readonly copyable: boolean;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('sandbox');
  const copy = t('variant.copy', { name: props.name });
  const remove = t('variant.remove', { name: props.name });
  const press = (act: () => void) => (event: React.MouseEvent) => {
    event.stopPropagation();
    act();
  };
  return (
    <span className={styles.variantActions}>
      <Tooltip title={copy}>
        <Button
          type="text"
          size="small"
          icon={<CopyOutlined />}
          aria-label={copy}
          disabled={!props.copyable}
          onClick={press(props.onCopy)}
        />
      </Tooltip>
      {props.removable ? (
        <Tooltip title={remove}>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={remove}
            onClick={press(props.onRemove)}
          />
        </Tooltip>
      ) : null}
    </span>
  );
}

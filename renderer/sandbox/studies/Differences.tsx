import { useTranslation } from 'react-i18next';
import type { ScenarioModel } from '#shared/sandbox/scenario';
import type { InputDifference } from '#shared/sandbox/studies/differences';
import { NO_VALUE } from '#shared/format';
import { Table } from '../../kit/ui';
import styles from './studies.module.css';
import { useModelText } from './use-model-text';

/** Inputs that are not the same, one a row; nothing else of two studies is compared here. */
export function Differences(props: {
  readonly model: ScenarioModel;
  readonly differences: readonly InputDifference[];
}) {
  const { model, differences } = props;
  const { t } = useTranslation('study');
  const text = useModelText();
  const idName = ({ kind, id }: InputDifference): string => {
    const lists = { lever: model.levers, switch: model.switches, assumption: model.assumptions };
    if (kind !== 'lever' && kind !== 'switch' && kind !== 'assumption') {
      return t(`differences.kind.${kind}`);
    }
    const found = lists[kind].find((one) => one.id === id);
    return found === undefined ? (id ?? '') : text(found.name);
  };
  const value = (difference: InputDifference, side: 'before' | 'after'): string => {
    const found = difference[side];
    if (found !== null) {
      return difference.kind === 'switch' ? t(`switchState.${found as 'on'}`) : String(found);
    }
    return difference.kind === 'variant' ? NO_VALUE : t('differences.usual');
  };
  if (differences.length === 0) return <p className={styles.note}>{t('differences.none')}</p>;
  return (
    <Table
      size="small"
      pagination={false}
      rowKey={({ kind, variant, id }) => `${kind} ${variant} ${id}`}
      dataSource={differences}
      columns={[
        {
          key: 'what',
          title: t('differences.what'),
          render: (_value, difference) =>
            difference.variant === null || difference.kind === 'variant'
              ? `${idName(difference)}${difference.kind === 'variant' ? ` ${difference.variant}` : ''}`
              : `${difference.variant} · ${idName(difference)}`,
        },
        {
          key: 'before',
          title: t('differences.before'),
          align: 'right',
          render: (_value, difference) => value(difference, 'before'),
        },
        {
          key: 'after',
          title: t('differences.after'),
          align: 'right',
          render: (_value, difference) => value(difference, 'after'),
        },
      ]}
    />
  );
}

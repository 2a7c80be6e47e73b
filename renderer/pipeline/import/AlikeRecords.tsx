import { useTranslation } from 'react-i18next';
import { Flex, Segmented, Select } from '#renderer/kit/ui';
import { formatCount } from '#shared/format';
import {
  type Alike,
  NEW_RECORD,
  sameKey,
  UNDECIDED,
  type Undecided,
} from '#shared/pipeline/alike-model';
import styles from './import.module.css';
import { ScrollTable } from '#renderer/kit/table/ScrollTable';
import type { ImportFlow } from './use-import';

/**
 * Customers and contacts that the file names and that look like stored ones, each with the choice which one it is, or that
 * it is new; what was certain by the rules is among them and can be said to be new.
 */
export function AlikeChoices({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('import');
  const alike = flow.preview?.alike ?? [];
  if (alike.length === 0) return null;
  return (
    <>
      <h3 className={styles.part}>{t('alike.title')}</h3>
      <p className={styles.quiet}>{t('alike.lead')}</p>
      <Flex gap={12} align="center" wrap>
        <span>{t('alike.undecided')}</span>
        <Segmented<Undecided>
          aria-label={t('alike.undecided')}
          value={flow.undecided}
          onChange={flow.chooseUndecided}
          options={UNDECIDED.map((value) => ({ value, label: t(`alike.${value}`) }))}
        />
      </Flex>
      <AlikeTable alike={alike} onChoose={flow.chooseSame} />
    </>
  );
}

/** What customers and contacts of the file were taken for, as the report keeps it. */
export function AlikeTaken({ alike }: { readonly alike: readonly Alike[] }) {
  const { t } = useTranslation('import');
  if (alike.length === 0) return null;
  return (
    <>
      <h3 className={styles.part}>{t('alike.title')}</h3>
      <AlikeTable alike={alike} onChoose={null} />
    </>
  );
}

function AlikeTable(props: {
  readonly alike: readonly Alike[];
  /** Null = what was decided is told, and cannot be changed any more. */
  readonly onChoose: ImportFlow['chooseSame'] | null;
}) {
  const { t } = useTranslation(['import', 'accounts']);
  const heads = ['kind', 'name', 'rows', 'like', 'is'] as const;
  return (
    <ScrollTable label={t('alike.title')} headers={heads.map((head) => t(`alike.head.${head}`))}>
      {props.alike.map((one) => {
        const shown = one.options.find(({ id }) => id === one.taken) ?? one.options[0];
        return (
          <tr key={sameKey(one)}>
            <td>{t(`kind.${one.kind}`)}</td>
            <td className={styles.value}>{one.name}</td>
            <td className="num">{formatCount(one.rows)}</td>
            <td className={styles.like}>
              {shown === undefined ? null : t('alike.option', shown)}
              <div className={styles.quiet}>
                {shown?.reasons.map((reason) => t(`accounts:reason.${reason}`)).join(t('and'))}
              </div>
            </td>
            <td>
              <Meaning one={one} onChoose={props.onChoose} />
              <div className={styles.quiet}>{t(`alike.by.${one.by}`)}</div>
            </td>
          </tr>
        );
      })}
    </ScrollTable>
  );
}

function Meaning(props: {
  readonly one: Alike;
  readonly onChoose: ImportFlow['chooseSame'] | null;
}) {
  const { t } = useTranslation('import');
  const { one, onChoose } = props;
  const taken = one.options.find(({ id }) => id === one.taken);
  if (onChoose === null) return taken?.name ?? t('alike.isNew');
  return (
    <Select
      size="small"
      className={styles.column ?? ''}
      aria-label={t('alike.choiceFor', { name: one.name })}
      value={one.taken ?? NEW_RECORD}
      options={[
        ...one.options.map(({ id, name, score }) => ({
          value: id,
          label: t('alike.option', { name, score }),
        })),
        { value: NEW_RECORD, label: t('alike.isNew') },
      ]}
      onChange={(id: string) => onChoose(sameKey(one), id)}
    />
  );
}

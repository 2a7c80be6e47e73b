import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import type { ImportKind, ImportProblem, UnknownWord } from '#shared/pipeline/import-model';
import styles from './import.module.css';
import { ScrollTable } from './ScrollTable';
import { useImportValue } from './use-import-value';

/** Known values named beside one that is not known. */
const NEAREST = 3;

/** Row by row: line, column, value and what is wrong with it. */
export function Problems(props: {
  readonly problems: readonly ImportProblem[];
  readonly count: number;
  /** Words that mean nothing here, with what they could mean. */
  readonly unknown: readonly UnknownWord[];
  readonly kind: ImportKind | null;
}) {
  const { t } = useTranslation('import');
  const valueText = useImportValue();
  const { problems, count, unknown, kind } = props;
  if (problems.length === 0) return null;
  const known = (field: string | undefined, value: string): string => {
    const one = unknown.find(({ field: of, word }) => of === field && word === value);
    if (one === undefined || field === undefined || kind === null) return '';
    const nearest = one.options.slice(0, NEAREST);
    const values = nearest.map((option) => valueText(kind, field, option, '')).join(t('and'));
    return nearest.length === 0 ? '' : t('values.known', { values });
  };
  return (
    <>
      <h3 className={styles.part}>
        {count > problems.length
          ? t('problems.first', { shown: problems.length, all: formatCount(count) })
          : t('problems.all', { count, rows: formatCount(count) })}
      </h3>
      <ScrollTable
        label={t('problems.label')}
        headers={[
          t('problems.line'),
          t('problems.column'),
          t('problems.value'),
          t('problems.what'),
        ]}
      >
        {problems.map(({ line, column, field, value, code, refersTo, firstLine }) => (
          <tr key={`${line} ${column ?? ''} ${code}`}>
            <td className="num">{line}</td>
            <td>{column ?? '–'}</td>
            <td className={styles.value}>{value === '' ? t('problems.empty') : value}</td>
            <td>
              {firstLine !== undefined
                ? t('problem.duplicateOf', { line: formatCount(firstLine) })
                : refersTo === undefined
                  ? t(`problem.${code}`) + known(field, value)
                  : t('problem.missingRecord', { kind: t(`kind.${refersTo}`) })}
            </td>
          </tr>
        ))}
      </ScrollTable>
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import type { ImportProblem } from '#shared/pipeline/import-model';
import styles from './import.module.css';
import { ScrollTable } from './ScrollTable';

/** Row by row: line, column, value and what is wrong with it. */
export function Problems(props: {
  readonly problems: readonly ImportProblem[];
  readonly count: number;
}) {
  const { t } = useTranslation('import');
  const { problems, count } = props;
  if (problems.length === 0) return null;
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
        {problems.map(({ line, column, value, code, refersTo, firstLine }) => (
          <tr key={`${line} ${column ?? ''} ${code}`}>
            <td className="num">{line}</td>
            <td>{column ?? '–'}</td>
            <td className={styles.value}>{value === '' ? t('problems.empty') : value}</td>
            <td>
              {firstLine !== undefined
                ? t('problem.duplicateOf', { line: formatCount(firstLine) })
                : refersTo === undefined
                  ? t(`problem.${code}`)
                  : t('problem.missingRecord', { kind: t(`kind.${refersTo}`) })}
            </td>
          </tr>
        ))}
      </ScrollTable>
    </>
  );
}

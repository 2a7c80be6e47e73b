import { useTranslation } from 'react-i18next';
import { formatCount, NO_VALUE } from '#shared/format';
import type { ImportProblem } from '#shared/pipeline/import-model';
import { ScrollTable } from './ScrollTable';
import styles from './table.module.css';

/** What is wrong with which cell of a file: line, column, value and why. Nothing when nothing is. */
export function ProblemTable(props: {
  /** The first of them. */
  readonly problems: readonly ImportProblem[];
  /** All of them. */
  readonly count: number;
  /** Stands behind what is wrong with a cell, for those who know what could have been meant. */
  readonly remark?: (problem: ImportProblem) => string;
}) {
  const { t } = useTranslation('import');
  const { problems, count, remark } = props;
  if (problems.length === 0) return null;
  const what = (problem: ImportProblem): string => {
    const { code, refersTo, firstLine, foreign } = problem;
    if (firstLine !== undefined) return t('problem.duplicateOf', { line: formatCount(firstLine) });
    if (foreign !== undefined) return t('problem.foreignAmount', foreign);
    if (refersTo !== undefined) {
      return t('problem.missingRecord', { kind: t(`kind.${refersTo}`) });
    }
    return t(`problem.${code}`) + (remark?.(problem) ?? '');
  };
  return (
    <>
      <h3 className={styles.title}>
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
        {problems.map((problem) => {
          const { line, column, value, code } = problem;
          return (
            <tr key={`${line} ${column ?? ''} ${code}`}>
              <td className="num">{line}</td>
              <td>{column ?? NO_VALUE}</td>
              <td className={styles.value}>{value === '' ? t('problems.empty') : value}</td>
              <td>{what(problem)}</td>
            </tr>
          );
        })}
      </ScrollTable>
    </>
  );
}

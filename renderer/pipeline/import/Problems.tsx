import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import type { ImportProblem } from '#shared/pipeline/import-model';
import styles from './import.module.css';

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
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} role="region" aria-label={t('problems.label')} tabIndex={0}>
        <table className={styles.rows}>
          <thead>
            <tr>
              <th scope="col">{t('problems.line')}</th>
              <th scope="col">{t('problems.column')}</th>
              <th scope="col">{t('problems.value')}</th>
              <th scope="col">{t('problems.what')}</th>
            </tr>
          </thead>
          <tbody>
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
          </tbody>
        </table>
      </div>
    </>
  );
}

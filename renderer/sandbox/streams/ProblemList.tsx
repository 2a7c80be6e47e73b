import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import type { ImportProblem } from '#shared/pipeline/import-model';
import { ScrollRegion } from '../../kit/ScrollRegion';
import styles from './streams.module.css';

/** What is wrong with which cell of a file. */
export function ProblemList(props: {
  readonly problems: readonly ImportProblem[];
  /** All of them; `problems` holds the first. */
  readonly count: number;
}) {
  const { t } = useTranslation(['streams', 'import']);
  const { problems, count } = props;
  if (count === 0) return null;
  return (
    <>
      <p>{t('problems', { shown: formatCount(problems.length), count: formatCount(count) })}</p>
      <ScrollRegion label={t('import:problems.label')} className={styles.problems} role="group">
        <ul>
          {problems.map(({ line, column, value, code, firstLine }) => (
            <li key={`${line} ${column} ${code}`}>
              {t(column === null ? 'problemAt' : 'problemIn', {
                line: formatCount(line),
                column,
                value: value === '' ? t('import:problems.empty') : value,
                what:
                  firstLine === undefined
                    ? t(`import:problem.${code}`)
                    : t('import:problem.duplicateOf', { line: formatCount(firstLine) }),
              })}
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </>
  );
}

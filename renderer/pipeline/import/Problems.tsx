import { useTranslation } from 'react-i18next';
import { ProblemTable } from '#renderer/kit/table/ProblemTable';
import type { ImportKind, ImportProblem, UnknownWord } from '#shared/pipeline/import-model';
import { useImportValue } from './use-import-value';

/** Known values named beside one that is not known. */
const NEAREST = 3;

/** Row by row what is wrong, with the known values that are nearest to a word that is not known. */
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
  const known = ({ field, value }: ImportProblem): string => {
    const one = unknown.find(({ field: of, word }) => of === field && word === value);
    if (one === undefined || field === undefined || kind === null) return '';
    const nearest = one.options.slice(0, NEAREST);
    const values = nearest.map((option) => valueText(kind, field, option, '')).join(t('and'));
    return nearest.length === 0 ? '' : t('values.known', { values });
  };
  return <ProblemTable problems={problems} count={count} remark={known} />;
}

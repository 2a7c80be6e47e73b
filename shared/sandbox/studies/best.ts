import type { StudyResult } from '../study';

type VariantFigures = StudyResult['variants'][number];

/**
 * The leading variant: the one that is best in most futures by the ranked output; the first of several. The answer names it, its
 * risks are told, and its sensitivity is asked, on the page and on the command line. Not the one of the best mean: a few futures may
 * make a mean that most of them do not see. Rehearsals of the pipeline have the same rule (`leaderOf`).
 * @throws RangeError without a variant
 */
export function bestVariant({ variants }: StudyResult): VariantFigures {
  const [first, ...others] = variants;
  if (first === undefined) throw new RangeError('a study without variants');
  return others.reduce((a, b) => (b.bestChance.value > a.bestChance.value ? b : a), first);
}

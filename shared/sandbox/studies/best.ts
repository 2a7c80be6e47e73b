import type { StudyResult } from '../study';

type VariantFigures = StudyResult['variants'][number];

/** The variant that is best in most futures; the first of several. @throws RangeError without a variant */
export function bestVariant({ variants }: StudyResult): VariantFigures {
  const [first, ...others] = variants;
  if (first === undefined) throw new RangeError('a study without variants');
  return others.reduce((a, b) => (b.bestChance.value > a.bestChance.value ? b : a), first);
}

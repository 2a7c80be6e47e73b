import { fillPlaces } from '#shared/composer/text';
import type { ImportProblem } from '#shared/pipeline/import-model';
import type { ProblemCode } from '#shared/pipeline/read-cell';

/** Sentences of what may be wrong with a cell; that of a foreign amount has places. */
export type ProblemWords = Readonly<Record<ProblemCode | 'foreignAmount', string>>;

/** What is wrong with a cell, with the facts that are known of it. */
export function problemText({ code, foreign }: ImportProblem, words: ProblemWords): string {
  if (foreign === undefined) return words[code];
  const { sign, wanted } = foreign;
  return fillPlaces(words.foreignAmount, (name) => (name === 'sign' ? sign : wanted));
}

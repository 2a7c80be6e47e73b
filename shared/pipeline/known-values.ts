import { type FieldType, stageWords } from './import-fields';
import type { StageValue } from './import-values';
import type { Candidate } from './nearest';

/** The values of our own that a field with a fixed list may hold, each with its words; empty for other fields. */
export function knownValues(type: FieldType): readonly Candidate[] {
  if (type.kind === 'values') return grouped(type.words, (value) => value);
  if (type.kind === 'stage') return grouped(stageWords, stageCode);
  return [];
}

/** A word that tells only the outcome stands under the outcome; won is told by no stage of its own. */
function stageCode({ stage, outcome }: StageValue): string {
  return outcome ?? stage ?? '';
}

function grouped<T>(words: ReadonlyMap<string, T>, codeOf: (value: T) => string): Candidate[] {
  const byCode = new Map<string, string[]>();
  for (const [word, value] of words) {
    const code = codeOf(value);
    const known = byCode.get(code);
    if (known) known.push(word);
    else byCode.set(code, [word]);
  }
  return [...byCode].map(([value, all]) => ({ value, words: all }));
}

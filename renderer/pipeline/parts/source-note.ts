import manifest from '#resources/demo/manifest.json';
import type { Language } from '#shared/workspace/model';

/**
 * The source note of a pipeline as it is shown: the notes of the demo data exist in both languages, and stand in the
 * reader's, whichever language the demo was made in. What people wrote stays as written.
 */
export function sourceNoteIn(note: string, language: Language): string {
  const known = manifest.pipelines.find(({ sourceNote }) =>
    Object.values(sourceNote).includes(note),
  );
  return known === undefined ? note : known.sourceNote[language];
}

import { isOfStudy, type RenderedTable, type TableName } from '#shared/composer/model';
import { type FigureStudy, studyTable } from '#shared/composer/study-figures';
import { rehearsalTable } from '#shared/composer/tables';
import { SandtableError } from '#shared/errors';
import type { RunResult } from '#shared/sandbox/run-result';
import type { Language } from '#shared/workspace/model';
import { documentText } from './texts';

/** What a figure is drawn from: a rehearsal of the pipeline, or a kept study. */
export type FigureSource = RunResult | FigureStudy;

/** Id under which blocks name it. */
export function figureId(source: FigureSource): string {
  return 'study' in source ? source.study.id : source.id;
}

/** A table of a rehearsal or study. @throws SandtableError NOT_FOUND where it has none of that name */
export function tableOfRun(
  source: FigureSource,
  table: TableName,
  language: Language,
): RenderedTable {
  const text = documentText(language);
  if ('study' in source) {
    if (isOfStudy(table)) return studyTable(source, language, text);
  } else if (!isOfStudy(table)) return rehearsalTable(source, table, language, text);
  throw new SandtableError('NOT_FOUND', 'no such figure of this run');
}

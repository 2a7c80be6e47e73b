import { fileWords, problemText } from '#electron/pipeline/index';
import { formatCount } from '#shared/format';
import type { ImportProblem } from '#shared/pipeline/import-model';
import type { CliContext } from './context';

/** Problems that are told one by one; `--json` has up to 200. */
export const SHOWN_PROBLEMS = 20;

/** What is wrong with the first {@link SHOWN_PROBLEMS} cells of a file: line, column, what, and the cell. */
export function problemLines(
  { language, text }: CliContext,
  problems: readonly ImportProblem[],
): string[] {
  const words = fileWords(language).problems;
  return problems.slice(0, SHOWN_PROBLEMS).map((problem) => {
    const { line, column, value, firstLine } = problem;
    const known = problemText(problem, words);
    const what =
      firstLine === undefined ? known : text('import.firstLine', { what: known, line: firstLine });
    const key = column === null ? 'import.problem' : 'import.problemIn';
    const said = value === '' ? '' : text('import.said', { value });
    return `  ${text(key, { line, column: column ?? '', what })}${said}`;
  });
}

/** How many problems of `count` are not told; no line when all are. */
export function moreLines({ text }: CliContext, count: number): string[] {
  const more = count - SHOWN_PROBLEMS;
  return more > 0 ? [`  ${text('import.more', { count: formatCount(more) })}`] : [];
}

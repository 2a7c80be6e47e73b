import type { JobContext, ReadJob, ReadTx } from '#electron/replica/transaction';
import type { ImportProblem } from '#shared/pipeline/import-model';
import { csvOutput, writeCsvFile } from '../exporting/csv-output';
import { writeWhole } from '../exporting/output-file';
import type { Column, TableOutput } from '../exporting/table-output';
import { xlsxOutput } from '../exporting/xlsx-output';
import { ZipOutput } from '../exporting/zip-output';
import { numbered } from './jobs';
import { problemText, type ProblemWords } from './problem-text';
import { type FilePlan, planPipeline, walk } from './walk';

/** Where the rejected rows go, and the words for what was wrong. */
export interface RejectsInput {
  readonly plan: FilePlan;
  /** A name that ends in `.xlsx` gets a workbook with the wrong cells marked, any other one a CSV. */
  readonly target: string;
  readonly words: {
    readonly line: string;
    readonly reason: string;
    readonly sheet: string;
    readonly about: string;
    /** What to do with the file. */
    readonly how: string;
    readonly problems: ProblemWords;
  };
}

/**
 * Writes the rejected records of a file with their line and the reasons, cell by cell. The columns are those of the file,
 * so that the corrected one is imported with the same mapping; the two that were added are not read again.
 * @returns how many records there are
 */
export const rejectsJob: ReadJob<RejectsInput, number> = (tx, input, job) =>
  /\.xlsx$/i.test(input.target)
    ? writeWhole(input.target, (file) =>
        fill(tx, input, job, (columns) =>
          xlsxOutput(new ZipOutput(file), columns, { ...input.words, digits: 2 }),
        ),
      )
    : writeCsvFile(input.target, (write) =>
        fill(tx, input, job, (columns) => csvOutput(write, columns)),
      );

function fill(
  tx: ReadTx,
  { plan, words }: RejectsInput,
  job: JobContext,
  open: (columns: readonly Column[]) => TableOutput,
): number {
  let output: TableOutput | null = null;
  let width = 0;
  let rows = 0;
  walk(
    tx,
    plan,
    planPipeline(tx, plan),
    {
      header(headers) {
        width = headers.length;
        const all = [...headers, words.line, words.reason];
        output = open(all.map((header) => ({ header, kind: 'text' })));
      },
      insert: () => undefined,
      update: () => true,
      create: () => undefined,
      reject(cells, problems) {
        rows += 1;
        const whole = Array.from({ length: width }, (_none, at) => cells[at] ?? '');
        const reasons = problems.map((one) => reasonOf(one, words)).join('; ');
        const marked = problems.flatMap(({ field }) =>
          field === undefined ? [] : [plan.mapping[field] ?? width + 1],
        );
        output?.row(
          // Cells without a header stand behind, where they are too many again.
          [...whole, String(problems[0]?.line ?? ''), reasons, ...cells.slice(width)],
          new Set(marked),
        );
      },
    },
    job,
    numbered(),
  );
  const done: TableOutput | null = output;
  (done as TableOutput | null)?.finish([[words.reason, words.how]]);
  // The last moment to stop: what follows is the renaming.
  job.throwIfCancelled();
  return rows;
}

function reasonOf(problem: ImportProblem, { problems, line }: RejectsInput['words']): string {
  const { column, value, firstLine } = problem;
  const where = column === null ? '' : `${column}: `;
  const what = value === '' ? '' : ` (${value})`;
  const other = firstLine === undefined ? '' : ` (${line} ${firstLine})`;
  return `${where}${problemText(problem, problems)}${what}${other}`;
}

import type { ReadJob } from '#electron/replica/transaction';
import { minorDigits } from '#shared/pipeline/currency';
import { csvLine } from '#shared/pipeline/csv-safe';
import type { GridField, GridQuery, OpportunityRow } from '#shared/pipeline/model';
import { writeCsvFile } from './csv-output';
import { gridOf } from './grid/view';
import { rowsById } from './rows';

const BATCH = 500;
const SHANGHAI = 8 * 3_600_000;

/** The words of the file, in the language of the window. */
export interface ExportWords {
  readonly headers: Readonly<Record<GridField, string>>;
  /** Labels of stages and outcomes by code. */
  readonly values: Readonly<Record<string, string>>;
}

export interface ExportInput {
  readonly query: GridQuery;
  readonly fields: readonly GridField[];
  readonly target: string;
  readonly words: ExportWords;
}

/** Writes all rows of a view as CSV, in its order, with the fields asked for; returns their number. */
export const exportViewJob: ReadJob<ExportInput, number> = (tx, input, job) => {
  const { query, fields, target, words } = input;
  const { columns, order } = gridOf(tx).order(tx, query);
  const currency = tx.get<{ currency: string }>('SELECT currency FROM pipeline WHERE id = ?', [
    query.pipelineId,
  ])?.currency;
  const perUnit = 10 ** minorDigits(currency ?? 'CNY');
  return writeCsvFile(target, (write) => {
    write(csvLine(fields.map((field) => words.headers[field])));
    let rows = 0;
    for (let from = 0; from < order.length; from += BATCH) {
      job.throwIfCancelled();
      const ids = Array.from(order.subarray(from, from + BATCH), (at) => columns.ids[at] ?? '');
      for (const row of rowsById(tx, ids)) {
        write(csvLine(fields.map((field) => cell(row, field, perUnit, words))));
        rows += 1;
      }
      job.progress(rows, order.length, 'writing');
    }
    return rows;
  });
};

/** A value as a person reads it, and as the importer reads it back. */
function cell(
  row: OpportunityRow,
  field: GridField,
  perUnit: number,
  words: ExportWords,
): string | number | null {
  switch (field) {
    case 'amountMinor':
      return row.amountMinor === null ? null : row.amountMinor / perUnit;
    case 'discountBp':
      return row.discountBp === null ? null : row.discountBp / 100;
    case 'stage':
    case 'outcome':
      return words.values[row[field]] ?? row[field];
    case 'stageEnteredAt':
      return row.stageEnteredAt === null ? null : localMinute(row.stageEnteredAt);
    default:
      return row[field];
  }
}

/** `YYYY-MM-DD HH:mm` in China. */
function localMinute(at: number): string {
  return new Date(at + SHANGHAI).toISOString().slice(0, 16).replace('T', ' ');
}

import type { OnRecord } from '#shared/pipeline/csv-reader';
import type { TableFormat, TableNotice } from '#shared/pipeline/import-model';
import { csvSource } from './csv-file';
import { xlsxSource } from './xlsx/xlsx-file';

/**
 * The records of a file, whatever its format: one header, then records as cells of text, each with the line (of a
 * text) or row (of a sheet) where it starts, 1-based.
 */
export interface RecordSource {
  /** How many lines there are, about: for telling how far reading has come. */
  countLines(): number;
  /**
   * Reads from the beginning to the end.
   * @param onPause called many times a second, so that progress is told and a cancel noticed; may throw to stop
   * @throws SandtableError what the format can be refused for
   */
  read(onHeader: (headers: string[]) => void, onRecord: OnRecord, onPause: () => void): void;
  /** What the last reading left out, or read in another form. */
  notices(): TableNotice[];
}

/** The source of a file that was picked. */
export function recordSource(path: string, format: TableFormat): RecordSource {
  return 'sheet' in format ? xlsxSource(path, format) : csvSource(path, format);
}

import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileHeadOf, recordSource } from '#electron/pipeline/index';
import { SandtableError } from '#shared/errors';
import { ALLOCATION_TABLES, type AllocationTable } from '#shared/sandbox/allocation/columns';
import type { RawTables } from './read-problem';
import type { RawTable } from './rows';

const ENDINGS = ['.csv', '.xlsx', '.txt', '.tsv'];

/**
 * The tables of an allocation from folders and files, found by their names: `stock.csv` or `stock.xlsx` is the table stock.
 * Of a folder other files are left alone; a file that is named must be one of the tables.
 * @throws SandtableError FILE_NOT_FOUND, ALLOCATION_FILE_UNKNOWN, and whatever a table file can be refused for
 */
export function readTables(paths: readonly string[]): RawTables {
  const tables: Partial<Record<AllocationTable, RawTable>> = {};
  for (const path of paths) {
    if (!existsSync(path)) throw notFound(path);
    const isFolder = statSync(path).isDirectory();
    const files = isFolder
      ? readdirSync(path)
          .toSorted()
          .map((name) => join(path, name))
      : [path];
    for (const file of files) {
      const table = tableOf(file);
      if (table !== null) tables[table] = readTable(file);
      else if (!isFolder) {
        throw new SandtableError('ALLOCATION_FILE_UNKNOWN', 'no known table', {
          file: basename(file),
          known: Object.keys(ALLOCATION_TABLES).join(', '),
        });
      }
    }
  }
  return tables;
}

/** One file as a table. @throws SandtableError whatever a table file can be refused for */
export function readTable(path: string): RawTable {
  if (!existsSync(path)) throw notFound(path);
  const { format } = fileHeadOf({ path, format: null }, () => undefined);
  const rows: { line: number; cells: string[] }[] = [];
  let headers: string[] = [];
  recordSource(path, format).read(
    (names) => {
      headers = names;
    },
    (cells, line) => rows.push({ line, cells }),
    () => undefined,
  );
  return { file: basename(path), headers, rows };
}

function tableOf(path: string): AllocationTable | null {
  const ending = extname(path);
  if (!ENDINGS.includes(ending.toLowerCase())) return null;
  const name = basename(path, ending).toLowerCase();
  return name in ALLOCATION_TABLES ? (name as AllocationTable) : null;
}

const notFound = (path: string): SandtableError =>
  new SandtableError('FILE_NOT_FOUND', 'no such file', { fileName: basename(path) });

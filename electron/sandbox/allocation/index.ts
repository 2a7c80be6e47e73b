import { readTable, readTables } from './reading/read-files';
import { type ReadProblem, readProblem, type ReadSettings } from './reading/read-problem';

export { writePickLists } from './pick-list';
export type { ReadSettings } from './reading/read-problem';

/**
 * Reads an allocation from folders and files, with the locks of a file of their own.
 * @throws SandtableError FILE_NOT_FOUND, ALLOCATION_FILE_UNKNOWN, ALLOCATION_FILE_MISSING, ALLOCATION_DATA_INVALID, and what a file is refused for
 */
export function readAllocation(
  paths: readonly string[],
  lockFile: string | null,
  settings: ReadSettings,
): ReadProblem {
  const tables = readTables(paths);
  const locks = lockFile === null ? {} : { locks: readTable(lockFile) };
  return readProblem({ ...tables, ...locks }, settings);
}

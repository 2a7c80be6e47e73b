import { IMPORT_FIELDS } from '#shared/pipeline/import-fields';
import { firstRecords } from '#shared/pipeline/csv-format';
import { type ImportKind, IMPORT_KINDS, type ValueMap } from '#shared/pipeline/import-model';
import { UsageError } from './usage-error';

/**
 * The words of `--value-map FILE` over those that were remembered: a CSV with a header and the columns field, word of the
 * file, what it means (a code or name of ours, or the name or external id of a record). Fields of other kinds of file are
 * left alone, so that one file serves several.
 * @throws UsageError for a line with another number of cells, or a field that no kind of file has
 */
export function readValueMap(text: string, kind: ImportKind, remembered: ValueMap): ValueMap {
  const map: Record<string, Record<string, string>> = {};
  for (const [field, words] of Object.entries(remembered)) map[field] = { ...words };
  const [, ...records] = firstRecords(text.replace(/^\uFEFF/, ''), ',', true);
  for (const [at, cells] of records.entries()) {
    const [field = '', word = '', meaning = ''] = cells.map((cell) => cell.trim());
    if (cells.length !== 3 || word === '' || meaning === '') {
      throw new UsageError('valueMapLine', { line: at + 2 });
    }
    if (!IMPORT_KINDS.some((one) => hasField(one, field))) {
      const known = IMPORT_FIELDS[kind].map(({ name }) => name).join(', ');
      throw new UsageError('valueMapField', { line: at + 2, value: field, choices: known });
    }
    if (hasField(kind, field)) (map[field] ??= {})[word] = meaning;
  }
  return map;
}

function hasField(kind: ImportKind, field: string): boolean {
  return IMPORT_FIELDS[kind].some(({ name }) => name === field);
}

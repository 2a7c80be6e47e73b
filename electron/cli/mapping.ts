import { IMPORT_FIELDS, normaliseHeader } from '#shared/pipeline/import-fields';
import {
  type ColumnMapping,
  type CsvFormat,
  DELIMITERS,
  ENCODINGS,
  type ImportKind,
} from '#shared/pipeline/import-model';
import { notAChoice, type Options } from './command-line';
import { UsageError } from './usage-error';

/**
 * A mapping with the person's own choices of `--map FIELD=COLUMN` over it. A column is named by its header or its
 * number (1 = the first); nothing after `=` leaves the field out.
 * @throws UsageError
 */
export function mapColumns(
  mapping: ColumnMapping,
  specs: readonly string[],
  file: { readonly kind: ImportKind; readonly headers: readonly string[] },
): ColumnMapping {
  const chosen = { ...mapping };
  const fields = IMPORT_FIELDS[file.kind].map(({ name }) => name);
  for (const spec of specs) {
    const at = spec.indexOf('=');
    const field = spec.slice(0, Math.max(at, 0)).trim();
    const column = spec.slice(at + 1).trim();
    if (!fields.includes(field)) throw notAChoice('map', spec, fields);
    if (column === '') delete chosen[field];
    else chosen[field] = columnAt(column, file.headers);
  }
  return chosen;
}

function columnAt(column: string, headers: readonly string[]): number {
  const wanted = normaliseHeader(column);
  const named = headers.findIndex((header) => normaliseHeader(header) === wanted);
  if (named !== -1) return named;
  const number = /^\d{1,4}$/.test(column) ? Number(column) - 1 : -1;
  if (number >= 0 && number < headers.length) return number;
  throw new UsageError('noColumn', { value: column, headers: headers.join(', ') });
}

const DELIMITER_NAMES: Readonly<Record<string, CsvFormat['delimiter']>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  bar: '|',
};

/** The format that the person gives over the detected one; `--delimiter` also takes names (`tab`). @throws UsageError */
export function chosenFormat(options: Options, detected: CsvFormat): CsvFormat {
  const encoding = options.choice('encoding', ENCODINGS) ?? detected.encoding;
  // The value may be a tab, which counts as empty elsewhere.
  const given = options.raw('delimiter');
  if (given === null) return { encoding, delimiter: detected.delimiter };
  const delimiter = DELIMITER_NAMES[given] ?? DELIMITERS.find((one) => one === given);
  if (delimiter === undefined) {
    throw notAChoice('delimiter', given, [...DELIMITERS.filter((one) => one !== '\t'), 'tab']);
  }
  return { encoding, delimiter };
}

import { normaliseHeader } from '#shared/pipeline/import-fields';
import {
  type ColumnMapping,
  type CsvFormat,
  DELIMITERS,
  ENCODINGS,
  type FormatChoice,
  type SheetFormat,
  type TableFormat,
} from '#shared/pipeline/import-model';
import { notAChoice, type Options } from './command-line';
import { UsageError } from './usage-error';

/**
 * A mapping with the person's own choices of `--map FIELD=COLUMN` over it. A column is named by its header or its
 * number (1 = the first); nothing after `=` leaves the field out. `fields` are the names that there are.
 * @throws UsageError
 */
export function mapColumns(
  mapping: ColumnMapping,
  specs: readonly string[],
  fields: readonly string[],
  headers: readonly string[],
): ColumnMapping {
  const chosen = { ...mapping };
  for (const spec of specs) {
    const at = spec.indexOf('=');
    const field = spec.slice(0, Math.max(at, 0)).trim();
    const column = spec.slice(at + 1).trim();
    if (!fields.includes(field)) throw notAChoice('map', spec, fields);
    if (column === '') delete chosen[field];
    else chosen[field] = columnAt(column, headers);
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

/**
 * The format that the person gives over the detected one; `--delimiter` also takes names (`tab`).
 * @throws UsageError, also for an option of the other kind of file
 */
export function chosenFormat(options: Options, detected: TableFormat): FormatChoice {
  const isSheet = 'sheet' in detected;
  for (const option of isSheet ? TEXT_OPTIONS : SHEET_OPTIONS) {
    if (options.raw(option) === null) continue;
    throw new UsageError(isSheet ? 'onlyText' : 'onlyWorkbook', { option });
  }
  return isSheet ? chosenSheet(options, detected) : chosenText(options, detected);
}

const TEXT_OPTIONS = ['encoding', 'delimiter'] as const;
const SHEET_OPTIONS = ['sheet', 'header-row'] as const;

function chosenSheet(options: Options, detected: SheetFormat): FormatChoice {
  const sheet = options.text('sheet') ?? detected.sheet;
  const found = sheet === detected.sheet ? detected.headerRow : null;
  const row = options.integer('header-row', 1, 1_048_576, found ?? 0);
  return { sheet, headerRow: row === 0 ? null : row };
}

function chosenText(options: Options, detected: CsvFormat): CsvFormat {
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

import { IMPORT_FIELDS } from '#shared/pipeline/import-fields';
import type {
  ColumnMapping,
  DayOrders,
  ImportKind,
  ImportProblem,
  ValueMap,
} from '#shared/pipeline/import-model';
import type { StageValue } from '#shared/pipeline/import-values';
import type { Cell } from '#shared/pipeline/model';
import { restore } from '#shared/pipeline/csv-safe';
import { cellReader, type ProblemCode, readStage } from '#shared/pipeline/read-cell';
import type { References } from './references';

/** Characters of a cell that a problem shows. */
const SHOWN = 120;

/** One record as values by column of the table; only mapped fields are there, an empty cell is null. */
export interface ReadRow {
  readonly values: Record<string, Cell>;
  /** What the stage cell said; undefined when no stage is mapped or the cell is empty. */
  stage: StageValue | undefined;
}

/** Takes what is wrong with the record at hand: field name (null = the whole record), the cell, the code. */
export type Complain = (field: string | null, value: string, code: ProblemCode) => void;

interface Step {
  readonly name: string;
  readonly column: string;
  readonly at: number;
  /** What words of the file mean. */
  readonly means: Readonly<Record<string, string>>;
  readonly required: boolean;
  readonly read: (text: string) => ReturnType<ReturnType<typeof cellReader>>;
  /** Finds the row that a cell refers to; null when it refers to none. */
  readonly find: ((text: string) => string | null) | null;
  readonly isStage: boolean;
}

/**
 * Compiles kind, mapping and headers into a function that reads one record.
 *
 * @param currency ISO 4217, for amounts
 * @param valueMap what words of the file mean; a word that it does not have means what it says
 * @param dayOrders how days are read that could be two
 */
export function rowReader(
  kind: ImportKind,
  mapping: ColumnMapping,
  headers: readonly string[],
  currency: string,
  references: References,
  valueMap: ValueMap = {},
  dayOrders: DayOrders = {},
): (cells: readonly string[], complain: Complain) => ReadRow {
  const steps = IMPORT_FIELDS[kind].flatMap((field): Step[] => {
    const at = mapping[field.name];
    if (at === undefined) return [];
    const { name, column, required, type } = field;
    return [
      {
        name,
        column,
        at,
        means: valueMap[name] ?? {},
        required,
        read: cellReader(field, currency, headers[at] ?? '', dayOrders[String(at)]),
        find: type.kind === 'reference' ? references.finder(type.to) : null,
        isStage: type.kind === 'stage',
      },
    ];
  });
  return (cells, complain) => {
    const row: ReadRow = { values: {}, stage: undefined };
    for (const step of steps) {
      const said = restore((cells[step.at] ?? '').trim());
      const text = Object.hasOwn(step.means, said) ? (step.means[said] ?? said) : said;
      if (text === '') {
        if (step.required) complain(step.name, '', 'required');
        if (!step.isStage) row.values[step.column] = null;
      } else if (step.isStage) {
        const reading = readStage(text);
        if (reading.ok) row.stage = reading.value;
        else complain(step.name, said, reading.problem);
      } else if (step.find) {
        const id = step.find(text);
        if (id === null) complain(step.name, said, 'unknownReference');
        row.values[step.column] = id;
      } else {
        const reading = step.read(text);
        if (reading.ok) row.values[step.column] = reading.value;
        else complain(step.name, said, reading.problem);
      }
    }
    return row;
  };
}

/** A problem as the report shows it. */
export function problemAt(
  line: number,
  column: string | null,
  value: string,
  code: ProblemCode,
): ImportProblem {
  const shown = value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
  return { line, column, value: shown.replaceAll('\0', '␀'), code };
}

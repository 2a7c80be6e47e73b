import { type FieldType, IMPORT_FIELDS } from '#shared/pipeline/import-fields';
import type { ImportChange, ImportKind, ImportPlan, ShownRow } from '#shared/pipeline/import-model';
import type { Cell } from '#shared/pipeline/model';
import type { References } from './references';

/**
 * A record as it will be written: field → value with the text it was read from. Other records are told by name; fields
 * that the record does not touch are left out.
 */
export function shownRow(
  plan: Pick<ImportPlan, 'kind' | 'mapping'>,
  values: Readonly<Record<string, Cell>>,
  cells: readonly string[],
  references: References,
): ShownRow {
  const shown: ShownRow = {};
  for (const { name, column, type } of IMPORT_FIELDS[plan.kind]) {
    const value = values[column];
    if (value === undefined) continue;
    const at = plan.mapping[name];
    shown[name] = {
      value: named(type, value, references),
      raw: at === undefined ? '' : (cells[at] ?? '').trim(),
    };
  }
  return shown;
}

/**
 * What a stored record holds and what it will hold, field by field; other records by name.
 * @param was the columns that change → what they hold
 */
export function changedFields(
  kind: ImportKind,
  was: ReadonlyMap<string, Cell>,
  values: Readonly<Record<string, Cell>>,
  references: References,
): ImportChange['fields'] {
  return IMPORT_FIELDS[kind].flatMap(({ name, column, type }) =>
    was.has(column)
      ? [
          {
            field: name,
            was: named(type, was.get(column) ?? null, references),
            now: named(type, values[column] ?? null, references),
          },
        ]
      : [],
  );
}

function named(type: FieldType, value: Cell, references: References): Cell {
  return type.kind === 'reference' && typeof value === 'string'
    ? references.shownNameOf(type.to, value)
    : value;
}

import { IMPORT_FIELDS } from '#shared/pipeline/import-fields';
import type { ImportPlan, ShownRow } from '#shared/pipeline/import-model';
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
    const named =
      type.kind === 'reference' && typeof value === 'string'
        ? references.nameOf(type.to, value)
        : value;
    shown[name] = { value: named, raw: at === undefined ? '' : (cells[at] ?? '').trim() };
  }
  return shown;
}

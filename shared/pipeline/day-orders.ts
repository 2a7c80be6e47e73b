import { IMPORT_FIELDS } from './import-fields';
import type {
  ColumnMapping,
  DayOrders,
  ImportInspection,
  ImportKind,
  OrderedDays,
} from './import-model';

/** A column that is imported and has days with two readings. */
export interface OrderedColumn extends OrderedDays {
  /** Column number in the file, as a key of {@link DayOrders}. */
  readonly column: string;
  readonly header: string;
}

/** The imported columns whose days could be two, in the order of the fields. */
export function orderedColumns(
  { headers, orderedDays }: Pick<ImportInspection, 'headers' | 'orderedDays'>,
  kind: ImportKind,
  mapping: ColumnMapping,
): OrderedColumn[] {
  return IMPORT_FIELDS[kind].flatMap(({ name, type }) => {
    const at = mapping[name];
    const days = orderedDays[String(at)];
    if (at === undefined || days === undefined) return [];
    if (type.kind !== 'day' && type.kind !== 'instant') return [];
    return [{ column: String(at), header: headers[at] ?? '', ...days }];
  });
}

/** How the days of a file are read: as their column says, else as it was chosen. */
export function dayOrdersOf(
  orderedDays: Readonly<Record<string, OrderedDays>>,
  chosen: DayOrders,
): DayOrders {
  const orders: DayOrders = { ...chosen };
  for (const [column, { order }] of Object.entries(orderedDays)) {
    if (order !== null) orders[column] = order;
  }
  return orders;
}

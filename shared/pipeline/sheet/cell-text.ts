import { neutralise } from '../csv-safe';
import type { Cell, ComputedField, GridField, OpportunityRow } from '../model';
import type { SheetField } from './model';

const SHANGHAI = 8 * 3_600_000;

/** What the text of a cell depends on. */
export interface CellWords {
  /** Minor units in one unit of the currency: 100 for CNY. */
  readonly perUnit: number;
  /** The value of a computed column. */
  readonly computed: (row: OpportunityRow, field: ComputedField) => number | null;
  /** What a person reads for a code of a stage or an outcome. */
  readonly word: (field: 'stage' | 'outcome', code: string) => string;
}

/**
 * A cell as it goes to other programs: whole numbers with all their digits, ISO days, words for codes. Texts that a
 * spreadsheet would run are protected. Pasted back it gives the same value.
 */
export function cellText(row: OpportunityRow, field: GridField, words: CellWords): string {
  switch (field) {
    case 'amountMinor':
      return row.amountMinor === null ? '' : String(row.amountMinor / words.perUnit);
    case 'discountBp':
      return row.discountBp === null ? '' : `${row.discountBp / 100}%`;
    case 'stage':
    case 'outcome':
      return words.word(field, row[field]);
    case 'stageEnteredAt':
      return row.stageEnteredAt === null
        ? ''
        : new Date(row.stageEnteredAt + SHANGHAI).toISOString().slice(0, 16).replace('T', ' ');
    case 'daysToClose':
      return String(words.computed(row, field) ?? '');
    case 'weightedMinor': {
      const weighted = words.computed(row, field);
      return weighted === null ? '' : String(weighted / words.perUnit);
    }
    default:
      return neutralise(row[field] ?? '');
  }
}

/** The value that a column of the sheet holds, as `values` of an edit take it. */
export function cellValue(row: OpportunityRow, field: SheetField): Cell {
  return field === 'ownerName' ? row.ownerId : row[field];
}

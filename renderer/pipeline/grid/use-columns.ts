import type { CellClassParams, ColDef, ValueFormatterParams } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useHiddenFields } from '#renderer/app/standing';
import { formatPercent, NO_VALUE } from '#shared/format';
import { isComputed } from '#shared/pipeline/computed';
import type { GridField, OpportunityRow } from '#shared/pipeline/model';
import { SHEET_CELL_RULES } from '../sheet/paint';
import { useEditOffers } from '../change/use-edit-offers';
import { useAmounts } from '../view/use-amounts';
import { useLayout } from '../layout/use-layout';
import { useComputed } from '../view/use-computed';
import { AgeCell, CloseDayCell } from './age-cells';
import { OutcomeCell, StageCell } from './cells';
import { ColumnHeader } from './ColumnHeader';
import { AmountEditor } from './editors/AmountEditor';
import { DayEditor } from './editors/DayEditor';
import { OwnerEditor, StageEditor } from './editors/ListEditor';
import { TextEditor } from './editors/TextEditor';
import styles from './grid.module.css';

const loaded = (params: { readonly data?: OpportunityRow | undefined }) =>
  params.data !== undefined;

const SPECIAL: Readonly<Partial<Record<GridField, ColDef<OpportunityRow>>>> = {
  name: { lockPinned: true, editable: loaded, cellEditor: TextEditor },
  stage: { cellRenderer: StageCell, editable: loaded, cellEditor: StageEditor },
  outcome: { cellRenderer: OutcomeCell },
  stageEnteredAt: { cellRenderer: AgeCell, type: 'number' },
  amountMinor: { editable: loaded, cellEditor: AmountEditor, type: 'number' },
  discountBp: { type: 'number' },
  weightedMinor: { type: 'number' },
  daysToClose: { type: 'number' },
  ownerName: {
    editable: loaded,
    cellEditor: OwnerEditor,
    // The editor chooses an id; the cell shows the name.
    valueGetter: ({ data }) => data?.ownerId ?? null,
  },
  expectedCloseDay: {
    cellRenderer: CloseDayCell,
    editable: loaded,
    cellEditor: DayEditor,
    type: 'digits',
  },
  openedDay: { type: 'digits' },
  closedDay: { type: 'digits' },
};

/** Alignments that several columns share. */
export const COLUMN_TYPES: Record<string, ColDef<OpportunityRow>> = {
  number: { headerClass: styles.numberHeader ?? '', cellClass: styles.number ?? '' },
  digits: { cellClass: styles.digits ?? '' },
};

/** The page does it (`onCellKeyDown`); neither the grid nor the browser may. */
function takeOver(event: KeyboardEvent): true {
  event.preventDefault();
  return true;
}

/** Keys that belong to what is inside a cell, or to the page, and not to the grid. */
const suppressKeyboardEvent: NonNullable<ColDef['suppressKeyboardEvent']> = ({
  event,
  editing,
  colDef,
}) => {
  // An Enter that takes a Chinese candidate neither commits nor moves.
  if (event.isComposing || event.key === 'Process') return true;
  if (editing) {
    // Tab goes one cell to the right, as in Excel; the grid's own way would jump to the next editable cell.
    if (event.key === 'Tab') return takeOver(event);
    const inList = colDef.colId === 'stage' || colDef.colId === 'ownerName';
    return inList && ['Enter', 'ArrowUp', 'ArrowDown'].includes(event.key);
  }
  if (event.key === ' ' || event.key === '　') return takeOver(event);
  return ['/', '／', '?', '？'].includes(event.key);
};

/** What holds for every column. Sorting and filtering are ours: the state lives in the view's query. */
export const DEFAULT_COLUMN: ColDef<OpportunityRow> = {
  headerComponent: ColumnHeader,
  sortable: false,
  resizable: true,
  minWidth: 72,
  suppressHeaderMenuButton: true,
  enableCellChangeFlash: true,
  cellClassRules: {
    ...SHEET_CELL_RULES,
    [styles.pending ?? 'pending']: ({ data }: CellClassParams<OpportunityRow>) =>
      data === undefined,
  },
  suppressKeyboardEvent,
};

/** The columns in the user's language and unit. */
export function useColumns(): ColDef<OpportunityRow>[] {
  const { t } = useTranslation('pipeline');
  const { unit, inUnit, exact } = useAmounts();
  const computed = useComputed();
  const { columns: all } = useLayout().layout;
  const kept = useHiddenFields();
  const offers = useEditOffers();
  // By what they say, not by who said it: columns made anew cost the grid every cell, and what one may is known late.
  const locked = all
    .filter(({ field }) => offers.cell(field) !== null)
    .map(({ field }) => field)
    .join(' ');
  return useMemo(() => {
    const closed = locked.split(' ');
    // Fields that are kept from the person have no column at all.
    const columns = all.filter(({ field }) => !kept.has(field));
    const headerOf = (field: GridField) => {
      const name = t(`field.${field}`);
      if (field === 'amountMinor') return t('grid.amountIn', { unit });
      return field === 'weightedMinor' ? t('grid.inUnit', { name, unit }) : name;
    };
    const text = ({ data }: ValueFormatterParams<OpportunityRow>, field: GridField) => {
      if (data === undefined) return '';
      if (field === 'amountMinor') return inUnit(data.amountMinor);
      if (field === 'discountBp') {
        return data.discountBp === null ? NO_VALUE : formatPercent(data.discountBp / 10_000, 1);
      }
      if (isComputed(field)) {
        const value = computed(data, field);
        if (field === 'weightedMinor') return inUnit(value);
        return value === null ? NO_VALUE : String(value);
      }
      const value = data[field];
      return value === null || value === '' ? NO_VALUE : String(value);
    };
    return columns.map(({ field, width, hidden, pinned }): ColDef<OpportunityRow> => ({
      ...(isComputed(field) ? {} : { field }),
      colId: field,
      width,
      hide: hidden,
      pinned: pinned ? 'left' : null,
      headerName: headerOf(field),
      valueFormatter: (params) => text(params, field),
      ...(isComputed(field)
        ? { valueGetter: ({ data }) => (data === undefined ? null : computed(data, field)) }
        : {}),
      ...(field === 'name' || field === 'accountName' ? { tooltipField: field } : {}),
      ...(field === 'amountMinor'
        ? { tooltipValueGetter: ({ data }) => exact(data?.amountMinor ?? null) }
        : {}),
      ...SPECIAL[field],
      ...(closed.includes(field) ? { editable: false } : {}),
    }));
  }, [t, unit, inUnit, exact, computed, all, kept, locked]);
}

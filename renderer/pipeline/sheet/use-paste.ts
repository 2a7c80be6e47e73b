import { useTranslation } from 'react-i18next';
import { useNotify } from '#renderer/kit/notify';
import type { GridField } from '#shared/pipeline/model';
import { fromTsv } from '#shared/pipeline/sheet/clipboard-text';
import { SHEET_FIELDS, type SheetField } from '#shared/pipeline/sheet/model';
import { pasteTarget } from '#shared/pipeline/sheet/paste-target';
import type { Extent } from '#shared/pipeline/sheet/selection';
import { useView } from '../view/use-view';
import { useSheetStore } from './sheet-store';
import type { SheetEdits } from './use-sheet-edits';

/** Whether the sheet writes into a column. */
export function isWritable(field: GridField): field is SheetField {
  return SHEET_FIELDS.some((one) => one === field);
}

/** Names of columns in a sentence. */
export function useFieldNames(): (fields: readonly GridField[]) => string {
  const { t, i18n } = useTranslation('pipeline');
  return (fields) =>
    new Intl.ListFormat(i18n.language, { type: 'conjunction', style: 'narrow' }).format(
      fields.map((field) => t(`field.${field}`)),
    );
}

/** Answers the paste event of the grid; says why when a block does not fit. */
export function usePaste(edits: SheetEdits, extent: () => Extent): (event: ClipboardEvent) => void {
  const { t } = useTranslation('sheet');
  const notify = useNotify();
  const names = useFieldNames();
  const { query } = useView();
  return (event) => {
    const { selection, fields, select } = useSheetStore.getState();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (selection === null || text === '') return;
    event.preventDefault();
    const cells = fromTsv(text);
    const width = Math.max(...cells.map((row) => row.length));
    const target = pasteTarget({ rows: cells.length, columns: width }, selection, extent());
    if (!target.ok) {
      const { problem } = target;
      notify.info(
        problem === 'severalBlocks'
          ? t('paste.severalBlocks')
          : t(`paste.${problem}`, { given: target.given, free: target.free }),
      );
      return;
    }
    const { top, bottom, left, right } = target.block;
    const places = fields.slice(left, right + 1).map((field, at) => ({ field, from: at % width }));
    const written = places.flatMap(({ field, from }) =>
      isWritable(field) ? [{ field, from }] : [],
    );
    const readOnly = places.flatMap(({ field }) => (isWritable(field) ? [] : [field]));
    if (written.length === 0) {
      notify.info(t('paste.readOnly', { columns: names(readOnly) }));
      return;
    }
    select(
      { anchor: { row: top, column: left }, lead: { row: bottom, column: right }, others: [] },
      fields,
    );
    void edits.propose({
      kind: 'paste',
      readOnly,
      cutRows: target.cutRows,
      edit: {
        target: { query, spans: [{ from: top, to: bottom }] },
        change: {
          kind: 'texts',
          fields: written.map(({ field }) => field),
          rows: cells.map((row) => written.map(({ from }) => row[from] ?? '')),
        },
        reason: null,
      },
    });
  };
}

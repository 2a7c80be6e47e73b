import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotify } from '#renderer/kit/notify';
import type { GridField } from '#shared/pipeline/model';
import { cellText, cellValue } from '#shared/pipeline/sheet/cell-text';
import type { SheetEdit, SheetField } from '#shared/pipeline/sheet/model';
import { activeBlock, type Block, columnSpans, rowSpans } from '#shared/pipeline/sheet/selection';
import { fillRows } from '#shared/pipeline/sheet/series';
import type { OpportunityGridApi } from '../grid/PipelineGrid';
import { useToday, useView } from '../view/use-view';
import { useSheetStore } from './sheet-store';
import { rowsAt, useCellWords } from './use-copy';
import { isWritable, useFieldNames } from './use-paste';
import type { Proposal, SheetEdits } from './use-sheet-edits';

const kindOf = (field: SheetField) =>
  field === 'amountMinor' ? 'number' : field === 'expectedCloseDay' ? 'day' : 'other';

export interface Fills {
  /** Carries the source on into a block below, above or to the right of it. */
  readonly fill: (source: Block, target: Block) => void;
  /** Ctrl+D: the first row of the selection into the others; a single row takes the one above. */
  readonly down: () => void;
  /** Ctrl+R: the first column into the others; a single column takes the one on the left. */
  readonly right: () => void;
  /** Delete. */
  readonly clear: () => void;
  /** Ctrl+; */
  readonly today: () => void;
}

/** What fills cells from other cells or with one value. */
export function useFill(api: RefObject<OpportunityGridApi | null>, edits: SheetEdits): Fills {
  const { t } = useTranslation('sheet');
  const notify = useNotify();
  const names = useFieldNames();
  const { query } = useView();
  const words = useCellWords();
  const day = useToday();
  const fieldsIn = ({ left, right }: Block): readonly GridField[] =>
    useSheetStore.getState().fields.slice(left, right + 1);

  const propose = (kind: Proposal['kind'], { top, bottom }: Block, change: SheetEdit['change']) =>
    edits.propose({
      kind,
      readOnly: [],
      cutRows: 0,
      edit: { target: { query, spans: [{ from: top, to: bottom }] }, change, reason: null },
    });

  const vertical = async (source: Block, target: Block, series: boolean) => {
    const fields = fieldsIn(source).filter(isWritable);
    if (fields.length === 0) return notify.info(t('fill.nothing'));
    const grid = api.current;
    if (grid === null) return undefined;
    const from = await rowsAt(grid, query, source.top, source.bottom);
    const rows = fillRows({
      source: from.map((row) => fields.map((field) => cellValue(row, field))),
      kinds: fields.map((field) => (series ? kindOf(field) : 'other')),
      count: target.bottom - target.top + 1,
      upwards: target.bottom < source.top,
    });
    return propose('fill', target, { kind: 'values', fields, rows });
  };

  /** Columns differ in what they hold: what a person would read is what is filled in. */
  const sideways = async (source: Block, target: Block) => {
    const given = fieldsIn(source);
    const places = fieldsIn(target).map((field, at) => ({ field, from: given[at % given.length] }));
    const written = places.flatMap(({ field, from }) =>
      isWritable(field) && from !== undefined ? [{ field, from }] : [],
    );
    if (written.length === 0) return notify.info(t('fill.nothing'));
    const grid = api.current;
    if (grid === null) return undefined;
    const rows = await rowsAt(grid, query, source.top, source.bottom);
    return propose('fill', target, {
      kind: 'texts',
      fields: written.map(({ field }) => field),
      rows: rows.map((row) => written.map(({ from }) => cellText(row, from, words))),
    });
  };

  const run = (work: Promise<unknown>) => void work.catch(notify.failure);
  const active = () => {
    const { selection } = useSheetStore.getState();
    return selection === null ? null : activeBlock(selection);
  };

  /** One value into the writable columns of the selection that take it. */
  const put = (takes: (field: SheetField) => boolean, cell: string | null, none: () => void) => {
    const { selection, fields } = useSheetStore.getState();
    if (selection === null) return;
    const chosen = columnSpans(selection).flatMap(({ column }) => fields[column] ?? []);
    const written = chosen.filter(isWritable).filter(takes);
    if (written.length === 0) {
      none();
      return;
    }
    run(
      edits.propose({
        kind: cell === null ? 'clear' : 'fill',
        readOnly: [],
        cutRows: 0,
        edit: {
          target: { query, spans: rowSpans(selection) },
          change: { kind: 'values', fields: written, rows: [written.map(() => cell)] },
          reason: null,
        },
      }),
    );
  };

  return {
    fill: (source, target) =>
      run(target.left > source.right ? sideways(source, target) : vertical(source, target, true)),
    down: () => {
      const block = active();
      if (block === null) return;
      const single = block.top === block.bottom;
      if (single && block.top === 0) return;
      const top = single ? block.top - 1 : block.top;
      const source = { ...block, top, bottom: top };
      run(vertical(source, { ...block, top: top + 1 }, false));
    },
    right: () => {
      const block = active();
      if (block === null) return;
      const single = block.left === block.right;
      if (single && block.left === 0) return;
      const left = single ? block.left - 1 : block.left;
      run(sideways({ ...block, left, right: left }, { ...block, left: left + 1 }));
    },
    clear: () => {
      const { selection, fields } = useSheetStore.getState();
      if (selection === null) return;
      put(
        (field) => field !== 'name' && field !== 'stage',
        null,
        () => {
          const columns = columnSpans(selection).flatMap(({ column }) => fields[column] ?? []);
          notify.info(t('clear.nothing', { columns: names(columns) }));
        },
      );
    },
    today: () =>
      put(
        (field) => field === 'expectedCloseDay',
        day,
        () => notify.info(t('today.nothing')),
      ),
  };
}

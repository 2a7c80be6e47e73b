import { type RefObject, useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '#renderer/app/api';
import { useNotify } from '#renderer/kit/notify';
import { formatCount, minorPerUnit } from '#shared/format';
import type { GridQuery, OpportunityRow } from '#shared/pipeline/model';
import { cellText, type CellWords } from '#shared/pipeline/sheet/cell-text';
import { toHtmlTable, toTsv } from '#shared/pipeline/sheet/clipboard-text';
import { blocksOf, type Selection } from '#shared/pipeline/sheet/selection';
import type { OpportunityGridApi } from '../grid/PipelineGrid';
import { useComputed } from '../view/use-computed';
import { usePipeline, useView } from '../view/use-view';
import { useSheetStore } from './sheet-store';

/** Rows copied at once at most; a file is better for more. */
const MOST_ROWS = 50_000;
const PAGE = 500;

/** Rows of the view by place, from the screen where they are there, otherwise from the replica. */
export async function rowsAt(
  api: OpportunityGridApi,
  query: GridQuery,
  from: number,
  to: number,
): Promise<readonly OpportunityRow[]> {
  const shown = shownRows(api, from, to);
  if (shown !== null) return shown;
  const pages: OpportunityRow[][] = [];
  for (let offset = from; offset <= to; offset += PAGE) {
    const limit = Math.min(PAGE, to - offset + 1);
    // One after another: they are asked of the same thread, which also serves the screen.
    // oxlint-disable-next-line no-await-in-loop
    pages.push((await call('pipeline.page', { query, offset, limit })).rows);
  }
  return pages.flat();
}

function shownRows(api: OpportunityGridApi, from: number, to: number): OpportunityRow[] | null {
  if (to - from >= PAGE) return null;
  const rows: OpportunityRow[] = [];
  for (let row = from; row <= to; row += 1) {
    const data = api.getDisplayedRowAtIndex(row)?.data;
    if (data === undefined) return null;
    rows.push(data);
  }
  return rows;
}

/** The words in which cells go to other programs, in the language of the window. */
export function useCellWords(): CellWords {
  const { t } = useTranslation('common');
  const { currency } = usePipeline();
  const computed = useComputed();
  return {
    computed,
    perUnit: minorPerUnit(currency),
    word: (field, code) => t(`${field}.${code}` as 'stage.lead_captured'),
  };
}

/**
 * Answers the copy event of the grid with the selected cells as text and as a table. Rows that are not on the screen are
 * read first, and then the event is brought about again: only within it may a page write to the clipboard.
 */
export function useCopy(
  api: RefObject<OpportunityGridApi | null>,
): (event: ClipboardEvent) => void {
  const { t } = useTranslation('sheet');
  const notify = useNotify();
  const { query } = useView();
  const words = useCellWords();
  const ready = useRef<{ selection: Selection; cells: string[][] } | null>(null);

  const put = useCallback((event: ClipboardEvent, cells: string[][]) => {
    event.clipboardData?.setData('text/plain', toTsv(cells));
    event.clipboardData?.setData('text/html', toHtmlTable(cells));
    event.preventDefault();
    useSheetStore.getState().sayCopied(cells.length * (cells[0]?.length ?? 0));
  }, []);

  return (event) => {
    const { selection, fields } = useSheetStore.getState();
    const grid = api.current;
    if (selection === null || grid === null) return;
    if (ready.current?.selection === selection) {
      put(event, ready.current.cells);
      ready.current = null;
      return;
    }
    const blocks = blocksOf(selection).toSorted((a, b) => a.top - b.top);
    const [{ left, right } = { left: 0, right: 0 }] = blocks;
    event.preventDefault();
    if (blocks.some((block) => block.left !== left || block.right !== right)) {
      notify.info(t('copy.differentColumns'));
      return;
    }
    const count = blocks.reduce((sum, { top, bottom }) => sum + bottom - top + 1, 0);
    if (count > MOST_ROWS) {
      notify.info(t('copy.tooMany', { most: formatCount(MOST_ROWS) }));
      return;
    }
    const chosen = fields.slice(left, right + 1);
    const textOf = (rows: readonly OpportunityRow[]) =>
      rows.map((row) => chosen.map((field) => cellText(row, field, words)));
    const shown = blocks.map(({ top, bottom }) => shownRows(grid, top, bottom));
    if (shown.every((rows) => rows !== null)) {
      put(event, textOf(shown.flat()));
      return;
    }
    const fetch = async () => {
      const rows: OpportunityRow[] = [];
      for (const { top, bottom } of blocks) {
        // oxlint-disable-next-line no-await-in-loop
        rows.push(...(await rowsAt(grid, query, top, bottom)));
      }
      if (useSheetStore.getState().selection !== selection) return;
      ready.current = { selection, cells: textOf(rows) };
      // The one way to write within an event of our own; the key press still counts for some seconds.
      document.execCommand('copy');
      if (ready.current !== null) notify.info(t('copy.again', { rows: formatCount(rows.length) }));
    };
    fetch().catch(notify.failure);
  };
}

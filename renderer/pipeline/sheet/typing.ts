import type { OpportunityGridApi } from '../grid/PipelineGrid';
import { typedText } from '../grid/editors/TextEditor';
import { placeOf } from './paint';

/** The part of the EditContext API (Chromium 121 and later) that is used here. */
interface TypingTarget extends EventTarget {
  readonly text: string;
  updateText(from: number, to: number, text: string): void;
  updateSelection(from: number, to: number): void;
  updateControlBounds(bounds: DOMRect): void;
  updateSelectionBounds(bounds: DOMRect): void;
}
declare global {
  // oxlint-disable-next-line no-var -- a global constructor cannot be declared otherwise
  var EditContext: { new (): TypingTarget } | undefined;
  interface HTMLElement {
    editContext?: TypingTarget | null;
  }
}

/**
 * Lets an input method begin in a cell that is not being edited: the cell with the focus takes composed text without
 * becoming a field. When a candidate is taken, the edit starts with it. Plain keys do not come here: the grid starts
 * the edit with them itself.
 *
 * @returns the way to stop
 */
export function takeComposedText(
  root: HTMLElement,
  api: () => OpportunityGridApi | null,
): () => void {
  if (globalThis.EditContext === undefined) return () => undefined;
  const context = new globalThis.EditContext();
  let cell: HTMLElement | null = null;
  let composing = false;

  const leave = () => {
    if (cell === null) return;
    delete cell.dataset['composing'];
    cell.editContext = null;
    cell = null;
    composing = false;
    context.updateText(0, context.text.length, '');
  };
  const onFocus = ({ target }: FocusEvent) => {
    leave();
    if (!(target instanceof HTMLElement) || !target.classList.contains('ag-cell')) return;
    if (!isEditable(api(), target)) return;
    cell = target;
    cell.editContext = context;
    const bounds = target.getBoundingClientRect();
    context.updateControlBounds(bounds);
    context.updateSelectionBounds(bounds);
  };
  const begin = () => {
    const { text } = context;
    const place = cell === null ? null : placeOf(cell);
    leave();
    if (text === '' || place === null) return;
    const { row: rowIndex, columnId: colKey } = place;
    api()?.startEditingCell({ rowIndex, colKey, key: typedText(text) });
  };
  const onText = () => {
    if (cell !== null && composing) cell.dataset['composing'] = context.text;
    else begin();
  };
  const onStart = () => {
    composing = true;
  };
  const onEnd = () => {
    composing = false;
    begin();
  };
  context.addEventListener('compositionstart', onStart);
  context.addEventListener('textupdate', onText);
  context.addEventListener('compositionend', onEnd);
  root.addEventListener('focusin', onFocus);
  root.addEventListener('focusout', leave);
  return () => {
    root.removeEventListener('focusin', onFocus);
    root.removeEventListener('focusout', leave);
    leave();
  };
}

function isEditable(api: OpportunityGridApi | null, cell: HTMLElement): boolean {
  const place = placeOf(cell);
  const node = place === null ? undefined : api?.getDisplayedRowAtIndex(place.row);
  if (place === null || node === undefined || cell.classList.contains('ag-cell-inline-editing')) {
    return false;
  }
  return api?.getColumn(place.columnId)?.isCellEditable(node) ?? false;
}

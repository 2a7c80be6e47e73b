import { matchKeybindingPress, parseKeybinding } from 'tinykeys';
import { GRID_KEYS } from '../../app/commands/table';

/** What the sheet carries out itself; the other keys of the table are the grid's, the browser's or the page's. */
const SHEET_KEYS = [
  'grid.extend',
  'grid.extendToEdge',
  'grid.selectRow',
  'grid.selectAll',
  'grid.fillDown',
  'grid.fillRight',
  'grid.today',
  'grid.clear',
  'grid.bulkEdit',
  'grid.deleteRows',
  'grid.list',
] as const satisfies readonly (typeof GRID_KEYS)[number]['id'][];

type SheetKey = (typeof SHEET_KEYS)[number];

const presses = SHEET_KEYS.flatMap((id) => {
  const row = GRID_KEYS.find((one) => one.id === id);
  return (row?.keys ?? []).flatMap((key) => parseKeybinding(key).map((press) => ({ id, press })));
});

/** What a key press on a cell means for the sheet; null when it is not the sheet's, or the input method's. */
export function sheetKeyOf(event: KeyboardEvent): SheetKey | null {
  if (event.isComposing || event.key === 'Process') return null;
  return presses.find(({ press }) => matchKeybindingPress(event, press))?.id ?? null;
}

/** Whether a key press on a cell would open its field: F2, a text, an input method. Keys of the page are not that. */
export function opensField({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (key === 'F2' || key === 'Process') return true;
  if (ctrlKey || metaKey || altKey || ['/', '／', '?', '？'].includes(key)) return false;
  return [...key].length === 1 && key.trim() !== '';
}

/** The key of a sheet action in tinykeys notation. */
export function bindingOf(id: SheetKey): string {
  return GRID_KEYS.find((one) => one.id === id)?.keys[0] ?? '';
}

import type { CallName } from '#shared/contract';

/** Where a command belongs in the palette and the cheat sheet. */
export const COMMAND_GROUPS = [
  'go',
  'edit',
  'room',
  'pipeline',
  'sandbox',
  'composer',
  'app',
] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

interface CommandRow {
  readonly id: string;
  readonly group: CommandGroup;
  /** tinykeys notation; letters by position (`KeyK`), so that an IME does not break them. `$mod` = Ctrl or ⌘. */
  readonly keys: readonly string[];
  /** Character keys alone: can be switched off in the settings (WCAG 2.1.4). */
  readonly singleKeys?: readonly string[];
  /** Commands of one series stand as one line in the cheat sheet, whose text is `commands:<series>`. */
  readonly series?: 'view.openSome';
  /** What it ends in: who may not do that is not offered it. */
  readonly call?: CallName;
  /** Also while typing in a field or inside a dialog. */
  readonly anywhere?: boolean;
}

/**
 * Every command: one table for palette, cheat sheet, key bindings, tooltips and the native menu.
 * Its text is `commands:<id>`. It can be run while somebody handles it (`useCommandHandler`).
 */
export const COMMANDS = [
  { id: 'go.home', group: 'go', keys: [], singleKeys: ['KeyG KeyH'] },
  { id: 'go.pipeline', group: 'go', keys: [], singleKeys: ['KeyG KeyP'] },
  { id: 'go.grid', group: 'go', keys: [], singleKeys: ['KeyG KeyD'] },
  { id: 'go.board', group: 'go', keys: [], singleKeys: ['KeyG KeyK'] },
  { id: 'go.sandbox', group: 'go', keys: [], singleKeys: ['KeyG KeyS'] },
  { id: 'go.composer', group: 'go', keys: [], singleKeys: ['KeyG KeyC'] },
  { id: 'go.exports', group: 'go', keys: [] },
  { id: 'go.content', group: 'go', keys: [], singleKeys: ['KeyG KeyL'] },
  { id: 'go.verify', group: 'go', keys: [], singleKeys: ['KeyG KeyV'] },
  { id: 'go.settings', group: 'go', keys: ['$mod+Comma'], anywhere: true },
  { id: 'go.history', group: 'go', keys: [] },
  { id: 'go.rights', group: 'go', keys: [] },
  { id: 'go.about', group: 'go', keys: [] },
  { id: 'history.undo', group: 'edit', keys: ['$mod+KeyZ'] },
  { id: 'history.redo', group: 'edit', keys: ['$mod+KeyY', '$mod+Shift+KeyZ'] },
  { id: 'room.create', group: 'room', keys: ['$mod+KeyN'], singleKeys: ['KeyC'] },
  { id: 'room.search', group: 'room', keys: ['$mod+KeyF'], singleKeys: ['Slash'] },
  { id: 'room.save', group: 'room', keys: ['$mod+KeyS'], anywhere: true },
  { id: 'room.submit', group: 'room', keys: ['$mod+Enter'], anywhere: true },
  { id: 'pipeline.import', group: 'pipeline', keys: [], call: 'import.run' },
  { id: 'pipeline.imports', group: 'pipeline', keys: [], call: 'import.list' },
  { id: 'pipeline.duplicates', group: 'pipeline', keys: [], call: 'account.findDuplicates' },
  { id: 'pipeline.openAccount', group: 'pipeline', keys: ['$mod+Shift+KeyO'] },
  { id: 'pipeline.export', group: 'pipeline', keys: [], call: 'pipeline.exportView' },
  { id: 'pipeline.rules', group: 'pipeline', keys: [] },
  { id: 'pipeline.approvals', group: 'pipeline', keys: [] },
  { id: 'pipeline.exportCsv', group: 'pipeline', keys: [], call: 'pipeline.exportView' },
  { id: 'view.choose', group: 'pipeline', keys: [] },
  { id: 'view.saveAs', group: 'pipeline', keys: [] },
  { id: 'view.columns', group: 'pipeline', keys: [] },
  { id: 'view.group', group: 'pipeline', keys: [] },
  { id: 'view.open1', group: 'pipeline', keys: ['$mod+Digit1'], series: 'view.openSome' },
  { id: 'view.open2', group: 'pipeline', keys: ['$mod+Digit2'], series: 'view.openSome' },
  { id: 'view.open3', group: 'pipeline', keys: ['$mod+Digit3'], series: 'view.openSome' },
  { id: 'view.open4', group: 'pipeline', keys: ['$mod+Digit4'], series: 'view.openSome' },
  { id: 'view.open5', group: 'pipeline', keys: ['$mod+Digit5'], series: 'view.openSome' },
  { id: 'view.open6', group: 'pipeline', keys: ['$mod+Digit6'], series: 'view.openSome' },
  { id: 'view.open7', group: 'pipeline', keys: ['$mod+Digit7'], series: 'view.openSome' },
  { id: 'view.open8', group: 'pipeline', keys: ['$mod+Digit8'], series: 'view.openSome' },
  { id: 'view.open9', group: 'pipeline', keys: ['$mod+Digit9'], series: 'view.openSome' },
  { id: 'sandbox.run', group: 'sandbox', keys: [], call: 'sandbox.run' },
  { id: 'sandbox.cancel', group: 'sandbox', keys: [] },
  { id: 'sandbox.streams', group: 'sandbox', keys: [] },
  { id: 'composer.export', group: 'composer', keys: [], call: 'composer.export' },
  { id: 'app.palette', group: 'app', keys: ['$mod+KeyK'], anywhere: true },
  { id: 'app.cheatSheet', group: 'app', keys: ['F1'], singleKeys: ['Shift+Slash'] },
  { id: 'app.toggleTheme', group: 'app', keys: [] },
  { id: 'app.switchLanguage', group: 'app', keys: [] },
  { id: 'rights.leave', group: 'app', keys: ['F8'], anywhere: true },
  { id: 'workspace.backup', group: 'app', keys: [], call: 'workspace.backup' },
  { id: 'workspace.close', group: 'app', keys: [] },
] as const satisfies readonly CommandRow[];

/**
 * Keys of the grid itself: they belong to the cell that has the focus and run no command, but are told with the rest.
 * What the sheet carries out is bound from here, too (`kit/grid/grid-keys.ts`).
 */
export const GRID_KEYS = [
  { id: 'grid.move', keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] },
  { id: 'grid.page', keys: ['PageUp', 'PageDown'] },
  { id: 'grid.edge', keys: ['Home', 'End'] },
  { id: 'grid.edit', keys: ['Enter', 'F2'] },
  { id: 'grid.editName', keys: ['KeyE'] },
  { id: 'grid.commit', keys: ['Enter', 'Tab'] },
  { id: 'grid.revert', keys: ['Escape'] },
  { id: 'grid.today', keys: ['$mod+Semicolon'] },
  { id: 'grid.list', keys: ['Alt+ArrowDown'] },
  {
    id: 'grid.extend',
    keys: ['Shift+ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowLeft', 'Shift+ArrowRight'],
  },
  {
    id: 'grid.extendToEdge',
    keys: [
      '$mod+Shift+ArrowUp',
      '$mod+Shift+ArrowDown',
      '$mod+Shift+ArrowLeft',
      '$mod+Shift+ArrowRight',
    ],
  },
  { id: 'grid.selectRow', keys: ['Shift+Space'] },
  { id: 'grid.selectAll', keys: ['$mod+KeyA'] },
  { id: 'grid.copy', keys: ['$mod+KeyC'] },
  { id: 'grid.paste', keys: ['$mod+KeyV'] },
  { id: 'grid.fillDown', keys: ['$mod+KeyD'] },
  { id: 'grid.fillRight', keys: ['$mod+KeyR'] },
  { id: 'grid.clear', keys: ['Delete'] },
  { id: 'grid.bulkEdit', keys: ['$mod+KeyE'] },
  { id: 'grid.deleteRows', keys: ['$mod+Delete'] },
  { id: 'grid.filter', keys: ['Alt+ArrowDown'] },
  { id: 'grid.panel', keys: ['Space'] },
  { id: 'grid.neighbour', keys: ['$mod+ArrowUp', '$mod+ArrowDown'] },
  { id: 'grid.closePanel', keys: ['Escape'] },
] as const;

export type CommandId = (typeof COMMANDS)[number]['id'];
export type Command = CommandRow & { readonly id: CommandId };

const rows: readonly Command[] = COMMANDS;
const byId = new Map<string, Command>(rows.map((row) => [row.id, row]));

/** All commands in table order. */
export function allCommands(): readonly Command[] {
  return rows;
}

/** The command of an id from outside (native menu); undefined when there is none. */
export function commandById(id: string): Command | undefined {
  return byId.get(id);
}

import { create } from 'zustand';
import type { GridField } from '#shared/pipeline/model';
import type { SheetEdit, SheetPlan } from '#shared/pipeline/sheet/model';
import type { Block, Selection, Span } from '#shared/pipeline/sheet/selection';

/** An edit whose plan waits for a person's yes. */
export interface PendingEdit {
  readonly kind: 'paste' | 'fill' | 'clear' | 'bulk';
  readonly edit: SheetEdit;
  readonly plan: SheetPlan;
  /** Selected or pasted columns that cannot be written. */
  readonly readOnly: readonly GridField[];
  /** Rows of the clipboard for which there was no row. */
  readonly cutRows: number;
}

interface SheetStore {
  /** Null until a cell has had the focus. */
  readonly selection: Selection | null;
  /** The columns of the view from the left, as they were when the selection was made. */
  readonly fields: readonly GridField[];
  /** Whether the corner of the selection can be dragged to fill. */
  readonly handle: boolean;
  /** Where a fill would go while the handle is dragged. */
  readonly ghost: Block | null;
  readonly pending: PendingEdit | null;
  /** Rows for which the form of the bulk edit is open. */
  readonly bulkRows: readonly Span[] | null;
  /** Number of cells copied last, until the selection changes. */
  readonly copied: number | null;
  select(selection: Selection | null, fields: readonly GridField[]): void;
  offerHandle(handle: boolean): void;
  setGhost(ghost: Block | null): void;
  ask(pending: PendingEdit | null): void;
  openBulk(rows: readonly Span[] | null): void;
  sayCopied(cells: number): void;
}

/** What is selected in the grid of this window, and what is being asked about it. */
export const useSheetStore = create<SheetStore>((set) => ({
  selection: null,
  fields: [],
  handle: true,
  ghost: null,
  pending: null,
  bulkRows: null,
  copied: null,
  select: (selection, fields) => set({ selection, fields, copied: null }),
  offerHandle: (handle) => set({ handle }),
  setGhost: (ghost) => set({ ghost }),
  ask: (pending) => set({ pending }),
  openBulk: (bulkRows) => set({ bulkRows }),
  sayCopied: (copied) => set({ copied }),
}));

/**
 * The places between two writes at which a process can die. Tests enumerate this list and kill at each; a new write
 * gets its name here first.
 */
export const WRITE_POINTS = [
  'transaction.begun',
  'transaction.rows',
  'transaction.logged',
  'journal.written',
  'journal.synced',
  'transaction.committed',
  'bulk.batch',
  'outbox.body',
  'undo.marked',
  'checkpoint.begun',
  'checkpoint.done',
  'migration.run',
  'migration.committed',
  'backup.begun',
  'backup.copied',
  'backup.checked',
  'backup.named',
  'backup.pruned',
  'durable.synced',
  'durable.renamed',
  'journal.started',
  'journal.trimmed',
  'replay.frame',
  'replay.done',
  'restore.copied',
  'restore.aside',
  'restore.placed',
  'salvage.copied',
  'file.written',
  'file.renamed',
  'export.staged',
  'export.named',
] as const;
export type WritePoint = (typeof WRITE_POINTS)[number];

let watcher: ((point: WritePoint) => void) | null = null;

/** Marks a place between two writes. Costs one comparison: in the product nobody watches. */
export function reached(point: WritePoint): void {
  watcher?.(point);
}

/** Lets a test die, or throw, at a point. Never called by the product. */
export function watchWritePoints(watch: ((point: WritePoint) => void) | null): void {
  watcher = watch;
}

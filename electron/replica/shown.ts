import type { Cell } from '#shared/pipeline/model';
import type { ReadTx } from './transaction';

/** A cell that was read as it is, such as those of the change log, as this person is shown it. */
export function shownCell(tx: ReadTx, entity: string, column: string, value: Cell): Cell {
  const veil = tx.scope?.veil;
  return veil ? veil.cell(entity, column, value) : value;
}

/** A free text that was read as it is, as this person is shown it. */
export function shownText<T extends string | null>(tx: ReadTx, value: T): T | string {
  const veil = tx.scope?.veil;
  return veil && value !== null ? veil.text(value) : value;
}

import type { ReadTx } from '#electron/replica/transaction';

/** Chinese names of all contacts: in a text they are names of persons wherever they stand. */
export function contactNames(tx: ReadTx): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of tx.iterate<{ name: string }>(
    'SELECT DISTINCT name FROM main.contact WHERE deleted_at IS NULL',
  )) {
    if (/^[\u4e00-\u9fff]{2,4}$/.test(name)) names.add(name);
  }
  return names;
}

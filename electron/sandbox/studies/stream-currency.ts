import type { ReadTx } from '#electron/replica/transaction';

/** ISO 4217 of the amounts that were loaded last. */
export function streamCurrency(tx: ReadTx): string {
  const loads = tx.get<{ currency: string }>(
    `SELECT currency FROM stream_load WHERE stream IN ('storeSales', 'priceCalendar', 'unitCost')
     ORDER BY loaded_at DESC, id DESC LIMIT 1`,
  );
  return loads?.currency ?? 'CNY';
}

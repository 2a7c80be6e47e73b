import { shownText } from '#electron/replica/shown';
import { ensureSigningKey, ownPublicKeys } from '#electron/replica/signing';
import type { Command, Query, ReadTx } from '#electron/replica/transaction';
import {
  type ExportFormat,
  type ExportReceipt,
  type LedgerPage,
  type LedgerQuestion,
  type Provenance,
  provenanceSchema,
} from '#shared/composer/model';
import { pixelIdOf, traceCodeOfId } from '#shared/composer/trace-mark';
import { revocations } from './keys';
import type { Knowledge } from './verify-file';

interface RegisterRow {
  readonly export_id: string;
  readonly trace_code: string;
  readonly file_name: string;
  readonly pages: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly exported_at: number;
  readonly recipient: string;
  readonly title: string;
}

/** What was exported, newest first; of one document, or of all when `documentId` is null. */
export const exportsOf: Query<
  { documentId: string | null },
  (ExportReceipt & { recipient: string; title: string })[]
> = (tx, { documentId }) =>
  tx
    .all<RegisterRow>(
      `SELECT export_id, trace_code, file_name, pages, bytes, sha256, exported_at, recipient,
          provenance ->> 'title' AS title
        FROM export_register WHERE ?1 IS NULL OR document_id = ?1
        ORDER BY exported_at DESC, export_id LIMIT 1000`,
      [documentId],
    )
    .map((row) => ({
      exportId: row.export_id,
      traceCode: row.trace_code,
      fileName: row.file_name,
      pages: row.pages,
      bytes: row.bytes,
      sha256: row.sha256,
      exportedAt: row.exported_at,
      recipient: shownText(tx, row.recipient),
      title: shownText(tx, row.title),
    }));

interface LedgerRow extends RegisterRow {
  readonly actor_name: string;
  readonly document_id: string;
  readonly document_version: number;
  readonly format: ExportFormat;
}

/** Entries a page of the ledger. */
const PAGE = 100;

/**
 * The ledger of exports within this person's reach, newest first. Every word of `search` must occur in the trace code, the
 * recipient, the title, the exporter or the file's name as this person is shown them; masked text is not searched.
 */
export const ledger: Query<LedgerQuestion, LedgerPage> = (tx, { search, from, to, offset }) => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const all = tx
    .all<LedgerRow>(
      `SELECT export_id, trace_code, document_id, document_version, file_name, pages, bytes, sha256, exported_at,
          recipient, actor_name, provenance ->> 'title' AS title,
          coalesce(provenance ->> 'format', 'pdf') AS format
        FROM export_register
        WHERE (?1 IS NULL OR exported_at >= ?1) AND (?2 IS NULL OR exported_at < ?2)
        ORDER BY exported_at DESC, export_id`,
      [from, to],
    )
    .map((row) => ({
      exportId: row.export_id,
      traceCode: row.trace_code,
      documentId: row.document_id,
      documentVersion: row.document_version,
      format: row.format,
      fileName: shownText(tx, row.file_name),
      pages: row.pages,
      bytes: row.bytes,
      sha256: row.sha256,
      exportedAt: row.exported_at,
      exportedBy: shownText(tx, row.actor_name),
      recipient: shownText(tx, row.recipient),
      title: shownText(tx, row.title),
    }))
    .filter((entry) => {
      const { traceCode, recipient, title, exportedBy, fileName } = entry;
      const text = [traceCode, recipient, title, exportedBy, fileName].join('\n').toLowerCase();
      return words.every((word) => text.includes(word));
    });
  return { total: all.length, entries: all.slice(offset, offset + PAGE) };
};

/** Writes an export into the register. Entries are never changed nor removed. */
export const register: Command<
  { receipt: ExportReceipt; provenance: Provenance },
  Record<string, never>
> = (tx, { receipt, provenance }) => {
  tx.runLocal(
    `INSERT INTO export_register (export_id, trace_code, document_id, document_version, recipient, actor_id,
        actor_name, exported_at, file_name, pages, bytes, sha256, provenance)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      receipt.exportId,
      receipt.traceCode,
      provenance.documentId,
      provenance.documentVersion,
      provenance.recipient,
      provenance.actor.id,
      provenance.actor.name,
      receipt.exportedAt,
      receipt.fileName,
      receipt.pages,
      receipt.bytes,
      receipt.sha256,
      JSON.stringify(provenance),
    ],
  );
  tx.describe(`${provenance.title} → ${provenance.recipient}`, { undoable: false });
  return {};
};

/** Makes this workspace's signing key when it has none yet. */
export const ensureKey: Command<null, Record<string, never>> = (tx) => {
  ensureSigningKey(tx);
  return {};
};

/** What this workspace knows when it verifies a file: its keys and its register. */
export function knowledgeOf(tx: ReadTx): Knowledge {
  return {
    ownKeys: ownPublicKeys(tx),
    isRegistered: (traceCode) =>
      tx.get('SELECT 1 FROM export_register WHERE trace_code = ?', [traceCode]) !== undefined,
    isRegisteredFile: (traceCode, sha256) =>
      tx.get('SELECT 1 FROM export_register WHERE trace_code = ? AND sha256 = ?', [
        traceCode,
        sha256,
      ]) !== undefined,
    revoked: revocations(tx),
    exportOf: (id) => {
      const row = tx.get<{ export_id: string; provenance: string }>(
        'SELECT export_id, provenance FROM export_register WHERE trace_code = ?',
        [traceCodeOfId(id)],
      );
      // The trace code has 60 bits; the mark in the picture has four more, and they must fit, too.
      if (row === undefined || pixelIdOf(row.export_id) !== id) return null;
      return provenanceSchema.parse(JSON.parse(row.provenance));
    },
  };
}

import type { Command } from '#electron/replica/transaction';
import type { ExportFormat, GridField, GridQuery } from '#shared/pipeline/model';

/** An export as the register keeps it. */
export interface RegisteredExport {
  readonly traceId: string;
  /** Epoch ms. */
  readonly at: number;
  readonly fileName: string;
  readonly format: ExportFormat;
  readonly query: GridQuery;
  /** Rows that were chosen by hand; null = the whole view. */
  readonly chosen: number | null;
  readonly fields: readonly GridField[];
  readonly rows: number;
}

/** Notes what left the laptop, so that the trace id in a file tells who wrote it, when and from which view. */
export const registerExport: Command<RegisteredExport, null> = (tx, entry) => {
  const { traceId, at, fileName, format, query, chosen, fields, rows } = entry;
  tx.runLocal(
    `INSERT INTO table_export (trace_id, pipeline_id, actor_name, exported_at, file_name, format, query, chosen,
        fields, row_count)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      traceId,
      query.pipelineId,
      tx.action.actorName,
      at,
      fileName,
      format,
      JSON.stringify(query),
      chosen,
      JSON.stringify(fields),
      rows,
    ],
  );
  return null;
};

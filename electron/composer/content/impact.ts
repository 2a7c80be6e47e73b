import { shownText } from '#electron/replica/shown';
import type { Query, ReadTx } from '#electron/replica/transaction';
import {
  citedSources,
  versionContentSchema,
  versionStateSchema,
} from '#shared/composer/content/block';
import type { Impact, ImpactOf } from '#shared/composer/content/impact';

interface CitingRow {
  readonly id: string;
  readonly blockId: string;
  readonly number: number;
  readonly state: string;
  readonly content: string;
}

const LIVE = `SELECT v.id, v.block_id AS blockId, v.number, v.state, v.content
  FROM content_version v WHERE v.deleted_at IS NULL`;

/** Versions that cite a source, those that stand in a draft among them. */
function citing(tx: ReadTx, sourceId: string): CitingRow[] {
  return tx
    .all<CitingRow>(`${LIVE} AND instr(v.content, ?) > 0 ORDER BY v.block_id, v.number`, [sourceId])
    .filter(({ content }) =>
      citedSources(versionContentSchema.parse(JSON.parse(content))).includes(sourceId),
    );
}

/**
 * What a source or a version touches: versions that cite it, documents in which they stand now, and exports that hold
 * them. All of it is to be looked at again once the source or version may not be used any more.
 */
export const impact: Query<ImpactOf, Impact> = (tx, { kind, id }) => {
  const rows = kind === 'source' ? citing(tx, id) : tx.all<CitingRow>(`${LIVE} AND v.id = ?`, [id]);
  const versionIds = rows.map((row) => row.id);
  const holds = (column: string): string =>
    versionIds.map(() => `instr(${column}, ?) > 0`).join(' OR ') || 'FALSE';
  return {
    blocks: rows.map(({ blockId, number, state, content }) => ({
      blockId,
      number,
      state: versionStateSchema.parse(state),
      title: versionContentSchema.parse(JSON.parse(content)).title,
    })),
    documents: tx
      .all<{ id: string; title: string }>(
        `SELECT id, title FROM document WHERE deleted_at IS NULL AND (${holds('content')})
          ORDER BY updated_at DESC, id`,
        versionIds,
      )
      .map((row) => ({ ...row, title: shownText(tx, row.title) })),
    exports: tx
      .all<Impact['exports'][number]>(
        `SELECT r.export_id AS exportId, r.trace_code AS traceCode, r.recipient,
            r.exported_at AS exportedAt, r.provenance ->> 'title' AS title
          FROM export_register r JOIN document_version v
            ON v.document_id = r.document_id AND v.version = r.document_version
          WHERE ${holds('v.content')} ORDER BY r.exported_at DESC, r.export_id`,
        versionIds,
      )
      .map((row) => ({
        ...row,
        title: shownText(tx, row.title),
        recipient: shownText(tx, row.recipient),
      })),
  };
};

import { countsOf } from '#electron/replica/history';
import type { Query } from '#electron/replica/transaction';
import type { ImportRun } from '#shared/pipeline/import-revert';

/** The imports of this workspace, newest first, with what is left of each. */
export const imports: Query<Record<string, never>, ImportRun[]> = (tx) =>
  tx
    .all<Omit<ImportRun, 'counts'> & { counts: string }>(
      `SELECT r.action_id AS actionId, r.kind, r.file_name AS fileName, r.at, a.actor_name AS actorName,
        r.rows, r.inserted, r.updated, r.unchanged, r.rejected, r.counts,
        CASE WHEN a.state = 'undone' THEN 'undone' WHEN last.kept IS NULL THEN 'whole'
          WHEN last.kept = 0 THEN 'reverted' ELSE 'partly' END AS state,
        CASE WHEN a.state = 'undone' THEN 0 ELSE coalesce(last.kept, 0) END AS kept
      FROM import_run r JOIN action a ON a.id = r.action_id
      LEFT JOIN (
        SELECT v.import_id, v.kept, max(b.seq) FROM import_revert v JOIN action b ON b.id = v.action_id
          WHERE b.state <> 'undone' GROUP BY v.import_id
      ) last ON last.import_id = r.action_id
      ORDER BY a.seq DESC`,
    )
    .map((run) => ({ ...run, counts: countsOf(run.counts) }));

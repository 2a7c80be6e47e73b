import type { Command, Query } from '#electron/replica/transaction';

/** Who and what this replica is. */
export interface WorkspaceRow {
  readonly id: string;
  readonly name: string;
  readonly kind: 'demo' | 'own';
  readonly userId: string;
  readonly userName: string;
  /** The day that "today" is; null = the real one. */
  readonly asOfDay: string | null;
}

const SELECT = `SELECT id, name, kind, user_id AS userId, user_name AS userName, as_of_day AS asOfDay
  FROM workspace LIMIT 1`;

/** The workspace's own row; null while it has not been completed. */
const describe: Query<null, WorkspaceRow | null> = (tx) => tx.get<WorkspaceRow>(SELECT) ?? null;

/** Written last when a workspace is made: a replica without it is not complete. */
const complete: Command<WorkspaceRow, null> = (tx, row) => {
  tx.runLocal(
    `INSERT INTO workspace (id, name, kind, user_id, user_name, as_of_day, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [row.id, row.name, row.kind, row.userId, row.userName, row.asOfDay, tx.now()],
  );
  tx.sealHistory();
  return null;
};

export const workspaceQueries = { 'workspace.describe': describe };
export const workspaceCommands = { 'workspace.complete': complete };

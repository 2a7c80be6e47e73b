import type { Command, Query, ReadTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import {
  type GridViewState,
  gridViewStateSchema,
  readViewState,
  type SavedView,
} from '#shared/pipeline/grid-view';

interface StoredView {
  readonly id: string;
  readonly pipelineId: string;
  readonly name: string;
  readonly state: string;
  readonly version: number;
}

const SHARED = `SELECT id, pipeline_id AS pipelineId, name, state, version FROM view
  WHERE deleted_at IS NULL`;
const PRIVATE = `SELECT id, pipeline_id AS pipelineId, name, state, 0 AS version FROM private_view
  WHERE TRUE`;

/** Saved views of a pipeline (null = of all), private ones first, each kind in the order in which they were made. */
export const views: Query<{ pipelineId: string | null }, SavedView[]> = (tx, { pipelineId }) => {
  const read = (sql: string) =>
    tx.all<StoredView>(`${sql} AND pipeline_id = coalesce(?, pipeline_id) ORDER BY rowid`, [
      pipelineId,
    ]);
  return [
    ...read(PRIVATE).flatMap((row) => viewOf(row, false)),
    ...read(SHARED).flatMap((row) => viewOf(row, true)),
  ];
};

/** A view that a later version wrote is left alone and not offered. */
function viewOf({ state, ...row }: StoredView, shared: boolean): SavedView[] {
  const read = readViewState(state);
  return read === null ? [] : [{ ...row, shared, state: read }];
}

export interface SaveViewInput {
  /** Null = a new one. An id that is not there is made again: a deleted private view comes back that way. */
  readonly id: string | null;
  readonly pipelineId: string;
  readonly name: string;
  readonly shared: boolean;
  readonly state: GridViewState;
}

/** Keeps a view under its name. Shared ones are synced, have a history and can be undone. @throws SandtableError NOT_FOUND */
export const saveView: Command<SaveViewInput, SavedView> = (tx, input) => {
  const { pipelineId, name, shared } = input;
  const state = gridViewStateSchema.parse(input.state);
  const text = JSON.stringify(state);
  const id = input.id ?? tx.newId();
  if (!shared) {
    tx.runLocal(
      `INSERT INTO private_view (id, pipeline_id, name, state) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (id) DO UPDATE SET name = ?3, state = ?4`,
      [id, pipelineId, name, text],
    );
    return { id, pipelineId, name, shared, state, version: 0 };
  }
  if (input.id === null) tx.insert('view', { id, pipeline_id: pipelineId, name, state: text });
  else tx.update('view', id, { name, state: text });
  tx.describe(name);
  return { id, pipelineId, name, shared, state, version: sharedView(tx, id).version };
};

/** Deletes a view; of a shared one a tombstone stays, so that undo brings it back. @throws SandtableError NOT_FOUND */
export const removeView: Command<{ id: string }, Record<string, never>> = (tx, { id }) => {
  if (tx.runLocal('DELETE FROM private_view WHERE id = ?', [id]) > 0) return {};
  const { name } = sharedView(tx, id);
  tx.remove('view', id);
  tx.describe(name);
  return {};
};

function sharedView(tx: ReadTx, id: string): StoredView {
  const row = tx.get<StoredView>(`${SHARED} AND id = ?`, [id]);
  if (!row) throw new SandtableError('NOT_FOUND', 'no such view', { id });
  return row;
}

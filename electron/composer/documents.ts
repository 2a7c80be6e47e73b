import { shownText } from '#electron/replica/shown';
import { canonicalJson } from '#electron/replica/signing';
import type { Command, Query, ReadTx, WriteTx } from '#electron/replica/transaction';
import { documentContentSchema, templateIdSchema } from '#shared/composer/model';
import type {
  ComposedDocument,
  DocumentContent,
  DocumentSummary,
  DocumentVersion,
} from '#shared/composer/model';
import { mapTexts } from '#shared/composer/texts-of';
import { putBack } from '#shared/composer/unmask';
import { SandtableError } from '#shared/errors';

interface DocumentRow {
  readonly id: string;
  readonly title: string;
  readonly template_id: string;
  readonly content: string;
  readonly doc_version: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly updated_by: string;
}

interface VersionRow {
  readonly version: number;
  readonly content: string;
  readonly label: string | null;
  readonly at: number;
  readonly actor_name: string;
}

const COLUMNS = 'id, title, template_id, content, doc_version, created_at, updated_at, updated_by';

/** Automatic saves of one person within this time are one version: a list of every pause helps nobody. */
const COLLAPSE_MS = 10 * 60_000;

const parseContent = (json: string): DocumentContent =>
  documentContentSchema.parse(JSON.parse(json));

function toSummary(tx: ReadTx, row: DocumentRow): DocumentSummary {
  return {
    id: row.id,
    title: shownText(tx, row.title),
    templateId: templateIdSchema.parse(row.template_id),
    version: row.doc_version,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

function rowOf(tx: ReadTx, id: string): DocumentRow {
  const row = tx.get<DocumentRow>(
    `SELECT ${COLUMNS} FROM document WHERE id = ? AND deleted_at IS NULL`,
    [id],
  );
  if (!row) throw new SandtableError('NOT_FOUND', 'no such document');
  return row;
}

/** A content as this person is shown it, on the page and in the file that is made of it. */
const shownContent = (tx: ReadTx, json: string): DocumentContent =>
  mapTexts(parseContent(json), (text) => shownText(tx, text));

const toDocument = (tx: ReadTx, row: DocumentRow): ComposedDocument => ({
  ...toSummary(tx, row),
  content: shownContent(tx, row.content),
  createdAt: row.created_at,
});

/** All documents, last changed first. */
export const list: Query<unknown, DocumentSummary[]> = (tx) =>
  tx
    .all<DocumentRow>(
      `SELECT ${COLUMNS} FROM document WHERE deleted_at IS NULL ORDER BY updated_at DESC, id`,
    )
    .map((row) => toSummary(tx, row));

/** One document as it stands. @throws SandtableError NOT_FOUND */
export const get: Query<{ id: string }, ComposedDocument> = (tx, { id }) =>
  toDocument(tx, rowOf(tx, id));

/** A new document, version 1. */
export const create: Command<
  { templateId: DocumentSummary['templateId']; content: DocumentContent },
  ComposedDocument
> = (tx, { templateId, content }) => {
  const id = tx.newId();
  const at = tx.now();
  const json = canonicalJson(content);
  tx.insert('document', {
    id,
    title: content.title,
    template_id: templateId,
    language: content.language,
    content: json,
    doc_version: 1,
    created_at: at,
    updated_at: at,
    updated_by: tx.action.actorName,
  });
  addVersion(tx, id, 1, json, null, at);
  tx.describe(content.title);
  return get(tx, { id });
};

/**
 * Keeps what a person typed. A new version only when something differs; version numbers always grow, so that a save
 * made from an older one is noticed. An automatic save replaces the automatic version before it when that one is the
 * same person's, younger than ten minutes and was not exported. What the person sees masked is put back as it was.
 * @throws SandtableError NOT_FOUND, CONFLICT_VERSION; MASKED_VALUE when a mask may mean several things
 */
export const save: Command<
  { id: string; version: number; content: DocumentContent; label: string | null },
  DocumentSummary
> = (tx, { id, version, content: given, label }) => {
  const row = rowOf(tx, id);
  if (row.doc_version !== version) {
    throw new SandtableError('CONFLICT_VERSION', 'the document was changed meanwhile', {
      expected: version,
      actual: row.doc_version,
    });
  }
  const content = wholeContent(tx, row, given);
  const json = canonicalJson(content);
  if (json === row.content) {
    if (label !== null) nameVersion(tx, id, version, label);
    return toSummary(tx, row);
  }
  const next = Math.max(version, newestVersion(tx, id)) + 1;
  const at = tx.now();
  tx.update('document', id, {
    title: content.title,
    language: content.language,
    content: json,
    doc_version: next,
    updated_at: at,
    updated_by: tx.action.actorName,
  });
  if (label === null) dropAutosave(tx, id, version, at);
  addVersion(tx, id, next, json, label, at);
  // The editor has its own undo; the workspace's history would drown in automatic saves.
  tx.describe(content.title, { undoable: false });
  return toSummary(tx, rowOf(tx, id));
};

/** What a person gave back of a document that is shown masked to that person, with what the masks stand for. */
function wholeContent(tx: ReadTx, row: DocumentRow, given: DocumentContent): DocumentContent {
  const veil = tx.scope?.veil;
  if (!veil) return given;
  const whole = putBack(parseContent(row.content), given, (text) => veil.hidden(text));
  if (whole !== null) return whole;
  throw new SandtableError('MASKED_VALUE', 'a mask may mean several things', {
    entity: 'document',
    id: row.id,
    column: 'content',
  });
}

/** After an undo the row may stand below versions that were already given out. */
function newestVersion(tx: ReadTx, id: string): number {
  const row = tx.get<{ newest: number | null }>(
    'SELECT max(version) AS newest FROM document_version WHERE document_id = ?',
    [id],
  );
  return row?.newest ?? 0;
}

function addVersion(
  tx: WriteTx,
  id: string,
  version: number,
  json: string,
  label: string | null,
  at: number,
): void {
  tx.runLocal(
    `INSERT INTO document_version (document_id, version, content, label, at, actor_name)
      VALUES (?, ?, ?, ?, ?, ?)`,
    [id, version, json, label, at, tx.action.actorName],
  );
}

function nameVersion(tx: WriteTx, id: string, version: number, label: string): void {
  tx.runLocal('UPDATE document_version SET label = ? WHERE document_id = ? AND version = ?', [
    label,
    id,
    version,
  ]);
}

/** Version 1 stays whatever happens: it is the template as it was filled. */
function dropAutosave(tx: WriteTx, id: string, version: number, at: number): void {
  tx.runLocal(
    `DELETE FROM document_version
      WHERE document_id = ?1 AND version = ?2 AND version > 1 AND label IS NULL
        AND actor_name = ?3 AND at > ?4
        AND NOT EXISTS (SELECT 1 FROM export_register
          WHERE document_id = ?1 AND document_version = ?2)`,
    [id, version, tx.action.actorName, at - COLLAPSE_MS],
  );
}

/** The kept versions, newest first. @throws SandtableError NOT_FOUND */
export const versions: Query<{ id: string }, DocumentVersion[]> = (tx, { id }) => {
  rowOf(tx, id);
  return tx
    .all<VersionRow>(
      `SELECT version, content, label, at, actor_name FROM document_version
        WHERE document_id = ? ORDER BY version DESC`,
      [id],
    )
    .map((row) => {
      const content = parseContent(row.content);
      return {
        version: row.version,
        at: row.at,
        actorName: row.actor_name,
        label: row.label,
        title: shownText(tx, content.title),
        blockCount: content.blocks.length,
      };
    });
};

/** The content of one version. @throws SandtableError NOT_FOUND */
export const version: Query<{ id: string; version: number }, DocumentContent> = (tx, input) => {
  const present = rowOf(tx, input.id);
  if (present.doc_version === input.version) return shownContent(tx, present.content);
  const row = tx.get<{ content: string }>(
    'SELECT content FROM document_version WHERE document_id = ? AND version = ?',
    [input.id, input.version],
  );
  if (!row) throw new SandtableError('NOT_FOUND', 'no such version');
  return shownContent(tx, row.content);
};

/** Removes a document by tombstone; its versions and what was exported stay. @throws SandtableError NOT_FOUND */
export const remove: Command<{ id: string }, Record<string, never>> = (tx, { id }) => {
  const { title } = rowOf(tx, id);
  tx.remove('document', id);
  tx.describe(title);
  return {};
};

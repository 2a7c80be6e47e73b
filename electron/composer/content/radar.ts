import { shownText } from '#electron/replica/shown';
import type { Query, ReadTx } from '#electron/replica/transaction';
import type { ContentVersion } from '#shared/composer/content/block';
import {
  type Contradiction,
  contradictions,
  type Statement,
  supersededStatements,
} from '#shared/composer/content/contradictions';
import { type DocumentContent, documentContentSchema } from '#shared/composer/model';
import { SandtableError } from '#shared/errors';
import { releasedOf, versionsOf } from './blocks';

interface StoredDocument {
  readonly id: string;
  readonly title: string;
  readonly content: string;
}

const parse = (json: string): DocumentContent => documentContentSchema.parse(JSON.parse(json));

/** Ids of the versions that a document refers to, in its order. */
export const reviewedIn = ({ blocks }: DocumentContent): string[] =>
  blocks.flatMap((block) => (block.kind === 'reviewed' ? [block.versionId] : []));

function statementsOf(
  tx: ReadTx,
  { id, title, content }: StoredDocument,
  today: string,
): { readonly statements: Statement[]; readonly versions: ContentVersion[] } {
  const versions = versionsOf(tx, reviewedIn(parse(content)), today);
  const documentTitle = shownText(tx, title);
  return { versions, statements: versions.flatMap((one) => stated(one, { id, documentTitle })) };
}

function stated(
  { id, content }: ContentVersion,
  document: { readonly id: string; readonly documentTitle: string },
): Statement[] {
  return content.facts.map((fact) => ({
    fact,
    place: {
      documentId: document.id,
      documentTitle: document.documentTitle,
      versionId: id,
      blockTitle: content.title,
    },
  }));
}

/**
 * Where a document contradicts itself, other documents of the same customer as they are now or as they were exported last,
 * or the newer version of a block that it refers to.
 * @throws SandtableError NOT_FOUND
 */
export const radar: Query<{ id: string; today: string }, Contradiction[]> = (tx, { id, today }) => {
  const document = tx.get<StoredDocument>(
    'SELECT id, title, content FROM document WHERE id = ? AND deleted_at IS NULL',
    [id],
  );
  if (document === undefined) throw new SandtableError('NOT_FOUND', 'no such document');
  const own = statementsOf(tx, document, today);
  const newer = new Map(
    own.versions.flatMap((version) => {
      const released = releasedOf(tx, version.blockId, today);
      if (released === undefined || released.id === version.id) return [];
      const place = { id: document.id, documentTitle: document.title };
      return [[version.id, stated(released, place)] as const];
    }),
  );
  const { accountId } = parse(document.content);
  const others = accountId ? ofAccount(tx, accountId, id) : [];
  const elsewhere = others.flatMap((other) => statementsOf(tx, other, today).statements);
  return [
    ...contradictions(own.statements, once(elsewhere)),
    ...supersededStatements(own.statements, newer),
  ];
};

/** What a customer was or is to be given besides: each document as it is, and as it was exported last. */
function ofAccount(tx: ReadTx, accountId: string, except: string): StoredDocument[] {
  return tx.all<StoredDocument>(
    `SELECT id, title, content FROM document
        WHERE deleted_at IS NULL AND id <> ?1 AND content ->> 'accountId' = ?2
      UNION
      SELECT v.document_id AS id, v.content ->> 'title' AS title, v.content
        FROM document_version v
        WHERE v.document_id <> ?1 AND v.content ->> 'accountId' = ?2 AND v.version = (
          SELECT max(r.document_version) FROM export_register r WHERE r.document_id = v.document_id)
      ORDER BY id, title`,
    [except, accountId],
  );
}

/** The same fact of the same document is told once, however many of its versions state it. */
function once(statements: readonly Statement[]): Statement[] {
  const known = new Map(
    statements.map((one) => [`${one.place.documentId} ${one.place.versionId} ${one.fact.id}`, one]),
  );
  return [...known.values()];
}

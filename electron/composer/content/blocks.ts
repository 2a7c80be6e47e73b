import { canonicalJson } from '#electron/replica/signing';
import type { Command, Query, ReadTx, WriteTx } from '#electron/replica/transaction';
import {
  type BlockSummary,
  citedSources,
  type ContentBlock,
  type ContentGap,
  contentGaps,
  type ContentKind,
  contentKindSchema,
  type ContentNote,
  type ContentVersion,
  type Move,
  nextVersionState,
  noteSchema,
  REASONED_MOVES,
  VERIFY_MONTHS,
  type VersionAct,
  type VersionContent,
  versionContentSchema,
  type VersionFlag,
  type VersionState,
  versionStateSchema,
} from '#shared/composer/content/block';
import { monthsLater } from '#shared/composer/content/months';
import { plain } from '#shared/composer/content/printed';
import { contentRefusal } from '#shared/composer/content/shown';
import { indexWords, searchQuery } from '#shared/composer/content/words';
import { SandtableError } from '#shared/errors';
import type { Language } from '#shared/workspace/model';
import { sources, sourceOf } from './sources';

interface VersionRow {
  readonly id: string;
  readonly block_id: string;
  readonly number: number;
  readonly state: string;
  readonly content: string;
  readonly author: string;
  readonly updated_at: number;
  readonly decided_by: string | null;
  readonly decided_at: number | null;
  readonly verify_by: string | null;
  readonly version: number;
  readonly kind: string;
  readonly language: string;
  readonly owner_id: string | null;
}

/** A day as ISO date decides what has expired. */
interface OnDay {
  readonly today: string;
}

const VERSIONS = `SELECT v.*, b.kind, b.language, b.owner_id
  FROM content_version v JOIN content_block b ON b.id = v.block_id AND b.deleted_at IS NULL
  WHERE v.deleted_at IS NULL`;

const parse = (json: string): VersionContent => versionContentSchema.parse(JSON.parse(json));
const languageOf = (text: string): Language => (text === 'en' ? 'en' : 'zh-CN');

/** What is wrong with versions although nobody changed them, on a day. */
class Flags {
  readonly #status: ReadonlyMap<string, string>;
  readonly #today: string;

  constructor(tx: ReadTx, today: string) {
    this.#status = new Map(sources(tx, { today }).map(({ id, status }) => [id, status]));
    this.#today = today;
  }

  /** Drafts have none: they are looked at when they are submitted. */
  of(state: VersionState, content: VersionContent, verifyBy: string | null): VersionFlag[] {
    if (state !== 'released' && state !== 'superseded') return [];
    const status = citedSources(content).map((id) => this.#status.get(id) ?? 'withdrawn');
    return [
      ...(status.some((one) => one !== 'admitted' && one !== 'expired')
        ? (['sourceGone'] as const)
        : []),
      ...(status.includes('expired') ? (['sourceExpired'] as const) : []),
      ...(verifyBy !== null && verifyBy < this.#today ? (['overdue'] as const) : []),
    ];
  }
}

function toVersion(row: VersionRow, flags: Flags): ContentVersion {
  const content = parse(row.content);
  const state = versionStateSchema.parse(row.state);
  return {
    id: row.id,
    version: row.version,
    blockId: row.block_id,
    number: row.number,
    kind: contentKindSchema.parse(row.kind),
    language: languageOf(row.language),
    state,
    content,
    author: row.author,
    updatedAt: row.updated_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    verifyBy: row.verify_by,
    flags: flags.of(state, content, row.verify_by),
  };
}

/**
 * Blocks by what was typed into a search field, best first; all of them, last changed first, when nothing was. The newest
 * version of each is looked at.
 */
export const blocks: Query<OnDay & { search: string }, BlockSummary[]> = (
  tx,
  { today, search },
) => {
  const flags = new Flags(tx, today);
  const found = foundIds(tx, search);
  const newest = tx.all<VersionRow>(
    `${VERSIONS} AND v.number = (SELECT max(n.number) FROM content_version n
        WHERE n.block_id = v.block_id AND n.deleted_at IS NULL)
      ORDER BY v.updated_at DESC, v.id`,
  );
  const released = new Map(
    tx
      .all<VersionRow>(`${VERSIONS} AND v.state = 'released'`)
      .map((row) => [row.block_id, toVersion(row, flags)]),
  );
  const summaries = newest.map((row) => {
    const version = toVersion(row, flags);
    const out = released.get(row.block_id);
    const summary: BlockSummary = {
      id: row.block_id,
      kind: version.kind,
      language: version.language,
      ownerId: row.owner_id,
      title: version.content.title,
      tags: version.content.tags,
      audience: version.content.audience,
      number: version.number,
      state: version.state,
      released: out?.number ?? null,
      verifyBy: out?.verifyBy ?? null,
      flags: out?.flags ?? version.flags,
      updatedAt: version.updatedAt,
    };
    return { summary, versionId: row.id };
  });
  if (found === null) return summaries.map(({ summary }) => summary);
  const rank = new Map(found.map((id, place) => [id, place]));
  return summaries
    .filter(({ versionId }) => rank.has(versionId))
    .toSorted((a, b) => (rank.get(a.versionId) ?? 0) - (rank.get(b.versionId) ?? 0))
    .map(({ summary }) => summary);
};

/** Ids of versions that answer a search, best first: a word in the title counts more; null = nothing was asked for. */
function foundIds(tx: ReadTx, search: string): string[] | null {
  const query = searchQuery(search);
  if (query === null) return null;
  return tx
    .all<{ id: string }>(
      `SELECT version_id AS id FROM content_search WHERE content_search MATCH ?
        ORDER BY bm25(content_search, 0, 8, 1), version_id`,
      [query],
    )
    .map(({ id }) => id);
}

/** Released versions of a language that may leave, to put into a document, by what was typed into a search field. */
export const palette: Query<OnDay & { search: string; language: Language }, ContentVersion[]> = (
  tx,
  { today, search, language },
) => {
  const flags = new Flags(tx, today);
  const rows = tx.all<VersionRow>(
    `${VERSIONS} AND v.state = 'released' AND b.language = ? ORDER BY v.decided_at DESC, v.id`,
    [language],
  );
  const found = foundIds(tx, search);
  const shown =
    found === null ? rows : found.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  // What cites a source that may not be cited any more could not leave.
  return shown
    .map((row) => toVersion(row, flags))
    .filter((version) => contentRefusal(version) === null)
    .slice(0, MOST_OFFERED);
};

/** Versions that a palette shows at once; the search finds the others. */
const MOST_OFFERED = 100;

/** A block with all its versions and what was said about them. @throws SandtableError NOT_FOUND */
export const block: Query<OnDay & { id: string }, ContentBlock> = (tx, { today, id }) => {
  const flags = new Flags(tx, today);
  const rows = tx.all<VersionRow>(`${VERSIONS} AND v.block_id = ? ORDER BY v.number DESC`, [id]);
  const [first] = rows;
  if (first === undefined) throw new SandtableError('NOT_FOUND', 'no such block', { id });
  const versions = rows.map((row) => toVersion(row, flags));
  return {
    id,
    kind: contentKindSchema.parse(first.kind),
    language: languageOf(first.language),
    ownerId: first.owner_id,
    versions,
    notes: notesOf(tx, id),
  };
};

function notesOf(tx: ReadTx, blockId: string): ContentNote[] {
  return tx
    .all<ContentNote>(
      `SELECT n.id, n.version_id AS versionId, v.number, n.kind, n.text, n.author, n.at
        FROM content_note n JOIN content_version v ON v.id = n.version_id
        WHERE v.block_id = ? AND n.deleted_at IS NULL ORDER BY n.at DESC, n.id DESC`,
      [blockId],
    )
    .map((row) => noteSchema.parse(row));
}

/** Versions by their ids; those that are gone are left out. */
export function versionsOf(tx: ReadTx, ids: readonly string[], today: string): ContentVersion[] {
  const flags = new Flags(tx, today);
  return [...new Set(ids)].flatMap((id) => {
    const row = tx.get<VersionRow>(`${VERSIONS} AND v.id = ?`, [id]);
    return row === undefined ? [] : [toVersion(row, flags)];
  });
}

/** The released version of a block; undefined when there is none. */
export function releasedOf(tx: ReadTx, blockId: string, today: string): ContentVersion | undefined {
  const row = tx.get<VersionRow>(`${VERSIONS} AND v.block_id = ? AND v.state = 'released'`, [
    blockId,
  ]);
  return row && toVersion(row, new Flags(tx, today));
}

function versionRow(tx: ReadTx, id: string): VersionRow {
  const row = tx.get<VersionRow>(`${VERSIONS} AND v.id = ?`, [id]);
  if (row === undefined) throw new SandtableError('NOT_FOUND', 'no such version', { id });
  return row;
}

/** A new block in its first draft. */
export const createBlock: Command<
  OnDay & {
    kind: ContentKind;
    language: Language;
    ownerId: string | null;
    content: VersionContent;
  },
  ContentBlock
> = (tx, { today, kind, language, ownerId, content }) => {
  const id = tx.newId();
  tx.insert('content_block', { id, kind, language, owner_id: ownerId });
  addVersion(tx, id, 1, content);
  tx.describe(content.title);
  return block(tx, { id, today });
};

/** What is stored of a content, with what search looks at. */
function stored(content: VersionContent) {
  const { title, tags, body, facts } = content;
  const stated = facts.flatMap(({ subject, property, value, unit }) => [
    subject,
    property,
    value,
    unit,
  ]);
  return {
    content: canonicalJson(content),
    title_words: indexWords([title, ...tags].join(' ')),
    body_words: indexWords([plain(body.doc), body.speaker, ...stated].join(' ')),
  };
}

function addVersion(tx: WriteTx, blockId: string, number: number, content: VersionContent): void {
  tx.insert('content_version', {
    id: tx.newId(),
    block_id: blockId,
    number,
    state: 'draft',
    ...stored(content),
    author: tx.action.actorName,
    updated_at: tx.now(),
  });
}

/** @throws SandtableError CONTENT_STATE when the act is not possible in this state */
function stateAfter(row: VersionRow, act: VersionAct): VersionState {
  const state = versionStateSchema.parse(row.state);
  const next = nextVersionState(state, act);
  if (next !== null) return next;
  const details = { block: parse(row.content).title, state };
  throw new SandtableError('CONTENT_STATE', `${act} is not possible`, details);
}

/**
 * Keeps what a person made of a draft.
 * @throws SandtableError NOT_FOUND, CONFLICT_VERSION; CONTENT_STATE when it is no draft
 */
export const saveDraft: Command<
  OnDay & { id: string; version: number; content: VersionContent },
  ContentBlock
> = (tx, { today, id, version, content }) => {
  const row = versionRow(tx, id);
  stateAfter(row, 'edit');
  const set = { ...stored(content), updated_at: tx.now() };
  tx.update('content_version', id, set, { expectedVersion: version });
  tx.describe(content.title);
  return block(tx, { id: row.block_id, today });
};

/**
 * Begins the next version of a block with what the newest one says.
 * @throws SandtableError NOT_FOUND; CONTENT_OPEN when a version is a draft or under review already
 */
export const revise: Command<OnDay & { blockId: string }, ContentBlock> = (
  tx,
  { today, blockId },
) => {
  const { versions } = block(tx, { id: blockId, today });
  const [newest] = versions;
  if (newest === undefined) throw new SandtableError('NOT_FOUND', 'no such block');
  if (versions.some(({ state }) => state === 'draft' || state === 'inReview')) {
    const details = { block: newest.content.title };
    throw new SandtableError('CONTENT_OPEN', 'a version is open already', details);
  }
  addVersion(tx, blockId, newest.number + 1, newest.content);
  tx.describe(newest.content.title);
  return block(tx, { id: blockId, today });
};

/** A word about a version. @throws SandtableError NOT_FOUND */
export const comment: Command<OnDay & { versionId: string; text: string }, ContentBlock> = (
  tx,
  { today, versionId, text },
) => {
  const row = versionRow(tx, versionId);
  addNote(tx, versionId, 'comment', text);
  tx.describe(parse(row.content).title);
  return block(tx, { id: row.block_id, today });
};

function addNote(tx: WriteTx, versionId: string, kind: ContentNote['kind'], text: string): void {
  tx.insert('content_note', {
    id: tx.newId(),
    version_id: versionId,
    kind,
    text,
    author: tx.action.actorName,
    at: tx.now(),
  });
}

export interface MoveInput extends OnDay {
  readonly id: string;
  readonly version: number;
  readonly move: Move;
  readonly reason: string;
}

/** What a move did, for the audit. */
export interface Moved {
  readonly block: ContentBlock;
  readonly title: string;
  readonly number: number;
}

/**
 * Submits, takes back, returns, releases, verifies again or withdraws a version. A release supersedes the version that was
 * released before. What a curator decides is final.
 * @throws SandtableError NOT_FOUND, CONFLICT_VERSION, CONTENT_STATE, CONTENT_REASON_REQUIRED; CONTENT_INCOMPLETE names what
 * is lacking; SOURCE_NOT_ADMITTED names a cited source that may not be cited
 */
export const moveVersion: Command<MoveInput, Moved> = (
  tx,
  { today, id, version, move, reason },
) => {
  const row = versionRow(tx, id);
  const content = parse(row.content);
  const state = stateAfter(row, move);
  if (REASONED_MOVES.has(move) && reason === '') {
    throw new SandtableError('CONTENT_REASON_REQUIRED', `${move} needs a reason`);
  }
  const releases = move === 'approve' || move === 'confirm';
  if (move === 'submit' || releases) checkContent(tx, row, content, today);
  if (move === 'approve') supersede(tx, row.block_id);
  const kind = contentKindSchema.parse(row.kind);
  const decision = { decided_by: tx.action.actorName, decided_at: tx.now() };
  tx.update(
    'content_version',
    id,
    {
      state,
      ...(move === 'submit' || move === 'recall' ? {} : decision),
      ...(releases ? { verify_by: monthsLater(today, VERIFY_MONTHS[kind]) } : {}),
    },
    { expectedVersion: version, reason },
  );
  addNote(tx, id, move, reason);
  tx.describe(content.title, { undoable: move === 'submit' || move === 'recall' });
  return {
    block: block(tx, { id: row.block_id, today }),
    title: content.title,
    number: row.number,
  };
};

function supersede(tx: WriteTx, blockId: string): void {
  const before = tx.all<{ id: string }>(
    `SELECT id FROM content_version
      WHERE block_id = ? AND state = 'released' AND deleted_at IS NULL`,
    [blockId],
  );
  for (const { id } of before) tx.update('content_version', id, { state: 'superseded' });
}

function checkContent(tx: ReadTx, row: VersionRow, content: VersionContent, today: string): void {
  const gaps: ContentGap[] = contentGaps(contentKindSchema.parse(row.kind), content);
  const { title } = content;
  if (gaps.length > 0) {
    throw new SandtableError('CONTENT_INCOMPLETE', 'cannot be reviewed yet', {
      block: title,
      contentGaps: gaps,
    });
  }
  for (const id of citedSources(content)) {
    const source = sourceOf(tx, id, today);
    if (source.status !== 'admitted') {
      throw new SandtableError('SOURCE_NOT_ADMITTED', 'cites what may not be cited', {
        block: title,
        source: source.title,
        state: source.status,
      });
    }
  }
}

/** Removes a block that never left its drafts. @throws SandtableError NOT_FOUND, CONTENT_STATE */
export const removeBlock: Command<OnDay & { id: string }, { id: string }> = (tx, { id, today }) => {
  const { versions } = block(tx, { id, today });
  const kept = versions.find(({ state }) => state !== 'draft');
  const [newest] = versions;
  if (kept !== undefined) {
    const details = { block: kept.content.title, state: kept.state };
    throw new SandtableError('CONTENT_STATE', 'was reviewed', details);
  }
  for (const { id: versionId } of versions) tx.remove('content_version', versionId);
  tx.remove('content_block', id);
  tx.describe(newest?.content.title ?? '');
  return { id };
};

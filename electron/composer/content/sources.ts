import { z } from 'zod';
import type { Command, Query, ReadTx, Row } from '#electron/replica/transaction';
import kinds from '#resources/content/source-kinds.json';
import {
  evidenceSchema,
  nextSourceState,
  REASONED_ACTS,
  type Source,
  type SourceAct,
  type SourceDecision,
  type SourceFacts,
  sourceGaps,
  sourceStateSchema,
  sourceStatus,
  trustSchema,
} from '#shared/composer/content/source';
import { SandtableError } from '#shared/errors';

interface SourceRow {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly issuer: string;
  readonly locator: string;
  readonly licence: string;
  readonly trust: string;
  readonly owner_id: string | null;
  readonly evidence: string;
  readonly expires_on: string | null;
  readonly state: string;
  readonly reason: string;
  readonly requested_at: number;
  readonly requested_by: string;
  readonly decided_at: number | null;
  readonly decided_by: string | null;
  readonly version: number;
}

const KINDS: ReadonlySet<string> = new Set(kinds.map(({ id }) => id));

function toSource(row: SourceRow, today: string): Source {
  const state = sourceStateSchema.parse(row.state);
  const expiresOn = row.expires_on;
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    title: row.title,
    issuer: row.issuer,
    locator: row.locator,
    licence: row.licence,
    trust: trustSchema.parse(row.trust),
    ownerId: row.owner_id,
    evidence: z.array(evidenceSchema).parse(JSON.parse(row.evidence)),
    expiresOn,
    state,
    status: sourceStatus({ state, expiresOn }, today),
    reason: row.reason,
    requestedAt: row.requested_at,
    requestedBy: row.requested_by,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
  };
}

/** A day as ISO date decides what has expired. */
interface OnDay {
  readonly today: string;
}

/** All sources: what waits for a decision first, then by title. */
export const sources: Query<OnDay, Source[]> = (tx, { today }) =>
  tx
    .all<SourceRow>(
      `SELECT * FROM content_source WHERE deleted_at IS NULL
        ORDER BY state <> 'requested', title, id`,
    )
    .map((row) => toSource(row, today));

/** One source. @throws SandtableError NOT_FOUND */
export function sourceOf(tx: ReadTx, id: string, today: string): Source {
  const row = tx.get<SourceRow>(
    'SELECT * FROM content_source WHERE id = ? AND deleted_at IS NULL',
    [id],
  );
  if (row === undefined) throw new SandtableError('NOT_FOUND', 'no such source', { id });
  return toSource(row, today);
}

const columnsOf = (facts: SourceFacts): Row => ({
  kind: facts.kind,
  title: facts.title,
  issuer: facts.issuer,
  locator: facts.locator,
  licence: facts.licence,
  trust: facts.trust,
  owner_id: facts.ownerId,
  evidence: JSON.stringify(facts.evidence),
  expires_on: facts.expiresOn,
});

/** @throws SandtableError SOURCE_STATE when the act is not possible in this state */
function stateAfter(source: Source, act: SourceAct): Source['state'] {
  const next = nextSourceState(source.state, act);
  if (next !== null) return next;
  throw new SandtableError('SOURCE_STATE', `${act} is not possible`, {
    source: source.title,
    state: source.status,
  });
}

/**
 * Asks for a source to be admitted, for the first time (`id` null) or again, with what is now stated of it.
 * @throws SandtableError NOT_FOUND, CONFLICT_VERSION, BAD_INPUT for an unknown kind, SOURCE_STATE for an admitted source
 */
export const requestSource: Command<
  OnDay & { id: string | null; version: number; facts: SourceFacts },
  Source
> = (tx, { today, id, version, facts }) => {
  if (!KINDS.has(facts.kind)) {
    throw new SandtableError('BAD_INPUT', 'no such kind of source', { field: 'kind' });
  }
  const asked = {
    ...columnsOf(facts),
    state: 'requested',
    reason: '',
    requested_at: tx.now(),
    requested_by: tx.action.actorName,
    decided_at: null,
    decided_by: null,
  };
  const sourceId = id ?? tx.newId();
  if (id === null) {
    tx.insert('content_source', { id: sourceId, ...asked });
  } else {
    stateAfter(sourceOf(tx, id, today), 'request');
    tx.update('content_source', id, asked, { expectedVersion: version });
  }
  tx.describe(facts.title);
  return sourceOf(tx, sourceId, today);
};

/**
 * Admits, refuses, withdraws or renews. Final: it is part of the audit and not undone.
 * @throws SandtableError NOT_FOUND, CONFLICT_VERSION, SOURCE_STATE, SOURCE_REASON_REQUIRED; SOURCE_INCOMPLETE names what an
 * admission lacks
 */
export const decideSource: Command<OnDay & SourceDecision, Source> = (tx, decision) => {
  const { today, id, version, act, reason } = decision;
  const source = sourceOf(tx, id, today);
  const state = stateAfter(source, act);
  if (REASONED_ACTS.has(act) && reason === '') {
    throw new SandtableError('SOURCE_REASON_REQUIRED', `${act} needs a reason`);
  }
  const expiresOn = act === 'renew' ? decision.expiresOn : source.expiresOn;
  if (act === 'admit' || act === 'renew') {
    const gaps = sourceGaps({ ...source, expiresOn }, today);
    if (gaps.length > 0) {
      const details = { source: source.title, gaps };
      throw new SandtableError('SOURCE_INCOMPLETE', 'cannot be admitted yet', details);
    }
  }
  const set = {
    state,
    reason,
    expires_on: expiresOn,
    decided_at: tx.now(),
    decided_by: tx.action.actorName,
  };
  tx.update('content_source', id, set, { expectedVersion: version, reason });
  tx.describe(source.title, { undoable: false });
  return sourceOf(tx, id, today);
};

/** Removes a source that was never admitted. @throws SandtableError NOT_FOUND, SOURCE_STATE */
export const removeSource: Command<OnDay & { id: string }, { id: string }> = (
  tx,
  { id, today },
) => {
  const source = sourceOf(tx, id, today);
  // What was admitted may stand in documents: it is withdrawn, and stays.
  if (source.state !== 'requested' && source.state !== 'refused') {
    const details = { source: source.title, state: source.status };
    throw new SandtableError('SOURCE_STATE', 'was admitted', details);
  }
  tx.remove('content_source', id);
  tx.describe(source.title);
  return { id };
};

import type { InputOf, OutputOf } from '#electron/replica/handles';
import type { registry } from '#electron/replica/registry';
import type { Written } from '#electron/replica/watch';
import type { Move } from '#shared/composer/content/block';
import type { SourceDecision } from '#shared/composer/content/source';
import { maskText } from '#shared/governance/personal/mask';
import type { AuditKind, AuditNote } from '#shared/governance/model';
import type { Action } from '#shared/workspace/model';

type Statements = (typeof registry)['commands'] & (typeof registry)['writeJobs'];
type Acts = {
  readonly [N in keyof Statements]?: (
    input: InputOf<Statements[N]>,
    output: OutputOf<Statements[N]>,
  ) => AuditNote | null;
};

const SOURCE_KINDS = {
  admit: 'sourceAdmitted',
  refuse: 'sourceRefused',
  withdraw: 'sourceWithdrawn',
  renew: 'sourceRenewed',
} as const satisfies Record<SourceDecision['act'], AuditKind>;

/** What the author does with a draft of the own is not audited. */
const MOVE_KINDS = {
  submit: null,
  recall: null,
  return: 'contentReturned',
  approve: 'contentReleased',
  confirm: 'contentConfirmed',
  withdraw: 'contentWithdrawn',
} as const satisfies Record<Move, AuditKind | null>;

/**
 * Which statements are audited, and what is said of them. The registers of exports stay where they are: the entry holds
 * their ids and, of a document, the digest of the file.
 */
const ACTS: Acts = {
  'composer.register': ({ receipt, provenance }) => ({
    kind: 'documentExported',
    facts: {
      exportId: receipt.exportId,
      documentId: provenance.documentId,
      traceCode: receipt.traceCode,
      fileName: receipt.fileName,
      pages: receipt.pages,
      sha256: receipt.sha256,
    },
  }),
  'composer.rotateKey': (_nothing, { fingerprint }) => ({
    kind: 'keyRotated',
    facts: { fingerprint },
  }),
  'composer.revokeKey': ({ reason }, { fingerprint }) => ({
    kind: 'keyRevoked',
    facts: { fingerprint, reason: maskText(reason) },
  }),
  'pipeline.registerExport': ({ traceId, query, fileName, rows }) => ({
    kind: 'tableExported',
    facts: { traceId, pipelineId: query.pipelineId, fileName, rows },
  }),
  'import.run': (_plan, { actionId, fileName, inserted, updated, rejected }) => ({
    kind: 'imported',
    facts: { actionId, fileName, inserted, updated, rejected },
  }),
  'import.revert': ({ actionId }, { fileName, removed, restored, kept }) =>
    removed + restored === 0
      ? null
      : { kind: 'importUndone', facts: { actionId, fileName, rows: removed + restored, kept } },
  'pipeline.updateMany': ({ pipelineId, change }, { rows, cells }) =>
    rows === 0
      ? null
      : { kind: 'bulkEdited', facts: { pipelineId, change: change.kind, rows, cells } },
  'pipeline.saveRules': ({ pipelineId }) => ({ kind: 'rulesSaved', facts: { pipelineId } }),
  'account.merge': ({ kind, survivor, merged, take }) => ({
    kind: 'merged',
    facts: { records: kind, survivorId: survivor.id, mergedId: merged.id, fields: take.length },
  }),
  'account.unmerge': ({ id }, { mergedId, back, stayed, elsewhere }) => ({
    kind: 'unmerged',
    facts: { mergeId: id, mergedId, back, stayed: stayed + elsewhere },
  }),
  'content.decideSource': ({ id, act, reason }, { title }) => ({
    kind: SOURCE_KINDS[act],
    facts: { sourceId: id, title: maskText(title), reason: maskText(reason) },
  }),
  'content.move': ({ id, move, reason }, { block, title, number }) => {
    const kind = MOVE_KINDS[move];
    if (kind === null) return null;
    const facts = { blockId: block.id, versionId: id, title: maskText(title), number };
    return { kind, facts: { ...facts, reason: maskText(reason) } };
  },
  'rights.savePerson': ({ id, role }, { name }) => ({
    kind: 'rightsChanged',
    facts: { personId: id, person: name, role },
  }),
  'personal.unmask': ({ id, reason }, { opportunity, contacts, touchpoints }) => ({
    kind: 'unmasked',
    facts: {
      opportunityId: id,
      version: opportunity.version,
      contacts: contacts.length,
      touchpoints: touchpoints.length,
      // What a person writes as a reason may name somebody.
      reason: maskText(reason),
    },
  }),
  'personal.unmaskAccount': ({ id, reason }, { account, people, touchpoints }) => ({
    kind: 'accountUnmasked',
    facts: {
      accountId: id,
      version: account.version,
      contacts: people.length,
      touchpoints: touchpoints.length,
      reason: maskText(reason),
    },
  }),
  'audit.note': (note) => note,
};

/** What undo and redo of an action are called; others are not audited. */
const MOVED: Readonly<Record<string, readonly [undone: AuditKind, redone: AuditKind]>> = {
  'import.run': ['importUndone', 'importRedone'],
  // An import that was taken back later, and is there again.
  'import.revert': ['importRedone', 'importUndone'],
  'pipeline.updateMany': ['bulkEditUndone', 'bulkEditRedone'],
  'account.merge': ['mergeUndone', 'mergeRedone'],
  // What was taken apart is one again.
  'account.unmerge': ['mergeRedone', 'mergeUndone'],
  'rights.savePerson': ['rightsUndone', 'rightsRedone'],
};

/** What the audit says of a piece of writing; null = nothing. */
export function noteOf({ name, input, output }: Written): AuditNote | null {
  if (name === 'undo' || name === 'redo') return movedNote(name, output as Action);
  if (!Object.hasOwn(ACTS, name)) return null;
  // The engine pairs name, input and output.
  const describe = ACTS[name as keyof Acts] as (i: unknown, o: unknown) => AuditNote | null;
  return describe(input, output);
}

function movedNote(direction: 'undo' | 'redo', { id, kind, rows }: Action): AuditNote | null {
  const kinds = MOVED[kind];
  if (kinds === undefined) return null;
  return { kind: kinds[direction === 'undo' ? 0 : 1], facts: { actionId: id, rows } };
}

/** Entity name of the change feed → prefixes of the reads that show it. */
const READS_OF: Readonly<Record<string, readonly string[]>> = {
  rehearsal: ['sandbox.', 'account.get'],
  study: ['study.'],
  study_data: ['study.sources'],
  study_promise: ['study.promises'],
  document: ['composer.', 'account.get', 'content.radar', 'content.impact'],
  content_source: ['content.'],
  content_block: ['content.'],
  content_version: ['content.'],
  content_note: ['content.block'],
  document_version: ['composer.'],
  export_register: ['composer.exports', 'composer.ledger'],
  signing_key: ['composer.keys'],
  signing_key_revocation: ['composer.keys'],
  audit_entry: ['audit.'],
  audit_checkpoint: [],
  import_mapping: ['import.'],
  import_run: ['import.'],
  import_revert: ['import.'],
  import_pending: ['import.pending'],
  view: ['pipeline.views'],
  private_view: ['pipeline.views'],
  // Who sees what: everything may look otherwise.
  person: ['pipeline.', 'account.', 'import.', 'sandbox.', 'composer.', 'audit.', 'rights.'],
  owner: ['pipeline.', 'account.', 'rights.'],
  duplicate_verdict: [],
  record_merge: ['account.merges'],
};
const PIPELINE_READS: readonly string[] = ['pipeline.', 'account.'];
/** Undo and redo change what is left of an import, whatever they write. */
const ALWAYS: readonly string[] = ['workspace.', 'history.', 'import.list'];

/** Prefixes of the contract names whose answers a change of these entities may have made stale. */
export function readsTouchedBy(entities: readonly string[]): readonly string[] {
  const reads = entities.flatMap((entity) =>
    entity.startsWith('stream_')
      ? ['sandbox.streams', 'study.sources']
      : (READS_OF[entity] ?? PIPELINE_READS),
  );
  return [...new Set([...ALWAYS, ...reads])];
}

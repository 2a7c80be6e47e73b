/**
 * The synced tables. Each has `id`, `version`, `created_action` and `deleted_at`, and is written through
 * `WriteTx.insert`, `update` and `remove` only.
 */
export const ENTITY_NAMES = [
  'pipeline',
  'owner',
  'product',
  'account',
  'contact',
  'opportunity',
  'stage_event',
  'stage_approval',
  'touchpoint',
  'document',
  'view',
  'duplicate_verdict',
  'record_merge',
  'person',
  'content_source',
  'content_block',
  'content_version',
  'content_note',
] as const;
export type EntityName = (typeof ENTITY_NAMES)[number];

/** Columns computed from others on this laptop: logged, so that undo restores them, but never sent. */
export const DERIVED_COLUMNS: Readonly<Partial<Record<EntityName, readonly string[]>>> = {
  owner: ['pinyin'],
  account: ['pinyin'],
  content_version: ['title_words', 'body_words'],
};

/** Columns that only the write path itself may set. */
export const SYSTEM_COLUMNS = ['id', 'version', 'created_action', 'deleted_at'] as const;

/** Tables that never leave the laptop: what `WriteTx.runLocal` may write. */
export const LOCAL_TABLES = [
  'workspace',
  'setting',
  'import_mapping',
  'import_run',
  'import_revert',
  'import_pending',
  'rehearsal',
  'study',
  'study_data',
  'study_promise',
  'stream_load',
  'stream_store_sales',
  'stream_store_visitors',
  'stream_price_calendar',
  'stream_store_stock',
  'stream_feedback',
  'stream_rival_promotion',
  'stream_policy',
  'stream_event_calendar',
  'stream_season_index',
  'stream_unit_cost',
  'document_version',
  'export_register',
  'signing_key',
  'signing_key_revocation',
  'table_export',
  'private_view',
  'audit_entry',
  'audit_checkpoint',
] as const;

import composer from './migrations/0003-composer.sql?raw';
import tableExport from './migrations/0005-table-export.sql?raw';
import opening from './migrations/0007-opening.sql?raw';
import journal from './migrations/0008-journal.sql?raw';
import pipeline from './migrations/0001-pipeline.sql?raw';
import stageRules from './migrations/0004-stage-rules.sql?raw';
import sandbox from './migrations/0002-sandbox.sql?raw';
import importRevert from './migrations/0009-import-revert.sql?raw';
import audit from './migrations/0010-audit.sql?raw';
import importValues from './migrations/0014-import-values.sql?raw';
import importCounts from './migrations/0011-import-counts.sql?raw';
import accounts from './migrations/0012-accounts.sql?raw';
import people from './migrations/0013-people.sql?raw';
import importChoices from './migrations/0017-import-choices.sql?raw';
import importPending from './migrations/0015-import-pending.sql?raw';
import packedLog from './migrations/0016-packed-log.sql?raw';
import contentBlocks from './migrations/0022-content-blocks.sql?raw';
import contentSources from './migrations/0021-content-sources.sql?raw';
import streams from './migrations/0018-streams.sql?raw';
import exportLedger from './migrations/0020-export-ledger.sql?raw';
import studies from './migrations/0019-studies.sql?raw';
import views from './migrations/0006-views.sql?raw';

/** One step of the schema, forward only. `number` becomes the file's `user_version`. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** All steps in order, numbered from 1 without a gap. */
export const MIGRATIONS: readonly Migration[] = [
  { number: 1, name: 'pipeline', sql: pipeline },
  { number: 2, name: 'sandbox', sql: sandbox },
  { number: 3, name: 'composer', sql: composer },
  { number: 4, name: 'stage-rules', sql: stageRules },
  { number: 5, name: 'table-export', sql: tableExport },
  { number: 6, name: 'views', sql: views },
  { number: 7, name: 'opening', sql: opening },
  { number: 8, name: 'journal', sql: journal },
  { number: 9, name: 'import-revert', sql: importRevert },
  { number: 10, name: 'audit', sql: audit },
  { number: 11, name: 'import-counts', sql: importCounts },
  { number: 12, name: 'accounts', sql: accounts },
  { number: 13, name: 'people', sql: people },
  { number: 14, name: 'import-values', sql: importValues },
  { number: 15, name: 'import-pending', sql: importPending },
  { number: 16, name: 'packed-log', sql: packedLog },
  { number: 17, name: 'import-choices', sql: importChoices },
  { number: 18, name: 'streams', sql: streams },
  { number: 19, name: 'studies', sql: studies },
  { number: 20, name: 'export-ledger', sql: exportLedger },
  { number: 21, name: 'content-sources', sql: contentSources },
  { number: 22, name: 'content-blocks', sql: contentBlocks },
];

import type { PersonalKind } from './model';
import type { PersonalPlace } from './report';

/** Tables whose fields may hold personal data. */
export const TABLES = [
  'contact',
  'account',
  'opportunity',
  'touchpoint',
  'stage_event',
  'stage_approval',
] as const;
export type ScannedTable = (typeof TABLES)[number];

/** A column that may hold personal data. */
export interface Place {
  readonly place: PersonalPlace;
  readonly table: ScannedTable;
  readonly column: string;
  /** One kind that the whole field is, a telephone number of any kind, or a free text. */
  readonly holds: Extract<PersonalKind, 'name' | 'email'> | 'phone' | 'text';
}

export const PLACES: readonly Place[] = [
  { place: 'contactName', table: 'contact', column: 'name', holds: 'name' },
  { place: 'contactTitle', table: 'contact', column: 'title', holds: 'text' },
  { place: 'contactPhone', table: 'contact', column: 'phone', holds: 'phone' },
  { place: 'contactEmail', table: 'contact', column: 'email', holds: 'email' },
  { place: 'accountName', table: 'account', column: 'name', holds: 'text' },
  { place: 'accountName', table: 'account', column: 'short_name', holds: 'text' },
  { place: 'accountPhone', table: 'account', column: 'phone', holds: 'text' },
  { place: 'accountWebsite', table: 'account', column: 'website', holds: 'text' },
  { place: 'opportunityName', table: 'opportunity', column: 'name', holds: 'text' },
  { place: 'needSummary', table: 'opportunity', column: 'need_summary', holds: 'text' },
  { place: 'lossReason', table: 'opportunity', column: 'loss_reason', holds: 'text' },
  { place: 'touchpointSubject', table: 'touchpoint', column: 'subject', holds: 'text' },
  { place: 'touchpointBody', table: 'touchpoint', column: 'body', holds: 'text' },
  { place: 'stageReason', table: 'stage_event', column: 'reason', holds: 'text' },
  { place: 'approvalReason', table: 'stage_approval', column: 'reason', holds: 'text' },
  { place: 'approvalReason', table: 'stage_approval', column: 'decision_reason', holds: 'text' },
];

/** What a column of a table holds; undefined where no personal data are expected. */
export function placeOf(table: string, column: string): Place | undefined {
  return BY_TABLE.get(table)?.get(column);
}

const BY_TABLE: ReadonlyMap<string, ReadonlyMap<string, Place>> = new Map(
  TABLES.map((table) => [
    table,
    new Map(PLACES.filter((one) => one.table === table).map((one) => [one.column, one])),
  ]),
);

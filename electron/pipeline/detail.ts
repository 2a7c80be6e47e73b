import { type EntityHistoryEntry, entityHistory } from '#electron/replica/history';
import type { Query, ReadTx } from '#electron/replica/transaction';
import type {
  Cell,
  Contact,
  HistoryEntry,
  OpportunityDetail,
  StageEvent,
  Touchpoint,
} from '#shared/pipeline/model';
import { accountOf, opportunityRow } from './rows';

const MAX_TOUCHPOINTS = 200;

/** Columns of an opportunity that hold ids: the field a person reads instead, and where its name is. */
const NAMES: Readonly<Record<string, { field: string; table: string }>> = {
  account_id: { field: 'accountName', table: 'account' },
  owner_id: { field: 'ownerName', table: 'owner' },
  product_id: { field: 'productName', table: 'product' },
  contact_id: { field: 'contactName', table: 'contact' },
  pipeline_id: { field: 'pipelineName', table: 'pipeline' },
};

/** Everything the side panel shows of one opportunity. */
export const detail: Query<{ id: string }, OpportunityDetail> = (tx, { id }) => {
  const opportunity = opportunityRow(tx, id);
  const { accountId } = opportunity;
  return {
    opportunity,
    account: accountId === null ? null : accountOf(tx, accountId),
    contacts: accountId === null ? [] : contactsOf(tx, accountId),
    touchpoints: touchpointsOf(tx, id, accountId),
    stageEvents: tx.all<StageEvent>(
      `SELECT id, stage, outcome, at, actor_name AS actorName, requested_by AS requestedBy, reason
        FROM stage_event
        WHERE opportunity_id = ? AND deleted_at IS NULL ORDER BY at, rowid`,
      [id],
    ),
    history: historyOf(tx, id),
    masked: maskedIn(tx, id, accountId),
  };
};

const TEXTS = { name: 'name', need_summary: 'needSummary', loss_reason: 'lossReason' } as const;

/** What this person is not shown in full of an opportunity and all that stands beside it. */
function maskedIn(tx: ReadTx, id: string, accountId: string | null): OpportunityDetail['masked'] {
  const veil = tx.scope?.veil;
  if (!veil) return null;
  const differs = (entity: string, rows: readonly Readonly<Record<string, Cell>>[]): string[] =>
    rows.flatMap((row) =>
      Object.entries(row).flatMap(([column, value]) =>
        veil.cell(entity, column, value) === value ? [] : [column],
      ),
    );
  const read = (sql: string, of: string | null) => tx.all<Record<string, Cell>>(sql, [of]);
  const own = differs(
    'opportunity',
    read(`SELECT ${Object.keys(TEXTS).join(', ')} FROM main.opportunity WHERE id = ?`, id),
  );
  const others = [
    ...differs(
      'contact',
      read('SELECT name, title, phone, email FROM main.contact WHERE account_id = ?', accountId),
    ),
    ...differs(
      'touchpoint',
      read('SELECT subject, body FROM main.touchpoint WHERE opportunity_id = ?', id),
    ),
    ...differs(
      'stage_event',
      read('SELECT reason FROM main.stage_event WHERE opportunity_id = ?', id),
    ),
  ];
  if (own.length + others.length === 0) return null;
  const fields = own.map((column) => TEXTS[column as keyof typeof TEXTS]);
  return { fields, mayUnmask: veil.mayUnmask(tx, id) };
}

function contactsOf(tx: ReadTx, accountId: string): Contact[] {
  return tx.all<Contact>(
    `SELECT id, account_id AS accountId, name, role, title, phone, email FROM contact
      WHERE account_id = ? AND deleted_at IS NULL ORDER BY rowid`,
    [accountId],
  );
}

/** Of the opportunity, and of its account where no opportunity is named. */
function touchpointsOf(tx: ReadTx, id: string, accountId: string | null): Touchpoint[] {
  return tx.all<Touchpoint>(
    `SELECT t.id, t.opportunity_id AS opportunityId, c.name AS contactName, t.channel, t.direction, t.at,
        t.subject, t.body, t.author_name AS authorName
      FROM (
        SELECT * FROM touchpoint WHERE opportunity_id = ?1 AND deleted_at IS NULL
        UNION ALL
        SELECT * FROM touchpoint WHERE account_id = ?2 AND opportunity_id IS NULL AND deleted_at IS NULL
      ) t LEFT JOIN contact c ON c.id = t.contact_id
      ORDER BY t.at DESC LIMIT ?3`,
    [id, accountId, MAX_TOUCHPOINTS],
  );
}

function historyOf(tx: ReadTx, id: string): HistoryEntry[] {
  const seen = new Set<string>();
  return entityHistory(tx, 'opportunity', id).flatMap((entry) => {
    // An import logs one entry per batch; for one row they all say the same.
    const once = `${entry.actionId} ${entry.op}`;
    if (entry.fields.length === 0 && seen.has(once)) return [];
    seen.add(once);
    return [
      {
        ...entry,
        requestedBy: requesterOf(tx, entry),
        fields: entry.fields.map((change) => named(tx, change)),
      },
    ];
  });
}

/** Who had asked for the move that this entry carried out. */
function requesterOf(tx: ReadTx, { kind, actionId }: EntityHistoryEntry): string | null {
  if (kind !== 'pipeline.decide') return null;
  const request = tx.get<{ name: string }>(
    `SELECT s.requested_by_name AS name FROM change_entry l JOIN stage_approval s ON s.id = l.entity_id
      WHERE l.action_id = ? AND l.entity = 'stage_approval'`,
    [actionId],
  );
  return request?.name ?? null;
}

function named(
  tx: ReadTx,
  { field, was, now }: EntityHistoryEntry['fields'][number],
): HistoryEntry['fields'][number] {
  const names = NAMES[field];
  if (!names) return { field: camelCase(field), was, now };
  const nameOf = (id: Cell): Cell =>
    id === null
      ? null
      : (tx.get<{ name: string }>(`SELECT name FROM ${names.table} WHERE id = ?`, [id])?.name ??
        id);
  return { field: names.field, was: nameOf(was), now: nameOf(now) };
}

function camelCase(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

import { shownCell } from '#electron/replica/shown';
import type { ReadTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import type { Account, OpportunityPatch, OpportunityRow } from '#shared/pipeline/model';
import type { BareRow, PartOfRow } from '#shared/pipeline/sheet/plan-row';

const BARE = `o.id, o.external_id AS externalId, o.pipeline_id AS pipelineId, o.name,
    o.account_id AS accountId, o.owner_id AS ownerId, o.product_id AS productId, o.contact_id AS contactId,
    o.region, o.stage, o.outcome, o.amount_minor AS amountMinor, o.discount_bp AS discountBp, o.opened_day AS openedDay,
    o.expected_close_day AS expectedCloseDay, o.closed_day AS closedDay, o.need_summary AS needSummary,
    o.contract_no AS contractNo, o.loss_reason AS lossReason, o.stage_entered_at AS stageEnteredAt, o.version`;

const SELECT = `SELECT ${BARE}, a.name AS accountName, w.name AS ownerName, p.name AS productName,
    (SELECT s.to_stage FROM stage_approval s WHERE s.opportunity_id = o.id AND s.state = 'pending'
      AND s.deleted_at IS NULL LIMIT 1) AS pendingStage
  FROM opportunity o
  LEFT JOIN account a ON a.id = o.account_id
  LEFT JOIN owner w ON w.id = o.owner_id
  LEFT JOIN product p ON p.id = o.product_id`;

/** Rows by id, in the order of the ids; ids that are gone are left out. */
export function rowsById(tx: ReadTx, ids: readonly string[]): OpportunityRow[] {
  const rows = tx.all<OpportunityRow>(
    `${SELECT} WHERE o.id IN (SELECT value FROM json_each(?)) AND o.deleted_at IS NULL`,
    [JSON.stringify(ids)],
  );
  return inOrder(rows, ids);
}

function inOrder<T extends { readonly id: string }>(
  rows: readonly T[],
  ids: readonly string[],
): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** As {@link rowsById} without names, in half the time: what a change of many rows is planned from. */
export function bareRowsById(tx: ReadTx, ids: readonly string[]): BareRow[] {
  const rows = tx.all<BareRow>(
    `SELECT ${BARE} FROM opportunity o
      WHERE o.id IN (SELECT value FROM json_each(?)) AND o.deleted_at IS NULL`,
    [JSON.stringify(ids)],
  );
  return inOrder(rows, ids);
}

/** As {@link bareRowsById} with only some fields: a change of 50,000 rows reads nothing that it does not look at. */
export function partRowsById(
  tx: ReadTx,
  ids: readonly string[],
  fields: readonly (keyof OpportunityPatch)[],
): PartOfRow[] {
  const columns = fields.map((field) => `, ${PATCH_COLUMNS[field]} AS ${field}`).join('');
  const rows = tx.all<PartOfRow>(
    `SELECT id, name, version${columns} FROM opportunity
      WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL`,
    [JSON.stringify(ids)],
  );
  return inOrder(rows, ids);
}

/** @throws SandtableError NOT_FOUND */
export function opportunityRow(tx: ReadTx, id: string): OpportunityRow {
  const row = tx.get<OpportunityRow>(`${SELECT} WHERE o.id = ? AND o.deleted_at IS NULL`, [id]);
  if (!row) throw new SandtableError('NOT_FOUND', 'no such opportunity', { id });
  return row;
}

/** As {@link opportunityRow} for the answer of a command, which reads values as they are: as this person is shown it. */
export function shownRow(tx: ReadTx, id: string): OpportunityRow {
  const row = opportunityRow(tx, id);
  return {
    ...row,
    name: String(shownCell(tx, 'opportunity', 'name', row.name)),
    accountName: shownName(tx, 'account', row.accountName),
    needSummary: shownName(tx, 'opportunity', row.needSummary, 'need_summary'),
    lossReason: shownName(tx, 'opportunity', row.lossReason, 'loss_reason'),
  };
}

function shownName(
  tx: ReadTx,
  entity: string,
  value: string | null,
  column = 'name',
): string | null {
  return value === null ? null : String(shownCell(tx, entity, column, value));
}

/** An account, also one that is deleted: its opportunities still name it. */
export function accountOf(tx: ReadTx, id: string): Account | null {
  const account = tx.get<Account>(
    `SELECT id, external_id AS externalId, name, short_name AS shortName, industry, region, city, employees,
        annual_revenue_minor AS annualRevenueMinor, segment FROM account WHERE id = ?`,
    [id],
  );
  return account ?? null;
}

/** Field of an opportunity as people's edits name it → column. */
export const PATCH_COLUMNS: Readonly<Record<keyof OpportunityPatch, string>> = {
  name: 'name',
  accountId: 'account_id',
  ownerId: 'owner_id',
  productId: 'product_id',
  contactId: 'contact_id',
  region: 'region',
  amountMinor: 'amount_minor',
  discountBp: 'discount_bp',
  expectedCloseDay: 'expected_close_day',
  needSummary: 'need_summary',
  contractNo: 'contract_no',
  lossReason: 'loss_reason',
};

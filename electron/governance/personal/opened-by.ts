import type { ScannedTable } from '#shared/governance/personal/places';

const AMONG = 'r.id IN (SELECT value FROM json_each(?1))';

/**
 * Of the records whose ids are in a JSON array: the opportunity in whose panel each is seen, and the name of that or of
 * the account. One statement for many, since finding the opportunities of accounts goes through all of them.
 */
export const OPENED_BY: Readonly<Record<ScannedTable, string>> = {
  contact: ofAccount('contact', 'account_id'),
  account: ofAccount('account', 'id'),
  opportunity: `SELECT id, id AS opportunityId, name AS title FROM opportunity r WHERE ${AMONG}`,
  touchpoint: `SELECT r.id, o.id AS opportunityId, coalesce(o.name, a.name) AS title FROM touchpoint r
    LEFT JOIN account a ON a.id = r.account_id
    LEFT JOIN (${firstOf('touchpoint', 'account_id')}) f ON f.account_id = r.account_id
    LEFT JOIN opportunity o ON o.id = coalesce(r.opportunity_id, f.id) AND o.deleted_at IS NULL
    WHERE ${AMONG}`,
  stage_event: ofOpportunity('stage_event'),
  stage_approval: ofOpportunity('stage_approval'),
};

function ofAccount(table: string, column: string): string {
  return `SELECT r.id, f.id AS opportunityId, a.name AS title FROM ${table} r
    LEFT JOIN account a ON a.id = r.${column}
    LEFT JOIN (${firstOf(table, column)}) f ON f.account_id = r.${column} WHERE ${AMONG}`;
}

function ofOpportunity(table: string): string {
  return `SELECT r.id, o.id AS opportunityId, o.name AS title FROM ${table} r
    LEFT JOIN opportunity o ON o.id = r.opportunity_id AND o.deleted_at IS NULL WHERE ${AMONG}`;
}

/** The newest opportunity of each account that one of the records belongs to: ids grow with time. */
function firstOf(table: string, column: string): string {
  return `SELECT account_id, max(id) AS id FROM opportunity WHERE deleted_at IS NULL AND account_id IN
    (SELECT r.${column} FROM ${table} r WHERE ${AMONG}) GROUP BY account_id`;
}

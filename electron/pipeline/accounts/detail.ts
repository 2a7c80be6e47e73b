import { z } from 'zod';
import { entityHistory } from '#electron/replica/history';
import { shownCell, shownText } from '#electron/replica/shown';
import type { Query, ReadTx } from '#electron/replica/transaction';
import { SandtableError } from '#shared/errors';
import type {
  AccountDeal,
  AccountDetail,
  AccountPerson,
  AccountRecord,
  AccountTouchpoint,
} from '#shared/pipeline/accounts/model';
import type { Cell } from '#shared/pipeline/model';
import { focusSegmentSchema, type FocusSegment } from '#shared/sandbox/request';

const MOST_DEALS = 300;
const MOST_TOUCHPOINTS = 200;
const MOST_CHANGES = 50;

const ACCOUNT = `SELECT id, external_id AS externalId, name, short_name AS shortName, industry, region, city, employees,
    annual_revenue_minor AS annualRevenueMinor, segment, tax_id AS taxId, website, phone, version
  FROM account WHERE id = ? AND deleted_at IS NULL`;

const PERSON = `SELECT id, account_id AS accountId, name, role, title, phone, email, influence, attitude,
    manager_id AS managerId, version FROM contact`;

const DEALS = `SELECT o.id, o.pipeline_id AS pipelineId, o.name, o.stage, o.outcome, o.amount_minor AS amountMinor,
    o.expected_close_day AS expectedCloseDay, o.closed_day AS closedDay, o.need_summary AS needSummary,
    p.name AS productName, w.name AS ownerName, l.name AS pipelineName, l.currency
  FROM opportunity o JOIN pipeline l ON l.id = o.pipeline_id
  LEFT JOIN product p ON p.id = o.product_id LEFT JOIN owner w ON w.id = o.owner_id
  WHERE o.account_id = ? AND o.deleted_at IS NULL
  ORDER BY o.outcome = 'open' DESC, coalesce(o.closed_day, o.expected_close_day) DESC LIMIT ?`;

/** Touchpoints of the account ?1, and of its deals where they name no account. */
const ITS_TOUCHPOINTS = `(
    SELECT * FROM touchpoint WHERE account_id = ?1 AND deleted_at IS NULL
    UNION ALL
    SELECT t.* FROM opportunity o JOIN touchpoint t ON t.opportunity_id = o.id
      WHERE o.account_id = ?1 AND o.deleted_at IS NULL AND t.account_id IS NULL AND t.deleted_at IS NULL
  )`;

/** A live account. @throws SandtableError NOT_FOUND */
export function accountRecord(tx: ReadTx, id: string): AccountRecord {
  const account = tx.get<AccountRecord>(ACCOUNT, [id]);
  if (!account) throw new SandtableError('NOT_FOUND', 'no such account', { id });
  return account;
}

/** The people of an account in the order in which they came. */
export function peopleOf(tx: ReadTx, accountId: string): AccountPerson[] {
  return tx.all<AccountPerson>(
    `${PERSON} WHERE account_id = ? AND deleted_at IS NULL ORDER BY rowid`,
    [accountId],
  );
}

/** A live person. @throws SandtableError NOT_FOUND */
export function personRecord(tx: ReadTx, id: string): AccountPerson {
  const person = tx.get<AccountPerson>(`${PERSON} WHERE id = ? AND deleted_at IS NULL`, [id]);
  if (!person) throw new SandtableError('NOT_FOUND', 'no such contact', { id });
  return person;
}

/** An account for the answer of a command, which reads values as they are: as this person is shown it. */
export function shownAccount(tx: ReadTx, account: AccountRecord): AccountRecord {
  return {
    ...account,
    name: shownString(tx, 'account', 'name', account.name),
    shortName: account.shortName && shownString(tx, 'account', 'short_name', account.shortName),
    website: account.website && shownString(tx, 'account', 'website', account.website),
    phone: account.phone && shownString(tx, 'account', 'phone', account.phone),
  };
}

/** {@link shownAccount} for a person. */
export function shownPerson(tx: ReadTx, person: AccountPerson): AccountPerson {
  return {
    ...person,
    name: shownString(tx, 'contact', 'name', person.name),
    title: person.title && shownString(tx, 'contact', 'title', person.title),
    phone: person.phone && shownString(tx, 'contact', 'phone', person.phone),
    email: person.email && shownString(tx, 'contact', 'email', person.email),
  };
}

function shownString(tx: ReadTx, entity: string, column: string, value: string): string {
  return String(shownCell(tx, entity, column, value));
}

/** Everything the page of an account shows. @throws SandtableError NOT_FOUND */
export const accountDetail: Query<{ id: string }, AccountDetail> = (tx, { id }) => {
  const account = accountRecord(tx, id);
  const deals = tx.all<AccountDeal>(DEALS, [id, MOST_DEALS]);
  return {
    account,
    people: peopleOf(tx, id),
    deals,
    touchpoints: tx.all<AccountTouchpoint>(
      `SELECT t.id, t.opportunity_id AS opportunityId, o.name AS opportunityName, c.name AS contactName, t.channel,
          t.direction, t.at, t.subject, t.body, t.author_name AS authorName
        FROM ${ITS_TOUCHPOINTS} t LEFT JOIN contact c ON c.id = t.contact_id
        LEFT JOIN opportunity o ON o.id = t.opportunity_id ORDER BY t.at DESC, t.id LIMIT ?2`,
      [id, MOST_TOUCHPOINTS],
    ),
    touchpointTotal:
      tx.get<{ n: number }>(`SELECT count(*) AS n FROM ${ITS_TOUCHPOINTS}`, [id])?.n ?? 0,
    rhythm: tx.all<AccountDetail['rhythm'][number]>(
      `SELECT strftime('%Y-%m', at / 1000, 'unixepoch', 'localtime') AS month, channel, count(*) AS count
          FROM ${ITS_TOUCHPOINTS} GROUP BY month, channel
          HAVING month > strftime('%Y-%m', (SELECT max(at) FROM ${ITS_TOUCHPOINTS}) / 1000, 'unixepoch', 'localtime', 'start of month', '-12 months')
          ORDER BY month`,
      [id],
    ),
    documents: documentsNaming(tx, account.name),
    rehearsals: rehearsalsAbout(tx, account, deals),
    history: entityHistory(tx, 'account', id, MOST_CHANGES).map(
      ({ seq, at, actorName, op, fields }) => ({ seq, at, actorName, op, fields: [...fields] }),
    ),
    masked: maskedIn(tx, id),
  };
};

/** Whether this person is not shown something of an account, and may ask for it; null = everything is shown. */
function maskedIn(tx: ReadTx, id: string): AccountDetail['masked'] {
  const veil = tx.scope?.veil;
  if (!veil) return null;
  const differs = (entity: string, sql: string): boolean =>
    tx
      .all<Record<string, Cell>>(sql, [id])
      .some((row) =>
        Object.entries(row).some(([column, value]) => veil.cell(entity, column, value) !== value),
      );
  const some =
    differs('account', 'SELECT name, short_name, website, phone FROM main.account WHERE id = ?') ||
    differs(
      'contact',
      'SELECT name, title, phone, email FROM main.contact WHERE account_id = ? AND deleted_at IS NULL',
    ) ||
    differs(
      'touchpoint',
      'SELECT subject, body FROM main.touchpoint WHERE account_id = ? AND deleted_at IS NULL',
    ) ||
    differs(
      'opportunity',
      'SELECT name, need_summary FROM main.opportunity WHERE account_id = ? AND deleted_at IS NULL',
    );
  return some ? { mayUnmask: veil.mayUnmaskAccount(tx, id) } : null;
}

function documentsNaming(tx: ReadTx, name: string): AccountDetail['documents'] {
  // Documents keep their text as JSON: the name as it is written there.
  const written = JSON.stringify(name).slice(1, -1);
  return tx
    .all<AccountDetail['documents'][number]>(
      `SELECT id, title, updated_at AS updatedAt FROM document
        WHERE deleted_at IS NULL AND (instr(content, ?1) > 0 OR instr(title, ?2) > 0) ORDER BY updated_at DESC`,
      [written, name],
    )
    .map((document) => ({ ...document, title: shownText(tx, document.title) }));
}

const variantsSchema = z.object({
  variants: z.array(z.object({ levers: z.object({ focusSegments: z.array(focusSegmentSchema) }) })),
});

/** Rehearsals of its pipelines with a focus on a slice that the account or one of its deals is in. */
function rehearsalsAbout(
  tx: ReadTx,
  account: AccountRecord,
  deals: readonly AccountDeal[],
): AccountDetail['rehearsals'] {
  const regions = tx
    .all<{ region: string }>(
      'SELECT DISTINCT region FROM opportunity WHERE account_id = ? AND region IS NOT NULL AND deleted_at IS NULL',
      [account.id],
    )
    .map(({ region }) => region);
  const isIn = ({ dimension, value }: FocusSegment): boolean => {
    if (dimension === 'segment') return account.segment === value;
    if (dimension === 'region') return regions.includes(value);
    return deals.some(
      (deal) => (dimension === 'product' ? deal.productName : deal.ownerName) === value,
    );
  };
  const pipelines = [...new Set(deals.map(({ pipelineId }) => pipelineId))];
  return tx
    .all<{ id: string; name: string; createdAt: number; request: string }>(
      `SELECT id, name, created_at AS createdAt, request FROM rehearsal
        WHERE deleted_at IS NULL AND pipeline_id IN (SELECT value FROM json_each(?)) ORDER BY created_at DESC`,
      [JSON.stringify(pipelines)],
    )
    .flatMap(({ request, ...rehearsal }) => {
      const read = variantsSchema.safeParse(JSON.parse(request));
      if (!read.success) return [];
      const all = read.data.variants.flatMap(({ levers }) => levers.focusSegments);
      const slices = [...new Set(all.filter(isIn).map(({ value }) => value))];
      return slices.length === 0 ? [] : [{ ...rehearsal, slices }];
    });
}

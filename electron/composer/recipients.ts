import type { Query } from '#electron/replica/transaction';

const MOST = 50;

/** A contact to whom a document may go. */
interface Recipient {
  readonly id: string;
  readonly name: string;
  readonly account: string | null;
}

/**
 * Contacts within this person's reach whose name or customer contains `search`, by customer and name. Masked names stay
 * masked: a search sees what the person sees.
 */
export const recipients: Query<{ search: string }, Recipient[]> = (tx, { search }) =>
  tx.all<Recipient>(
    `SELECT c.id, c.name, a.name AS account
      FROM contact c LEFT JOIN account a ON a.id = c.account_id AND a.deleted_at IS NULL
      WHERE c.deleted_at IS NULL
        AND (?1 = '' OR instr(lower(c.name), lower(?1)) > 0 OR instr(lower(a.name), lower(?1)) > 0)
      ORDER BY a.pinyin, a.name, c.name, c.id LIMIT ${MOST}`,
    [search.trim()],
  );

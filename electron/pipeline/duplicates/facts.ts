import type { ReadTx } from '#electron/replica/transaction';
import type { AccountFacts } from '#shared/pipeline/duplicates/account-rules';
import type { ContactFacts } from '#shared/pipeline/duplicates/contact-rules';

/** A record as the rules of likeness see it. */
export interface Known<Facts> {
  readonly id: string;
  readonly facts: Facts;
}

interface AccountRow extends Omit<AccountFacts, 'sites'> {
  readonly id: string;
  readonly website: string | null;
}

/** Every live account, by id, with the addresses of its people. */
export function knownAccounts(tx: ReadTx): Known<AccountFacts>[] {
  const mails = new Map<string, string[]>();
  for (const { account, email } of tx.all<{ account: string; email: string }>(
    `SELECT account_id AS account, email FROM contact
      WHERE account_id IS NOT NULL AND email IS NOT NULL AND deleted_at IS NULL`,
  )) {
    const known = mails.get(account);
    if (known === undefined) mails.set(account, [email]);
    else known.push(email);
  }
  return tx
    .all<AccountRow>(
      `SELECT id, name, short_name AS shortName, tax_id AS taxId, city, website, phone FROM account
        WHERE deleted_at IS NULL ORDER BY id`,
    )
    .map(({ id, website, ...facts }) => {
      const sites = [...(website === null ? [] : [website]), ...(mails.get(id) ?? [])];
      return { id, facts: { ...facts, sites } };
    });
}

/** Every live contact, by id. */
export function knownContacts(tx: ReadTx): Known<ContactFacts>[] {
  return tx
    .all<ContactFacts & { id: string }>(
      'SELECT id, name, account_id AS accountId, email, phone FROM contact WHERE deleted_at IS NULL ORDER BY id',
    )
    .map(({ id, ...facts }) => ({ id, facts }));
}

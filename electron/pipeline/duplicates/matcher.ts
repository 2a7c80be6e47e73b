import type { ReadTx } from '#electron/replica/transaction';
import type { AccountFacts } from '#shared/pipeline/duplicates/account-rules';
import type { ContactFacts } from '#shared/pipeline/duplicates/contact-rules';
import { Matcher, type Suggestion } from '#shared/pipeline/duplicates/matcher';
import { ACCOUNT_RULES, CONTACT_RULES } from '#shared/pipeline/duplicates/rules';
import { knownAccounts, knownContacts } from './facts';

/**
 * Answers which stored accounts a record of a file may be, best first (score, reasons): from 85 on it probably is one, from
 * 60 on a person should look. Reads every account once; ask it for all records of a file.
 */
export function accountMatcher(tx: ReadTx): (facts: AccountFacts) => Suggestion[] {
  const matcher = new Matcher(ACCOUNT_RULES);
  for (const { id, facts } of knownAccounts(tx)) matcher.add(id, facts);
  return (facts) => matcher.find(facts);
}

/** As {@link accountMatcher} for contacts; `accountId` is that of the account as it is stored, null while it is not known. */
export function contactMatcher(tx: ReadTx): (facts: ContactFacts) => Suggestion[] {
  const matcher = new Matcher(CONTACT_RULES);
  for (const { id, facts } of knownContacts(tx)) matcher.add(id, facts);
  return (facts) => matcher.find(facts);
}

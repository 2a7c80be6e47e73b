import {
  accountBlocks,
  type AccountFacts,
  type AccountKeys,
  accountKeys,
  accountLikeness,
} from './account-rules';
import {
  contactBlocks,
  type ContactFacts,
  type ContactKeys,
  contactKeys,
  contactLikeness,
} from './contact-rules';
import type { Rules } from './matcher';

export const ACCOUNT_RULES: Rules<AccountFacts, AccountKeys> = {
  keys: accountKeys,
  blocks: accountBlocks,
  likeness: accountLikeness,
};

export const CONTACT_RULES: Rules<ContactFacts, ContactKeys> = {
  keys: contactKeys,
  blocks: contactBlocks,
  likeness: contactLikeness,
};

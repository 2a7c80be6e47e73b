/** All themes (23 intents and the cooling one, `delay`), and who talks about which, when. */
import type { Random } from '../../random.ts';
import type { Role } from '../catalog.ts';
import type { Account, Contact } from '../people.ts';
import type { Theme } from './theme.ts';
import { COMMERCIAL_THEMES } from './themes-commercial.ts';
import { PRODUCT_THEMES } from './themes-product.ts';
import { RELATION_THEMES } from './themes-relation.ts';

const THEMES: readonly Theme[] = [...PRODUCT_THEMES, ...COMMERCIAL_THEMES, ...RELATION_THEMES];

/** What people ask about a product that has just come out. */
export const LAUNCH_THEMES = [
  'intro',
  'intro',
  'spec',
  'spec',
  'api_docs',
  'price',
  'poc',
  'cases',
] as const;

const SPEAKERS: Record<string, readonly Role[]> = {
  api_docs: ['it', 'engineer'],
  integration: ['it', 'engineer'],
  security: ['it'],
  spec: ['engineer', 'clinical'],
  poc: ['engineer', 'clinical', 'it'],
  stability: ['engineer', 'it'],
  training: ['clinical', 'engineer', 'it'],
  price: ['purchasing', 'engineer'],
  discount: ['purchasing'],
  payment: ['finance', 'purchasing'],
  budget: ['executive', 'finance'],
  approval: ['purchasing', 'executive'],
  contract: ['purchasing', 'executive'],
  expansion: ['executive', 'engineer'],
};

export function themeByKey(key: string): Theme {
  const theme = THEMES.find((one) => one.key === key);
  if (!theme) throw new Error(`no theme called ${key}`);
  return theme;
}

export function themeFor(stage: number, random: Random): Theme {
  const index = random.weighted(THEMES.map((theme) => theme.stages[stage] ?? 0));
  return THEMES[index] ?? themeByKey('intro');
}

/** The contact who would speak of this: one of the fitting role when the account has one, usually the main contact else. */
export function contactFor(theme: Theme, account: Account, random: Random): Contact {
  const fitting = account.contacts.filter((contact) => SPEAKERS[theme.key]?.includes(contact.role));
  const main = account.contacts[0];
  if (!main) throw new Error(`account ${account.id} has no contact`);
  if (fitting.length > 0) return random.pick(fitting);
  return random.chance(0.75) ? main : random.pick(account.contacts);
}

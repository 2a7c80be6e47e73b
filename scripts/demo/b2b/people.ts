/** Owners, accounts and contacts of the invented company. */
import { exp, stream, type Random } from '../random.ts';
import {
  BRAND_FIRST,
  BRAND_SECOND,
  GIVEN_FIRST,
  GIVEN_SECOND,
  INDUSTRIES,
  ROLE_ORDER,
  SURNAMES,
  TEAMS,
  TITLES,
  type Market,
  type Region,
  type Role,
  type Segment,
} from './catalog.ts';
import { EFFECTS, FOLLOW_UP, SEED, STORIES } from './truth.ts';

export interface Owner {
  id: string;
  name: string;
  team: string;
  region: Region;
  manager: string;
  /** Effect on the logit of moving a deal on, rounded to three digits. */
  effect: number;
  /** Median response time in working hours. */
  medianHours: number;
}

export interface Account {
  id: string;
  name: string;
  shortName: string;
  industry: string;
  market: Market;
  region: Region;
  city: string;
  employees: number;
  revenue: number;
  segment: Segment;
  owner: Owner;
  chat: 'wecom' | 'dingtalk';
  contacts: Contact[];
}

export interface Contact {
  id: string;
  accountId: string;
  name: string;
  role: Role;
  title: string;
  phone: string;
  email: string;
}

const ACCOUNTS = 300;

function personName(random: Random, taken: Set<string>): string {
  for (;;) {
    const name = random.pick(SURNAMES) + random.pick(GIVEN_FIRST) + random.pick(GIVEN_SECOND);
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
  }
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** 24 owners in five regional teams; the first of each team is its manager. */
export function makeOwners(): Owner[] {
  const random = stream(SEED, 'owners');
  const taken = new Set<string>();
  const owners: Owner[] = [];
  for (const team of TEAMS) {
    let manager = '';
    for (let k = 0; k < team.people; k += 1) {
      const name = personName(random, taken);
      owners.push({
        id: `U${String(owners.length + 1).padStart(3, '0')}`,
        name,
        team: team.team,
        region: team.region,
        manager,
        effect: round3(random.normal() * EFFECTS.ownerSd),
        medianHours: round3(
          FOLLOW_UP.ownerMedianHours * exp(random.normal() * FOLLOW_UP.ownerSigma),
        ),
      });
      if (k === 0) manager = name;
    }
  }
  return owners;
}

/** 300 accounts with two or three contacts each, every account with an owner of its region. */
export function makeAccounts(owners: readonly Owner[]): Account[] {
  const brands = stream(SEED, 'brands').shuffled(
    BRAND_FIRST.flatMap((a) => BRAND_SECOND.map((b) => a + b)),
  );
  const taken = new Set(owners.map((owner) => owner.name));
  let contactNumber = 0;
  return Array.from({ length: ACCOUNTS }, (_unused, index) => {
    const random = stream(SEED, 'account', index);
    const industry =
      INDUSTRIES[random.weighted(INDUSTRIES.map((row) => row.weight))] ?? INDUSTRIES[0]!;
    const team = TEAMS[random.weighted([30, 24, 20, 14, 12])] ?? TEAMS[0]!;
    const [full, short] = random.pick(industry.suffix);
    const brand = brands[index] ?? '';
    const [low, high] = industry.employees;
    const employees = Math.round((low * exp(random.unit() * 2.2)) / 10) * 10;
    const size = Math.min(employees, high);
    const segment: Segment = isStrategic(index, size, random)
      ? '战略客户'
      : random.chance(0.35)
        ? '重点客户'
        : '普通客户';
    const account: Account = {
      id: accountId(index),
      name: brand + full,
      shortName: brand + short,
      industry: industry.name,
      market: industry.market,
      region: team.region,
      city: random.pick(team.cities),
      employees: size,
      revenue: Math.round(size * (0.35 + random.unit() * 0.9)) * 1_000_000,
      segment,
      owner: random.pick(owners.filter((owner) => owner.region === team.region)),
      chat: random.chance(0.72) ? 'wecom' : 'dingtalk',
      contacts: [],
    };
    const roles = ROLE_ORDER[account.market];
    const count = index % 3 === 0 ? 2 : 3;
    const first = roles[random.weighted([5, 4, 1])] ?? 'engineer';
    const others = random.shuffled(roles.filter((role) => role !== first));
    account.contacts = [first, ...others].slice(0, count).map((role) => {
      contactNumber += 1;
      return makeContact(account, role, contactNumber, personName(random, taken), random);
    });
    return account;
  });
}

function accountId(index: number): string {
  return `C${String(index + 1).padStart(4, '0')}`;
}

/** The account of the "gone quiet" story is strategic whatever its size. */
function isStrategic(index: number, employees: number, random: Random): boolean {
  return (
    random.chance(employees > 1500 ? 0.3 : 0.06) ||
    accountId(index) === STORIES.quietAccount.account
  );
}

/**
 * Phone numbers start with 100, which is no mobile prefix in China; mail addresses end in `.example` (RFC 2606):
 * neither can reach anyone.
 */
function makeContact(
  account: Account,
  role: Exclude<Role, 'other'>,
  number: number,
  name: string,
  random: Random,
): Contact {
  const digits = String(number).padStart(4, '0');
  return {
    id: `K${digits}`,
    accountId: account.id,
    name,
    role,
    title: random.pick(TITLES[account.market][role]),
    phone: `100${String(random.int(0, 9999)).padStart(4, '0')}${digits}`,
    email: `contact${digits}@${account.id.toLowerCase()}.example`,
  };
}

/** How people address a contact in conversation: 王工, 李主任, 陈总 … */
export function addressOf(contact: Contact): string {
  const surname = contact.name.slice(0, 1);
  if (/护士长/.test(contact.title)) return `${surname}护士长`;
  if (/主任/.test(contact.title)) return `${surname}主任`;
  if (/科长/.test(contact.title)) return `${surname}科长`;
  if (/部长|厂长/.test(contact.title)) return surname + contact.title.slice(-2);
  if (/院长/.test(contact.title)) return `${surname}院长`;
  if (/总/.test(contact.title)) return `${surname}总`;
  if (contact.role === 'engineer' || contact.role === 'it') return `${surname}工`;
  if (/经理/.test(contact.title)) return `${surname}经理`;
  return `${surname}老师`;
}

/** What an opportunity is while it is simulated, and how a new one is drawn. */
import { exp, stream } from '../random.ts';
import { DAY, dayStart, workingMinute } from './calendar.ts';
import { PRODUCTS, type Product } from './catalog.ts';
import type { Account, Owner } from './people.ts';
import { FOLLOW_UP, SEED, STORIES } from './truth.ts';

export type Outcome = 'open' | 'won' | 'lost' | 'dormant';

/** One row of the stage history: a stage entered, or an outcome reached. */
export interface StageRow {
  stage: number | null;
  outcome: 'won' | 'lost' | 'dormant' | 'reopened' | null;
  at: number;
  reason: string;
}

export interface Deal {
  index: number;
  account: Account;
  owner: Owner;
  product: Product;
  units: number;
  /** Whole yuan; net of the discount once one is offered. */
  amount: number;
  listAmount: number;
  /** Percent; null before a price was offered. */
  discount: number | null;
  /** Median response time of this deal in working hours. */
  responseHours: number;
  openedAt: number;
  expectedClose: number;
  closedAt: number | null;
  stage: number;
  outcome: Outcome;
  lossReason: string;
  history: StageRow[];
  /** Hand-written by a story: left out when effects are estimated. */
  scripted: boolean;
}

/** A new opportunity of the given day: whose, what, how much, and how fast its seller answers. */
export function makeDeal(
  index: number,
  day: number,
  accounts: readonly Account[],
  owners: readonly Owner[],
): Deal {
  const random = stream(SEED, 'deal', index);
  const quiet = STORIES.quietAccount;
  const rising = day >= dayStart(STORIES.risingRegion.fromDay);
  const weights = accounts.map(
    (account) =>
      (account.id === quiet.account && day >= dayStart(quiet.lastTouch) ? 0 : 1) *
      (account.segment === '战略客户' ? 3 : account.segment === '重点客户' ? 1.6 : 1) *
      (rising && account.region === STORIES.risingRegion.region ? STORIES.risingRegion.weight : 1),
  );
  const account = accounts[random.weighted(weights)] ?? accounts[0]!;
  const colleagues = owners.filter((owner) => owner.region === account.region);
  const owner = random.chance(0.8) ? account.owner : random.pick(colleagues);
  const launch = dayStart(STORIES.launch.day);
  const choice = PRODUCTS.filter(
    (product) =>
      (product.market === null || product.market === account.market) &&
      (product.id !== STORIES.launch.product || day >= launch),
  );
  const product =
    choice[
      random.weighted(
        choice.map((row) =>
          row.id === STORIES.launch.product ? 1.8 : row.market === null ? 0.7 : 1,
        ),
      )
    ] ?? PRODUCTS[0]!;
  const [low, high] = product.volume;
  // A square root of the uniform number would favour big deals; the square favours small ones, as in life.
  const spread = random.unit();
  const units = Math.max(low, Math.round(low + (high - low) * spread * spread));
  const scale = (account.segment === '战略客户' ? 1.4 : 1) * (random.chance(0.07) ? 2.4 : 1);
  const listAmount = clamp(
    Math.round((product.listPrice * units * scale) / 1000) * 1000,
    150_000,
    8_000_000,
  );
  const openedAt = workingMinute(day, day, random);
  return {
    index,
    account,
    owner,
    product,
    units,
    amount: listAmount,
    listAmount,
    discount: null,
    responseHours: clamp(owner.medianHours * exp(random.normal() * FOLLOW_UP.dealSigma), 0.3, 60),
    openedAt,
    expectedClose: openedAt + (120 + random.int(0, 110)) * DAY,
    closedAt: null,
    stage: 0,
    outcome: 'open',
    lossReason: '',
    history: [{ stage: 0, outcome: null, at: openedAt, reason: '' }],
    scripted: false,
  };
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

import { type StageShares, weightedAmountMinor } from '../stage-probability';
import type { AccountDeal, AccountDetail, AccountTouchpoint } from './model';

const MOST_QUESTIONS = 5;
const SENTENCES = /[^。！!？?\n]+[。！!？?]?/gu;

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

/** What the customer asked last, newest first: sentences of what came in that end in a question mark. */
export function lastQuestions(touchpoints: readonly AccountTouchpoint[]): {
  readonly id: string;
  readonly at: number;
  readonly who: string | null;
  readonly text: string;
}[] {
  return touchpoints
    .filter(({ direction }) => direction === 'inbound')
    .flatMap(({ id, at, contactName, body }) =>
      Array.from(body.matchAll(SENTENCES), ([sentence]) => sentence.trim())
        .filter((sentence) => /.[？?]$/u.test(sentence))
        .map((text, index) => ({ id: `${id} ${index}`, at, who: contactName, text })),
    )
    .slice(0, MOST_QUESTIONS);
}

/** What an account is worth in one currency; minor units. */
export interface AccountValue {
  readonly currency: string;
  readonly wonMinor: number;
  readonly openMinor: number;
  /** Null while the probabilities of a pipeline are not there. */
  readonly weightedMinor: number | null;
  readonly lostMinor: number;
  /** By year of the close, oldest first. */
  readonly years: readonly {
    readonly year: string;
    readonly wonMinor: number;
    readonly lostMinor: number;
  }[];
  /** Bought products, the largest sum first. */
  readonly products: readonly {
    readonly name: string;
    readonly deals: number;
    readonly wonMinor: number;
  }[];
}

/**
 * Sums of the deals, currency by currency; the currency with the most deals first.
 * @param shares by pipeline: how likely its open deals are to be won; undefined = not known yet
 */
export function accountValues(
  deals: readonly AccountDeal[],
  shares: (pipelineId: string) => StageShares | undefined,
): AccountValue[] {
  const currencies = groupBy(deals, ({ currency }) => currency);
  return [...currencies]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([currency, own]) => valueIn(currency, own, shares));
}

function valueIn(
  currency: string,
  deals: readonly AccountDeal[],
  shares: (pipelineId: string) => StageShares | undefined,
): AccountValue {
  const of = (outcome: AccountDeal['outcome']) => deals.filter((deal) => deal.outcome === outcome);
  const [won, open, lost] = [of('won'), of('open'), of('lost')];
  const weighted = open.map((deal) => {
    const known = shares(deal.pipelineId);
    return known === undefined ? null : (weightedAmountMinor(deal, known) ?? 0);
  });
  const years = groupBy([...won, ...lost], ({ closedDay }) => closedDay?.slice(0, 4) ?? '');
  const products = groupBy(won, ({ productName }) => productName ?? '');
  return {
    currency,
    wonMinor: sum(won),
    openMinor: sum(open),
    weightedMinor: weighted.some((one) => one === null)
      ? null
      : weighted.reduce<number>((total, one) => total + (one ?? 0), 0),
    lostMinor: sum(lost),
    years: [...years]
      .filter(([year]) => year !== '')
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([year, own]) => ({
        year,
        wonMinor: sum(own.filter(({ outcome }) => outcome === 'won')),
        lostMinor: sum(own.filter(({ outcome }) => outcome === 'lost')),
      })),
    products: [...products]
      .filter(([name]) => name !== '')
      .map(([name, own]) => ({ name, deals: own.length, wonMinor: sum(own) }))
      .toSorted((a, b) => b.wonMinor - a.wonMinor),
  };
}

function sum(deals: readonly Pick<AccountDeal, 'amountMinor'>[]): number {
  return deals.reduce((total, { amountMinor }) => total + (amountMinor ?? 0), 0);
}

/** The twelve months that end with the newest touchpoint, with how many there were; empty when there never was one. */
export function monthlyRhythm(rhythm: AccountDetail['rhythm']): {
  readonly month: string;
  readonly count: number;
  readonly channels: AccountDetail['rhythm'];
}[] {
  const last = rhythm
    .map(({ month }) => month)
    .toSorted()
    .at(-1);
  if (last === undefined) return [];
  const end = Number(last.slice(0, 4)) * 12 + Number(last.slice(5)) - 1;
  return Array.from({ length: 12 }, (_, back) => {
    const at = end - 11 + back;
    const month = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    const channels = rhythm.filter((one) => one.month === month);
    return { month, channels, count: channels.reduce((total, { count }) => total + count, 0) };
  });
}

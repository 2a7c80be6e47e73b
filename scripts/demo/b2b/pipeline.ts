/**
 * The life of the opportunities, simulated in order of time: arrivals, stays in a stage, moves, ends. Every number
 * comes from truth.ts.
 */
import { exp, ln, logistic, stream, type Random } from '../random.ts';
import { arrivalDays } from './arrivals.ts';
import { DAY, dayStart, MINUTE, workingMinute } from './calendar.ts';
import { clamp, makeDeal, type Deal } from './deal.ts';
import {
  BACK_REASONS,
  DORMANT_REASONS,
  LOSS_REASONS,
  REOPEN_REASONS,
  SKIP_REASONS,
} from './reasons.ts';
import { TimeQueue } from './time-queue.ts';
import type { Account, Owner } from './people.ts';
import {
  ACCEPTANCE,
  CONTRACT,
  DELIVERY,
  DISCOUNT,
  DISCOVERY,
  DURATION,
  EFFECTS,
  IMPLEMENTATION,
  LAST_DAY,
  PROPOSAL,
  RARE,
  SEED,
  SELLING,
  VALIDATION,
} from './truth.ts';

export const END = dayStart(LAST_DAY) + 18 * 3_600_000;

/** Probability of moving on when a stay in selling stage `stage` ends. */
function advanceProbability(deal: Deal, stage: number): number {
  const discountTerm =
    stage >= PROPOSAL && deal.discount !== null
      ? EFFECTS.discountPerPoint * (deal.discount - EFFECTS.discountCentre)
      : 0;
  return logistic(
    (SELLING[stage]?.baseLogit ?? 0) +
      (EFFECTS.product[deal.product.id as keyof typeof EFFECTS.product] ?? 0) +
      EFFECTS.region[deal.account.region] +
      EFFECTS.segment[deal.account.segment] +
      deal.owner.effect +
      EFFECTS.followUpPerLogHour * ln(deal.responseHours / EFFECTS.followUpCentreHours) +
      EFFECTS.amountPerLog * ln(deal.listAmount / EFFECTS.amountCentre) +
      discountTerm,
  );
}

type Exit = 'advance' | 'lost' | 'dormant' | 'back';
interface Move {
  deal: Deal;
  exit: Exit | 'start' | 'accept' | 'reopen';
  random: Random;
}

/**
 * All opportunities up to the last day, in order of their opening. Deterministic: each deal has its own random
 * stream; deals meet only in the count of deals under validation, which stretches stays there when it is above
 * capacity.
 */
export function simulate(accounts: readonly Account[], owners: readonly Owner[]): Deal[] {
  const deals = arrivalDays().map((day, index) => makeDeal(index, day, accounts, owners));
  const queue = new TimeQueue<Move>();
  let inValidation = 0;

  const schedule = (deal: Deal, at: number, random: Random): void => {
    const parameters = SELLING[deal.stage];
    if (!parameters) return;
    let exit: Exit = random.chance(advanceProbability(deal, deal.stage))
      ? 'advance'
      : random.chance(parameters.dormantShare)
        ? 'dormant'
        : 'lost';
    if (deal.stage === VALIDATION && exit === 'advance' && random.chance(RARE.stepBack))
      exit = 'back';
    const load = inValidation / (DURATION.congestion.engineers * DURATION.congestion.perEngineer);
    const days =
      parameters.medianDays *
      exp(parameters.sigma * random.normal()) *
      exp(DURATION.followUpElasticity * ln(deal.responseHours / EFFECTS.followUpCentreHours)) *
      (exit === 'dormant' ? DURATION.dormantFactor : 1) *
      (deal.stage === VALIDATION && load > 1 ? exp(DURATION.congestion.power * ln(load)) : 1);
    queue.push(workingMinute(at + days * DAY, at, random), { deal, exit, random });
  };

  const enter = (deal: Deal, stage: number, at: number, reason: string, random: Random): void => {
    if (stage === VALIDATION) inValidation += 1;
    deal.stage = stage;
    // The signature comes first, the delivery it opens a minute later: the state machine writes them in this order.
    const signed = stage === IMPLEMENTATION;
    if (signed) deal.history.push({ stage: null, outcome: 'won', at, reason: '' });
    deal.history.push({ stage, outcome: null, at: signed ? at + MINUTE : at, reason });
    if (stage === PROPOSAL && deal.discount === null) offerPrice(deal, random);
    if (signed) {
      deal.outcome = 'won';
      deal.closedAt = at;
      deal.expectedClose = at;
      const days = DELIVERY.medianDays * exp(DELIVERY.sigma * random.normal());
      queue.push(workingMinute(at + days * DAY, at + MINUTE, random), {
        deal,
        exit: 'accept',
        random,
      });
    } else {
      schedule(deal, at, random);
    }
  };

  for (const deal of deals)
    queue.push(deal.openedAt, { deal, exit: 'start', random: stream(SEED, 'path', deal.index) });
  for (let event = queue.pop(); event && event.at <= END; event = queue.pop()) {
    const { at } = event;
    const { deal, exit, random } = event.value;
    if (deal.stage === VALIDATION && deal.outcome === 'open') inValidation -= 1;
    if (exit === 'start') {
      schedule(deal, at, random);
    } else if (exit === 'advance') {
      const skip = deal.stage === 0 && random.chance(RARE.skip);
      enter(deal, deal.stage + (skip ? 2 : 1), at, skip ? random.pick(SKIP_REASONS) : '', random);
    } else if (exit === 'back') {
      enter(deal, DISCOVERY, at, random.pick(BACK_REASONS), random);
    } else if (exit === 'accept') {
      deal.stage = ACCEPTANCE;
      deal.history.push({ stage: ACCEPTANCE, outcome: null, at, reason: '' });
    } else if (exit === 'reopen') {
      deal.outcome = 'open';
      deal.closedAt = null;
      deal.expectedClose = at + random.int(90, 200) * DAY;
      deal.history.push({
        stage: null,
        outcome: 'reopened',
        at,
        reason: random.pick(REOPEN_REASONS),
      });
      if (deal.stage === VALIDATION) inValidation += 1;
      schedule(deal, at, random);
    } else {
      end(deal, exit, at, random);
      if (exit === 'dormant' && random.chance(RARE.reopened)) {
        queue.push(workingMinute(at + random.int(45, 160) * DAY, at, random), {
          deal,
          exit: 'reopen',
          random,
        });
      }
    }
  }
  for (const deal of deals) settleExpectedClose(deal);
  return deals;
}

function end(deal: Deal, exit: 'lost' | 'dormant', at: number, random: Random): void {
  const reason =
    exit === 'lost'
      ? random.pick(LOSS_REASONS[deal.stage] ?? ['选择其他厂商'])
      : random.pick(DORMANT_REASONS);
  deal.outcome = exit;
  deal.closedAt = at;
  deal.lossReason = exit === 'lost' ? reason : '';
  deal.history.push({ stage: null, outcome: exit, at, reason });
}

/** The first offer sets the discount and turns the list amount into the offered one. */
function offerPrice(deal: Deal, random: Random): void {
  const raw =
    DISCOUNT.centre + DISCOUNT.segment[deal.account.segment] + DISCOUNT.sd * random.normal();
  deal.discount = clamp(Math.round(raw * 2) / 2, 0, 28);
  deal.amount = Math.round((deal.listAmount * (100 - deal.discount)) / 100_000) * 1000;
}

/** Open deals: a first guess that has passed is put off in most cases and left overdue in the rest. */
function settleExpectedClose(deal: Deal): void {
  if (deal.outcome !== 'open' || deal.expectedClose > END) return;
  const random = stream(SEED, 'expected', deal.index);
  if (random.chance(0.22)) return;
  const stagesLeft = Math.max(1, CONTRACT + 1 - deal.stage);
  deal.expectedClose = END + random.int(5, 28 * stagesLeft) * DAY;
}

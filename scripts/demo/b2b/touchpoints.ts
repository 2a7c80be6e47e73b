/** The conversations: when somebody speaks, on which channel, about what. The words come from text/. */
import { exp, stream, type Random } from '../random.ts';
import { addWorking, DAY, dayStart, MINUTE, workingMinute } from './calendar.ts';
import type { Deal } from './deal.ts';
import type { Account, Contact } from './people.ts';
import { END } from './pipeline.ts';
import { SLIPPING_TALK } from './stories.ts';
import { write, type Speech, type Words } from './text/compose.ts';
import { contactFor, LAUNCH_THEMES, themeByKey, themeFor } from './text/themes.ts';
import type { Theme } from './text/theme.ts';
import { FOLLOW_UP, SEED, SELLING, STORIES, VALIDATION } from './truth.ts';

export interface Touchpoint {
  account: Account;
  deal: Deal | null;
  contact: Contact;
  channel: string;
  direction: 'inbound' | 'outbound';
  at: number;
  subject: string;
  body: string;
  author: string;
}

interface Spell {
  stage: number;
  from: number;
  to: number;
}

/** The stretches of time a deal spent in a stage with somebody to talk to, up to the last day. */
function spellsOf(deal: Deal): Spell[] {
  const spells: Spell[] = [];
  let stage = 0;
  let from: number | null = null;
  for (const row of deal.history) {
    if (row.outcome === 'won') continue;
    if (from !== null) spells.push({ stage, from, to: row.at });
    stage = row.stage ?? stage;
    from = row.outcome === 'lost' || row.outcome === 'dormant' ? null : row.at;
  }
  if (from !== null)
    spells.push({ stage, from, to: Math.min(END, stage === 7 ? from + 120 * DAY : END) });
  return spells;
}

/** Collects touchpoints; refuses those after the last day and those of the account that has gone quiet. */
class Log {
  readonly rows: Touchpoint[] = [];
  readonly #quietFrom = dayStart(STORIES.quietAccount.lastTouch) + DAY;

  add(row: Touchpoint): void {
    if (row.at > END) return;
    if (row.account.id === STORIES.quietAccount.account && row.at >= this.#quietFrom) return;
    this.rows.push(row);
  }
}

/** All touchpoints in order of time. Replies follow inbound messages after the deal's own response time. */
export function makeTouchpoints(deals: readonly Deal[]): Touchpoint[] {
  const log = new Log();
  for (const deal of deals) {
    const random = stream(SEED, 'talk', deal.index);
    if (deal.index === STORIES.slipping.opportunity) tellSlipping(deal, log);
    else talkAbout(deal, random, log);
  }
  launchWave(deals, log);
  return log.rows.toSorted((a, b) => a.at - b.at);
}

function talkAbout(deal: Deal, random: Random, log: Log): void {
  let previous: Theme | null = null;
  const lively = deal.account.id === STORIES.quietAccount.account ? 2.2 : 1;
  for (const spell of spellsOf(deal)) {
    const days = (spell.to - spell.from) / DAY;
    const expected = (days / (SELLING[spell.stage]?.medianDays ?? 40)) * 0.3 * lively;
    const count = Math.min(8, Math.floor(0.72 + expected + random.unit()));
    for (let k = 0; k < count; k += 1) {
      const moment = spell.from + ((k + random.unit()) / count) * (spell.to - spell.from);
      const theme: Theme =
        previous !== null && random.chance(0.22) ? previous : themeFor(spell.stage, random);
      previous = theme;
      conversation(deal, spell, theme, moment, random, log);
    }
  }
  sayGoodbye(deal, random, log);
}

/** Kinds of conversation: the customer writes, the seller writes, a call, a meeting, a visit. */
const KINDS = ['question', 'push', 'call', 'meeting', 'visit'] as const;
const KIND_WEIGHTS = [
  [48, 30, 22, 0, 0],
  [46, 24, 22, 4, 4],
  [46, 17, 14, 11, 12],
  [48, 17, 12, 13, 10],
  [50, 20, 14, 12, 4],
  [50, 22, 18, 8, 2],
  [46, 22, 12, 8, 12],
  [44, 26, 16, 6, 8],
] as const;

function conversation(
  deal: Deal,
  spell: Spell,
  theme: Theme,
  moment: number,
  random: Random,
  log: Log,
): void {
  const kind = KINDS[random.weighted(KIND_WEIGHTS[spell.stage] ?? [1])] ?? 'question';
  const contact = contactFor(theme, deal.account, random);
  const at = workingMinute(moment, spell.from, random);
  if (at >= spell.to) return;
  const speech: Speech = { deal, contact, at, stage: spell.stage, theme, random };
  const base = { account: deal.account, deal, contact, author: deal.owner.name };
  if (kind === 'question') {
    question(speech, random.chance(0.26) ? 'email' : deal.account.chat, log);
  } else if (kind === 'push') {
    const channel = random.chance(0.25) ? 'email' : deal.account.chat;
    log.add({
      ...base,
      channel,
      direction: 'outbound',
      at,
      ...textOf(write(speech, 'push', channel)),
    });
  } else {
    const direction = kind === 'call' && random.chance(0.4) ? 'inbound' : 'outbound';
    log.add({
      ...base,
      channel: kind,
      direction,
      at,
      ...textOf(write({ ...speech, incoming: direction === 'inbound' }, kind, kind)),
    });
  }
}

function textOf({ subject, body }: Words): { subject: string; body: string } {
  return { subject, body };
}

/** The customer asks; the seller answers after the deal's response time; sometimes the customer comes back. */
function question(speech: Speech, channel: string, log: Log): void {
  const { deal, contact, random } = speech;
  const base = { account: deal.account, deal, contact, author: deal.owner.name, channel };
  const evening = channel !== 'email' && random.chance(0.06);
  const at = evening ? speech.at - (speech.at % DAY) + random.int(1085, 1290) * MINUTE : speech.at;
  const words = write({ ...speech, at }, 'ask', channel);
  log.add({ ...base, direction: 'inbound', at, subject: words.subject, body: words.body });
  const minutes = deal.responseHours * 60 * exp(FOLLOW_UP.replySigma * random.normal());
  const answerAt = addWorking(at, minutes);
  const answer = write({ ...speech, at: answerAt, question: words }, 'answer', channel);
  log.add({
    ...base,
    direction: 'outbound',
    at: answerAt,
    subject: answer.subject,
    body: answer.body,
  });
}

/** A lost or dormant deal ends with a word from the customer, or with the note that there was none. */
function sayGoodbye(deal: Deal, random: Random, log: Log): void {
  if (deal.closedAt === null || deal.outcome === 'won' || random.chance(0.25)) return;
  const contact = deal.account.contacts[0];
  if (!contact) return;
  const at = deal.closedAt - random.int(5, 45) * MINUTE;
  const unreachable = deal.lossReason === '联系不上';
  const channel = unreachable ? 'call' : deal.account.chat;
  const speech: Speech = {
    deal,
    contact,
    at,
    stage: deal.stage,
    theme: themeByKey('delay'),
    random,
  };
  const words = write(speech, deal.outcome === 'lost' ? 'loss' : 'ask', channel);
  log.add({
    account: deal.account,
    deal,
    contact,
    channel,
    direction: unreachable ? 'outbound' : 'inbound',
    at,
    subject: unreachable ? '线索跟进' : words.subject,
    body: words.body,
    author: deal.owner.name,
  });
}

function tellSlipping(deal: Deal, log: Log): void {
  const day = deal.openedAt - (deal.openedAt % DAY);
  SLIPPING_TALK.forEach(([days, channel, direction, subject, body], index) => {
    const contact = deal.account.contacts[index % deal.account.contacts.length];
    if (!contact) return;
    const at = workingMinute(day + days * DAY, deal.openedAt, stream(SEED, 'slip', index));
    log.add({
      account: deal.account,
      deal,
      contact,
      channel,
      direction,
      at,
      subject,
      body,
      author: deal.owner.name,
    });
  });
}

const LAUNCH_HINTS = [
  'EC-900 想了解一下。',
  '新出的 EC-900，问个问题：',
  '看了 EC-900 的发布，',
  '关于 EC-900：',
  '你们新品 EC-900，',
];

/** After the launch many accounts ask about the new product, with or without an opportunity. */
function launchWave(deals: readonly Deal[], log: Log): void {
  const { product, day, extraDays } = STORIES.launch;
  const random = stream(SEED, 'launch');
  const template = deals.find((deal) => deal.product.id === product);
  if (!template) return;
  const accounts = new Map(deals.map((deal) => [deal.account.id, deal.account]));
  for (const account of accounts.values()) {
    if (!random.chance(0.62)) continue;
    // The wave swells for a week and ebbs over the rest.
    const days = Math.floor(extraDays * random.unit() * random.unit());
    const at = workingMinute(dayStart(day) + days * DAY, dayStart(day), random);
    const theme = themeByKey(random.pick(LAUNCH_THEMES));
    const contact = contactFor(theme, account, random);
    const asIf: Deal = {
      ...template,
      account,
      owner: account.owner,
      discount: null,
      responseHours: account.owner.medianHours,
    };
    const scratch = new Log();
    question(
      { deal: asIf, contact, at, stage: 0, theme, random },
      random.chance(0.3) ? 'email' : account.chat,
      scratch,
    );
    const own = deals.find(
      (deal) =>
        deal.account === account &&
        deal.product.id === product &&
        deal.openedAt < at &&
        deal.stage <= VALIDATION,
    );
    for (const row of scratch.rows) {
      const said = row.direction === 'outbound' || (row.subject + row.body).includes('EC-900');
      log.add({
        ...row,
        deal: own ?? null,
        body: said ? row.body : `${random.pick(LAUNCH_HINTS)}${row.body}`,
      });
    }
  }
}

/** Puts a text together: a theme in its frame, for one channel. */
import type { Random } from '../../random.ts';
import type { Deal } from '../deal.ts';
import type { Contact } from '../people.ts';
import { conversationSlots } from './context.ts';
import { expand, type Slots } from './expand.ts';
import * as frames from './frames.ts';
import type { Theme } from './theme.ts';
import { themeFor } from './themes.ts';
import { IMPLEMENTATION } from '../truth.ts';

/** `question`: what this text answers; both then speak of the same things. */
export interface Speech {
  deal: Deal;
  contact: Contact;
  at: number;
  stage: number;
  theme: Theme;
  random: Random;
  /** A call: who dialled. */
  incoming?: boolean;
  question?: Words;
}

export type Kind = 'ask' | 'answer' | 'push' | 'loss' | 'call' | 'meeting' | 'visit';

export interface Words {
  subject: string;
  body: string;
  slots: Slots;
  /** Index in the theme's `ask`, when this is a question. */
  asked: number;
}

/** Subject (empty in chats) and body of one touchpoint. */
export function write(speech: Speech, kind: Kind, channel: string): Words {
  const { deal, contact, at, random, theme } = speech;
  const slots = speech.question?.slots ?? conversationSlots(deal, contact, at, random);
  const say = (template: string): string => expand(template, slots, random);
  const one = (templates: readonly string[]): string => say(random.pick(templates));
  const asked = theme.ask.indexOf(random.pick(usable(theme.ask, speech.stage)));
  const asking = (): string => say(plain(theme.ask[asked] ?? ''));
  const answering = (): string =>
    say(theme.answer[theme.replies[speech.question?.asked ?? 0] ?? 0] ?? '');
  const mail = channel === 'email';
  const subject = mail || kind === 'meeting' ? one(theme.subject) : '';
  const done = (body: string, title = subject): Words => ({
    subject: title,
    body: tidy(body),
    slots,
    asked,
  });
  const notes = (): string => {
    const other = themeFor(speech.stage, random);
    const second =
      other !== theme && random.chance(0.55)
        ? [one(usable(other.note, speech.stage).map(plain))]
        : [];
    return [one(usable(theme.note, speech.stage).map(plain)), ...second].map(sentence).join('');
  };

  switch (kind) {
    case 'ask':
      return done(
        mail
          ? askByMail(speech, asking(), one)
          : chat(one(frames.CHAT_OPEN), asking(), one(frames.CHAT_TAIL)),
      );
    case 'answer':
      return done(
        mail
          ? one(frames.MAIL_OPEN_OUT) + sentence(answering()) + one(frames.MAIL_CLOSE_OUT)
          : chat(
              one(
                speech.random.chance(0.2) && TECHNICAL.has(theme.key)
                  ? frames.REPLY_CHECKED
                  : frames.REPLY_OPEN,
              ),
              answering(),
              one(frames.REPLY_TAIL),
            ),
        mail ? `回复：${speech.question?.subject ?? ''}` : '',
      );
    case 'push': {
      const text = one(frames.PUSH[speech.stage] ?? []);
      return done(
        mail
          ? sentence(text).replace(/^([^，]{2,4}?)(您好)?，(您好，)?/, '$1，您好：\n') +
              one(frames.MAIL_CLOSE_OUT)
          : text,
        mail ? say(frames.PUSH_SUBJECT[speech.stage] ?? '') : '',
      );
    }
    case 'loss':
      return done(
        one(frames.LOSS_LINES[deal.lossReason] ?? frames.LOSS_LINES['选择其他厂商'] ?? []),
        mail ? subject : '',
      );
    case 'call':
      return done(
        `${one(speech.incoming ? frames.CALL_IN : frames.CALL_OUT)}${notes()}${random.chance(0.8) ? `下一步：${sentence(one(theme.todo))}` : ''}`,
        '电话沟通',
      );
    case 'visit':
      return done(
        `${one(frames.VISIT_OPEN)}${notes()}待办：${sentence(one(theme.todo))}`,
        '现场拜访',
      );
    case 'meeting': {
      const opening = random.pick(frames.MEETING_OPEN).replace('{topic}', subject);
      const other = themeFor(speech.stage, random);
      const points = [
        one(usable(theme.note, speech.stage).map(plain)),
        ...(other === theme ? [] : [one(usable(other.note, speech.stage).map(plain))]),
      ].map((text, i) => `${i + 1}. ${sentence(text)}`);
      return done(
        `${say(opening)}结论：\n${points.join('\n')}\n待办：${say('{me}')}，${one(theme.todo)}（${say('{date}')}前）`,
        subject,
      );
    }
  }
}

/** Themes in which a seller asks a colleague before answering. */
const TECHNICAL = new Set(['spec', 'api_docs', 'integration', 'poc', 'stability', 'security']);

const AFTER_CONTRACT = '§';

/** The templates that fit a stage: those marked § only when the contract is signed. */
function usable(templates: readonly string[], stage: number): readonly string[] {
  return stage >= IMPLEMENTATION
    ? templates
    : templates.filter((one) => !one.startsWith(AFTER_CONTRACT));
}

function plain(template: string): string {
  return template.startsWith(AFTER_CONTRACT) ? template.slice(AFTER_CONTRACT.length) : template;
}

function askByMail(
  speech: Speech,
  question: string,
  one: (templates: readonly string[]) => string,
): string {
  const other = themeFor(speech.stage, speech.random);
  const second =
    other !== speech.theme && speech.random.chance(0.5)
      ? one(frames.MAIL_LINK) + sentence(one(usable(other.ask, speech.stage).map(plain)))
      : '';
  return one(frames.MAIL_OPEN_IN) + sentence(question) + second + one(frames.MAIL_CLOSE_IN);
}

/** Opening, text and tail of a chat line; a question mark before the tail swallows its comma. */
function chat(open: string, text: string, tail: string): string {
  return open + text + (/[？?]$/.test(text) ? tail.replace(/^[，。]/, '') : tail);
}

function sentence(text: string): string {
  return /[。？！]$/.test(text) ? text : `${text}。`;
}

/** Removes doubled words and punctuation that two fragments can make together. */
function tidy(text: string): string {
  return text
    .replaceAll(/[，。]+([，。？])/g, '$1')
    .replaceAll(/^[，。]/g, '')
    .replaceAll(/(好的|明白|了解|谢谢)，(好的|明白|理解|谢谢)/g, '$2')
    .trim();
}

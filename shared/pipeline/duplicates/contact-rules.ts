import { foldName } from './company-name';
import { type Likeness, type Reason, SHOWN_FROM } from './model';
import { soundOf } from './names';
import { isSharedBox, mailKey, phoneKey } from './reach';

/** What is known of a person. */
export interface ContactFacts {
  readonly name: string;
  readonly accountId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** A person ready to be compared. */
export interface ContactKeys {
  readonly name: string;
  /** How the name sounds, surname first and last: 王伟 is Wang Wei and Wei Wang. */
  readonly sounds: readonly string[];
  readonly accountId: string | null;
  readonly mail: string | null;
  readonly phone: string | null;
}

const ADDRESS = /(?:先生|女士|小姐|老师)$/u;

export function contactKeys({ name, accountId, email, phone }: ContactFacts): ContactKeys {
  const plain = name.normalize('NFKC').trim().replace(ADDRESS, '');
  const words = plain.toLowerCase().split(/[\s·.,]+/u);
  const sounds = [soundOf(foldName(plain)), soundOf(foldName(words.toReversed().join('')))];
  return {
    name: foldName(plain),
    sounds: [...new Set(sounds)],
    accountId,
    mail: mailKey(email),
    phone: phoneKey(phone),
  };
}

/** Texts of which two contacts that may be one share at least one. */
export function contactBlocks({ sounds, accountId, mail, phone }: ContactKeys): string[] {
  const blocks = accountId === null ? [] : sounds.map((sound) => `a${accountId} ${sound}`);
  if (mail !== null) blocks.push(`m${mail}`);
  if (phone !== null) blocks.push(`p${phone}`);
  return blocks;
}

/** How alike two contacts are; null = not enough to ask a person. A name alone says nothing across accounts. */
export function contactLikeness(a: ContactKeys, b: ContactKeys): Likeness | null {
  const sameName = a.name === b.name;
  const sameSound = sameName || a.sounds.some((sound) => b.sounds.includes(sound));
  const sameMail = a.mail !== null && a.mail === b.mail && !isSharedBox(a.mail);
  const samePhone = a.phone !== null && a.phone === b.phone;
  const sameAccount = a.accountId !== null && a.accountId === b.accountId;
  const reasons: Reason[] = [sameName ? 'personSame' : sameSound ? 'personSound' : 'personDiffers'];
  let score = sameName ? 40 : sameSound ? 28 : 0;
  if (sameMail) score += told('mailSame', reasons, sameSound ? 54 : 62);
  else if (a.mail !== null && b.mail !== null && a.mail !== b.mail)
    score -= told('mailDiffers', reasons, 7);
  if (samePhone) score += told('phoneSame', reasons, sameSound ? 52 : 30);
  else if (a.phone !== null && b.phone !== null) score -= told('phoneDiffers', reasons, 7);
  if (sameAccount) score += told('accountSame', reasons, sameSound ? 42 : 4);
  return score < SHOWN_FROM ? null : { score: Math.min(99, score), reasons };
}

function told(reason: Reason, reasons: Reason[], points: number): number {
  reasons.push(reason);
  return points;
}

import { companyName, type CompanyName, foldName, isHan } from './company-name';
import { type Likeness, type Reason, SHOWN_FROM } from './model';
import { isNear, soundOf, withOneLess } from './names';
import { domainKey, phoneKey } from './reach';
import { isTaxId, normaliseTaxId } from './tax-id';

/** What is known of an account that tells it from others, as stored or as a file has it. */
export interface AccountFacts {
  readonly name: string;
  readonly shortName: string | null;
  readonly taxId: string | null;
  readonly city: string | null;
  /** Web page, and addresses of its people. */
  readonly sites: readonly string[];
  readonly phone: string | null;
}

/** An account ready to be compared. */
export interface AccountKeys {
  readonly name: CompanyName;
  readonly sound: string;
  readonly shortName: string | null;
  readonly taxId: string | null;
  readonly city: string | null;
  readonly domains: readonly string[];
  readonly phone: string | null;
}

/** Points; the measured precision and recall are in docs/pipeline.md. */
const POINTS = {
  nameSame: 92,
  coreSame: 86,
  soundSame: 76,
  nearName: 66,
  /** One Chinese character for another is mostly another company: it takes a domain or a phone to be shown. */
  nearHan: 54,
  shortName: 70,
  domainAlone: 44,
  phoneAlone: 40,
  evidence: 12,
} as const;
const LOSS = {
  regionMissing: 7,
  formMissing: 2,
  formDiffers: 18,
  groupDiffers: 14,
  domainDiffers: 8,
  cityDiffers: 6,
} as const;
const BEST_WITHOUT_TAX = 99;

export function accountKeys(facts: AccountFacts): AccountKeys {
  const name = companyName(facts.name);
  const short = foldName(facts.shortName ?? '');
  const domains = facts.sites.map(domainKey).filter((domain) => domain !== null);
  return {
    name,
    sound: soundOf(name.core),
    shortName: short.length < 2 ? null : short,
    taxId: facts.taxId !== null && isTaxId(facts.taxId) ? normaliseTaxId(facts.taxId) : null,
    city: facts.city?.normalize('NFKC').trim().replace(/市$/u, '') || null,
    domains: [...new Set(domains)],
    phone: phoneKey(facts.phone),
  };
}

/** Texts of which two accounts that may be one share at least one. */
export function accountBlocks({
  name,
  sound,
  shortName,
  taxId,
  domains,
  phone,
}: AccountKeys): string[] {
  const plain = name.core.replaceAll(' ', '');
  const blocks = [
    `n${name.full}`,
    `n${plain}`,
    `s${sound}`,
    ...withOneLess(plain).map((text) => `d${text}`),
  ];
  if (shortName !== null) blocks.push(`n${shortName}`);
  if (taxId !== null) blocks.push(`t${taxId}`);
  if (phone !== null) blocks.push(`p${phone}`);
  for (const domain of domains) blocks.push(`w${domain}`);
  return blocks;
}

/**
 * How alike two accounts are; null = not enough to ask a person. Another number of the register, another region in the name
 * or a branch against its parent is another company, whatever else agrees.
 */
export function accountLikeness(a: AccountKeys, b: AccountKeys): Likeness | null {
  if (a.taxId !== null && a.taxId === b.taxId) return { score: 100, reasons: ['taxSame'] };
  if (a.taxId !== null && b.taxId !== null) return null;
  if (a.name.branch !== b.name.branch) return null;
  const { region } = a.name;
  if (region !== null && b.name.region !== null && region !== b.name.region) return null;
  const reasons: Reason[] = [];
  let score = nameScore(a, b, reasons);
  const named = score > 0;
  const add = (reason: Reason, alone: number): void => {
    reasons.push(reason);
    score += named ? POINTS.evidence : alone;
  };
  if (a.domains.some((domain) => b.domains.includes(domain))) add('domainSame', POINTS.domainAlone);
  else if (a.domains.length > 0 && b.domains.length > 0) score -= lose('domainDiffers', reasons);
  if (a.phone !== null && a.phone === b.phone) add('phoneSame', POINTS.phoneAlone);
  if (a.city !== null && b.city !== null && a.city !== b.city)
    score -= lose('cityDiffers', reasons);
  if (score < SHOWN_FROM) return null;
  return { score: Math.min(BEST_WITHOUT_TAX, score), reasons };
}

function lose(reason: keyof typeof LOSS, reasons: Reason[]): number {
  reasons.push(reason);
  return LOSS[reason];
}

function nameScore(a: AccountKeys, b: AccountKeys, reasons: Reason[]): number {
  const [one, other] = [a.name, b.name];
  if (one.full === other.full) {
    reasons.push('nameSame');
    return POINTS.nameSame;
  }
  const likeness = coreLikeness(a, b);
  if (likeness === null) return 0;
  reasons.push(likeness);
  const exchanged = likeness === 'nearName' && one.core.length === other.core.length;
  let score: number = POINTS[exchanged && isHan(one.core) ? 'nearHan' : likeness];
  if ((one.region === null) !== (other.region === null)) score -= lose('regionMissing', reasons);
  if (one.group !== other.group) score -= lose('groupDiffers', reasons);
  if (one.form !== other.form) {
    const missing = one.form === null || other.form === null;
    score -= lose(missing ? 'formMissing' : 'formDiffers', reasons);
  }
  return score;
}

function coreLikeness(
  a: AccountKeys,
  b: AccountKeys,
): 'coreSame' | 'soundSame' | 'nearName' | 'shortName' | null {
  const [one, other] = [a.name.core.replaceAll(' ', ''), b.name.core.replaceAll(' ', '')];
  if (one === other) return 'coreSame';
  if (a.sound === b.sound && one.length > 2) return 'soundSame';
  if (isNear(one, other)) return 'nearName';
  const calls = (short: string | null, core: string, full: string): boolean =>
    short !== null && (short === core || short === full);
  const short =
    calls(a.shortName, other, b.name.full) ||
    calls(b.shortName, one, a.name.full) ||
    (a.shortName !== null && a.shortName === b.shortName);
  return short ? 'shortName' : null;
}

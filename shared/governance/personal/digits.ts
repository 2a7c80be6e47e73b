import { isDigit, isLatin, type Label, labelBefore } from './context';
import type { Finding, PersonalKind } from './model';

/** A run of digits: `[start, end)`. */
interface Group {
  readonly start: number;
  readonly end: number;
}

/** Groups that follow each other with one separator between, looked at together. A card number has at most five. */
const MOST_GROUPS = 6;
/** Longer runs of digits are no number of a person. */
const MOST_DIGITS = 21;

/** Prefixes of mobile numbers in mainland China: second and third digit. */
const MOBILE = /^1(?:3\d|4[0145-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}$/;
/** Ways to space a mobile number, lengths of groups. */
const MOBILE_SHAPES = new Set(['11', '3 4 4', '3 8', '3 3 5', '7 4', '4 4 3', '4 3 4']);
const ID_SHAPES = new Set([
  '18',
  '17',
  '6 8 4',
  '6 8 3',
  '6 4 4 4',
  '6 4 4 3',
  '3 3 4 4 4',
  '14 4',
  '14 3',
]);
const CARD_SHAPE = /^(?:1[3-9]|4 4 4 4(?: [1-3])?|4 4 4 [4-7]|6 1[0-3]|4 6 5)$/;
/** What makes a number an amount or a quantity. */
const UNIT = /^\s?(?:\.\d|元|万|亿|块|件|台|套|个|吨|米|%|‰|cny|rmb|usd|pcs)/i;
/** Letters that may stand right before a telephone number. */
const PHONE_LETTERS = /(?:tel|mob|mobile|phone|cell|call|wx|vx|wechat)\.?$/i;

/** Province, or the area of the residence permits of Hong Kong (81), Macao (82) and Taiwan (83). */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);
const PERMIT_AREAS = new Set(['81', '82', '83']);
/** GB 11643-1999, ISO 7064 MOD 11-2. */
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';

/** Telephone, identity and bank card numbers of a folded text. Looks at each run of digits a bounded number of times. */
export function findNumbers(text: string): Finding[] {
  const groups = groupsOf(text);
  const found: Finding[] = [];
  for (let at = 0; at < groups.length;) {
    const best = bestAt(text, groups, at);
    if (best === null) {
      at += 1;
      continue;
    }
    found.push(best.finding);
    at += best.groups;
  }
  return found;
}

function groupsOf(text: string): Group[] {
  const groups: Group[] = [];
  let at = 0;
  while (at < text.length) {
    if (!isDigit(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const start = at;
    while (at < text.length && isDigit(text.charCodeAt(at))) at += 1;
    groups.push({ start, end: at });
  }
  return groups;
}

interface Candidate {
  readonly finding: Finding;
  readonly groups: number;
}

/** The surest reading of one or more groups that begin with the `at`th. */
function bestAt(text: string, groups: readonly Group[], at: number): Candidate | null {
  const first = groups[at];
  if (first === undefined) return null;
  let best: Candidate | null = null;
  let digits = '';
  const lengths: number[] = [];
  for (let taken = 0; taken < MOST_GROUPS; taken += 1) {
    const group = groups[at + taken];
    if (group === undefined) break;
    const former = groups[at + taken - 1];
    if (taken > 0 && former !== undefined && !joined(text, former, group)) break;
    digits += text.slice(group.start, Math.min(group.end, group.start + MOST_DIGITS + 1));
    if (digits.length > MOST_DIGITS) break;
    lengths.push(group.end - group.start);
    const span = { start: first.start, end: group.end };
    const read = reading(text, span, digits, lengths.join(' '));
    if (read !== null && (best === null || read.confidence >= best.finding.confidence)) {
      best = { finding: read, groups: taken + 1 };
    }
  }
  return best;
}

/** One space, dash or dot between two groups makes them one number. */
function joined(text: string, former: Group, next: Group): boolean {
  return next.start - former.end === 1 && ' -.·'.includes(text.charAt(former.end));
}

function reading(text: string, span: Group, digits: string, shape: string): Finding | null {
  const readings = [
    idCard(text, span, digits, shape),
    mobile(text, span, digits, shape),
    bankCard(text, span, digits, shape),
    landline(text, span, digits, shape),
  ].filter((one) => one !== null);
  return readings.reduce<Finding | null>(
    (best, one) => (best === null || one.confidence > best.confidence ? one : best),
    null,
  );
}

function mobile(text: string, span: Group, digits: string, shape: string): Finding | null {
  const prefix = /^(?:00)?86(?=1\d{10}$)/.exec(digits)?.[0].length ?? 0;
  if (!MOBILE.test(digits.slice(prefix)) || !MOBILE_SHAPES.has(withoutPrefix(shape, prefix))) {
    return null;
  }
  const label = labelBefore(text, span.start);
  const plus = prefix > 0 && text.charAt(span.start - 1) === '+' ? 1 : 0;
  return finding({ start: span.start - plus, end: span.end }, 'mobile', () => {
    if (label === 'order') return 0.3;
    if (label === 'bankCard' || UNIT.test(text.slice(span.end, span.end + 5))) return 0.25;
    if (isStuck(text, span, PHONE_LETTERS)) return 0.2;
    return label === 'phone' ? 0.98 : 0.85;
  });
}

/** Lengths of groups less the country's prefix, that may be a group of its own. */
function withoutPrefix(shape: string, prefix: number): string {
  if (prefix === 0) return shape;
  const [first = '', ...others] = shape.split(' ');
  const left = Number(first) - prefix;
  return (left === 0 ? others : [String(left), ...others]).join(' ');
}

function landline(text: string, span: Group, digits: string, shape: string): Finding | null {
  const parts = shape.split(' ').map(Number);
  const [area = 0] = parts;
  const label = labelBefore(text, span.start);
  const known = label === 'phone';
  if (!/^0(?:10|2\d|[3-9]\d{2})/.test(digits) || digits.length < 10 || digits.length > 12)
    return null;
  const split = parts.length > 1 && area === (/^0(?:10|2\d)/.test(digits) ? 3 : 4);
  if (!split && !(known && parts.length === 1)) return null;
  const local = digits.slice(/^0(?:10|2\d)/.test(digits) ? 3 : 4);
  if (!/^[2-8]\d{6,7}$/.test(local)) return null;
  return finding(span, 'landline', () => {
    if (label === 'order' || label === 'bankCard' || isStuck(text, span, PHONE_LETTERS)) return 0.2;
    return known ? 0.95 : 0.75;
  });
}

function idCard(text: string, span: Group, digits: string, shape: string): Finding | null {
  const label = labelBefore(text, span.start);
  const labelled = label === 'idCard' || label === 'permit';
  if (digits.length === 15 && shape === '15') {
    if (!PROVINCES.has(digits.slice(0, 2)) || !isDay(`19${digits.slice(6, 12)}`)) return null;
    return finding(span, 'idCard', () => (labelled && !isStuck(text, span) ? 0.85 : 0.35));
  }
  if (!ID_SHAPES.has(shape)) return null;
  const x = digits.length === 17 ? text.charAt(span.end) : '';
  if (digits.length === 17 && x !== 'X' && x !== 'x') return null;
  const number = digits + x.toUpperCase();
  const whole = { start: span.start, end: span.end + x.length };
  if (!PROVINCES.has(number.slice(0, 2)) || !isDay(number.slice(6, 14))) return null;
  const kind = PERMIT_AREAS.has(number.slice(0, 2)) ? 'permit' : 'idCard';
  return finding(whole, kind, () => {
    if (isStuck(text, whole)) return 0.2;
    if (!hasIdCheck(number)) return labelled ? 0.65 : 0.3;
    if (labelled) return 0.99;
    return label === 'order' ? 0.55 : 0.92;
  });
}

/** @param number 17 digits and a digit or `X` */
function hasIdCheck(number: string): boolean {
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return ID_CHECKS[sum % 11] === number[17];
}

/** A day of 1900 to 2099, `yyyymmdd`. */
function isDay(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(
    Number,
  );
  if (year === undefined || month === undefined || day === undefined) return false;
  if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (lengths[month - 1] ?? 0);
}

function bankCard(text: string, span: Group, digits: string, shape: string): Finding | null {
  if (digits.length < 13 || digits.length > 19) return null;
  if (!CARD_SHAPE.test(shape) || !hasLuhnCheck(digits) || /^(\d)\1+$/.test(digits)) return null;
  const label: Label | null = labelBefore(text, span.start);
  const grouped = shape.startsWith('4 4');
  const unionPay = digits.startsWith('62') && digits.length >= 16;
  const issuer = unionPay || (digits.length === 16 && /^(?:4|5[1-5]|35|60)/.test(digits));
  return finding(span, 'bankCard', () => {
    if (label === 'order' || label === 'phone') return 0.2;
    if (isStuck(text, span)) return 0.15;
    if (UNIT.test(text.slice(span.end, span.end + 5))) return 0.15;
    if (label === 'bankCard') return 0.97;
    if (label !== null) return 0.3;
    if (grouped) return issuer ? 0.9 : 0.6;
    if (unionPay) return 0.8;
    return issuer ? 0.6 : 0.35;
  });
}

/** ISO/IEC 7812-1, annex B. */
function hasLuhnCheck(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, double = false; at >= 0; at -= 1, double = !double) {
    const digit = Number(digits[at]) * (double ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** Part of a longer mark: a letter, or a dash with more behind it, touches it. */
function isStuck(text: string, { start, end }: Group, letters?: RegExp): boolean {
  const [before, after] = [text.charCodeAt(start - 1), text.charCodeAt(end)];
  if (isLatin(after) || after === 95 || before === 95) return true;
  if (after === 45 && isMark(text.charCodeAt(end + 1))) return true;
  if (before === 45 && isMark(text.charCodeAt(start - 2))) return true;
  if (before === 46 && isDigit(text.charCodeAt(start - 2))) return true;
  if (!isLatin(before)) return false;
  return letters === undefined || !letters.test(text.slice(Math.max(0, start - 8), start));
}

function isMark(code: number): boolean {
  return isLatin(code) || isDigit(code);
}

function finding(span: Group, kind: PersonalKind, sure: () => number): Finding {
  return { start: span.start, end: span.end, kind, confidence: sure() };
}

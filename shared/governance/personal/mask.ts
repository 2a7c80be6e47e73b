import { findPersonal, type FindOptions } from './find';
import { CERTAIN_ENOUGH, type Finding, type PersonalKind } from './model';
import { surnameAt } from './surnames';

const HIDDEN = '****';

/** A value of a known kind as those see it who may not see it whole: enough to recognise it, too little to use it. */
export function maskValue(value: string, kind: PersonalKind): string {
  const text = value.trim();
  if (text === '') return value;
  switch (kind) {
    case 'name':
      return maskName(text);
    case 'mobile':
      return maskMobile(text);
    case 'landline':
      return maskLandline(text);
    case 'email':
      return maskEmail(text);
    case 'idCard':
      return ends(text, 3, 4);
    case 'bankCard':
      return maskCard(text);
    case 'passport':
    case 'permit':
      return ends(text, 1, 2);
    case 'plate':
      return ends(text, 2, 2);
    case 'address':
      return `${/^.{1,24}?(?:区|县|市|省)/.exec(text)?.[0] ?? ''}${HIDDEN}`;
  }
}

function maskName(name: string): string {
  if (/[\u4e00-\u9fff]/.test(name)) {
    return `${name.slice(0, surnameAt(name, 0) === 2 ? 2 : 1)}**`;
  }
  return name
    .split(/\s+/)
    .map((part) => `${part.slice(0, 1)}***`)
    .join(' ');
}

/** Digits of a number that may be spaced or written full width. */
function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '');
}

function maskMobile(text: string): string {
  const digits = digitsOf(text);
  const number = digits.slice(-11);
  const prefix = digits.length > 11 ? '+86 ' : '';
  return number.length < 11 ? HIDDEN : `${prefix}${number.slice(0, 3)}${HIDDEN}${number.slice(-4)}`;
}

function maskLandline(text: string): string {
  const area = /^\s*(0\d{2,3})[\s-]/.exec(text.normalize('NFKC'))?.[1];
  const last = digitsOf(text).slice(-4);
  if (last.length < 4 || digitsOf(text).length < 7) return HIDDEN;
  return area === undefined ? `${HIDDEN}${last}` : `${area}-${HIDDEN}${last}`;
}

function maskEmail(text: string): string {
  const [local = '', domain = ''] = text.normalize('NFKC').split('@');
  return domain === '' ? HIDDEN : `${local.slice(0, 1)}***@${domain}`;
}

function maskCard(text: string): string {
  const digits = digitsOf(text);
  return digits.length < 12 ? HIDDEN : `${digits.slice(0, 4)} ${HIDDEN} ${digits.slice(-4)}`;
}

/** Keeps some characters at both ends. */
function ends(text: string, first: number, last: number): string {
  if (text.length <= first + last) return '*'.repeat(Math.max(4, text.length));
  return `${text.slice(0, first)}${'*'.repeat(text.length - first - last)}${text.slice(-last)}`;
}

/** The whole of a contact's telephone field: whatever it holds is a telephone number. */
export function maskPhone(value: string): string {
  const digits = digitsOf(value);
  const isMobile = /^(?:(?:00)?86)?1\d{10}$/.test(digits);
  return maskValue(value, isMobile ? 'mobile' : 'landline');
}

/** A free text with everything masked that is certain enough to be personal data; the same string when nothing is. */
export function maskText(text: string, options: FindOptions = {}): string {
  return maskSpans(text, certain(findPersonal(text, options)));
}

/** A text with these stretches masked; they are in order and apart. */
export function maskSpans(text: string, found: readonly Finding[]): string {
  if (found.length === 0) return text;
  let masked = '';
  let from = 0;
  for (const { start, end, kind } of found) {
    masked += text.slice(from, start) + maskValue(text.slice(start, end), kind);
    from = end;
  }
  return masked + text.slice(from);
}

/** Findings that count. */
export function certain(found: readonly Finding[]): Finding[] {
  return found.filter(({ confidence }) => confidence >= CERTAIN_ENOUGH);
}

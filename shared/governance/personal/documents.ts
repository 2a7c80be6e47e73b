import { isDigit, isHan, isLatin, labelBefore } from './context';
import type { Finding } from './model';

/** Longer runs of letters and digits are no number of a document. */
const LONGEST = 12;

/** Passports of the People's Republic of China. */
const PASSPORT = /^(?:E[A-HJ-NP-Z]\d{7}|[EG]\d{8}|[DSP]E?\d{7,8})$/;
/** Of other states: where a label says so. */
const SOME_PASSPORT = /^(?=.*\d{5})[A-Z0-9]{7,9}$/;
/** Permits to and from Hong Kong and Macao; to the mainland; to and from Taiwan. */
const PERMIT = /^(?:[CW]\d{8}|C[A-Z]\d{7}|[HM]\d{8}(?:\d{2})?|[TL]\d{8})$/;
/** Where a label says so: also the eight digits of 台胞证. */
const SOME_PERMIT = /^(?:\d{8}|\d{10})$/;
const HONG_KONG = /^[A-Z]{1,2}\d{6}$/;

const PROVINCE = new Set('京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼');
const PLATE_LETTER = /[A-HJ-NP-Z]/;
/** What comes after province, letter and dot: common, new energy small and large, and with a word at the end. */
const PLATE_REST =
  /^(?:[A-HJ-NP-Z]\d{2,3}[A-HJ-NP-Z0-9]{1,2}|\d[A-HJ-NP-Z0-9]{4}|[A-HJ-NP-Z]{2}\d{3}|[A-HJK][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF]|[A-HJ-NP-Z0-9]{4}[学警港澳挂])$/;
/** A model, not a car. */
const MODEL = /^\s?(?:型|系列|款|版|平台|方案|-)/;

/** Passports, permits and number plates of a folded text. Each run of letters and digits is looked at once. */
export function findDocuments(text: string): Finding[] {
  const found: Finding[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (!isLatin(code) && !isDigit(code)) {
      if (!isHan(code) || !PROVINCE.has(text.charAt(at))) continue;
      const plate = plateAt(text, at);
      if (plate === null) continue;
      found.push(plate);
      at = plate.end - 1;
      continue;
    }
    let end = at;
    while (end < text.length && (isLatin(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))))
      end += 1;
    if (end - at <= LONGEST) {
      const one = documentAt(text, at, end);
      if (one !== null) found.push(one);
    }
    at = end - 1;
  }
  return found;
}

function documentAt(text: string, start: number, end: number): Finding | null {
  const raw = text.slice(start, end);
  const number = raw.toUpperCase();
  if (touchesMark(text, start, end) || !/\d{5}/.test(number)) return null;
  if (HONG_KONG.test(number)) return hongKongId(text, start, end, number);
  if (number.length < 8) return null;
  const label = labelBefore(text, start);
  if (label === 'passport' && (PASSPORT.test(number) || SOME_PASSPORT.test(number))) {
    return { start, end, kind: 'passport', confidence: PASSPORT.test(number) ? 0.97 : 0.85 };
  }
  if (label === 'permit' && (PERMIT.test(number) || SOME_PERMIT.test(number))) {
    return { start, end, kind: 'permit', confidence: PERMIT.test(number) ? 0.95 : 0.8 };
  }
  if (raw !== number) return null;
  // Without a word that says so it may be the number of anything.
  if (PASSPORT.test(number)) return { start, end, kind: 'passport', confidence: 0.4 };
  return PERMIT.test(number) ? { start, end, kind: 'permit', confidence: 0.35 } : null;
}

/** `A123456(3)`: its check digit stands in brackets. */
function hongKongId(text: string, start: number, end: number, number: string): Finding | null {
  const [, check = ''] = /^[(（]([0-9A])[)）]/.exec(text.slice(end, end + 3)) ?? [];
  if (check === '') return null;
  const padded = number.padStart(8, ' ');
  let sum = 0;
  for (let at = 0; at < 8; at += 1) {
    const char = padded.charAt(at);
    const value =
      char === ' ' ? 36 : isDigit(char.charCodeAt(0)) ? Number(char) : char.charCodeAt(0) - 55;
    sum += value * (9 - at);
  }
  sum += check === 'A' ? 10 : Number(check);
  return { start, end: end + 3, kind: 'permit', confidence: sum % 11 === 0 ? 0.85 : 0.4 };
}

function touchesMark(text: string, start: number, end: number): boolean {
  const [before, after] = [text.charAt(start - 1), text.charAt(end)];
  return before === '-' || before === '_' || after === '-' || after === '_' || before === '.';
}

function plateAt(text: string, start: number): Finding | null {
  if (!PLATE_LETTER.test(text.charAt(start + 1).toUpperCase())) return null;
  const dot = /^[·•\- ]/.test(text.slice(start + 2, start + 3)) ? 1 : 0;
  const from = start + 2 + dot;
  for (const length of [6, 5]) {
    const rest = text.slice(from, from + length).toUpperCase();
    const end = from + length;
    if (rest.length < length || !PLATE_REST.test(rest)) continue;
    const after = text.charCodeAt(end);
    if (isLatin(after) || isDigit(after)) continue;
    const labelled = labelBefore(text, start) === 'plate';
    if (!labelled && MODEL.test(text.slice(end, end + 3))) return null;
    return { start, end, kind: 'plate', confidence: labelled ? 0.97 : 0.8 };
  }
  return null;
}

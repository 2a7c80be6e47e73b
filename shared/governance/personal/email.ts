import { isDigit, isLatin } from './context';
import type { Finding } from './model';

/** RFC 5321: longest local part and domain. */
const LOCAL = 64;
const DOMAIN = 255;
const LOCAL_SIGNS = new Set("._%+-'&=~!#$*/?^`{|}");

/** Mail addresses of a folded text. From each @ outwards, so that no text makes it slow. */
export function findEmails(text: string): Finding[] {
  const found: Finding[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = localStart(text, at);
    const end = domainEnd(text, at + 1);
    if (start === at || end === null) continue;
    found.push({ start, end, kind: 'email', confidence: 0.97 });
  }
  return found;
}

function localStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < LOCAL && isLocal(text, start - 1)) start -= 1;
  while (start < at && !isWord(text.charCodeAt(start))) start += 1;
  return start;
}

function isLocal(text: string, at: number): boolean {
  return isWord(text.charCodeAt(at)) || LOCAL_SIGNS.has(text.charAt(at));
}

/** The end of a domain with at least one dot and letters behind it. */
function domainEnd(text: string, from: number): number | null {
  let end = from;
  while (end < text.length && end - from < DOMAIN && isDomain(text, end)) end += 1;
  while (end > from && !isWord(text.charCodeAt(end - 1))) end -= 1;
  const labels = text.slice(from, end).split('.');
  const top = labels.at(-1) ?? '';
  if (labels.length < 2 || labels.some((label) => label === '') || !/^[A-Za-z]{2,24}$/.test(top))
    return null;
  return end;
}

function isDomain(text: string, at: number): boolean {
  const char = text.charAt(at);
  return isWord(text.charCodeAt(at)) || char === '.' || char === '-';
}

function isWord(code: number): boolean {
  return isLatin(code) || isDigit(code) || code === 95;
}

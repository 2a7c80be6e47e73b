import { isHan, labelBefore } from './context';
import type { Finding } from './model';

/** Signs of a street, a village or a housing estate, right before a number. */
const PLACE =
  /(?:大道|大街|胡同|路|街|巷|道|村|里|小区|花园|公寓|家园|新村|苑|庄园|大厦|广场|中心|园区|产业园|科技园|工业园|大楼|基地|城)$/;
const STREET = /(?:大道|大街|胡同|路|街|巷|道|村|里)$/;
const NUMBER = '(?:[A-Za-z]?\\d{1,5}(?:[-之]\\d{1,4})?|[一二三四五六七八九十百]{1,4}|[A-Za-z])';
const UNIT = '(?:号楼|号院|号|弄|栋|幢|座|楼|单元|室|层|组|户|门|#|房)';
const FIRST = new RegExp(`^(?:[东西南北中]段|[东南西北中])?\\s?${NUMBER}${UNIT}`);
const NEXT = new RegExp(
  `^(?:[\\u4e00-\\u9fff]{0,10}?(?:小区|花园|公寓|家园|新村|苑|庄园|大厦|广场|中心|园区|产业园|科技园|大楼))?[,\\s]?${NUMBER}${UNIT}`,
);
/** A building that ends an address without a number of its own. */
const TAIL = /^[\u4e00-\u9fff]{1,8}?(?:小区|花园|公寓|家园|大厦|广场|大楼)/;

const PROVINCES =
  /(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)/g;
const ADMIN = /[\u4e00-\u9fff]{1,7}?(?:省|自治区|市|自治州|州|盟|区|县|旗|镇|乡|街道)/;
/** Words that stand before an address and do not belong to it. */
const BEFORE =
  /.*(?:地址|住址|位于|寄到|寄往|送到|送往|搬到|搬至|迁至|住在|家住|现住|还有|走到|挂了|[在到至往是住给去寄送:：为])/;

/** How far an address reaches before its street sign, and how often it goes on behind. */
const LEFT = 30;
const STEPS = 5;
const ROAD_NAME = 6;

/** An English street with its number, and the room before it. */
const ENGLISH =
  /(?:(?:Room|Rm|Flat|Unit|Suite|Apt)\.? ?[A-Z]?\d{1,5},? )?(?:No\.? ?)?\d{1,5},? (?:[A-Z][A-Za-z]{1,20} ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Boulevard|Blvd)\b/g;

/** Postal addresses with at least a street or an estate and a number. Towns alone are none. */
export function findAddresses(text: string): Finding[] {
  const found: Finding[] = [];
  let from = 0;
  for (let at = 1; at < text.length; at += 1) {
    if (!isSign(text, at)) continue;
    const place = PLACE.exec(text.slice(Math.max(from, at - 4), at));
    const first = place === null ? null : FIRST.exec(text.slice(at, at + 16));
    if (place === null || first === null || isPlant(text, at, first[0])) continue;
    const { start, admin } = startOf(text, at, from);
    // A street sign alone is no name of a street.
    if (at - start <= place[0].length) continue;
    const { end, steps } = endOf(text, at + first[0].length);
    const street = STREET.test(place[0]);
    const labelled = labelBefore(text, start) === 'address';
    if (!street && !admin && !labelled && steps === 0) continue;
    const points = (admin ? 2 : 0) + (steps > 0 ? 1 : 0) + (labelled ? 2 : 0);
    found.push({ start, end, kind: 'address', confidence: Math.min(0.97, 0.7 + points * 0.08) });
    from = end;
    at = end;
  }
  for (const match of text.matchAll(ENGLISH)) {
    const start = match.index;
    found.push({ start, end: start + match[0].length, kind: 'address', confidence: 0.7 });
  }
  return found;
}

/** 电路三号车间, 2号线: parts of a plant. */
function isPlant(text: string, at: number, first: string): boolean {
  const behind = text.slice(at + first.length, at + first.length + 2);
  return (
    NO_STREET.test(text.slice(Math.max(0, at - 2), at)) || /^(?:车间|线|机|泵|炉|井)/.test(behind)
  );
}

const NO_STREET = /(?:电路|线路|管路|回路|油路|水路|气路|思路|铁路|通道|管道|渠道|频道)$/;

const SIGNS = new Set('道街同路巷村里区园寓苑厦场心楼地城');

/** Whether the character before is one that a place may end with: most texts are passed over here. */
function isSign(text: string, at: number): boolean {
  return SIGNS.has(text.charAt(at - 1));
}

/** Goes back over the Chinese characters before, and leaves out what only leads to the address. */
function startOf(text: string, at: number, least: number): { start: number; admin: boolean } {
  let start = at;
  while (start > least && at - start < LEFT && isHan(text.charCodeAt(start - 1))) start -= 1;
  const run = text.slice(start, at);
  const province = [...run.matchAll(PROVINCES)].at(0)?.index;
  if (province !== undefined) return { start: start + province, admin: true };
  const admin = ADMIN.exec(run);
  const head = run.slice(0, admin === null ? run.length - 1 : admin.index + admin[0].length - 1);
  const cut = BEFORE.exec(head)?.[0].length ?? 0;
  if (admin !== null) return { start: start + cut, admin: true };
  return { start: Math.max(start + cut, at - ROAD_NAME), admin: false };
}

function endOf(text: string, from: number): { end: number; steps: number } {
  let end = from;
  let steps = 0;
  while (steps < STEPS) {
    const next = nextPart(text, end);
    if (next === 0) break;
    end += next;
    steps += 1;
  }
  const tail = TAIL.exec(text.slice(end, end + 14))?.[0].length ?? 0;
  return { end: end + tail, steps };
}

function nextPart(text: string, end: number): number {
  const bare = /^[\s-]?\d{2,5}(?!\d|[元万个台件])/.exec(text.slice(end, end + 8));
  if (bare !== null && /[栋幢座楼元弄]/.test(text.charAt(end - 1))) {
    const unit = /^(?:室|房|号)/.test(text.charAt(end + bare[0].length)) ? 1 : 0;
    return bare[0].length + unit;
  }
  return NEXT.exec(text.slice(end, end + 28))?.[0].length ?? 0;
}

import type { HistoryInput } from '#shared/sandbox/model';
import { log } from './elementary';
import type { CompiledHistory } from './history';

/** How fast inbound messages are answered, deal by deal. */

const MS_PER_DAY = 86_400_000;
/** A reply later than this is not a reply to the message. */
const LONGEST_REPLY_DAYS = 30;
/** Replies within the working minute, or outside working time altogether, count as this fast. */
const SHORTEST_REPLY_HOURS = 1 / 20;
/** Working time: Monday to Friday, 9:00 to 18:00 in China (UTC+8, no summer time); public holidays are not known. */
const ZONE_DAYS = 8 / 24;
const OPENS = 9 / 24;
const CLOSES = 18 / 24;

/** Working hours between two instants given as day numbers; 0 when `to` is not later. */
export function workingHours(from: number, to: number): number {
  const start = from + ZONE_DAYS;
  const end = to + ZONE_DAYS;
  let days = 0;
  for (let day = Math.floor(start); day < end; day++) {
    // Day 0, 1970-01-01, was a Thursday.
    const weekday = (((day + 3) % 7) + 7) % 7;
    if (weekday >= 5) continue;
    days += Math.max(0, Math.min(end, day + CLOSES) - Math.max(start, day + OPENS));
  }
  return days * 24;
}

/**
 * Fills `logReplyHours` and `replies` from messages that came in before the deal's outcome. A deal has few replies and each
 * is mostly noise; its mean is therefore drawn towards the common one by its reliability, or the slope on it
 * would come out too small (regression calibration, Carroll et al. 2006, ch. 4; one-way random effects by the method of moments).
 */
export function addReplies(out: CompiledHistory, input: HistoryInput): void {
  const logs = collect(out, input);
  const known = logs.filter((list) => list.length > 0);
  const all = known.flat();
  out.replies = all.length;
  const centre = mean(all);
  let within = 0;
  let between = 0;
  let squares = 0;
  for (const list of known) {
    const own = mean(list);
    for (const value of list) within += (value - own) ** 2;
    between += list.length * (own - centre) ** 2;
    squares += list.length ** 2;
  }
  const deals = known.length;
  const noise = all.length > deals ? within / (all.length - deals) : 0;
  const perDeal = deals > 1 ? (all.length - squares / all.length) / (deals - 1) : 1;
  const spread = deals > 1 ? Math.max(0, (between / (deals - 1) - noise) / perDeal) : 0;
  logs.forEach((list, i) => {
    if (list.length === 0) return;
    const reliability = spread > 0 ? spread / (spread + noise / list.length) : 0;
    out.logReplyHours[i] = centre + reliability * (mean(list) - centre);
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Log working hours of every reply by deal. */
function collect(out: CompiledHistory, input: HistoryInput): number[][] {
  const position = new Map(Array.from(out.rows, (row, i) => [row, i]));
  const { opportunity, at, direction } = input.touchpoints;
  const order = opportunity
    .map((_, k) => k)
    .toSorted(
      (a, b) =>
        (opportunity[a] as number) - (opportunity[b] as number) ||
        (at[a] as number) - (at[b] as number),
    );
  const logs = Array.from(out.rows, (): number[] => []);
  let deal = -1;
  let waitingSince = NaN;
  for (const k of order) {
    if (opportunity[k] !== deal) {
      deal = opportunity[k] as number;
      waitingSince = NaN;
    }
    const i = position.get(deal);
    const time = (at[k] as number) / MS_PER_DAY;
    const closed = i === undefined ? NaN : (out.closed[i] as number);
    if (i === undefined || time >= out.end) continue;
    if (direction[k] === 'inbound') {
      // A late reply to an early question counts, or lost deals would seem to have been answered faster.
      if (!(waitingSince >= 0) && !(time > closed)) waitingSince = time;
    } else if (waitingSince >= 0) {
      const asked = waitingSince;
      waitingSince = NaN;
      if (time - asked > LONGEST_REPLY_DAYS) continue;
      logs[i]?.push(log(Math.max(SHORTEST_REPLY_HOURS, workingHours(asked, time))));
    }
  }
  return logs;
}

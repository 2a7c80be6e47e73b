/** On which days the opportunities arrive. */
import { stream } from '../random.ts';
import { DAY, dayStart, isWorkday, quarterOf } from './calendar.ts';
import { ARRIVALS, FIRST_DAY, LAST_DAY, OPPORTUNITIES, SEED, STORIES } from './truth.ts';

/** The opening days (midnights) of all opportunities, ascending. The launch of a product brings more of them. */
export function arrivalDays(): number[] {
  const launch = dayStart(STORIES.launch.day);
  const days: number[] = [];
  const weights: number[] = [];
  for (let day = dayStart(FIRST_DAY); day <= dayStart(LAST_DAY); day += DAY) {
    if (!isWorkday(day)) continue;
    const month = ARRIVALS.monthOfQuarter[new Date(day).getUTCMonth() % 3] ?? 1;
    const launched = day >= launch && day < launch + STORIES.launch.extraDays * DAY;
    days.push(day);
    weights.push(
      (ARRIVALS.quarter[quarterOf(day)] ?? 1) * month * (launched ? STORIES.launch.arrivals : 1),
    );
  }
  const random = stream(SEED, 'arrivals');
  return Array.from(
    { length: OPPORTUNITIES },
    () => days[random.weighted(weights)] ?? dayStart(FIRST_DAY),
  ).toSorted((a, b) => a - b);
}

const DAY_MS = 86_400_000;

const toDate = (day: string) => new Date(`${day}T00:00:00Z`);
const toDay = (date: Date) => date.toISOString().slice(0, 10);

/** The day `count` days later (earlier when negative). */
export function addDays(day: string, count: number): string {
  return toDay(new Date(toDate(day).getTime() + count * DAY_MS));
}

/** Days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toDate(to).getTime() - toDate(from).getTime()) / DAY_MS);
}

/** The instant at which a day ends in China Standard Time, epoch ms UTC. */
export function endOfDay(day: string): number {
  return toDate(day).getTime() + DAY_MS - 8 * 3_600_000;
}

/** Whole days from an instant to the end of `today`; never negative. */
export function daysSince(at: number, today: string): number {
  return Math.max(0, Math.floor((endOfDay(today) - at) / DAY_MS));
}

export const DAY_PRESETS = [
  'thisWeek',
  'thisMonth',
  'thisQuarter',
  'lastQuarter',
  'next30Days',
  'overdue',
] as const;
export type DayPreset = (typeof DAY_PRESETS)[number];

export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** First and last day of a preset; weeks start on Monday, quarters are calendar quarters. */
export function presetRange(preset: DayPreset, today: string): DayRange {
  const date = toDate(today);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const months = (first: number, count: number): DayRange => ({
    from: toDay(new Date(Date.UTC(year, first, 1))),
    to: toDay(new Date(Date.UTC(year, first + count, 0))),
  });
  const quarter = month - (month % 3);
  switch (preset) {
    case 'thisWeek': {
      const monday = addDays(today, -((date.getUTCDay() + 6) % 7));
      return { from: monday, to: addDays(monday, 6) };
    }
    case 'thisMonth':
      return months(month, 1);
    case 'thisQuarter':
      return months(quarter, 3);
    case 'lastQuarter':
      return months(quarter - 3, 3);
    case 'next30Days':
      return { from: today, to: addDays(today, 30) };
    case 'overdue':
      return { from: null, to: addDays(today, -1) };
  }
}

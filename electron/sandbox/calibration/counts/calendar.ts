import { dayOf } from '../files/days';

/** The calendar of shops: weekdays, position in the year, and the feasts on which a shop may close. */

/** 0 = Monday … 6 = Sunday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Position in the year, 0 … 365. */
export function dayOfYear(day: number): number {
  const year = new Date(day * 86_400_000).getUTCFullYear();
  return day - dayOf(year, 1, 1);
}

/** Easter Sunday of the Western churches (Gregorian computus, Anonymous algorithm of 1876). */
function westernEaster(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1);
}

/** Easter Sunday of the Eastern churches (Meeus' Julian computus, moved to the Gregorian calendar; 1900–2099). */
function easternEaster(year: number): number {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const n = d + e + 114;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1) + 13;
}

/** The names by which a day may be closed every year: its date, and its distance from either Easter. */
export function feastKeys(day: number): string[] {
  const date = new Date(day * 86_400_000);
  const year = date.getUTCFullYear();
  return [
    `${date.getUTCMonth() + 1}-${date.getUTCDate()}`,
    `west${day - westernEaster(year)}`,
    `east${day - easternEaster(year)}`,
  ];
}

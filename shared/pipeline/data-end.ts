import type { ColumnMapping, ImportInspection } from './import-model';

/** Data that end longer ago than this are not kept up to date, days. */
const LIVE_DAYS = 45;
const DAY_MS = 86_400_000;

/** The fields of an opportunity that tell of something that has happened. */
const PAST_FIELDS = ['openedDay', 'closedDay'];

/**
 * The day on which the opportunities of a file end: the latest day of opening or closing.
 *
 * @returns null when that is at most 45 days ago (live data, which end today) or when no column tells
 */
export function dataEnd(
  { today, lastDays }: Pick<ImportInspection, 'today' | 'lastDays'>,
  mapping: ColumnMapping,
): string | null {
  const last = PAST_FIELDS.flatMap((field) => lastDays[String(mapping[field])] ?? [])
    .toSorted()
    .at(-1);
  if (last === undefined) return null;
  return Date.parse(today) - Date.parse(last) <= LIVE_DAYS * DAY_MS ? null : last;
}

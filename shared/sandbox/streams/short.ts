import { daysBetween } from '#shared/pipeline/days';
import { SHORT_HISTORY_DAYS } from '../studies/model';
import type { StreamStatus } from './model';
import { STREAMS } from './streams';

/** Days from the first that rows tell of to the last, both counted; 0 without rows. */
export function daysTold({
  firstDay,
  lastDay,
}: Pick<StreamStatus, 'firstDay' | 'lastDay'>): number {
  return firstDay === null || lastDay === null ? 0 : daysBetween(firstDay, lastDay) + 1;
}

/** Whether a stream that should have a row a day has rows, but of too few days to tell what is usual. */
export function isShort({
  id,
  ...days
}: Pick<StreamStatus, 'id' | 'firstDay' | 'lastDay'>): boolean {
  const daily = STREAMS.some((one) => one.id === id && one.daily);
  const told = daysTold(days);
  return daily && told > 0 && told < SHORT_HISTORY_DAYS;
}

import { useWorkspace } from '../../app/workspace';

/** The day that decides what has expired, as an ISO date. */
export function useToday(): string {
  return useWorkspace().asOfDay;
}

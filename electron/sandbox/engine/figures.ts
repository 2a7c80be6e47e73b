import { STAGE_COUNT } from './process';

/** Figures of one replicate of one scenario, in this order; the last eight are deals per stage at the horizon. */
export const OUT = {
  bookings: 0,
  wins: 1,
  closed: 2,
  cycleDays: 3,
  validated: 4,
  waitDays: 5,
  inValidation: 6,
  visits: 7,
  stages: 8,
} as const;
export const OUT_COUNT = OUT.stages + STAGE_COUNT;

import type { FitReport } from './fit-report';

/** Below this share a forecast counts as neither too high nor too low. */
const EVEN = 0.01;

export interface Bias {
  readonly kind: 'over' | 'under' | 'even';
  /** Distance of the forecasts' sum from what came, as a share of what came; not negative. */
  readonly share: number;
}

/**
 * Whether the tests on the past forecast too much or too little over all: sum of the forecast means against the sum of
 * actual bookings. Null without a test or when nothing was booked in any of them.
 */
export function biasOf(cuts: FitReport['backTest']['cuts']): Bias | null {
  const actual = cuts.reduce((sum, cut) => sum + cut.actualBookingsMinor, 0);
  if (actual <= 0) return null;
  const forecast = cuts.reduce((sum, cut) => sum + cut.predictedMeanMinor, 0);
  const share = forecast / actual - 1;
  if (Math.abs(share) < EVEN) return { kind: 'even', share: Math.abs(share) };
  return { kind: share > 0 ? 'over' : 'under', share: Math.abs(share) };
}

import { STAGES } from '#shared/pipeline/model';

/** The process as the engine sees it: stages 0–7, then the three ways out. */

export const STAGE_COUNT = STAGES.length;
export const VALIDATION_STAGE = STAGES.indexOf('opportunity_validation');
/** From here on a price is on the table. */
export const NEGOTIATION_STAGE = STAGES.indexOf('negotiation_proposal');
/** Entering this stage or a later one = signed = booked. */
export const SIGNED_STAGE = STAGES.indexOf('delivery_implementation');
/** Destination code of a deal whose last stage is over. */
export const DONE = STAGES.length;
/** Destination codes of a visit: stages 0–7 and DONE. */
export const DESTINATIONS = STAGE_COUNT + 1;

/** Ways a visit can end; each has its own hazard. `MOVE` goes to a destination, the others close the deal. */
export const CAUSE = { running: -1, move: 0, lost: 1, dormant: 2 } as const;
export const CAUSES = 3;

/**
 * Left edges of the age bins in days; inside a bin each hazard is constant. Narrow where deals are young, because that is
 * where real processes have their structure; the last bin is open-ended.
 */
export const AGE_EDGES = Float64Array.of(
  0,
  2,
  5,
  10,
  15,
  21,
  30,
  45,
  60,
  75,
  90,
  105,
  120,
  140,
  180,
  270,
);
export const AGE_BINS = AGE_EDGES.length;

/** The age bin that holds `age` ≥ 0. */
export function ageBin(age: number): number {
  let bin = AGE_BINS - 1;
  while (bin > 0 && (AGE_EDGES[bin] as number) > age) bin--;
  return bin;
}

export const DIMENSIONS = ['product', 'region', 'owner', 'segment'] as const;

/**
 * What a stream is for; the number is part of the key. Never draw strategy-dependent amounts
 * from a stream that others share.
 */
export const PURPOSE = {
  /** One number per uncertain parameter or switch of the replicate; unit = its index. */
  exogenous: 1,
  /** Group effects and stage hazards of the replicate's parameter draw; unit = block of parameters. */
  parameters: 2,
  /** Arrival times (unit 0) and what arrives (unit = arrival). */
  arrivals: 3,
  /** Amount of a deal whose amount is unknown; unit = deal. */
  amount: 4,
  /** One visit of one stage; purpose = visit + stage, unit = deal, fourth counter word = revisit. */
  visit: 16,
} as const;

/** Marks the b2b-pipeline model in every key. */
export const MODEL_KEY = 0xb2b;

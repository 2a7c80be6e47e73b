import { z } from 'zod';

/** The eight stages of an opportunity, in order. `lost` and `dormant` are outcomes, not stages. */
export const STAGES = [
  'lead_captured',
  'lead_qualified',
  'opportunity_discovery',
  'opportunity_validation',
  'negotiation_proposal',
  'negotiation_contract',
  'delivery_implementation',
  'delivery_acceptance',
] as const;
export const stageSchema = z.enum(STAGES);
export type Stage = z.infer<typeof stageSchema>;

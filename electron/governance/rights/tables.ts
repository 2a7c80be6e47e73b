import type { EntityName } from '#electron/replica/entities';
import type { RightObject } from '#shared/governance/rights/model';

/** Synced tables whose rows belong to somebody, with what they are in the policy: for reading and for writing alike. */
export const RECORD_TABLES = {
  opportunity: 'opportunity',
  account: 'account',
  contact: 'contact',
  touchpoint: 'touchpoint',
  stage_event: 'opportunity',
  stage_approval: 'opportunity',
  duplicate_verdict: 'account',
  record_merge: 'account',
} as const satisfies Partial<Record<EntityName, RightObject>>;

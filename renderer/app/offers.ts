import { useCallback, useContext } from 'react';
import type { CallName } from '#shared/contract';
import { SandtableError } from '#shared/errors';
import { type Refusal, refusedOffer } from '#shared/governance/rights/offers';
import type { ReadOnlyReason } from '#shared/workspace/model';
import { useFailureText } from './failure';
import { useStanding } from './standing';
import { WorkspaceContext } from './workspace';

/** Says why something is not offered to the person, in words; null = it is offered (also while nobody is known). */
export type Offers = (call: CallName, field?: string) => string | null;

/** Asks of any call, or of one field that it is to write. */
export function useOffers(): Offers {
  const standing = useStanding();
  // Above the frame there is no workspace yet.
  const readOnly = useContext(WorkspaceContext)?.readOnly ?? null;
  const textOf = useFailureText();
  return useCallback(
    (call, field) => {
      if (standing === undefined) return null;
      const refusal = refusedOffer({ ...standing, readOnly }, call, field);
      return refusal === null ? null : textOf(asFailure(refusal)).sentence;
    },
    [standing, readOnly, textOf],
  );
}

/** Why one call is not offered; null = it is. */
export function useOffer(call: CallName): string | null {
  return useOffers()(call);
}

const STOPS = {
  folder: 'REPLICA_READ_ONLY',
  damaged: 'REPLICA_READ_ONLY',
  diskFull: 'DISK_FULL',
  diskFailed: 'DISK_FAILED',
  locked: 'REPLICA_BUSY',
} as const satisfies Record<ReadOnlyReason, SandtableError['code']>;

function asFailure(refusal: Refusal): SandtableError {
  if (refusal.kind === 'looking') return new SandtableError('VIEWING_AS', 'looking');
  if (refusal.kind === 'readOnly') {
    return new SandtableError(STOPS[refusal.reason], 'not offered');
  }
  const { role, rule, grantedBy } = refusal.because;
  return new SandtableError('FORBIDDEN', 'not offered', { role, rule, grantedBy: [...grantedBy] });
}

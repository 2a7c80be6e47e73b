import { useCallback } from 'react';
import type { CallName } from '#shared/contract';
import { SandtableError } from '#shared/errors';
import { type Refusal, refusedOffer } from '#shared/governance/rights/offers';
import { useFailureText } from './failure';
import { useStanding } from './standing';

/** Asks of any call why it is not offered to the person, in words; null = it is offered (also while nobody is known). */
export function useOffers(): (call: CallName) => string | null {
  const standing = useStanding();
  const textOf = useFailureText();
  return useCallback(
    (call) => {
      const refusal = standing === undefined ? null : refusedOffer(standing, call);
      return refusal === null ? null : textOf(asFailure(refusal)).sentence;
    },
    [standing, textOf],
  );
}

/** Why one call is not offered; null = it is. */
export function useOffer(call: CallName): string | null {
  return useOffers()(call);
}

function asFailure(refusal: Refusal): SandtableError {
  if (refusal.kind === 'looking') return new SandtableError('VIEWING_AS', 'looking');
  const { role, rule, grantedBy } = refusal.because;
  return new SandtableError('FORBIDDEN', 'not offered', { role, rule, grantedBy: [...grantedBy] });
}

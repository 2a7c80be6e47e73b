import { useState } from 'react';
import type { OpportunityDetail } from '#shared/pipeline/model';

/**
 * What a panel shows: an opportunity in full as long as it stays on the screen in the version that was asked for,
 * otherwise as everything else shows it. What is in full is kept nowhere else.
 */
export function useWhole(detail: OpportunityDetail) {
  const [whole, setWhole] = useState<OpportunityDetail | null>(null);
  const { id, version } = detail.opportunity;
  const holds = whole?.opportunity.id === id && whole.opportunity.version === version;
  return { shown: whole !== null && holds ? whole : detail, setWhole };
}

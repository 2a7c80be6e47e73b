import { useState } from 'react';
import type { AccountDetail } from '#shared/pipeline/accounts/model';

/**
 * What the page shows: an account in full as long as nothing of it changes under the look, otherwise as everything else
 * shows it. What is in full is kept nowhere else.
 * @param detail the newest answer of the page; another one ends the look
 */
export function useWholeAccount(detail: AccountDetail) {
  const [whole, setWhole] = useState<{ of: AccountDetail; shown: AccountDetail } | null>(null);
  return {
    shown: whole?.of === detail ? whole.shown : detail,
    setWhole: (shown: AccountDetail | null) =>
      setWhole(shown === null ? null : { of: detail, shown }),
  };
}

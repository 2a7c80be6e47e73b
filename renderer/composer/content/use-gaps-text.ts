import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceGap } from '#shared/composer/content/source';

/** What a source lacks, as a list in words. */
export function useGapsText(): (gaps: readonly SourceGap[]) => string {
  const { t } = useTranslation(['content', 'rights']);
  return useCallback(
    (gaps) => gaps.map((gap) => t(`content:gap.${gap}`)).join(t('rights:and')),
    [t],
  );
}

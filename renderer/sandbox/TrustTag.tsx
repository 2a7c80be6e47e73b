import { useTranslation } from 'react-i18next';
import { Tag } from '../kit/ui';
import type { Verdict } from '#shared/sandbox/finding';

const COLORS = {
  good: 'success',
  fair: 'processing',
  weak: 'warning',
  insufficient: 'error',
} as const;

/** How far the model behind a result can be trusted, in one word that says it is the model's. */
export function TrustTag({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation('sandbox');
  return (
    <Tag color={COLORS[verdict]}>{t('fit.trust', { verdict: t(`fit.verdict.${verdict}`) })}</Tag>
  );
}

import { useTranslation } from 'react-i18next';
import type { SourceStatus } from '#shared/composer/content/source';
import { Tag } from '../../kit/ui';

const COLORS = {
  requested: 'warning',
  admitted: 'success',
  refused: 'default',
  withdrawn: 'error',
  expired: 'error',
} as const satisfies Record<SourceStatus, string>;

/** How a source stands, by word and colour. */
export function StatusTag({ status }: { readonly status: SourceStatus }) {
  const { t } = useTranslation('content');
  return <Tag color={COLORS[status]}>{t(`status.${status}`)}</Tag>;
}

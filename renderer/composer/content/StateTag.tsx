import { useTranslation } from 'react-i18next';
import type { VersionFlag, VersionState } from '#shared/composer/content/block';
import { Tag } from '../../kit/ui';

const COLORS = {
  draft: 'default',
  inReview: 'warning',
  released: 'success',
  superseded: 'default',
  withdrawn: 'error',
} as const satisfies Record<VersionState, string>;

/** How far a version has come, by word and colour. */
export function StateTag({ state }: { readonly state: VersionState }) {
  const { t } = useTranslation('content');
  return <Tag color={COLORS[state]}>{t(`state.${state}`)}</Tag>;
}

/** What is wrong with a version although nobody changed it. */
export function FlagTags({ flags }: { readonly flags: readonly VersionFlag[] }) {
  const { t } = useTranslation('content');
  return flags.map((flag) => (
    <Tag key={flag} color="warning">
      {t(`flag.${flag}`)}
    </Tag>
  ));
}

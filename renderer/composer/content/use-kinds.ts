import { useTranslation } from 'react-i18next';
import kinds from '#resources/content/source-kinds.json';
import type { SourceKind } from '#shared/composer/content/source';

/** Checked by a test against the type. */
const KINDS = kinds as readonly SourceKind[];

/** The kinds of source, in their order, and the name of one in the reader's language. */
export function useKinds(): {
  readonly kinds: readonly SourceKind[];
  readonly nameOf: (id: string) => string;
} {
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  return { kinds: KINDS, nameOf: (id) => KINDS.find((kind) => kind.id === id)?.[language] ?? id };
}

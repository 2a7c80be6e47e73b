import { useTranslation } from 'react-i18next';
import type { DocumentText } from '#shared/composer/text';

/** The texts that documents are printed with, in the reader's language. */
export function useDocumentText(): DocumentText {
  const { i18n } = useTranslation();
  const text = i18n.getFixedT(i18n.language, 'document');
  return (key, values) => text(key as never, values ?? {}) as string;
}

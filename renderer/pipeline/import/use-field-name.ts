import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { IMPORT_FIELDS } from '#shared/pipeline/import-fields';
import type { ImportKind } from '#shared/pipeline/import-model';

/**
 * The name of an import field: its own header in the user's language, the one our exported files carry. A field that
 * refers to another record is called by what it refers to, because a name does as well as an ID.
 */
export function useFieldName(): (kind: ImportKind, name: string) => string {
  const { t, i18n } = useTranslation('import');
  const english = i18n.language === 'en';
  return useCallback(
    (kind, name) => {
      const field = IMPORT_FIELDS[kind].find((one) => one.name === name);
      if (field?.type.kind === 'reference') return t(`reference.${field.type.to}`);
      const headers = field?.headers ?? [];
      if (!english) return headers[0] ?? name;
      const words = (headers.find((header) => /^[a-z]/i.test(header)) ?? name)
        .replaceAll('_', ' ')
        .replace(/\bid\b/, 'ID');
      return words.charAt(0).toUpperCase() + words.slice(1);
    },
    [t, english],
  );
}

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { IMPORT_FIELDS } from '#shared/pipeline/import-fields';
import type { ImportKind } from '#shared/pipeline/import-model';

/** The name of an import field: its own header in the user's language, the one our exported files carry. */
export function useFieldName(): (kind: ImportKind, name: string) => string {
  const { i18n } = useTranslation();
  const english = i18n.language === 'en';
  return useCallback(
    (kind, name) => {
      const headers = IMPORT_FIELDS[kind].find((field) => field.name === name)?.headers ?? [];
      if (!english) return headers[0] ?? name;
      const words = (headers.find((header) => /^[a-z]/i.test(header)) ?? name)
        .replaceAll('_', ' ')
        .replace(/\bid\b/, 'ID');
      return words.charAt(0).toUpperCase() + words.slice(1);
    },
    [english],
  );
}

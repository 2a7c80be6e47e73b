import enCommon from '#resources/locales/en/common.json';
import enImport from '#resources/locales/en/import.json';
import zhCommon from '#resources/locales/zh-CN/common.json';
import zhImport from '#resources/locales/zh-CN/import.json';
import { IMPORT_FIELDS } from '#shared/pipeline/import-fields';
import type { ImportKind } from '#shared/pipeline/import-model';
import type { Language } from '#shared/workspace/model';

/** A value of an import's field by its name, as in the window; names of records, and what has no name, as they are. */
export function valueName(
  language: Language,
  kind: ImportKind,
  field: string,
  value: string,
): string {
  const type = IMPORT_FIELDS[kind].find(({ name }) => name === field)?.type;
  if (type?.kind !== 'stage' && type?.kind !== 'values') return value;
  const common = language === 'zh-CN' ? zhCommon : enCommon;
  const { code } = language === 'zh-CN' ? zhImport : enImport;
  const ofField = field === 'role' ? common.role : field === 'channel' ? common.channel : {};
  const names: Readonly<Record<string, string>> = {
    ...code,
    ...common.stage,
    ...common.outcome,
    ...ofField,
  };
  return names[value] ?? value;
}

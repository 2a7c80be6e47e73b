import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/kit/use-format';
import { formatAmountMinor, formatPercent } from '#shared/format';
import { IMPORT_FIELDS } from '#shared/pipeline/import-fields';
import type { ImportKind } from '#shared/pipeline/import-model';
import { type Cell, OUTCOMES, STAGES } from '#shared/pipeline/model';

/**
 * What a field of an import will hold, as people read it: money, days and percents written out, codes by their names.
 * `currency` is that of the amounts; empty for nothing.
 */
export function useImportValue(): (
  kind: ImportKind,
  field: string,
  value: Cell,
  currency: string,
) => string {
  const { t, i18n } = useTranslation(['import', 'common']);
  const format = useFormat();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  return useCallback(
    (kind, field, value, currency) => {
      if (value === null || value === '') return '';
      const type = IMPORT_FIELDS[kind].find(({ name }) => name === field)?.type;
      switch (type?.kind) {
        case 'amount':
          return formatAmountMinor(Number(value), currency, language, 'unit');
        case 'percent':
          return formatPercent(Number(value) / 10_000, 2);
        case 'day':
          return format.day(String(value), 'table');
        case 'instant':
          return format.instant(Number(value));
        case 'stage':
        case 'values':
          return codeText(t, field, String(value));
        case 'text':
        case 'integer':
        case 'number':
        case 'reference':
        case undefined:
          return String(value);
      }
    },
    [t, format, language],
  );
}

type Translate = ReturnType<typeof useTranslation<['import', 'common']>>['t'];

/** A code by its name; a stage column may also tell an outcome. */
function codeText(t: Translate, field: string, code: string): string {
  const stage = STAGES.find((one) => one === code);
  if (stage !== undefined) return t(`common:stage.${stage}`);
  const outcome = OUTCOMES.find((one) => one === code);
  if (outcome !== undefined) return t(`common:outcome.${outcome}`);
  if (field === 'role') return t(`common:role.${code as 'other'}`);
  if (field === 'channel') return t(`common:channel.${code as 'call'}`);
  return t(`code.${code as 'inbound' | 'outbound' | 'reopened'}`);
}

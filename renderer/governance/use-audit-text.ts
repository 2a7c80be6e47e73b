import { useTranslation } from 'react-i18next';
import { formatCount } from '#shared/format';
import type { AuditSentence } from '#shared/governance/report-text';

/** The text of a sentence of the audit. Its keys are made by shared rules, so no type knows them. */
export function useAuditText(): (sentence: AuditSentence) => string {
  const { i18n } = useTranslation();
  return ({ key, values }) =>
    i18n.getFixedT(i18n.language, 'audit')(key as never, written(values)) as string;
}

/** Numbers with thousands commas; `count` stays one, since words are chosen by it. */
function written(values: AuditSentence['values']): AuditSentence['values'] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' && name !== 'count' ? formatCount(value) : value,
    ]),
  );
}

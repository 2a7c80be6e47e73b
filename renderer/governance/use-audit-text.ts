import { useTranslation } from 'react-i18next';
import { type AuditSentence, withCommas } from '#shared/governance/report-text';

/** The text of a sentence of the audit. Its keys are made by shared rules, so no type knows them. */
export function useAuditText(): (sentence: AuditSentence) => string {
  const { i18n } = useTranslation();
  return ({ key, values }) =>
    i18n.getFixedT(i18n.language, 'audit')(key as never, withCommas(values)) as string;
}

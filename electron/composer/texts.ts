import { type Texts, textsOf } from '#electron/shell/texts';
import en from '#resources/locales/en/document.json';
import sandboxEn from '#resources/locales/en/sandbox.json';
import zhCN from '#resources/locales/zh-CN/document.json';
import sandboxZh from '#resources/locales/zh-CN/sandbox.json';
import studyEn from '#resources/locales/en/study.json';
import studyZh from '#resources/locales/zh-CN/study.json';
import rehearsalBrief from '#resources/templates/rehearsal-brief.json';
import type { DocumentContent } from '#shared/composer/model';
import { templateSchema, type Template } from '#shared/composer/template';
import type { DocumentText } from '#shared/composer/text';

type Language = DocumentContent['language'];

/** A brief names costs, findings, variables and verdicts in the sandbox's words: they have one home. */
const withSandboxNames = (
  own: typeof zhCN,
  { cost, finding, risk, fit, studyRisk }: typeof sandboxZh,
  { answer, unit }: typeof studyZh,
): Texts => ({
  ...own,
  study: { ...own.study, answer, unit },
  studyRisk,
  cost,
  finding,
  risk,
  variable: risk.name,
  verdictName: fit.verdict,
  fit: { oneSided: fit.oneSided },
});

const TEXTS: Readonly<Record<Language, Texts>> = {
  'zh-CN': withSandboxNames(zhCN, sandboxZh, studyZh),
  en: withSandboxNames(en, sandboxEn, studyEn),
};
const TEMPLATES: Readonly<Record<'rehearsal-brief', unknown>> = {
  'rehearsal-brief': rehearsalBrief,
};

/** The texts printed in documents, in one language. A key that does not exist is a defect and throws. */
export function documentText(language: Language): DocumentText {
  return textsOf(TEXTS[language]);
}

/** A shipped template, checked once more on the way in. */
export function template(id: keyof typeof TEMPLATES): Template {
  return templateSchema.parse(TEMPLATES[id]);
}

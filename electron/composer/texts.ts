import en from '#resources/locales/en/document.json';
import zhCN from '#resources/locales/zh-CN/document.json';
import rehearsalBrief from '#resources/templates/rehearsal-brief.json';
import type { DocumentContent } from '#shared/composer/model';
import { templateSchema, type Template } from '#shared/composer/template';
import { fillPlaces, type DocumentText } from '#shared/composer/text';

type Language = DocumentContent['language'];
type Texts = { readonly [key: string]: string | Texts };

const TEXTS: Readonly<Record<Language, Texts>> = { 'zh-CN': zhCN, en };
const TEMPLATES: Readonly<Record<Template['id'], unknown>> = { 'rehearsal-brief': rehearsalBrief };

/** The texts printed in documents, in one language. A key that does not exist is a defect and throws. */
export function documentText(language: Language): DocumentText {
  return (key, values = {}) => {
    const found = key
      .split('.')
      .reduce<string | Texts | undefined>(
        (node, part) => (typeof node === 'object' ? node[part] : undefined),
        TEXTS[language],
      );
    if (typeof found !== 'string') throw new Error(`no document text "${key}" in ${language}`);
    return fillPlaces(found, (name) => String(values[name] ?? `{{${name}}}`));
  };
}

/** A shipped template, checked once more on the way in. */
export function template(id: Template['id']): Template {
  return templateSchema.parse(TEMPLATES[id]);
}

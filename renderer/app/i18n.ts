import { createInstance, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { closePlaces, markPlaces } from './place-spacing';
import type { Language } from '#shared/workspace/model';

/** Every text of both languages: `resources/locales/<language>/<namespace>.json`. */
const files = import.meta.glob<Record<string, unknown>>('../../resources/locales/*/*.json', {
  eager: true,
  import: 'default',
});

function collectResources(): Resource {
  const resources: Resource = {};
  for (const [path, texts] of Object.entries(files)) {
    const [, language, namespace] = /([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (language === undefined || namespace === undefined) continue;
    (resources[language] ??= {})[namespace] = texts as Resource[string][string];
  }
  return resources;
}

const i18n = createInstance();

/** Prepares the texts once per window; zh-CN is the source that fills what another language lacks. */
export async function startLanguage(language: Language): Promise<void> {
  await i18n
    .use(initReactI18next)
    .use(markPlaces)
    .use(closePlaces)
    .init({
      lng: language,
      fallbackLng: 'zh-CN',
      resources: collectResources(),
      defaultNS: 'common',
      interpolation: { escapeValue: false, alwaysFormat: true },
      postProcess: closePlaces.name,
      returnNull: false,
    });
  markDocumentLanguage(language);
}

/** Switches every text at once. The document's `lang` picks the right Chinese glyph forms. */
export async function switchLanguage(language: Language): Promise<void> {
  if (i18n.language !== language) await i18n.changeLanguage(language);
  markDocumentLanguage(language);
}

function markDocumentLanguage(language: Language): void {
  document.documentElement.lang = language;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillPlaces } from '../../../shared/composer/text.ts';
import type { Language } from '../../../shared/workspace/model';

type Values = Readonly<Record<string, string | number>>;

/** The app's own texts in one language, so that a page model names things as a person sees them. */
export interface Texts {
  /** The text of `namespace:path.to.key`; a `count` among the values picks the plural form. */
  (key: string, values?: Values): string;
  /** The same as a pattern: places without a value match anything. `whole` = nothing before or after. */
  readonly like: (key: string, values?: Values, whole?: boolean) => RegExp;
  readonly language: Language;
}

const locales = join(import.meta.dirname, '..', '..', '..', 'resources', 'locales');

/** Reads the texts of a language as the app will show them. @throws {Error} for a key that does not exist */
export function texts(language: Language): Texts {
  const namespaces = new Map<string, unknown>();
  const template = (key: string, values: Values): string => {
    const [namespace = '', path = ''] = key.split(':');
    if (!namespaces.has(namespace)) {
      const file = join(locales, language, `${namespace}.json`);
      namespaces.set(namespace, JSON.parse(readFileSync(file, 'utf8')));
    }
    const plural = language === 'en' && values['count'] === 1 ? 'one' : 'other';
    const found =
      lookUp(namespaces.get(namespace), path) ??
      lookUp(namespaces.get(namespace), `${path}_${plural}`);
    if (found === undefined) throw new Error(`no text ${key} in ${language}`);
    return found;
  };
  const say = (key: string, values: Values = {}) =>
    fillPlaces(template(key, values), (name) => String(values[name] ?? `{{${name}}}`));
  const like = (key: string, values: Values = {}, whole = false) => {
    const parts = say(key, values)
      .split(PLACE)
      // The space beside a place is left out where both its neighbours are Chinese.
      .map((part, index, { length }) =>
        index % 2 === 1
          ? '(.+?)'
          : escape(part)
              .replace(/^ /, index > 0 ? ' ?' : ' ')
              .replace(/ $/, index < length - 1 ? ' ?' : ' '),
      );
    return new RegExp(whole ? `^${parts.join('')}$` : parts.join(''));
  };
  return Object.assign(say, { like, language });
}

const PLACE = /\{\{(\w+)\}\}/g;

function lookUp(tree: unknown, path: string): string | undefined {
  let here: unknown = tree;
  for (const step of path.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return typeof here === 'string' ? here : undefined;
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

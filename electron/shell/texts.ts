import { fillPlaces, type DocumentText } from '#shared/composer/text';

/** A locale file: texts by key, in branches. */
export type Texts = { readonly [key: string]: string | Texts };

/** Looks texts of the main process up by dotted key and fills their places. An unknown key is a defect and throws. */
export function textsOf(texts: Texts): DocumentText {
  return (key, values = {}) => {
    const found = key
      .split('.')
      .reduce<string | Texts | undefined>(
        (node, part) => (typeof node === 'object' ? node[part] : undefined),
        texts,
      );
    if (typeof found !== 'string') throw new Error(`no text "${key}"`);
    return fillPlaces(found, (name) => String(values[name] ?? `{{${name}}}`));
  };
}

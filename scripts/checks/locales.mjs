// @ts-check

/** i18next picks one of these by number, so the languages may hold different ones. */
const PLURAL = /_(zero|one|two|few|many|other)$/;

/**
 * @typedef {{ [key: string]: string | Texts }} Texts the content of a locale file
 */

/**
 * @param {Texts} texts
 * @param {string} prefix put before every key
 * @returns {[string, string][]} full key and text
 */
export function flatten(texts, prefix) {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [/** @type {[string, string]} */ ([prefix + name, value])]
      : flatten(value, `${prefix}${name}.`),
  );
}

/**
 * What one language has and the other has not: keys and the variables inside a text.
 * @param {ReadonlyMap<string, string>} zh
 * @param {ReadonlyMap<string, string>} en
 * @returns {string[]} problems
 */
export function compareLanguages(zh, en) {
  const [inZh, inEn] = [variablesByKey(zh), variablesByKey(en)];
  const problems = [];
  for (const [key, variables] of inZh) {
    const other = inEn.get(key);
    if (other === undefined) problems.push(`${key} is missing in en`);
    else if (other !== variables) {
      problems.push(`${key} has the variables [${variables}] in zh-CN and [${other}] in en`);
    }
  }
  for (const key of inEn.keys()) if (!inZh.has(key)) problems.push(`${key} is missing in zh-CN`);
  return problems;
}

/**
 * @param {ReadonlyMap<string, string>} texts
 * @returns {Map<string, string>} key without plural ending → its variables, sorted
 */
function variablesByKey(texts) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const [key, text] of texts) {
    const base = key.replace(PLURAL, '');
    const variables = found.get(base) ?? new Set();
    for (const match of text.matchAll(/\{\{\s*([\w.]+)/g)) variables.add(match[1] ?? '');
    // `count` chooses the form; a form such as "one deal" need not print it.
    if (base !== key) variables.delete('count');
    found.set(base, variables);
  }
  return new Map([...found].map(([key, variables]) => [key, [...variables].toSorted().join(', ')]));
}

/**
 * Keys of the code that no text has: those written in full (`namespace:a.b`, of a namespace that exists), and those
 * that `text(…)` asks a part of one file for.
 * @param {ReadonlyMap<string, string>} texts
 * @param {readonly string[]} code texts of the source files
 * @returns {string[]} problems
 */
export function missingKeys(texts, code) {
  const keys = new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')));
  const namespaces = new Set([...keys].map((key) => key.slice(0, key.indexOf(':'))));
  const paths = new Set([...keys].map((key) => key.slice(key.indexOf(':') + 1)));
  const missing = new Set();
  for (const source of code) {
    for (const [, path = ''] of source.matchAll(/\btext\(\s*'([\w-]+(?:\.[\w-]+)+)'/g))
      if (!paths.has(path)) missing.add(`${path} is asked for and does not exist`);
    for (const match of source.matchAll(/(['"`])([a-z][\w-]*):([\w-]+(?:\.[\w-]+)*)\1/g)) {
      const [, , namespace = '', path] = match;
      if (!namespaces.has(namespace) || namespace === 'node') continue;
      const key = `${namespace}:${path}`;
      if (!keys.has(key) && !isBranch(keys, key)) missing.add(`${key} is used and does not exist`);
    }
  }
  return [...missing];
}

/**
 * @param {ReadonlySet<string>} keys
 * @param {string} key
 */
function isBranch(keys, key) {
  return [...keys].some((other) => other.startsWith(`${key}.`));
}

/**
 * Keys that no source names. A key is named by a string that is the key, with or without its
 * namespace, or by a template literal that begins with a part of it (`stage.${id}` names all
 * `stage.…`, `errors:${code}` all of errors). Where a source imports a locale file itself, the words of
 * that source count as well (`texts.file`).
 * @param {ReadonlyMap<string, string>} texts
 * @param {readonly string[]} code texts of the source files
 * @returns {string[]} problems
 */
export function unusedKeys(texts, code) {
  /** @type {Set<string>} */
  const strings = new Set();
  /** @type {Set<string>} */
  const prefixes = new Set();
  for (const source of code) {
    for (const key of keysReadFrom(source, texts)) strings.add(key);
    for (const match of source.matchAll(/(['"`])([\w-]+(?:[:.][\w-]+)*)\1/g))
      strings.add(match[2] ?? '');
    for (const match of source.matchAll(/`([\w-]+(?:[:.][\w-]+)*[:.]?)\$\{/g))
      prefixes.add(match[1] ?? '');
  }
  return [...texts.keys()]
    .map((key) => key.replace(PLURAL, ''))
    .filter((key) => {
      const path = key.slice(key.indexOf(':') + 1);
      if (strings.has(key) || strings.has(path)) return false;
      return ![...prefixes].some((prefix) => key.startsWith(prefix) || path.startsWith(prefix));
    })
    .map((key) => `${key} is used nowhere`);
}

/**
 * @param {string} source
 * @param {ReadonlyMap<string, string>} texts
 * @returns {string[]} keys of the locale files that the source imports, whose every part it names
 */
function keysReadFrom(source, texts) {
  const imported = new Set(
    [...source.matchAll(/from '[^']*locales\/[^/']+\/([\w-]+)\.json'/g)].map((match) => match[1]),
  );
  if (imported.size === 0) return [];
  const words = new Set(source.match(/[\w-]+/g));
  return [...texts.keys()].filter((key) => {
    const [namespace, path = ''] = key.split(':');
    return imported.has(namespace) && path.split('.').every((part) => words.has(part));
  });
}

/** Chinese beside a half-width mark, and marks of another language's quotes. An option of the command line is no prose. */
const STRAY_IN_ZH = /[\u3400-\u9FFF][,;:?!]|[,;?!][\u3400-\u9FFF]|[「」『』]/;
const STRAY_IN_EN = /[\u3000-\u303F\uFF00-\uFFEF]/;
const SPEC = /'[^']*=[^']*'/g;

/**
 * Marks that do not belong: one kind of quotation mark and full-width marks in Chinese, none of them in English.
 * @param {ReadonlyMap<string, string>} zh
 * @param {ReadonlyMap<string, string>} en
 * @returns {string[]} problems
 */
export function strayMarks(zh, en) {
  const found = (/** @type {ReadonlyMap<string, string>} */ texts, /** @type {RegExp} */ stray) =>
    [...texts].flatMap(([key, text]) => (stray.exec(text.replaceAll(SPEC, ''))?.[0] ? [key] : []));
  return [
    ...found(zh, STRAY_IN_ZH).map((key) => `${key} has a mark that is not of Chinese`),
    ...found(en, STRAY_IN_EN).map((key) => `${key} has a mark that is not of English`),
  ];
}

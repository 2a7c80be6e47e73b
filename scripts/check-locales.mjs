// @ts-check
// The texts check of `npm test`: both languages hold the same keys with the same variables, every key
// that the code names exists, and every key that exists is named by the code.
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  compareLanguages,
  flatten,
  missingKeys,
  strayMarks,
  unusedKeys,
} from './checks/locales.mjs';
import { root } from './runtime/paths.mjs';

const CODE = ['electron', 'renderer', 'shared', 'scripts', 'bin'];

/**
 * @param {string} language
 * @returns {Promise<Map<string, string>>} `namespace:a.b` → text
 */
async function readLanguage(language) {
  const folder = join(root, 'resources', 'locales', language);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const parts = await Promise.all(
    names.map(async (name) => {
      const texts = JSON.parse(await readFile(join(folder, name), 'utf8'));
      return flatten(texts, `${basename(name, '.json')}:`);
    }),
  );
  return new Map(parts.flat());
}

async function readCode() {
  const folders = await Promise.all(
    CODE.map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true });
      return entries
        .filter((name) => /\.(ts|tsx|mjs|cjs|html)$/.test(name) && !name.endsWith('.d.ts'))
        .map((name) => join(root, folder, name));
    }),
  );
  return Promise.all(folders.flat().map((file) => readFile(file, 'utf8')));
}

const [zh, en, code] = await Promise.all([readLanguage('zh-CN'), readLanguage('en'), readCode()]);
const problems = [
  ...compareLanguages(zh, en),
  ...strayMarks(zh, en),
  ...missingKeys(zh, code),
  ...unusedKeys(zh, code),
];
for (const problem of problems) console.log(problem);
console.log(`${zh.size} texts in zh-CN and en: ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;

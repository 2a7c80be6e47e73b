// @ts-check
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withNames } from './font-names.mjs';
import { root, toolScript } from './runtime/paths.mjs';

const sources = join(root, 'node_modules', '@fontsource-variable');
const chinese = join(sources, 'noto-sans-sc');
/** The Latin letters of Noto Sans SC are those of this font, made a little larger. */
const latin = join(sources, 'source-sans-3');
const kept = join(root, 'node_modules', '.cache', 'sandtable-fonts');

/** Files that go along unchanged: name and source. @type {[string, string][]} */
const COPIES = [
  ['unicode.json', join(chinese, 'unicode.json')],
  ['LICENSE-noto-sans-sc', join(chinese, 'LICENSE')],
  ['LICENSE-source-sans-3', join(latin, 'LICENSE')],
];

/** The weights the print stylesheet uses, and what each is called. @type {[number, string][]} */
const WEIGHTS = [
  [400, 'Regular'],
  [600, 'SemiBold'],
];

/**
 * What of the font's layout is kept. Ligatures (`liga`) are not: a PDF reader would find "ff" as one unknown sign.
 * Forms by language (`locl`) are not: the shipped ones are those of Simplified Chinese, and others cannot be searched.
 */
const FEATURES = ['ccmp', 'kern', 'mark', 'palt', 'halt'];

/** Signs that Latin and Chinese share and Chinese sets as wide as an ideograph: English documents take these. */
const LATIN_SIGNS = '·–—‘’“”…';

/**
 * The folder with the fonts of exported documents: `unicode.json` and, for each slice of the variable font, one plain
 * font per weight; and `latin-signs`, the quotes of English documents. Chromium embeds only plain ones as real fonts; a variable one becomes drawings (Type 3) in the PDF.
 * Made once for a version of the font, in about two seconds.
 * @returns {Promise<string>}
 */
export async function printFonts() {
  const folder = join(kept, await hashOfInputs());
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  const files = join(chinese, 'files');
  for (const name of await readdir(files)) {
    const slice = name.replace('-wght-normal.woff2', '');
    await writePlain(join(files, name), 'Noto Sans SC', join(unfinished, slice), null);
  }
  const letters = join(latin, 'files', 'source-sans-3-latin-wght-normal.woff2');
  await writePlain(letters, 'Source Sans 3', join(unfinished, 'latin-signs'), LATIN_SIGNS);
  for (const [name, from] of COPIES) await copyFile(from, join(unfinished, name));
  await rename(unfinished, folder).catch(async (error) => {
    // Another build was first.
    if (!existsSync(folder)) throw error;
    await rm(unfinished, { recursive: true });
  });
  return folder;
}

/**
 * A variable font calls itself by its lightest weight, and so would each font made of it: a reader that lists the fonts of a
 * document would find "Thin" for all of them.
 * @param {string} variable file of a variable font
 * @param {string} family what it is called, without its weight
 * @param {string} to path without the weight and the ending
 * @param {string | null} signs those that are kept; null = all
 */
async function writePlain(variable, family, to, signs) {
  // Not at the top: this file is read before a fresh clone has its packages.
  // @ts-expect-error It comes without types.
  const { default: subsetFont } = await import('subset-font');
  // @ts-expect-error It comes without types.
  const { default: fontverter } = await import('fontverter');
  const bytes = await readFile(variable);
  for (const [weight, style] of WEIGHTS) {
    const plain = await subsetFont(bytes, signs ?? '', {
      keepAllGlyphs: signs === null,
      keepFeatures: FEATURES,
      variationAxes: { wght: weight },
      targetFormat: 'truetype',
    });
    const named = withNames(plain, family, style);
    // Not woff2: packing that takes half a minute and saves a fifth.
    await writeFile(`${to}-${weight}.woff`, await fontverter.convert(named, 'woff', 'truetype'));
  }
}

/** Puts the fonts where the built app looks for them: `out/fonts`. */
export async function writeFonts() {
  await cp(await printFonts(), join(root, 'out', 'fonts'), { recursive: true });
}

async function hashOfInputs() {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([WEIGHTS, FEATURES, LATIN_SIGNS, COPIES.map(([name]) => name)]));
  hash.update(await readFile(join(chinese, 'package.json')));
  hash.update(await readFile(join(latin, 'package.json')));
  hash.update(await readFile(toolScript('subset-font/package.json')));
  hash.update(await readFile(join(root, 'scripts', 'font-names.mjs')));
  return hash.digest('hex').slice(0, 24);
}

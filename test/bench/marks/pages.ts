import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { encode } from 'fast-png';
import { PRINT_CSS } from '#shared/composer/print-css';
import { watermarkTile } from '#shared/composer/trace-mark';
import { photoLike } from './photo';
import { randomOf, type Random } from './random';

const PAGE_KINDS = [
  'chinese',
  'english',
  'table',
  'chart',
  'cover',
  'photo',
  'mixed',
  'blank',
] as const;
export type PageKind = (typeof PAGE_KINDS)[number] | 'texture';

/** A page to be drawn by Chromium, A4 at 96 dpi. */
export interface BenchPage {
  readonly name: string;
  readonly kind: PageKind;
  readonly html: string;
}

/** Public texts and demo data of the repository that pages are filled with. */
interface Material {
  readonly chinese: readonly string[];
  readonly english: readonly string[];
  readonly tables: readonly (readonly (readonly string[])[])[];
}

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

async function paragraphsOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8');
  return text
    .split(/\n\s*\n/)
    .map((part) =>
      part
        .replaceAll(/[#*`>|[\]]/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((part) => part.length > 40);
}

async function materialIn(root: string): Promise<Material> {
  const docs = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md'));
  const english = (
    await Promise.all(docs.map((name) => paragraphsOf(join(root, 'docs', name))))
  ).flat();
  const readme = await paragraphsOf(join(root, 'README.zh-CN.md'));
  const tables = await Promise.all(
    ['accounts', 'contacts', 'opportunities', 'products', 'touchpoints'].map(async (name) => {
      const bytes = await readFile(join(root, 'resources', 'demo', 'b2b', `${name}.csv`));
      return parse(bytes, { bom: true, to: 600 }) as string[][];
    }),
  );
  const needs = (tables[2] ?? [])
    .slice(1)
    .map((row) => row[14] ?? '')
    .filter((text) => text.length > 10);
  const chinese = Array.from({ length: Math.floor(needs.length / 3) }, (_unused, i) =>
    needs.slice(i * 3, i * 3 + 3).join(''),
  );
  return { chinese: [...readme, ...chinese], english, tables };
}

/** `count` pages, kinds in turn, and `textures` pages without any quiet place. The same pages on every machine. */
export async function benchPages(
  root: string,
  count: number,
  textures: number,
): Promise<BenchPage[]> {
  const material = await materialIn(root);
  return Array.from({ length: count + textures }, (_unused, i) => {
    const kind = i < count ? PAGE_KINDS[i % PAGE_KINDS.length]! : 'texture';
    const name = `${String(i < count ? i : i - count).padStart(3, '0')}-${kind}`;
    const body = BODIES[kind](randomOf(name), material);
    return { name, kind, html: pageHtml(body, randomOf(`${name}/frame`)) };
  });
}

function pageHtml(body: string, random: Random): string {
  const tile = watermarkTile(
    { line: [], tile: [`演示 · 导出人 → 接收人`, 'ABCD-EFGH-JKMN'], demo: true },
    '',
  );
  const size = random.pick([10.5, 10.5, 9.5, 12]);
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><style>
${PRINT_CSS}
html { font-size: ${size}pt; } body { width: 794px; height: 1123px; overflow: hidden; position: relative; }
main { padding: 17mm 18mm 11mm; } .full { position: absolute; inset: 0; padding: 40mm 22mm; }
.full img, .wide { width: 100%; } .bleed { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
.watermark { background-image: url("data:image/svg+xml;charset=utf-8,${encodeURIComponent(tile)}"); }
</style></head><body>${body}<div class="watermark"></div></body></html>`;
}

type Body = (random: Random, material: Material) => string;

const paragraphs = (random: Random, texts: readonly string[], count: number) =>
  Array.from({ length: count }, () => `<p>${escape(random.pick(texts))}</p>`).join('');

const heading = (random: Random, texts: readonly string[], level: number) =>
  `<h${level}>${escape(random.pick(texts).slice(0, 24))}</h${level}>`;

const text =
  (language: 'chinese' | 'english'): Body =>
  (random, material) => {
    const texts = material[language];
    const sections = Array.from(
      { length: 6 },
      () => heading(random, texts, 2) + paragraphs(random, texts, 4),
    );
    return `<main>${heading(random, texts, 1)}${sections.join('')}</main>`;
  };

function tableHtml(random: Random, { tables }: Material, count: number): string {
  const table = random.pick(tables);
  const [header = [], ...rows] = table.map((row) => row.slice(0, 7));
  const from = Math.floor(random.between(0, Math.max(1, rows.length - count)));
  const cells = (row: readonly string[], tag: string) =>
    row.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join('');
  const body = rows.slice(from, from + count).map((row) => `<tr>${cells(row, 'td')}</tr>`);
  return `<table><thead><tr>${cells(header, 'th')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function chartHtml(random: Random): string {
  const colours = ['#1677ff', '#0b3d91', '#52c41a', '#fa8c16', '#722ed1'];
  const bars = Array.from({ length: 14 }, (_unused, i) => {
    const height = random.between(20, 300);
    return `<rect x="${40 + i * 42}" y="${330 - height}" width="28" height="${height}" fill="${random.pick(colours)}"/>`;
  });
  const lines = Array.from(
    { length: 6 },
    (_unused, i) =>
      `<path d="M30 ${30 + i * 60}H640" stroke="#ddd"/><text x="2" y="${34 + i * 60}" font-size="11">${600 - i * 100}</text>`,
  );
  return `<svg class="wide" viewBox="0 0 660 350">${lines.join('')}${bars.join('')}</svg>`;
}

function photoHtml(random: Random, style: string, size: number, calm = true): string {
  const png = Buffer.from(encode(photoLike(random, size, calm))).toString('base64');
  return `<img class="${style}" src="data:image/png;base64,${png}">`;
}

const BODIES: Readonly<Record<PageKind, Body>> = {
  chinese: text('chinese'),
  english: text('english'),
  table: (random, material) =>
    `<main>${heading(random, material.chinese, 2)}${tableHtml(random, material, 45)}</main>`,
  chart: (random, material) =>
    `<main>${heading(random, material.chinese, 1)}${chartHtml(random)}${paragraphs(random, material.chinese, 5)}${chartHtml(random)}${paragraphs(random, material.english, 4)}</main>`,
  cover: (random, material) => {
    const hue = Math.floor(random.between(0, 360));
    const dark = random.between(8, 26);
    return `<div class="full" style="background:linear-gradient(${Math.floor(random.between(0, 360))}deg,hsl(${hue} 60% ${dark}%),hsl(${hue + 40} 50% ${dark + random.between(0, 14)}%));color:#fff"><h1>${escape(random.pick(material.chinese).slice(0, 18))}</h1>${paragraphs(random, material.chinese, 2)}</div>`;
  },
  photo: (random, material) =>
    random.between(0, 1) > 0.5
      ? photoHtml(random, 'bleed', 512)
      : `<main>${photoHtml(random, 'wide', 512)}${paragraphs(random, material.chinese, 5)}</main>`,
  texture: (random) => photoHtml(random, 'bleed', 512, false),
  mixed: (random, material) =>
    `<main>${heading(random, material.english, 1)}${paragraphs(random, material.chinese, 4)}${photoHtml(random, 'wide', 256).replace('class="wide"', 'class="wide" height="330"')}${tableHtml(random, material, 8)}${paragraphs(random, material.english, 6)}</main>`,
  blank: (random, material) =>
    `<main>${'<br>'.repeat(Math.floor(random.between(0, 14)))}${heading(random, material.chinese, 1)}${random.between(0, 1) > 0.5 ? paragraphs(random, material.chinese, 1) : ''}</main>`,
};

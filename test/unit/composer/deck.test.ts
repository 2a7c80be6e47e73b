import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { chartData } from '#electron/composer/chart-data';
import { finishFile } from '#electron/composer/finish';
import { renderDocument } from '#electron/composer/render-document';
import { documentText } from '#electron/composer/texts';
import { newSigningKey } from '#electron/replica/signing';
import type { PrintedContent } from '#shared/composer/content/printed';
import { type Provenance, REHEARSAL_CHARTS } from '#shared/composer/model';
import { printable } from '#shared/composer/text';
import { traceCodeOf } from '#shared/composer/trace-mark';
import { runFixture } from './run-fixture';

const run = runFixture();
const EXPORT_ID = '0199c0de-1234-7abc-89ab-0123456789ab';
const HOSTILE = '</a:t><x>&"\'\u0000\u000B\uFFFE\u202E';

const content: PrintedContent = {
  title: `四季度打法 ${HOSTILE}`,
  language: 'zh-CN',
  blocks: [
    { id: 'h', kind: 'heading', level: 2, text: `结论 ${HOSTILE}` },
    {
      id: 'p',
      kind: 'richText',
      doc: {
        type: 'doc',
        content: [
          {
            type: 'bulletList',
            content: [
              {
                type: 'listItem',
                content: [
                  {
                    type: 'paragraph',
                    content: [
                      { type: 'text', text: '加快验证', marks: [{ type: 'bold' }] },
                      { type: 'text', text: HOSTILE },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    },
    ...REHEARSAL_CHARTS.map((chart) => ({
      id: chart,
      kind: 'chart' as const,
      caption: HOSTILE,
      runId: run.id,
      chart,
    })),
    {
      id: 't',
      kind: 'table',
      caption: '',
      source: { kind: 'rehearsal', runId: run.id, table: 'variants' },
    },
    {
      id: 'o',
      kind: 'table',
      caption: '',
      source: {
        kind: 'cells',
        rows: [
          ['甲', '乙'],
          [HOSTILE, '2'],
        ],
      },
    },
  ],
};

const record: Provenance = {
  profile: 'sandtable-provenance/1',
  format: 'pptx',
  traceCode: traceCodeOf(EXPORT_ID),
  documentId: 'd1',
  documentVersion: 3,
  title: printable(content.title),
  actor: { id: 'u1', name: '林晓' },
  recipient: '远山 <医疗> & 王总',
  exportedAt: Date.UTC(2026, 10, 23, 8, 20),
  workspace: { id: 'w1', name: '演示工作区', demo: true },
  ingredients: [],
  generator: { name: 'Sandtable', version: '0.1.0', runtime: 'test' },
  contentHash: 'c'.repeat(64),
};

let parts: Record<string, Uint8Array>;
let pages: number;

beforeAll(async () => {
  const made = await renderDocument(
    {
      content,
      runs: [run],
      record,
      exportId: EXPORT_ID,
      timeZone: 'Asia/Shanghai',
      kind: '策略预演简报',
      meta: '第 3 版',
      fontFolder: '',
    },
    { progress: () => undefined, cancelled: () => false, throwIfCancelled: () => undefined },
  );
  const finished = await finishFile(made, record, EXPORT_ID, newSigningKey());
  parts = unzipSync(finished.bytes);
  pages = finished.pages;
});

const names = (pattern: RegExp) => Object.keys(parts).filter((name) => pattern.test(name));
const textOf = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
const all = (pattern: RegExp) => names(pattern).map(textOf).join('\n');

/** Throws on anything that is no well-formed XML 1.0 with declared namespaces. */
function parsed(xml: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml.replace(/^\uFEFF/, '')).close();
}

describe('a presentation', () => {
  it('is a package of well-formed parts, each of a declared type, whose relations lead somewhere', () => {
    const xml = names(/\.(?:xml|rels)$/);
    expect(xml.length).toBeGreaterThan(30);
    for (const name of xml) expect(() => parsed(textOf(name))).not.toThrow();
    const types = textOf('[Content_Types].xml');
    for (const [, part = ''] of types.matchAll(/PartName="\/([^"]+)"/g)) {
      expect(Object.keys(parts)).toContain(part);
    }
    for (const name of names(/\.rels$/)) {
      const base = name.replace(/_rels\/[^/]+$/, '');
      for (const [, target = ''] of textOf(name).matchAll(/Target="([^"]+)"/g)) {
        expect(target).not.toMatch(/^(?:https?|file):/);
        const path = new URL(target, `file:///${base}`).pathname.slice(1);
        expect(Object.keys(parts)).toContain(path);
      }
    }
  });

  it('has 16:9 slides with a title of its own each, the mark below and numbers', () => {
    expect(textOf('ppt/presentation.xml')).toMatch(/<p:sldSz cx="12192000" cy="6858000"/);
    expect(pages).toBe(names(/^ppt\/slides\/slide\d+\.xml$/).length);
    for (const name of names(/^ppt\/slides\/slide\d+\.xml$/)) {
      expect(textOf(name)).toMatch(/<p:ph\s+idx="\d+"\s+type="title"/);
    }
    const layouts = all(/^ppt\/slideLayouts\//);
    expect(layouts).toContain(record.traceCode);
    expect(layouts).toContain('远山 &lt;医疗&gt; &amp; 王总');
    expect(layouts).toContain('type="slidenum"');
    expect(names(/^ppt\/media\/.*\.png$/)).toHaveLength(1);
  });

  it('keeps text, tables and charts to be edited: no picture stands for them', () => {
    const slides = all(/^ppt\/slides\/slide/);
    expect(slides).not.toContain('<p:pic>');
    expect(slides.match(/<a:tbl>/g)).toHaveLength(2);
    expect(slides).toContain('加快验证');
    expect(slides).toContain('typeface="Microsoft YaHei"');
    expect(slides).toContain('lang="zh-CN"');
    expect(names(/^ppt\/charts\/chart\d+\.xml$/)).toHaveLength(4);
    expect(names(/^ppt\/embeddings\/.*\.xlsx$/)).toHaveLength(4);
    expect(all(/^ppt\/charts\/chart/)).toContain('<c:lineChart>');
    for (const name of names(/\.xlsx$/)) {
      const book = unzipSync(parts[name] ?? new Uint8Array());
      for (const part of Object.keys(book).filter((one) => /\.(?:xml|rels)$/.test(one))) {
        expect(() => parsed(strFromU8(book[part] ?? new Uint8Array()))).not.toThrow();
      }
    }
  });

  it('shows no recipient in its properties and nothing that cannot be printed', () => {
    expect(all(/^docProps\//)).not.toContain('远山');
    expect(all(/^docProps\//)).toContain('林晓');
    // oxlint-disable-next-line no-control-regex -- that is what must not be there
    expect(all(/\.(?:xml|rels)$/)).not.toMatch(/[\u0000\u000B\u202E\uFFFE]/);
  });

  it('carries the record as a custom part', () => {
    const part = textOf('customXml/item1.xml');
    expect(part).toContain('"recipient":"远山 \\u003c医疗\\u003e \\u0026 王总"');
    expect(textOf('ppt/_rels/presentation.xml.rels')).toContain('../customXml/item1.xml');
  });
});

describe('chartData', () => {
  it.each(REHEARSAL_CHARTS)('of %s has as many values as categories, and no gaps', (chart) => {
    for (const language of ['zh-CN', 'en'] as const) {
      const data = chartData(run, chart, { language, text: documentText(language) });
      expect(data.series.length).toBeGreaterThan(1);
      for (const { values } of data.series) {
        expect(values).toHaveLength(data.categories.length);
        expect(values.every((value) => Number.isFinite(value))).toBe(true);
      }
    }
  });

  it('of bookings adds up to all runs', () => {
    const data = chartData(run, 'bookings', { language: 'en', text: documentText('en') });
    const sum = data.series[0]?.values.reduce((total, value) => total + value, 0) ?? 0;
    expect(sum).toBeGreaterThan(0.97);
    expect(sum).toBeLessThan(1.03);
  });
});

import { describe, expect, it } from 'vitest';
import { documentText } from '#electron/composer/texts';
import type { PrintedBlock } from '#shared/composer/content/printed';
import type { DocumentContent, RenderedTable } from '#shared/composer/model';
import { renderHtml, type RenderedChart, type ScreenParts } from '#shared/composer/render-html';
import { clip, fillPlaces, printable } from '#shared/composer/text';
import { traceMark, watermarkTile } from '#shared/composer/trace-mark';

const text = documentText('zh-CN');
const HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\u202Eevil\u0000';

const record = {
  actor: { id: 'u1', name: '林晓' },
  recipient: '远山医疗',
  exportedAt: Date.UTC(2026, 10, 23, 8, 20),
  traceCode: '7K3M-9QXW-2B4F',
  workspace: { id: 'w1', name: '演示', demo: true },
};

function render(
  blocks: PrintedBlock[],
  more: {
    title?: string;
    language?: DocumentContent['language'];
    recipient?: string;
    demo?: boolean;
    tables?: [string, RenderedTable][];
    charts?: [string, RenderedChart][];
    screen?: ScreenParts;
  } = {},
): string {
  const { title = '四季度打法', language = 'zh-CN', recipient = '远山医疗', demo = true } = more;
  const workspace = { ...record.workspace, demo };
  return renderHtml({
    content: { title, language, blocks },
    tables: new Map(more.tables),
    charts: new Map(more.charts),
    kind: '策略预演简报',
    meta: '第 1 版',
    mark: traceMark({ ...record, recipient, workspace }, 'Asia/Shanghai', text),
    fontCss: '',
    text,
    screen: more.screen ?? null,
    pictures: null,
  });
}

const paragraph = (value: string): PrintedBlock => ({
  id: 'p',
  kind: 'richText',
  doc: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: value }] }] },
});

describe('renderHtml', () => {
  it('has language, title, headings and the trace line', () => {
    const html = render([{ id: 'h', kind: 'heading', level: 3, text: '风险' }], { language: 'en' });
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<title>四季度打法</title>');
    expect(html).toContain('<h1>四季度打法</h1>');
    expect(html).toContain('<h3>风险</h3>');
    const line = html.slice(html.indexOf('<div class="trace">'));
    for (const part of [
      '导出：林晓',
      '接收：远山医疗',
      '2026-11-23 16:20（2026-11-23 08:20 UTC）',
      '溯源码 7K3M-9QXW-2B4F',
      '演示数据',
    ]) {
      expect(line).toContain(part);
    }
  });

  it('leaves out blocks that nobody filled', () => {
    const html = render([
      { id: 'h', kind: 'heading', level: 2, text: '' },
      { id: 'p', kind: 'richText', doc: { type: 'doc', content: [{ type: 'paragraph' }] } },
      { id: 'q', kind: 'citation', quote: '', source: '', day: null, licence: '' },
    ]);
    expect(html).not.toContain('<h2>');
    expect(html).not.toContain('<p></p>');
    expect(html).not.toContain('<figure');
  });

  it('says that data are a demo only where they are', () => {
    expect(render([])).toContain('class="demo"');
    const own = render([], { demo: false });
    expect(own).not.toContain('class="demo"');
    expect(own).not.toContain('演示数据');
  });

  it('never lets a text become markup, wherever it stands', () => {
    const html = render(
      [
        { id: 'h', kind: 'heading', level: 2, text: HOSTILE },
        paragraph(HOSTILE),
        { id: 'c', kind: 'chart', caption: HOSTILE, runId: 'r', chart: 'risks' },
        {
          id: 't',
          kind: 'table',
          caption: HOSTILE,
          source: { kind: 'cells', rows: [[HOSTILE]] },
        },
        { id: 'q', kind: 'citation', quote: HOSTILE, source: HOSTILE, day: null, licence: HOSTILE },
      ],
      {
        title: HOSTILE,
        recipient: HOSTILE,
        charts: [['c', { svg: `<svg>${printable(HOSTILE)}</svg>`, alt: HOSTILE }]],
        tables: [['t', { header: [HOSTILE], rows: [[HOSTILE]], numeric: [true], note: HOSTILE }]],
      },
    );
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(
      /<img(?! src="data:image\/svg\+xml;charset=utf-8,[^"]*" alt="[^"]*">)/,
    );
    expect(html).not.toContain('\u202E');
    expect(html).not.toContain('\u0000');
    expect(html.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(8);
    expect(html).toContain('\uFFFDevil\uFFFD');
  });

  it('keeps emoji, combining marks and long names', () => {
    const family = '👩‍👩‍👧 e\u0301 ';
    const long = '长'.repeat(10_000);
    const html = render([paragraph(family + long)], { recipient: long });
    expect(html).toContain(family);
    expect(html).toContain(long);
    expect(html.slice(html.indexOf('<div class="trace">')).length).toBeLessThan(600);
  });

  it('makes real tables: column and row headers, right-aligned numbers, a caption and a note', () => {
    const table = {
      header: ['变体', 'P50'],
      rows: [['照常', '1.18']],
      numeric: [false, true],
      note: '注',
    };
    const source = { kind: 'rehearsal', runId: 'r', table: 'variants' } as const;
    const html = render([{ id: 't', kind: 'table', caption: '结果', source }], {
      tables: [['t', table]],
    });
    expect(html).toContain('<figcaption>表 1　结果</figcaption>');
    expect(html).toContain('<th scope="col" class="number">P50</th>');
    expect(html).toContain(
      '<th scope="row" class="whole"><bdi>照常</bdi></th><td class="number"><bdi>1.18</bdi>',
    );
    expect(html).toContain('<p class="note">注</p>');
  });

  it('keeps an amount on one line with its sign, and out of attributes', () => {
    const html = render([paragraph('净增 -¥1.2万，即 +$3K；\u2212¥5 & 3-4 人，至 2026-11-20')], {
      title: '-¥3万',
    });
    for (const amount of ['-¥1.2万', '+$3K', '\u2212¥5', '-¥3万', '2026-11-20']) {
      expect(html).toContain(`<span class="one">${amount}</span>`);
    }
    expect(html).toContain(' &amp; 3-4 人，');
    expect(html).toContain('<title>-¥3万</title>');
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    const chart: PrintedBlock = { id: 'c', kind: 'chart', caption: '', runId: 'r', chart: 'risks' };
    expect(render([chart], { charts: [['c', { svg, alt: '少 ¥5' }]] })).toContain('alt="少 ¥5"');
  });

  it('prints a table without a header when it has none', () => {
    const table = { header: [], rows: [['差旅', '-1,200']], numeric: [false, true], note: '' };
    const source = { kind: 'cells', header: false, rows: table.rows } as const;
    const block = {
      id: 't',
      kind: 'table',
      caption: '',
      source: { ...source, rows: [['a', 'b']] },
    };
    const html = render([block as PrintedBlock], { tables: [['t', table]] });
    expect(html).not.toContain('<thead>');
    expect(html).toContain('<td class="number"><bdi>-1,200</bdi></td>');
  });

  it('puts charts in as pictures with words, and says why one is missing', () => {
    const block = (id: string, runId: string | null): PrintedBlock => ({
      id,
      kind: 'chart',
      caption: '分布',
      runId,
      chart: 'bookings',
    });
    const charts: [string, RenderedChart][] = [['a', { svg: '<svg/>', alt: '一半超过 1 亿' }]];
    const html = render([block('a', 'r'), block('b', null), block('c', 'gone')], { charts });
    expect(html).toContain(
      '<img src="data:image/svg+xml;charset=utf-8,%3Csvg/%3E" alt="一半超过 1 亿"><figcaption>图 1　分布</figcaption>',
    );
    expect(html).toContain(text('missing.figure'));
    expect(html).toContain(text('missing.run'));
    expect(html).toContain('图 3　分布');
  });

  it('renders marks, lists, quotes and breaks of rich text', () => {
    const item = (value: string) => ({
      type: 'listItem' as const,
      content: [
        {
          type: 'paragraph' as const,
          content: [{ type: 'text' as const, text: value, marks: [{ type: 'bold' as const }] }],
        },
      ],
    });
    const html = render([
      {
        id: 'r',
        kind: 'richText',
        doc: {
          type: 'doc',
          content: [
            { type: 'orderedList', content: [item('一')] },
            {
              type: 'blockquote',
              content: [{ type: 'paragraph', content: [{ type: 'hardBreak' }] }],
            },
          ],
        },
      },
    ]);
    expect(html).toContain('<ol><li><p><strong>一</strong></p></li></ol>');
    expect(html).toContain('<blockquote><p><br></p></blockquote>');
  });
});

describe('texts', () => {
  it('show what cannot be printed and keep the rest', () => {
    expect(printable('a\u0007b\u2066c\uD800d\tz\n')).toBe('a\uFFFDb\uFFFDc\uFFFDd\tz\n');
    expect(printable('𠮷👩‍👧')).toBe('𠮷👩‍👧');
  });

  it('are clipped by grapheme', () => {
    expect(clip('一二三', 3)).toBe('一二三');
    expect(clip('👩‍👧👩‍👧👩‍👧', 2)).toBe('👩‍👧…');
  });

  it('fill places and space Chinese and figures apart', () => {
    const fill = (pattern: string, value: string) => fillPlaces(pattern, () => value);
    expect(fill('由 {{name}} 于', '林晓')).toBe('由林晓于');
    expect(fill('共 {{n}} 次', '12')).toBe('共 12 次');
    expect(fill('至 {{n}} 之间', '¥1.2亿')).toBe('至 ¥1.2亿之间');
    expect(fill('in {{n}} days', '12')).toBe('in 12 days');
  });

  it('escape the watermark', () => {
    const mark = traceMark({ ...record, recipient: '<b>&' }, 'UTC', text);
    expect(watermarkTile(mark, '')).toContain('&lt;b&gt;&amp;');
    expect(watermarkTile(mark, '')).toContain('7K3M-9QXW-2B4F');
  });
});

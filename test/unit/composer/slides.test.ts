import { describe, expect, it } from 'vitest';
import { documentText } from '#electron/composer/texts';
import type { PrintedBlock } from '#shared/composer/content/printed';
import type { RenderedTable } from '#shared/composer/model';
import { planSlides } from '#shared/composer/slides';

const text = documentText('zh-CN');

const heading = (id: string, words: string, level: 1 | 2 | 3 = 2): PrintedBlock => ({
  id,
  kind: 'heading',
  level,
  text: words,
});
const prose = (id: string, ...paragraphs: string[]): PrintedBlock => ({
  id,
  kind: 'richText',
  doc: {
    type: 'doc',
    content: paragraphs.map((words) => ({
      type: 'paragraph',
      content: [{ type: 'text', text: words }],
    })),
  },
});
const rehearsalTable = (id: string): PrintedBlock => ({
  id,
  kind: 'table',
  caption: '比较',
  source: { kind: 'rehearsal', runId: 'r1', table: 'variants' },
});

function plan(
  blocks: PrintedBlock[],
  tables: [string, RenderedTable][] = [],
  charts: string[] = [],
) {
  const content = { title: '四季度打法', language: 'zh-CN' as const, blocks };
  return planSlides(content, new Map(tables), new Set(charts), text);
}

describe('planSlides', () => {
  it('begins with a title, and an agenda only where there are chapters', () => {
    expect(plan([]).map(({ kind }) => kind)).toEqual(['title']);
    const two = plan([
      heading('a', '结论'),
      prose('b', '甲'),
      heading('c', '风险'),
      prose('d', '乙'),
    ]);
    expect(two.map(({ kind }) => kind)).toEqual(['title', 'agenda', 'text', 'text']);
    expect(two[1]).toMatchObject({ items: ['结论', '风险'] });
    expect(two[3]).toMatchObject({ title: '风险' });
  });

  it('puts a long text on further slides without losing a sign of it', () => {
    const sentence = '先把验证排队缩短，再谈折扣；';
    const long = sentence.repeat(400);
    const slides = plan([heading('a', '依据'), prose('b', '短。', long, '尾。')]);
    const texts = slides.filter((slide) => slide.kind === 'text');
    expect(texts.length).toBeGreaterThan(5);
    const all = texts.flatMap(({ paragraphs }) => paragraphs.flatMap(({ runs }) => runs));
    expect(all.map((run) => run.text).join('')).toBe(`短。${long}尾。`);
    expect(texts.map(({ title }) => title).slice(0, 3)).toEqual(['依据', '依据（2）', '依据（3）']);
    // Cut behind a sentence.
    expect(texts[1]?.paragraphs.at(-1)?.runs.at(-1)?.text.at(-1)).toBe('；');
  });

  it('repeats the header of a table on every slide and keeps every row once', () => {
    const rows = Array.from({ length: 70 }, (_unused, i) => [`商机 ${i}`, String(i)]);
    const table = { header: ['名称', '金额'], rows, numeric: [false, true], note: '' };
    const slides = plan([rehearsalTable('t')], [['t', table]]).filter((s) => s.kind === 'table');
    expect(slides.length).toBeGreaterThan(3);
    expect(slides.flatMap((slide) => slide.table.rows)).toEqual(rows);
    for (const slide of slides) {
      expect(slide.table.header).toEqual(table.header);
      expect(slide.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    }
  });

  it('gives a chart a slide of its own, and says when its rehearsal is gone', () => {
    const chart: PrintedBlock = {
      id: 'c',
      kind: 'chart',
      caption: '',
      runId: 'r1',
      chart: 'bookings',
    };
    expect(plan([chart], [], ['c'])[1]).toMatchObject({ kind: 'chart', caption: '图 1' });
    const gone = JSON.stringify(plan([chart, rehearsalTable('t')]));
    expect(gone).toContain(text('missing.run'));
    expect(gone).toContain('表 1');
  });

  it('never cuts a character in two', () => {
    const slides = plan([prose('b', '𠮷'.repeat(3000))]);
    const all = slides
      .flatMap((s) => (s.kind === 'text' ? s.paragraphs : []))
      .flatMap((p) => p.runs);
    expect(all.length).toBeGreaterThan(1);
    for (const run of all) expect(run.text).toMatch(/^(?:𠮷)+$/u);
  });
});

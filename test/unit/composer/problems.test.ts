import { describe, expect, it } from 'vitest';
import { documentText } from '#electron/composer/texts';
import type { Block } from '#shared/composer/model';
import { documentProblems, isEmptyBlock } from '#shared/composer/problems';

const text = (id: string, words: string): Block => ({
  id,
  kind: 'richText',
  doc: {
    type: 'doc',
    content: [{ type: 'paragraph', ...(words && { content: [{ type: 'text', text: words }] }) }],
  },
});
const citation = (id: string, quote: string, source: string): Block => ({
  id,
  kind: 'citation',
  quote,
  source,
  day: null,
  licence: '',
});
const chart = (id: string, runId: string | null): Block => ({
  id,
  kind: 'chart',
  caption: '',
  runId,
  chart: 'risks',
});
const cells = (id: string, cell: string): Block => ({
  id,
  kind: 'table',
  caption: '',
  source: { kind: 'cells', rows: [['', cell]] },
});

const problems = (blocks: Block[], runs: ReadonlySet<string> | null = null) =>
  documentProblems({ title: '简报', language: 'zh-CN', blocks }, runs).map(
    ({ place, problem }) => `${place} ${problem}`,
  );

describe('problems of a document', () => {
  it('are none where every block says something', () => {
    const blocks = [
      text('a', '正文'),
      citation('b', '引文', '出处'),
      chart('c', 'r'),
      cells('d', '1'),
    ];
    expect(problems(blocks, new Set(['r']))).toEqual([]);
  });

  it('name blocks without content, each once', () => {
    const heading: Block = { id: 'h', kind: 'heading', level: 2, text: '  ' };
    const blocks = [heading, text('a', ''), citation('b', '', ''), cells('c', ' ')];
    expect(blocks.every(isEmptyBlock)).toBe(true);
    expect(problems(blocks)).toEqual(['1 empty', '2 empty', '3 empty', '4 empty']);
  });

  it('name quotes without a source and figures without a rehearsal', () => {
    const blocks = [citation('a', '引文', ' '), chart('b', null), chart('c', 'gone')];
    expect(problems(blocks, new Set(['r']))).toEqual(['1 noSource', '2 noRehearsal', '3 runGone']);
    expect(problems([chart('c', 'gone')], null)).toEqual([]);
    expect(isEmptyBlock(chart('b', null))).toBe(false);
  });

  it.each(['zh-CN', 'en'] as const)('name merge fields left over, in %s', (language) => {
    const left = documentText(language)('missing.inline', { field: 'x' });
    expect(problems([text('a', `在 ${left} 之间`)])).toEqual(['1 unfilled']);
    expect(problems([cells('a', '{{run.name}}')])).toEqual(['1 unfilled']);
  });
});

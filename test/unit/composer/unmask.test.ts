import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, DocumentContent } from '#shared/composer/model';
import { mapTexts, textsOf } from '#shared/composer/texts-of';
import { putBack } from '#shared/composer/unmask';
import { findPersonal } from '#shared/governance/personal/find';
import { certain, maskText, maskValue } from '#shared/governance/personal/mask';

const hidden = (text: string) =>
  certain(findPersonal(text)).map(({ start, end, kind }) => {
    const original = text.slice(start, end);
    return { original, mask: maskValue(original, kind) };
  });
const shown = (content: DocumentContent): DocumentContent =>
  mapTexts(content, (text) => maskText(text));

const heading = (id: string, text: string): Block => ({ id, kind: 'heading', level: 1, text });
const paragraph = (id: string, ...texts: string[]): Block => ({
  id,
  kind: 'richText',
  doc: {
    type: 'doc',
    content: texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  },
});
const paper = (...blocks: Block[]): DocumentContent => ({
  title: '给13812345678的方案',
  language: 'zh-CN',
  blocks,
});

describe('what masks stand for is put back', () => {
  const stored = paper(
    heading('h', '联系 wang.fang@example.com'),
    paragraph('p', '电话13900001234，或13700005678。', '备用13900001234'),
  );

  it('when nothing was changed, and when texts around it were', () => {
    expect(putBack(stored, shown(stored), hidden)).toEqual(stored);
    const edited = mapTexts(shown(stored), (text) => `新：${text}！`);
    expect(putBack(stored, edited, hidden)).toEqual(mapTexts(stored, (text) => `新：${text}！`));
  });

  it('where a paragraph was split, moved into a new block or taken away', () => {
    const masked = textsOf(paragraph('p', maskText('电话13900001234')))[0] ?? '';
    const edited: DocumentContent = {
      ...shown(stored),
      blocks: [paragraph('new', masked.slice(0, 2), masked.slice(2))],
    };
    const whole = putBack(stored, edited, hidden);
    expect(whole?.blocks).toEqual([paragraph('new', '电话', '13900001234')]);
  });

  it('but not by guessing: two numbers that look alike, and one of them is gone', () => {
    const alike = paper(paragraph('p', '甲13812345678，乙13899995678'));
    const masks = hidden('甲13812345678，乙13899995678').map(({ mask }) => mask);
    expect(new Set(masks).size).toBe(1);
    expect(putBack(alike, shown(alike), hidden)).toEqual(alike);
    const edited = { ...shown(alike), blocks: [paragraph('p', `乙${masks[0] ?? ''}`)] };
    expect(putBack(alike, edited, hidden)).toBeNull();
  });

  it('while a mask that somebody typed stands for nothing', () => {
    const plain = { ...paper(heading('h', '没有个人信息')), title: '方案' };
    const edited = { ...plain, blocks: [heading('h', '写作 138****5678')] };
    expect(putBack(plain, edited, hidden)).toEqual(edited);
  });

  it('whatever stands in a document that is given back as it was shown', () => {
    const piece = fc.constantFrom(
      '13812345678',
      '13899995678',
      'li.na@example.com',
      '010-62345678',
      '，',
      '电话',
      '合同 ',
    );
    const text = fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('、'));
    const block = fc
      .record({ id: fc.uuid(), texts: fc.array(text, { minLength: 1, maxLength: 4 }) })
      .map(({ id, texts }) => paragraph(id, ...texts));
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
        const whole = paper(...blocks);
        expect(putBack(whole, shown(whole), hidden)).toEqual(whole);
      }),
    );
  });
});

import { createInstance } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { closePlaces, markPlaces } from '#renderer/app/place-spacing';

const i18n = createInstance();

beforeAll(async () => {
  await i18n
    .use(markPlaces)
    .use(closePlaces)
    .init({
      lng: 'zh-CN',
      postProcess: closePlaces.name,
      interpolation: { escapeValue: false, alwaysFormat: true },
      resources: {
        'zh-CN': {
          translation: {
            moved: '已到 {{stage}}',
            between: '在 {{low}} 至 {{high}} 之间',
            nested: '{{inner}}：{{n}} 条',
            pair: '{{a}} {{b}}',
          },
        },
      },
    });
});

describe('the space around a filled place', () => {
  it('goes between two Chinese characters and stays beside Latin and figures', () => {
    expect(i18n.t('moved', { stage: '线索确认' })).toBe('已到线索确认');
    expect(i18n.t('moved', { stage: 'Lead' })).toBe('已到 Lead');
    expect(i18n.t('between', { low: '¥3万', high: '¥5万' })).toBe('在 ¥3万至 ¥5万之间');
    expect(i18n.t('nested', { inner: '管道', n: 3 })).toBe('管道：3 条');
  });

  it('leaves what a person typed and what stands between two places', () => {
    expect(i18n.t('pair', { a: '张 三', b: '李四' })).toBe('张 三 李四');
    expect(i18n.t('moved', { stage: '' })).toBe('已到 ');
  });

  it('fills texts inside texts', () => {
    const inner = i18n.t('moved', { stage: '签约' });
    expect(i18n.t('nested', { inner, n: 1 })).toBe('已到签约：1 条');
  });
});

import { describe, expect, test } from 'vitest';
import en from '#resources/locales/en/sandbox.json';
import zhCN from '#resources/locales/zh-CN/sandbox.json';
import {
  addVariant,
  changeVariant,
  type Draft,
  firstDraft,
  removeVariant,
  renamed,
} from '#renderer/sandbox/draft';

describe.each([
  ['zh-CN', zhCN.first],
  ['en', en.first],
])('the name that the app gives a rehearsal (%s)', (_language, first) => {
  const draft = firstDraft(first);
  const nameAfter = (before: Draft, after: Draft) =>
    renamed(before, after, (question) => first[question]).name;

  test('asks about the variants that are there', () => {
    expect(draft.name).toBe(first.rehearsal);
    const faster = renamed(draft, removeVariant(draft, 'v2'), (question) => first[question]);
    expect(faster.name).toBe(first.onlyFaster);
    expect(nameAfter(draft, removeVariant(draft, 'v1'))).toBe(first.onlyCapacity);
    expect(nameAfter(faster, removeVariant(faster, 'v1'))).toBe(first.onlyBaseline);
    expect(nameAfter(draft, addVariant(draft, 'a third'))).toBe(first.comparison);
    const cheaper = { levers: { ...draft.variants[1]!.levers, discountPct: 5 } };
    expect(nameAfter(draft, changeVariant(draft, 'v1', cheaper))).toBe(first.comparison);
  });

  test('stays when a person gave it, or is giving it', () => {
    const own = { ...draft, name: 'My question' };
    expect(nameAfter(own, removeVariant(own, 'v2'))).toBe('My question');
    expect(nameAfter(draft, { ...draft, name: 'M' })).toBe('M');
  });
});

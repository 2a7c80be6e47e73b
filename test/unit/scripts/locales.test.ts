import { expect, test } from 'vitest';
import {
  compareLanguages,
  flatten,
  missingKeys,
  strayMarks,
  unusedKeys,
} from '../../../scripts/checks/locales.mjs';

const texts = (entries: Record<string, string>) => new Map(Object.entries(entries));

test('nested texts become dotted keys', () => {
  expect(flatten({ a: 'x', b: { c: 'y' } }, 'ns:')).toEqual([
    ['ns:a', 'x'],
    ['ns:b.c', 'y'],
  ]);
});

test('a key of one language only is told, in both directions', () => {
  expect(
    compareLanguages(texts({ 'n:a': '', 'n:b': '' }), texts({ 'n:a': '', 'n:c': '' })),
  ).toEqual(['n:b is missing in en', 'n:c is missing in zh-CN']);
});

test('variables must be the same', () => {
  const problems = compareLanguages(
    texts({ 'n:a': '{{name}} {{day}}' }),
    texts({ 'n:a': '{{name}}' }),
  );
  expect(problems).toEqual(['n:a has the variables [day, name] in zh-CN and [name] in en']);
});

test('plural forms differ between languages, and "one" need not print the number', () => {
  const zh = texts({ 'n:deal_other': '{{count}} 个商机' });
  const en = texts({ 'n:deal_one': 'One deal', 'n:deal_other': '{{count}} deals' });
  expect(compareLanguages(zh, en)).toEqual([]);
});

test('a key that no source names is unused', () => {
  const all = texts({ 'n:a': '', 'n:b.c': '', 'n:d': '', 'n:stage.won': '', 'n:e_other': '' });
  const code = ["t('a'); t(\"n:b.c\"); t(`stage.${id}`); t('e', { count })"];
  expect(unusedKeys(all, code)).toEqual(['n:d is used nowhere']);
});

test('a template literal without words names no key', () => {
  expect(unusedKeys(texts({ 'n:a': '' }), ['`${x}.${y}`'])).toEqual(['n:a is used nowhere']);
});

test('a source that reads a locale file names its keys by their words', () => {
  const all = texts({ 'menu:file': '', 'menu:edit': '' });
  const code = ["import zh from '#resources/locales/zh-CN/menu.json'; label(zh.file)"];
  expect(unusedKeys(all, code)).toEqual(['menu:edit is used nowhere']);
});

test('a full key that does not exist is told, a branch of keys is not', () => {
  const all = texts({ 'n:a.b': '', 'n:c_other': '' });
  expect(missingKeys(all, ["t('n:a.b') + t('n:a') + t('n:c') + 'node:fs'"])).toEqual([]);
  expect(missingKeys(all, ["t('n:a.x')"])).toEqual(['n:a.x is used and does not exist']);
  expect(missingKeys(all, ["text('a.b')", "text('a.x', { n })"])).toEqual([
    'a.x is asked for and does not exist',
  ]);
});

test('marks of the other language are told; figures and options of the command line may have their own', () => {
  const zh = texts({
    'n:a': '打开「文件」',
    'n:b': '先看,再做',
    'n:c': '“甲”：{{n}}:1，12:30',
    'n:d': "如 '更快:followup=2'",
  });
  const problems = strayMarks(zh, texts({ 'n:a': 'open（it）', 'n:b': 'a, “b”' }));
  expect(problems).toEqual([
    'n:a has a mark that is not of Chinese',
    'n:b has a mark that is not of Chinese',
    'n:a has a mark that is not of English',
  ]);
});

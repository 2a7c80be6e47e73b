import { expect, test } from 'vitest';
import { ownName } from '#renderer/app/own-names';

test.each([
  ['演示工作区', 'Demo workspace'],
  ['演示用户', 'Demo user'],
  ['栎舟智联（生成的演示企业）', 'Lizhou Connect (generated demo company)'],
  ['照现状推进', 'Carry on as today'],
])('%s was given by the app and reads %s in English', (zh, en) => {
  expect(ownName(zh, 'en')).toBe(en);
  expect(ownName(en, 'zh-CN')).toBe(zh);
  expect(ownName(zh, 'zh-CN')).toBe(zh);
});

test('what a person named stays what it is', () => {
  expect(ownName('演示工作区（华东）', 'en')).toBe('演示工作区（华东）');
  expect(ownName('constructor', 'en')).toBe('constructor');
});

import { describe, expect, it } from 'vitest';
import { matchScore, rank } from '#renderer/app/palette/ranking';

const item = (text: string, recent = -1) => ({ text, recent });

describe('matchScore', () => {
  it.each([
    ['前往', '前往商机管道 Go to pipeline'],
    ['管道', '前往商机管道 Go to pipeline'],
    ['qwsjgd', '前往商机管道'],
    ['shangji', '前往商机管道'],
    ['PIPE', '前往商机管道 Go to pipeline'],
    ['ｐｉｐｅ', '前往商机管道 Go to pipeline'],
  ])('finds %s in %s', (query, text) => {
    expect(matchScore(query, text)).toBeGreaterThan(0);
  });

  it('does not find what is not there', () => {
    expect(matchScore('xyz', '前往商机管道 Go to pipeline')).toBe(0);
  });

  it('puts the start of a text before its middle, and its words before its reading', () => {
    expect(matchScore('管道', '管道概况')).toBeGreaterThan(matchScore('管道', '前往商机管道'));
    expect(matchScore('管道', '前往商机管道')).toBeGreaterThan(matchScore('gd', '管道概况'));
  });
});

describe('rank', () => {
  it('keeps everything for an empty query, the recently used first', () => {
    const ranked = rank('', [item('a'), item('b', 1), item('c', 0)]);
    expect(ranked.map(({ text }) => text)).toEqual(['c', 'b', 'a']);
  });

  it('lets a better match win over a recent one', () => {
    const ranked = rank('备份', [item('立即备份工作区', 0), item('备份列表')]);
    expect(ranked.map(({ text }) => text)).toEqual(['备份列表', '立即备份工作区']);
  });
});

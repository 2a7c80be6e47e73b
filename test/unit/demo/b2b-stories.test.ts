import { expect, test } from 'vitest';
import truth from '../../../scripts/demo/truth.json' with { type: 'json' };
import { grouped, readDemo, records } from './demo-files.ts';

const deals = records(readDemo('b2b/opportunities.csv'));
const history = records(readDemo('b2b/stage_history.csv'));
const touchpoints = records(readDemo('b2b/touchpoints.csv'));

test('a big deal slips: open in contract, overdue, put off four times in the conversations', () => {
  const { opportunity } = truth.stories.slipping;
  const deal = deals.find((row) => row['商机编号'] === opportunity);
  expect(deal).toMatchObject({
    阶段: '合同签署',
    结果: 'open',
    金额: '7860000',
    预计成交日: '2026-10-30',
  });
  const texts = touchpoints
    .filter((row) => row['商机编号'] === opportunity)
    .map((row) => row['内容']);
  expect(texts.filter((text) => /第.次延期/.test(text ?? '')).length).toBe(3);
  expect(texts).toHaveLength(13);
});

test('a key account goes quiet after a lively time, with deals still open', () => {
  const { account, lastTouch } = truth.stories.quietAccount;
  const days = touchpoints
    .filter((row) => row['客户编号'] === account)
    .map((row) => (row['时间'] ?? '').slice(0, 10));
  expect(days.length).toBeGreaterThan(30);
  expect(days.every((day) => day <= lastTouch)).toBe(true);
  expect(days.filter((day) => day >= '2026-06-01').length).toBeGreaterThan(5);
  expect(
    deals.filter((row) => row['客户编号'] === account && row['结果'] === 'open').length,
  ).toBeGreaterThan(1);
});

test('the launch brings a spike of questions about the new product', () => {
  const inbound = touchpoints.filter(
    (row) => row['方向'] === 'inbound' && `${row['主题']}${row['内容']}`.includes('EC-900'),
  );
  const within = inbound.filter(
    (row) => (row['时间'] ?? '') >= '2026-05-18' && (row['时间'] ?? '') < '2026-07-02',
  );
  expect(inbound.every((row) => (row['时间'] ?? '') >= '2026-05-18')).toBe(true);
  expect(within.length / inbound.length).toBeGreaterThan(0.7);
});

test('one region sells more than its own past: 华南 in 2026Q3', () => {
  const won = truth.stories.wonByRegionAndQuarter['华南'];
  const before = (won['2025Q4'] + won['2026Q1'] + won['2026Q2']) / 3;
  expect(won['2026Q3'] / before).toBeGreaterThan(1.3);
});

test('validation takes longer in busy quarters', () => {
  const stays = new Map<string, number[]>();
  const byDeal = grouped(history, '商机编号');
  for (const rows of byDeal.values()) {
    rows.forEach((row, i) => {
      const next = rows[i + 1];
      if (row['阶段'] !== '方案验证' || !next) return;
      const from = row['时间'] ?? '';
      const key =
        from < '2025-07-01'
          ? 'quiet'
          : from > '2026-04-01' && from < '2026-07-01'
            ? 'busy'
            : 'other';
      const days =
        (Date.parse(`${(next['时间'] ?? '').replace(' ', 'T')}Z`) -
          Date.parse(`${from.replace(' ', 'T')}Z`)) /
        86_400_000;
      stays.set(key, [...(stays.get(key) ?? []), days]);
    });
  }
  const median = (key: string): number => {
    const sorted = (stays.get(key) ?? []).toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  expect(median('busy') / median('quiet')).toBeGreaterThan(1.2);
});

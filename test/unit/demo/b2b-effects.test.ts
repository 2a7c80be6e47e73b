/** The effects written to truth.json can be found again in the files by a plain logistic regression. */
import { expect, test } from 'vitest';
import truth from '../../../scripts/demo/truth.json' with { type: 'json' };
import { grouped, readDemo, records } from './demo-files.ts';

const deals = records(readDemo('b2b/opportunities.csv'));
const accounts = new Map(
  records(readDemo('b2b/accounts.csv')).map((row) => [row['客户编号'], row]),
);
const histories = grouped(records(readDemo('b2b/stage_history.csv')), '商机编号');
const STAGES = ['线索获取', '线索确认', '需求挖掘', '方案验证', '报价谈判', '合同签署', '交付实施'];
const scripted = new Set(truth.scripted);
const OPEN_MINUTES = [
  [540, 720],
  [810, 1080],
] as const;

/** Working minutes between two instants of at most some weeks apart (weekends off; public holidays ignored). */
function workingMinutes(from: string, to: string): number {
  const start = Date.parse(`${from.replace(' ', 'T')}Z`);
  const end = Date.parse(`${to.replace(' ', 'T')}Z`);
  let sum = 0;
  for (let day = start - (start % 86_400_000); day < end; day += 86_400_000) {
    if ([0, 6].includes(new Date(day).getUTCDay())) continue;
    for (const [low, high] of OPEN_MINUTES) {
      sum +=
        Math.max(0, Math.min(end, day + high * 60_000) - Math.max(start, day + low * 60_000)) /
        60_000;
    }
  }
  return sum;
}

/** Mean log response time in working hours by deal: an inbound written message and the next outbound one. */
function responseLogs(): Map<string, number> {
  const waiting = new Map<string, string>();
  const found = new Map<string, number[]>();
  for (const row of records(readDemo('b2b/touchpoints.csv'))) {
    const deal = row['商机编号'] ?? '';
    const key = `${deal}/${row['渠道']}/${row['联系人编号']}`;
    if (deal === '' || !['wecom', 'dingtalk', 'email'].includes(row['渠道'] ?? '')) continue;
    const asked = waiting.get(key);
    if (row['方向'] === 'inbound') {
      waiting.set(key, row['时间'] ?? '');
    } else if (asked !== undefined) {
      const hours = Math.max(0.05, workingMinutes(asked, row['时间'] ?? '') / 60);
      found.set(deal, [
        ...(found.get(deal) ?? []),
        Math.log(hours / truth.effects.followUpCentreHours),
      ]);
      waiting.delete(key);
    }
  }
  return new Map(
    [...found].map(([deal, logs]) => [
      deal,
      logs.toSorted((a, b) => a - b)[Math.floor(logs.length / 2)] ?? 0,
    ]),
  );
}

/** Maximum likelihood by Newton steps with a small ridge; estimates and standard errors. */
function logisticFit(
  rows: readonly number[][],
  moved: readonly number[],
): { beta: number[]; error: number[] } {
  const size = rows[0]?.length ?? 0;
  let beta = Array.from({ length: size }, () => 0);
  let error = beta;
  for (let step = 0; step < 8; step += 1) {
    const matrix: number[][] = beta.map((_b, i) => [
      ...beta.map((_c, j) => (i === j ? 0.01 : 0)),
      ...beta.map((_c, j) => (i === j ? 1 : 0)),
    ]);
    const gradient = beta.map((value) => -0.01 * value);
    rows.forEach((row, r) => {
      const used = row.map((value, i) => ({ value, i })).filter(({ value }) => value !== 0);
      const p = 1 / (1 + Math.exp(-used.reduce((sum, { i, value }) => sum + value * beta[i]!, 0)));
      for (const { i, value: a } of used) {
        gradient[i]! += a * (moved[r]! - p);
        for (const { i: j, value: b } of used) matrix[i]![j]! += a * b * p * (1 - p);
      }
    });
    for (let i = 0; i < size; i += 1) {
      const pivot = matrix[i]![i]!;
      matrix[i] = matrix[i]!.map((value) => value / pivot);
      for (let k = 0; k < size; k += 1) {
        const factor = matrix[k]![i]!;
        if (k !== i && factor !== 0)
          matrix[k] = matrix[k]!.map((value, j) => value - factor * matrix[i]![j]!);
      }
    }
    const inverse = matrix.map((row) => row.slice(size));
    beta = beta.map(
      (value, i) => value + inverse[i]!.reduce((sum, cell, j) => sum + cell * gradient[j]!, 0),
    );
    error = inverse.map((row, i) => Math.sqrt(row[i]!));
  }
  return { beta, error };
}

test('discount, follow-up, region and product effects come back within about three standard errors', () => {
  const logs = responseLogs();
  const regions = ['华东', '华南', '华北', '华中', '西南'] as const;
  const products = ['P01', 'P02', 'P03', 'P04', 'P05', 'P06', 'P07', 'P08', 'P09', 'P10'] as const;
  const rows: number[][] = [];
  const moved: number[] = [];
  for (const deal of deals) {
    const id = deal['商机编号'] ?? '';
    const log = logs.get(id);
    if (scripted.has(id)) continue;
    const path = (histories.get(id) ?? []).filter((row) => row['结果'] !== 'won');
    path.forEach((row, i) => {
      const stage = STAGES.indexOf(row['阶段'] ?? '');
      const next = path[i + 1];
      const nextStage = STAGES.indexOf(next?.['阶段'] ?? '');
      const back = next?.['结果'] === '' && nextStage < stage;
      if (stage < 0 || stage > 5 || !next || back) return;
      const discount = stage >= 4 ? Number(deal['折扣率']) - truth.effects.discountCentre : 0;
      const list = Number(deal['金额']) / (1 - Number(deal['折扣率']) / 100);
      rows.push([
        ...Array.from({ length: 6 }, (_unused, s) => (s === stage ? 1 : 0)),
        discount,
        log ?? 0,
        log === undefined ? 1 : 0,
        Math.log(list / truth.effects.amountCentre),
        ...regions.slice(1).map((name) => (deal['区域'] === name ? 1 : 0)),
        ...products.slice(1).map((name) => (deal['产品编号'] === name ? 1 : 0)),
        accounts.get(deal['客户编号'])?.['客户分层'] === '战略客户' ? 1 : 0,
      ]);
      moved.push(nextStage > stage ? 1 : 0);
    });
  }
  const { beta, error } = logisticFit(rows, moved);
  /** Distance from the truth in standard errors. */
  const distance = (index: number, expected: number): number =>
    Math.abs(beta[index]! - expected) / error[index]!;
  expect(rows.length).toBeGreaterThan(5000);
  expect(distance(6, truth.effects.discountPerPoint)).toBeLessThan(3);
  expect(distance(7, truth.effects.followUpPerLogHour)).toBeLessThan(3);
  const groups = [
    ...regions.slice(1).map((name) => truth.effects.region[name] - truth.effects.region.华东),
    ...products.slice(1).map((name) => truth.effects.product[name] - truth.effects.product.P01),
  ].map((expected, i) => distance(10 + i, expected));
  // Thirteen comparisons at once: a little more room than for one.
  expect(Math.max(...groups)).toBeLessThan(3.5);
  // The two levers are seen at all: two standard errors away from no effect, on the right side.
  expect(beta[6]! / error[6]!).toBeGreaterThan(2);
  expect(beta[7]! / error[7]!).toBeLessThan(-2);
});

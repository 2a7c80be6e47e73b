import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import truth from '../../../scripts/demo/truth.json' with { type: 'json' };
import { generateB2b } from '../../../scripts/demo/b2b/index.ts';
import { grouped, readDemo, records, type Row } from './demo-files.ts';

const company = generateB2b();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const table = (name: string): Row[] => records(company.files.get(name) ?? '');
const owners = table('owners.csv');
const products = table('products.csv');
const accounts = table('accounts.csv');
const contacts = table('contacts.csv');
const deals = table('opportunities.csv');
const history = table('stage_history.csv');
const touchpoints = table('touchpoints.csv');

const STAGES = [
  '线索获取',
  '线索确认',
  '需求挖掘',
  '方案验证',
  '报价谈判',
  '合同签署',
  '交付实施',
  '验收运营',
];
const pathOf = grouped(history, '商机编号');
const LAST_MOMENT = '2026-11-20 18:00';

function ids(rows: readonly Row[], column: string): Set<string> {
  return new Set(rows.map((row) => row[column] ?? ''));
}

/** Values of a column that are neither empty nor among the known ones. */
function unknown(rows: readonly Row[], column: string, known: ReadonlySet<string>): string[] {
  return [...ids(rows, column)].filter((id) => id !== '' && !known.has(id));
}

function distinctShare(texts: readonly string[]): number {
  return new Set(texts).size / texts.length;
}

/** What is wrong with a stage history, or null: forward by one, skips and steps back only with a reason. */
function pathFault(deal: Row, rows: readonly Row[]): string | null {
  let stage = -1;
  let outcome = 'open';
  for (const row of rows) {
    const result = row['结果'] ?? '';
    if (result !== '') {
      if (outcome !== (result === 'reopened' ? 'dormant' : 'open'))
        return `${result} after ${outcome}`;
      outcome = result === 'reopened' ? 'open' : result;
      continue;
    }
    const next = STAGES.indexOf(row['阶段'] ?? '');
    if (next < 0) return `no stage ${row['阶段']}`;
    if (next !== stage + 1 && row['原因'] === '')
      return `from ${stage} to ${next} without a reason`;
    if (outcome !== 'open' && !(outcome === 'won' && next >= 6)) return `moved while ${outcome}`;
    stage = next;
  }
  return deal['阶段'] === STAGES[stage] && deal['结果'] === outcome
    ? null
    : 'does not end where the opportunity stands';
}

/** What is wrong with the times of a stage history, or null. */
function timeFault(rows: readonly Row[]): string | null {
  const times = rows.map((row) => row['时间'] ?? '');
  if (times.some((time, i) => i > 0 && time <= (times[i - 1] ?? ''))) return 'not in order';
  if ((times.at(-1) ?? '') > LAST_MOMENT) return 'after the last day';
  return times.find((time) => !/ ((09|1[0-7]):\d\d|18:00)$/.test(time)) ?? null;
}

/** What is wrong with an opportunity beside its history, or null. */
function dealFault(deal: Row, rows: readonly Row[]): string | null {
  const stage = STAGES.indexOf(deal['阶段'] ?? '');
  const outcome = deal['结果'] ?? '';
  const ended =
    rows
      .findLast((row) => row['结果'] !== '' && row['结果'] !== 'reopened')
      ?.['时间']?.slice(0, 10) ?? '';
  const amount = Number(deal['金额']);
  const rules: Record<string, boolean> = {
    'opened with the first stage': rows[0]?.['时间']?.slice(0, 10) === deal['创建日期'],
    'won stands in delivery': (outcome === 'won') === stage >= 6,
    'closed unless open, on the day of the outcome':
      deal['关闭日期'] === (outcome === 'open' ? '' : ended),
    'a loss has a reason': (deal['输单原因'] !== '') === (outcome === 'lost'),
    'a contract has a number': stage < 5 || deal['合同编号'] !== '',
    'a discount once a price is offered': (deal['折扣率'] !== '') === stage >= 4,
    'an amount of 10万 to 800万': amount >= 100_000 && amount <= 8_000_000,
  };
  return Object.keys(rules).find((rule) => rules[rule] === false) ?? null;
}

function faults(check: (deal: Row, rows: readonly Row[]) => string | null): string[] {
  return deals.flatMap((deal) => {
    const id = deal['商机编号'] ?? '';
    const fault = check(deal, pathOf.get(id) ?? []);
    return fault === null ? [] : [`${id}: ${fault}`];
  });
}

describe('generated files', () => {
  test('what is shipped is what the generator makes', () => {
    const different = [...company.files].filter(
      ([name, text]) => sha256(readDemo(`b2b/${name}`)) !== sha256(text),
    );
    expect(different.map(([name]) => name)).toEqual([]);
    expect(truth).toEqual(JSON.parse(JSON.stringify(company.truth)));
  });

  test('has the promised amount of everything', () => {
    expect(owners).toHaveLength(24);
    expect(ids(owners, '团队').size).toBe(5);
    expect(products).toHaveLength(10);
    expect(ids(products, '产品线').size).toBe(4);
    expect(accounts).toHaveLength(300);
    expect(contacts).toHaveLength(800);
    expect(deals).toHaveLength(2000);
    expect(touchpoints.length).toBeGreaterThan(12_000);
    const open = deals.filter((row) => row['结果'] === 'open');
    expect(open.length).toBeGreaterThanOrEqual(350);
    expect(open.length).toBeLessThanOrEqual(500);
    expect(ids(open, '阶段')).toEqual(new Set(STAGES.slice(0, 6)));
    expect(ids(deals, '阶段')).toEqual(new Set(STAGES));
  });

  test('every identifier is unique', () => {
    const tables = [
      [owners, '负责人编号'],
      [products, '产品编号'],
      [accounts, '客户编号'],
      [contacts, '联系人编号'],
      [deals, '商机编号'],
      [touchpoints, '触点编号'],
    ] as const;
    expect(tables.map(([rows, column]) => ids(rows, column).size)).toEqual(
      tables.map(([rows]) => rows.length),
    );
  });

  test('every reference exists, and a contact belongs to the account it speaks for', () => {
    const accountIds = ids(accounts, '客户编号');
    const dealIds = ids(deals, '商机编号');
    const contactIds = ids(contacts, '联系人编号');
    expect([
      ...unknown(contacts, '所属客户编号', accountIds),
      ...unknown(deals, '客户编号', accountIds),
      ...unknown(touchpoints, '客户编号', accountIds),
      ...unknown(deals, '负责人编号', ids(owners, '负责人编号')),
      ...unknown(deals, '产品编号', ids(products, '产品编号')),
      ...unknown(deals, '主要联系人编号', contactIds),
      ...unknown(touchpoints, '联系人编号', contactIds),
      ...unknown(history, '商机编号', dealIds),
      ...unknown(touchpoints, '商机编号', dealIds),
    ]).toEqual([]);
    const accountOf = new Map(contacts.map((row) => [row['联系人编号'], row['所属客户编号']]));
    const stray = [
      ...deals.map((row) => [row['主要联系人编号'], row['客户编号']]),
      ...touchpoints.map((row) => [row['联系人编号'], row['客户编号']]),
    ].filter(([contact, account]) => accountOf.get(contact) !== account);
    expect(stray).toEqual([]);
  });

  test('nobody can be reached: phone and mail are unassignable', () => {
    const reachable = contacts.filter(
      (row) => !/^100\d{8}$/.test(row['电话'] ?? '') || !(row['邮箱'] ?? '').endsWith('.example'),
    );
    expect(reachable).toEqual([]);
  });
});

describe('stage histories', () => {
  test('follow the legal path and end where the opportunity stands', () => {
    expect(faults(pathFault)).toEqual([]);
  });

  test('are in order, in working time, and end by the last day', () => {
    expect(faults((_deal, rows) => timeFault(rows))).toEqual([]);
  });

  test('agree with outcome, closing day, discount, contract number and amount', () => {
    expect(faults(dealFault)).toEqual([]);
  });
});

describe('touchpoints', () => {
  test('are varied: at least 85 % of the texts are distinct, even with all digits masked', () => {
    const bodies = touchpoints.map((row) => row['内容'] ?? '');
    expect(distinctShare(bodies)).toBeGreaterThan(0.95);
    expect(distinctShare(bodies.map((text) => text.replaceAll(/\d+/g, '#')))).toBeGreaterThan(0.85);
  });

  test('carry no trace of the grammar and no doubled punctuation', () => {
    const broken = touchpoints.filter((row) =>
      /[{}[\]|§]|undefined|，，|。。/.test(row['内容'] ?? ''),
    );
    expect(broken.map((row) => row['内容'])).toEqual([]);
  });

  test('lie within the life of their opportunity and before the last day', () => {
    const opened = new Map(deals.map((row) => [row['商机编号'], row['创建日期'] ?? '']));
    const outside = touchpoints.filter((row) => {
      const at = row['时间'] ?? '';
      return at > LAST_MOMENT || at.slice(0, 10) < (opened.get(row['商机编号']) ?? '');
    });
    expect(outside).toEqual([]);
  });
});

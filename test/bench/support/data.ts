import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ACCOUNTS = 3000;
const OWNERS = 120;
const PRODUCTS = 60;

/** Files in the order in which they must be imported. */
export interface BenchFiles {
  readonly references: readonly string[];
  readonly opportunities: string;
  /** Changes when the content changes. */
  readonly hash: string;
}

const CITIES = ['北京', '上海', '深圳', '杭州', '成都', '武汉', '西安', '苏州', '长沙', '青岛'];
const NAMES = ['远山', '恒立', '嘉禾', '云帆', '金石', '瑞安', '海川', '天成', '中原', '新锐'];
const TRADES = ['机械', '电子', '医药', '物流', '能源', '建材', '食品', '纺织', '汽配', '软件'];
const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'];
const GIVEN = ['伟', '敏', '静', '强', '磊', '洋', '艳', '勇', '杰', '娟', '涛', '明'];
const GOODS = ['边缘网关', '数据平台', '视觉质检', '能耗管理', '仓储调度', '设备联网'];
const REGIONS = ['华东', '华南', '华北', '西南', '华中', '西北'];
const NEEDS = ['替换老旧系统', '产线数据上云', '降低停机时间', '集团统一采购', '质检自动化'];
const LOSSES = ['价格', '预算取消', '选了对手', '项目推迟'];
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

/** Seeded generator (mulberry32): the same files on every machine. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Picks from a list that is not empty. */
function picker(next: () => number): <T>(list: readonly T[]) => T {
  return <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T;
}

/** Writes the generated company into `folder`: owners, products, accounts, contacts and so many opportunities. */
export function writeBenchFiles(folder: string, size: number): BenchFiles {
  mkdirSync(folder, { recursive: true });
  const next = random(20_261_123);
  const pick = picker(next);
  const many = (count: number, row: (index: number) => readonly (string | number)[]): string =>
    Array.from({ length: count }, (_, index) => `${row(index).join(',')}\n`).join('');
  const person = (): string => pick(SURNAMES) + pick(GIVEN) + (next() < 0.6 ? pick(GIVEN) : '');
  const tables: [string, string][] = [
    [
      'owners.csv',
      `负责人编号,姓名,团队,区域,主管\n${many(OWNERS, (i) => [`BO${i}`, `${person()}${i}`, `${pick(REGIONS)}销售部`, pick(REGIONS), person()])}`,
    ],
    [
      'products.csv',
      `产品编号,产品名称,产品线,目录价\n${many(PRODUCTS, (i) => [`BP${i}`, `${pick(GOODS)} ${i}`, pick(GOODS), 10_000 + i * 500])}`,
    ],
    [
      'accounts.csv',
      `客户编号,客户名称,客户简称,行业,区域,城市,员工人数,客户分层\n${many(ACCOUNTS, (i) => {
        const city = pick(CITIES);
        const short = city + pick(NAMES) + pick(TRADES);
        return [
          `BA${i}`,
          `${short}${i}有限公司`,
          short,
          pick(TRADES),
          pick(REGIONS),
          city,
          20 + Math.floor(next() * 5000),
          pick(['战略', '重点', '一般']),
        ];
      })}`,
    ],
    [
      'contacts.csv',
      `联系人编号,客户编号,姓名,职务\n${many(ACCOUNTS, (i) => [`BC${i}`, `BA${i}`, person(), '采购经理'])}`,
    ],
    ['opportunities.csv', opportunities(size, next, pick, many)],
  ];
  const hash = createHash('sha256');
  for (const [name, text] of tables) {
    hash.update(text);
    writeFileSync(join(folder, name), text);
  }
  const paths = tables.map(([name]) => join(folder, name));
  return {
    references: paths.slice(0, -1),
    opportunities: paths.at(-1) ?? '',
    hash: hash.digest('hex').slice(0, 12),
  };
}

const HEADER =
  '商机编号,商机名称,客户编号,负责人编号,产品编号,区域,主要联系人编号,阶段,结果,金额,折扣率,创建日期,预计成交日,关闭日期,需求摘要,合同编号,输单原因\n';
/** Of 17 columns the one that is the longest. */
const NEED = 14;

/** 17 columns, about 240 bytes a row; two thirds are closed. */
function opportunities(
  size: number,
  next: () => number,
  pick: <T>(list: readonly T[]) => T,
  many: (count: number, row: (index: number) => readonly (string | number)[]) => string,
): string {
  return HEADER + many(size, opportunityRow(next, pick));
}

type Cells = readonly (string | number)[];

/**
 * Writes `count` opportunities of the generated company without their needs, 160 bytes a row, so that a million of them
 * stays under the limit of a file.
 */
export function writeSlimOpportunities(path: string, count: number): void {
  writeRows(path, count, (cells) => cells.toSpliced(NEED, 1));
}

/** Writes `count` opportunities of the generated company. */
export function writeOpportunities(path: string, count: number): void {
  writeRows(path, count, (cells) => cells);
}

function writeRows(path: string, count: number, shape: (cells: Cells) => Cells): void {
  const next = random(20_261_124);
  const row = opportunityRow(next, picker(next));
  const line = (cells: Cells): string => `${shape(cells).map(String).join(',')}\n`;
  writeFileSync(path, line(HEADER.trim().split(',')));
  const PIECE = 10_000;
  for (let from = 0; from < count; from += PIECE) {
    const length = Math.min(PIECE, count - from);
    appendFileSync(path, Array.from({ length }, (_none, at) => line(row(from + at))).join(''));
  }
}

function opportunityRow(
  next: () => number,
  pick: <T>(list: readonly T[]) => T,
): (index: number) => readonly (string | number)[] {
  const first = Date.UTC(2024, 0, 1);
  const day = (offset: number): string =>
    new Date(first + offset * 86_400_000).toISOString().slice(0, 10);
  return (i) => {
    const opened = Math.floor(next() * 1000);
    const length = 10 + Math.floor(next() * 200);
    const closed = next() < 0.66;
    const won = closed && next() < 0.45;
    const account = Math.floor(next() * ACCOUNTS);
    const stage = won ? (next() < 0.5 ? 6 : 7) : Math.floor(next() * 6);
    const good = pick(GOODS);
    return [
      `B${String(i).padStart(6, '0')}`,
      `${pick(CITIES)}${pick(NAMES)}${good}${pick(['一期', '二期', '试点', '扩容'])}`,
      `BA${account}`,
      `BO${Math.floor(next() * OWNERS)}`,
      `BP${Math.floor(next() * PRODUCTS)}`,
      pick(REGIONS),
      `BC${account}`,
      STAGES[stage] ?? '',
      won ? '赢单' : closed ? '输单' : '进行中',
      Math.floor(20_000 + next() ** 3 * 3_000_000),
      `${Math.floor(next() * 20)}%`,
      day(opened),
      day(opened + length),
      closed ? day(Math.min(opened + length, 1056)) : '',
      `${pick(NEEDS)}，${pick(NEEDS)}，希望在${1 + Math.floor(next() * 12)}月前上线`,
      won ? `HT-2026-${i}` : '',
      closed && !won ? pick(LOSSES) : '',
    ];
  };
}

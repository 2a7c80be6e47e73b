/** What the slots of the templates mean for one deal, one contact and one moment. */
import type { Random } from '../../random.ts';
import { addressOf, type Contact } from '../people.ts';
import { DAY, isWorkday, isoDay } from '../calendar.ts';
import type { Deal } from '../deal.ts';
import type { Slots } from './expand.ts';

const WORDS = {
  factory: {
    golive: ['投产'],
    campus: ['厂区'],
    newsite: ['新厂区', '二厂', '扩建车间'],
    private: ['工艺参数', '配方数据'],
    dept: ['设备部', '信息部'],
    unit: ['班组', '车间'],
    site: [
      '一号车间',
      '二号车间',
      '三号车间',
      '总装线',
      '注塑车间',
      '包装线',
      '涂装线',
      '前处理工段',
      'SMT 车间',
      '动力站房',
      '老厂区',
      '机加工段',
      '灌装线',
      '装配二线',
      '立体库',
      '公用工程',
    ],
    device: [
      '注塑机',
      '冲床',
      '数控机床',
      '贴片机',
      '空压机',
      '机器人',
      '灌装机',
      '反应釜',
      '涂布机',
      '检测台',
      '输送线',
      '焊接工作站',
      '冷水机组',
    ],
    system: ['MES', 'ERP', 'SCADA', 'WMS', '能管系统', 'QMS'],
    proto: ['Modbus TCP', 'OPC UA', 'Profinet', 'S7 协议', 'EtherNet/IP', 'CC-Link', 'FANUC FOCAS'],
    boss: ['生产副总', '厂长', '数字化总监', '设备部长', '总经理'],
    busy: ['大修', '年中盘点', '体系审核', '新品爬坡', '订单旺季'],
  },
  medical: {
    golive: ['启用'],
    campus: ['院内'],
    newsite: ['新院区', '分院', '新病房楼'],
    private: ['患者信息', '病历数据'],
    dept: ['设备科', '信息科'],
    unit: ['科室', '病区'],
    site: [
      '重症医学科',
      '急诊科',
      '住院部三号楼',
      '检验科',
      '手术室',
      '心内监护病区',
      '新院区',
      '儿科病房',
      '透析中心',
      '麻醉恢复室',
      '体检中心',
      '二分院',
    ],
    device: [
      '监护仪',
      '呼吸机',
      '输液泵',
      '生化分析仪',
      '血气分析仪',
      '心电图机',
      '除颤仪',
      '透析机',
      '血球仪',
      '麻醉机',
    ],
    system: ['HIS', 'LIS', 'EMR', '集成平台', '重症系统', '设备管理系统'],
    proto: ['HL7', 'ASTM 协议', '串口协议', 'MQTT', 'IEEE 11073', 'HL7 FHIR'],
    boss: ['副院长', '设备科科长', '信息科主任', '院长助理', '运营总监'],
    busy: ['等级评审', '搬迁新院区', '绩效考核', '冬季高峰', '医保检查'],
  },
} as const;

const CHANNEL_FROM = ['行业展会上', '公众号', '同行群里', '技术沙龙', '你们官网', '设备厂家那里'];
const RIVALS = [
  '另一家',
  '某进口品牌',
  '外地一家厂商',
  '本地集成商',
  '原来的供应商',
  '一家上市公司',
  '他们集团推荐的厂商',
];
const DOCS = ['规格书', '方案书', '点位表', '接口说明', '配置清单', '实施计划'];
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/**
 * The slot values for one conversation. A value is drawn at its first use and kept, so that a question and its answer
 * speak of the same place, amount and date. Unknown slots throw.
 */
export function conversationSlots(deal: Deal, contact: Contact, at: number, random: Random): Slots {
  const words = WORDS[deal.account.market];
  const makers: Record<string, () => string> = {
    me: () => deal.owner.name,
    manager: () => (deal.owner.manager === '' ? '销售总监' : `${deal.owner.manager.slice(0, 1)}总`),
    she: () => addressOf(contact),
    short: () => deal.account.shortName,
    product: () => productName(deal, random),
    city: () => deal.account.city,
    industry: () => deal.account.industry,
    site: () => random.pick(words.site),
    device: () => random.pick(words.device),
    system: () => random.pick(words.system),
    proto: () => random.pick(words.proto),
    boss: () => random.pick(words.boss),
    busy: () => random.pick(words.busy),
    golive: () => random.pick(words.golive),
    campus: () => random.pick(words.campus),
    newsite: () => random.pick(words.newsite),
    private: () => random.pick(words.private),
    dept: () => random.pick(words.dept),
    unit: () => random.pick(words.unit),
    rival: () => random.pick(RIVALS),
    channelFrom: () => random.pick(CHANNEL_FROM),
    doc: () => random.pick(DOCS),
    n: () => String(random.int(6, 90)),
    k: () => String(random.int(2, 6)),
    kk: () => String(random.int(1, 3)),
    points: () => String(random.int(12, 480) * 10),
    pct: () => String(random.int(4, 28)),
    gap: () => String(random.int(2, 6)),
    disc: () =>
      String(deal.discount === null ? random.int(5, 20) : Math.max(3, Math.round(deal.discount))),
    amount: () => inTenThousands(deal.amount),
    days: () => String(random.pick([7, 10, 14, 15, 20, 21, 30, 45, 60, 90])),
    weeks: () => `${random.int(2, 5)}到${random.int(6, 9)}`,
    months: () => String(random.int(9, 32)),
    years: () => String(random.int(5, 15)),
    minutes: () => String(random.pick([20, 30, 40, 45, 60])),
    ms: () => String(random.pick([10, 20, 50, 100, 200])),
    temp: () => String(random.int(42, 60)),
    load: () => String(random.int(31, 78)),
    rate: () => String(random.pick([50, 100, 200, 300])),
    uptime: () => (random.int(951, 999) / 10).toFixed(1),
    date: () => spokenDay(at, random),
    month: () => `${((new Date(at).getUTCMonth() + random.int(1, 4)) % 12) + 1}月`,
  };
  const kept = new Map<string, string>();
  return (name) => {
    const value = kept.get(name) ?? makers[name]?.();
    if (value === undefined) throw new Error(`no slot called ${name}`);
    kept.set(name, value);
    return value;
  };
}

/** People say the model number, or what the thing does. */
function productName(deal: Deal, random: Random): string {
  const parts = deal.product.name.split(' ');
  return random.chance(0.6) ? deal.product.name : random.pick([parts[0] ?? '', parts.at(-1) ?? '']);
}

function inTenThousands(amount: number): string {
  const value = amount / 10_000;
  return value >= 100 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, '');
}

/** 0 for Monday to 6 for Sunday. */
function weekday(time: number): number {
  return (new Date(time).getUTCDay() + 6) % 7;
}

/** A workday within the next eighteen days, the way it is said: 本周五, 下周三, 6月12日. */
function spokenDay(at: number, random: Random): string {
  let day = at + random.int(1, 18) * DAY;
  while (!isWorkday(day)) day += DAY;
  const weeks = Math.round((day - weekday(day) * DAY - (at - weekday(at) * DAY)) / (7 * DAY));
  const name = WEEKDAYS[new Date(day).getUTCDay()] ?? '';
  if (weeks === 0) return `本${name}`;
  if (weeks === 1) return `下${name}`;
  const [, month = '', date = ''] = isoDay(day).split('-');
  return `${Number(month)}月${Number(date)}日`;
}

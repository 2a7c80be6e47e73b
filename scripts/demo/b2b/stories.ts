/** The stories that the simulation alone would not tell: a big deal that slips, a key account gone quiet. */
import { DAY, dayStart } from './calendar.ts';
import type { Deal } from './deal.ts';
import { CONTRACT, PROPOSAL, STORIES } from './truth.ts';

/** Days after opening and stage entered. The deal went back once and has been in contract since spring. */
const SLIPPING_PATH = [
  [12, 1, ''],
  [33, 2, ''],
  [78, 3, ''],
  [141, 2, '方案评审未通过，补充调研'],
  [169, 3, ''],
  [226, 4, ''],
  [274, CONTRACT, ''],
] as const;

/** What is said about the slipping deal: days after opening, channel, direction, subject and text. */
export const SLIPPING_TALK: readonly (readonly [
  days: number,
  channel: string,
  direction: 'inbound' | 'outbound',
  subject: string,
  body: string,
])[] = [
  [
    35,
    'visit',
    'outbound',
    '现场勘察',
    '全厂 11 条线走了一遍，设备科给了完整台账。总经理当面表态：年内要看到样板线，预算按 800 万编。',
  ],
  [
    143,
    'meeting',
    'outbound',
    '方案评审会纪要',
    '评审意见：1. 老线串口设备未覆盖；2. 本地部署拓扑需重画；3. 与集团平台的边界不清。结论：退回补充调研，三周后再评。',
  ],
  [
    228,
    'email',
    'outbound',
    '正式报价（786 万）',
    '附件为盖章报价，含 11 条线网关、平台授权、三年维保与双机热备。报价有效期两个月。预计 5 月完成签约。',
  ],
  [276, 'wecom', 'inbound', '', '合同法务看了，主要是违约金和知识产权两块，这个月签问题不大'],
  [301, 'wecom', 'inbound', '', '集团临时要求所有 500 万以上的项目重新上会，签约往 6 月底推一下'],
  [
    333,
    'call',
    'outbound',
    '签约进度',
    '电话了解：6 月的会没排上，推到 7 月中。对方说方向没变，只是排队。第二次延期。',
  ],
  [
    338,
    'email',
    'inbound',
    '关于付款比例的调整',
    '财务提出预付由三成降到一成，余款按产线验收分批支付。请评估后回复。',
  ],
  [
    340,
    'email',
    'outbound',
    '回复：关于付款比例的调整',
    '预付一成我方需要履约担保，建议折中为两成，其余按产线验收支付。测算表附后，请与财务沟通。',
  ],
  [
    362,
    'meeting',
    'outbound',
    '高层沟通纪要',
    '我方分管副总到访。对方总经理重申支持，但要求把首期缩到 6 条线，后 5 条线作为选项。签约目标改为 9 月 15 日。第三次延期。',
  ],
  [391, 'wecom', 'inbound', '', '跟你通个气，分管副总下个月退休，接任的人还没定，9 月签不了了'],
  [
    393,
    'wecom',
    'outbound',
    '',
    '明白，谢谢您提前说。接任人选有消息的话，我想尽早去汇报一次，把前面的评审结论都带上',
  ],
  [
    411,
    'call',
    'outbound',
    '签约进度',
    '新的时间是 10 月 30 日，理由是等新副总到任。采购同时在问另一家的报价。第四次延期，风险高。',
  ],
  [
    437,
    'visit',
    'outbound',
    '拜访新任副总',
    '新任副总关注投入产出，对 786 万的总价有保留，要求两周内给出 6 条线的独立方案与回收期。',
  ],
];

/** Rewrites the slipping deal and cuts the open deals of the quiet account at its last touch. */
export function applyStories(deals: readonly Deal[]): void {
  const slipping = deals[STORIES.slipping.opportunity];
  if (slipping) slip(slipping);
  const last = dayStart(STORIES.quietAccount.lastTouch) + 18 * 3_600_000;
  for (const deal of deals) {
    if (deal.account.id === STORIES.quietAccount.account && !deal.scripted) fallSilent(deal, last);
  }
}

function slip(deal: Deal): void {
  const base = dayStart(new Date(deal.openedAt).toISOString().slice(0, 10)) + 10.25 * 3_600_000;
  deal.scripted = true;
  deal.listAmount = 8_930_000;
  deal.amount = STORIES.slipping.amount;
  deal.discount = 12;
  deal.stage = CONTRACT;
  deal.outcome = 'open';
  deal.closedAt = null;
  deal.lossReason = '';
  deal.expectedClose = dayStart(STORIES.slipping.expectedClose);
  deal.history = [
    { stage: 0, outcome: null, at: deal.openedAt, reason: '' },
    ...SLIPPING_PATH.map(([days, stage, reason]) => ({
      stage,
      outcome: null,
      at: base + days * DAY,
      reason,
    })),
  ];
}

/** Whatever was still being sold at the last touch stays where it was. */
function fallSilent(deal: Deal, last: number): void {
  const kept = deal.history.filter((row) => row.at <= last);
  const selling = kept.every((row) => row.outcome === null || row.outcome === 'reopened');
  if (!selling || (kept.length === deal.history.length && deal.outcome !== 'open')) return;
  deal.scripted = true;
  deal.history = kept;
  deal.stage = kept.findLast((row) => row.stage !== null)?.stage ?? 0;
  if (deal.stage < PROPOSAL) {
    deal.discount = null;
    deal.amount = deal.listAmount;
  }
  deal.outcome = 'open';
  deal.closedAt = null;
  deal.lossReason = '';
  deal.expectedClose = Math.max(deal.openedAt + 150 * DAY, last + 40 * DAY);
}

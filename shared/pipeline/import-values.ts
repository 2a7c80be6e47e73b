import type { Channel, ContactRole, Outcome, Stage } from './model';

/** Text as enum values are compared: NFKC, lower case, letters and digits only. */
export function normaliseWord(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

export interface StageValue {
  /** Null: the word tells the outcome only, the stage stays what it was. */
  readonly stage: Stage | null;
  readonly outcome: Outcome | null;
}

/** Words → the value that each of them means, compared by {@link normaliseWord}. */
export function wordTable<T>(
  entries: readonly (readonly [T, readonly string[]])[],
): ReadonlyMap<string, T> {
  return new Map(
    entries.flatMap(([value, words]) => words.map((word) => [normaliseWord(word), value] as const)),
  );
}

const at = (stage: Stage): StageValue => ({ stage, outcome: null });

/**
 * Names of stages: ours in both languages, then what widespread systems call them. A system with one closing step
 * tells won or lost in the stage column.
 */
export const STAGE_VALUES = wordTable<StageValue>([
  [at('lead_captured'), ['lead_captured', '线索获取', 'Lead captured', 'New', 'Lead', '新线索']],
  [
    at('lead_qualified'),
    [
      'lead_qualified',
      '线索确认',
      'Lead qualified',
      'Qualified',
      'Prospecting',
      'Qualification',
      '初步接触',
    ],
  ],
  [
    at('opportunity_discovery'),
    [
      'opportunity_discovery',
      '需求挖掘',
      'Opportunity discovery',
      'Discovery',
      'Needs Analysis',
      'Engaging',
      '需求确认',
    ],
  ],
  [
    at('opportunity_validation'),
    [
      'opportunity_validation',
      '方案验证',
      'Opportunity validation',
      'Validation',
      'Value Proposition',
      'POC',
      '方案制定',
    ],
  ],
  [
    at('negotiation_proposal'),
    [
      'negotiation_proposal',
      '报价谈判',
      'Negotiation: proposal',
      'Proposal',
      'Price quote',
      'Proposal/Price Quote',
      '报价',
      '方案报价',
      '商务谈判',
      '谈判',
    ],
  ],
  [
    at('negotiation_contract'),
    [
      'negotiation_contract',
      '合同签署',
      'Negotiation: contract',
      'Contract',
      'Negotiation',
      'Negotiation/Review',
      'Contract sent',
    ],
  ],
  [
    at('delivery_implementation'),
    [
      'delivery_implementation',
      '交付实施',
      'Delivery: implementation',
      'Implementation',
      'Delivery',
    ],
  ],
  [
    at('delivery_acceptance'),
    ['delivery_acceptance', '验收运营', 'Delivery: acceptance', 'Acceptance', 'Operation'],
  ],
  [
    { stage: 'delivery_implementation', outcome: 'won' },
    ['Won', 'Closed won', '赢单', '成交', '已成交'],
  ],
  [{ stage: null, outcome: 'lost' }, ['Lost', 'Closed lost', '输单', '丢单', '流失']],
  [{ stage: null, outcome: 'dormant' }, ['Dormant', 'On hold', '休眠', '搁置']],
]);

/** Where a lost or dormant deal is put when no stage is known: the first stage in which a seller works on a need. */
export const STAGE_WHEN_UNKNOWN: Stage = 'opportunity_discovery';

export const OUTCOME_VALUES = wordTable<Outcome>([
  ['open', ['open', '进行中', '跟进中', 'In progress']],
  ['won', ['won', '赢单', 'Closed won', '成交']],
  ['lost', ['lost', '输单', 'Closed lost', '丢单']],
  ['dormant', ['dormant', '休眠', '搁置', 'On hold']],
]);

export const EVENT_OUTCOME_VALUES = wordTable<'won' | 'lost' | 'dormant' | 'reopened'>([
  ['won', ['won', '赢单']],
  ['lost', ['lost', '输单']],
  ['dormant', ['dormant', '休眠']],
  ['reopened', ['reopened', '重新打开', '重启', '重新激活']],
]);

export const ROLE_VALUES = wordTable<ContactRole>([
  ['engineer', ['engineer', '工程师', '技术', '工程']],
  ['purchasing', ['purchasing', '采购', 'procurement']],
  ['finance', ['finance', '财务']],
  ['it', ['it', '信息化', '信息技术', 'IT 部门']],
  ['clinical', ['clinical', '临床']],
  ['executive', ['executive', '高管', '管理层']],
  ['other', ['other', '其他', '其它']],
]);

export const CHANNEL_VALUES = wordTable<Channel>([
  ['wecom', ['wecom', '企业微信', '微信', 'WeChat']],
  ['dingtalk', ['dingtalk', '钉钉']],
  ['email', ['email', 'e-mail', '邮件', '电子邮件']],
  ['meeting', ['meeting', '会议']],
  ['call', ['call', '电话', 'phone']],
  ['visit', ['visit', '拜访', '上门拜访']],
]);

export const DIRECTION_VALUES = wordTable<'inbound' | 'outbound'>([
  ['inbound', ['inbound', '客户发起', '来自客户', '呼入', '收到', 'in']],
  ['outbound', ['outbound', '我方发起', '发给客户', '呼出', '发出', 'out']],
]);

/** One word of Latin letters, digits and signs with a digit in it: `A-102`, `U017`, `10023`. */
const CODE = /^[\w./#-]*\d[\w./#-]*$/;

/** Whether a text that refers to something is its name rather than its number in some system. */
export function looksLikeName(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  return /\p{L}/u.test(plain) && plain.length <= 120 && !CODE.test(plain);
}

/** Whether a text that refers to something is its number in some system. */
export function looksLikeNumber(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  return plain.length <= 120 && CODE.test(plain);
}

/** The generated B2B company as seven CSV files and the truth behind them. */
import { csvFile, type Cell } from '../csv.ts';
import { stream } from '../random.ts';
import { isoDay, isoMinute, quarterOf } from './calendar.ts';
import { PRODUCTS } from './catalog.ts';
import type { Deal, StageRow } from './deal.ts';
import { addressOf, makeAccounts, makeOwners, type Account, type Owner } from './people.ts';
import { simulate } from './pipeline.ts';
import { applyStories } from './stories.ts';
import { conversationSlots } from './text/context.ts';
import { expand } from './text/expand.ts';
import { NEEDS } from './text/frames.ts';
import { makeTouchpoints } from './touchpoints.ts';
import * as truth from './truth.ts';

export interface B2bCompany {
  /** File name to content, in the order of import. */
  files: Map<string, string>;
  /** What `truth.json` holds. */
  truth: object;
}

/** The whole company. The same every time: nothing but the constants of truth.ts and the word lists take part. */
export function generateB2b(): B2bCompany {
  const owners = makeOwners();
  const accounts = makeAccounts(owners);
  const deals = simulate(accounts, owners);
  applyStories(deals);
  const files = new Map<string, string>();
  const put = (name: string, header: string, rows: Cell[][]): void => {
    files.set(name, csvFile(header.split(' '), rows, true));
  };
  put(
    'owners.csv',
    '负责人编号 姓名 团队 区域 主管',
    owners.map((row) => [row.id, row.name, row.team, row.region, row.manager]),
  );
  put(
    'products.csv',
    '产品编号 产品名称 产品线 目录价',
    PRODUCTS.map((row) => [row.id, row.name, row.family, row.listPrice]),
  );
  put(
    'accounts.csv',
    '客户编号 客户名称 客户简称 行业 区域 城市 员工人数 年营收 客户分层',
    accounts.map((row) => [
      row.id,
      row.name,
      row.shortName,
      row.industry,
      row.region,
      row.city,
      row.employees,
      row.revenue,
      row.segment,
    ]),
  );
  put(
    'contacts.csv',
    '联系人编号 所属客户编号 姓名 角色 职务 电话 邮箱',
    accounts
      .flatMap((account) => account.contacts)
      .map((row) => [row.id, row.accountId, row.name, row.role, row.title, row.phone, row.email]),
  );
  put(
    'opportunities.csv',
    '商机编号 商机名称 客户编号 负责人编号 产品编号 区域 主要联系人编号 阶段 结果 金额 折扣率 创建日期 预计成交日 关闭日期 需求摘要 合同编号 输单原因',
    deals.map(opportunityRow),
  );
  put(
    'stage_history.csv',
    '商机编号 阶段 结果 时间 操作人 原因',
    deals.flatMap((deal) => deal.history.map((row) => historyRow(deal, row))),
  );
  put(
    'touchpoints.csv',
    '触点编号 客户编号 商机编号 联系人编号 渠道 方向 时间 主题 内容 记录人',
    makeTouchpoints(deals).map((row, index) => [
      `T${String(index + 1).padStart(5, '0')}`,
      row.account.id,
      row.deal === null ? null : dealId(row.deal),
      row.contact.id,
      row.channel,
      row.direction,
      isoMinute(row.at),
      row.subject,
      row.body,
      row.author,
    ]),
  );
  return { files, truth: describeTruth(owners, accounts, deals) };
}

function dealId(deal: Deal): string {
  return `O${String(deal.index + 1).padStart(5, '0')}`;
}

function stageLabel(stage: number): string {
  return truth.STAGES[stage]?.[1] ?? '';
}

function opportunityRow(deal: Deal): Cell[] {
  const random = stream(truth.SEED, 'words', deal.index);
  const contact = deal.account.contacts[0]!;
  const slots = conversationSlots(deal, contact, deal.openedAt, random);
  const name = `${deal.account.shortName}${slots('site')}${random.pick(deal.product.scope)}项目`;
  const reached = (stage: number): boolean => deal.history.some((row) => row.stage === stage);
  const contractAt = deal.history.find((row) => row.stage === truth.CONTRACT)?.at;
  return [
    dealId(deal),
    name.replaceAll(' ', ''),
    deal.account.id,
    deal.owner.id,
    deal.product.id,
    deal.account.region,
    contact.id,
    stageLabel(deal.stage),
    deal.outcome,
    deal.amount,
    deal.discount,
    isoDay(deal.openedAt),
    isoDay(deal.expectedClose),
    deal.closedAt === null ? null : isoDay(deal.closedAt),
    reached(1) || reached(2) ? expand(random.pick(NEEDS), slots, random) : null,
    contractAt === undefined
      ? null
      : `LZ-${new Date(contractAt).getUTCFullYear()}-${String(deal.index + 1).padStart(4, '0')}`,
    deal.lossReason,
  ];
}

function historyRow(deal: Deal, row: StageRow): Cell[] {
  return [
    dealId(deal),
    row.stage === null ? null : stageLabel(row.stage),
    row.outcome,
    isoMinute(row.at),
    deal.owner.name,
    row.reason,
  ];
}

/** The parameters and drawn effects, and where the stories are to be found. */
function describeTruth(
  owners: readonly Owner[],
  accounts: readonly Account[],
  deals: readonly Deal[],
): object {
  const bookings: Record<string, Record<string, number>> = {};
  for (const deal of deals) {
    if (deal.outcome !== 'won' || deal.closedAt === null) continue;
    const quarters = (bookings[deal.account.region] ??= {});
    const quarter = quarterOf(deal.closedAt);
    quarters[quarter] = (quarters[quarter] ?? 0) + deal.amount;
  }
  const sorted = Object.fromEntries(
    Object.entries(bookings).map(([region, quarters]) => [
      region,
      Object.fromEntries(Object.entries(quarters).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    ]),
  );
  const quiet = accounts.find((account) => account.id === truth.STORIES.quietAccount.account);
  return {
    note: 'Parameters of the generated company in resources/demo/b2b. Meanings: scripts/demo/b2b/truth.ts. Opportunities in scripted do not follow them.',
    seed: truth.SEED,
    firstDay: truth.FIRST_DAY,
    lastDay: truth.LAST_DAY,
    stages: truth.STAGES.map(([code], index) => ({ code, ...truth.SELLING[index] })),
    delivery: truth.DELIVERY,
    effects: truth.EFFECTS,
    owners: owners.map(({ id, effect, medianHours }) => ({ id, effect, medianHours })),
    duration: truth.DURATION,
    followUp: truth.FOLLOW_UP,
    discount: truth.DISCOUNT,
    rare: truth.RARE,
    arrivals: truth.ARRIVALS,
    stories: {
      ...truth.STORIES,
      slipping: {
        ...truth.STORIES.slipping,
        opportunity: `O${String(truth.STORIES.slipping.opportunity + 1).padStart(5, '0')}`,
      },
      quietAccount: {
        ...truth.STORIES.quietAccount,
        name: quiet?.name,
        contact: quiet?.contacts[0] && addressOf(quiet.contacts[0]),
      },
      wonByRegionAndQuarter: sorted,
    },
    scripted: deals.filter((deal) => deal.scripted).map(dealId),
  };
}

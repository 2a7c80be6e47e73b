import { field, type FieldType, type ImportField } from '#shared/pipeline/import-fields';
import { wordTable } from '#shared/pipeline/import-values';

/** The twelve data streams that scenario models read, in the order in which people gather them. */
export const STREAM_IDS = [
  'storeSales',
  'storeVisitors',
  'priceCalendar',
  'storeStock',
  'feedback',
  'rivalPromotion',
  'policy',
  'eventCalendar',
  'seasonIndex',
  'pipeline',
  'contentUse',
  'unitCost',
] as const;
export type StreamId = (typeof STREAM_IDS)[number];

/** Streams that are loaded from files; the others are what the workspace holds anyway. */
export type LoadedStreamId = Exclude<StreamId, 'pipeline' | 'contentUse'>;

/**
 * One stream as data: what a row is, how a file is read into it, and when it is too old.
 *
 * The day of a row is its first column; a span has the column `to_day` as well.
 */
export interface StreamDefinition {
  readonly id: LoadedStreamId;
  /** Its table in the replica. */
  readonly table: string;
  readonly fields: readonly ImportField[];
  /** Columns that say which thing a row is about; with the day they are its identity. */
  readonly of: readonly string[];
  /** Every day between the first and the last of a thing should have a row. */
  readonly daily: boolean;
  /** Days after its newest row at which the stream is ageing; at three times as many it is stale. */
  readonly ageingAfterDays: number;
}

const text = (max: number): FieldType => ({ kind: 'text', max });
const day: FieldType = { kind: 'day' };
const amount: FieldType = { kind: 'amount' };
const number = (min: number, max: number): FieldType => ({ kind: 'number', min, max });

/** No shop sells, holds or counts more than this of anything in a day. */
const MOST = 1e9;
const UNITS = number(0, MOST);
/** Parts of a whole, 0–1. */
const SHARE = number(0, 1);

const onDay = field('day', 'day', day, '日期|day|date|datum|营业日|统计日期', true);
const fromDay = field(
  'fromDay',
  'day',
  day,
  '开始日期|from_day|start_date|from|开始|生效日期|起始日期|日期|date',
  true,
);
const toDay = field('toDay', 'to_day', day, '结束日期|to_day|end_date|to|结束|失效日期|截止日期');
const storeHeaders = '门店编号|store|store_id|门店|店号|shop|location|门店编码';
const store = field('store', 'store', text(64), storeHeaders, true);
const storeOrAll = field('store', 'store', text(64), storeHeaders);
const skuHeaders = '商品编码|sku|sku_id|商品编号|item|product|商品|货号|品种';
const sku = field('sku', 'sku', text(64), skuHeaders, true);
const skuOrAll = field('sku', 'sku', text(64), skuHeaders);
const note = field('note', 'note', text(1000), '备注|note|说明|comment');

/** How something is promoted; a word that is none of them is told, never guessed. */
const PROMOTION: FieldType = {
  kind: 'values',
  words: wordTable([
    ['discount', ['discount', '折扣', '降价', '特价', 'price cut', 'markdown']],
    ['gift', ['gift', '赠品', '买赠', 'gift with purchase']],
    ['bundle', ['bundle', '组合', '捆绑', '套餐']],
    ['coupon', ['coupon', '优惠券', '券']],
    ['display', ['display', '陈列', '堆头']],
    ['lecture', ['lecture', '讲座', '义诊', '社区讲座', 'community lecture']],
    ['other', ['other', '其他', '其它']],
  ]),
};

/** The definitions of the streams that are loaded. */
export const STREAMS: readonly StreamDefinition[] = [
  {
    id: 'storeSales',
    table: 'stream_store_sales',
    of: ['store', 'sku'],
    daily: true,
    ageingAfterDays: 7,
    fields: [
      onDay,
      store,
      sku,
      field('units', 'units', UNITS, '销量|units|数量|quantity|qty|销售数量|units_sold', true),
      field('revenue', 'revenue_minor', amount, '销售额|revenue|sales|金额|销售金额'),
    ],
  },
  {
    id: 'storeVisitors',
    table: 'stream_store_visitors',
    of: ['store'],
    daily: true,
    ageingAfterDays: 7,
    fields: [
      onDay,
      store,
      field('visitors', 'visitors', UNITS, '客流|visitors|进店人数|traffic|footfall|客流量', true),
    ],
  },
  {
    id: 'priceCalendar',
    table: 'stream_price_calendar',
    of: ['store', 'sku', 'promotion'],
    daily: false,
    ageingAfterDays: 30,
    fields: [
      fromDay,
      toDay,
      storeOrAll,
      sku,
      field('price', 'price_minor', amount, '售价|price|单价|执行价|promo_price', true),
      field('listPrice', 'list_price_minor', amount, '原价|list_price|标价|吊牌价'),
      field('promotion', 'promotion', PROMOTION, '促销方式|promotion|促销类型|活动类型'),
    ],
  },
  {
    id: 'storeStock',
    table: 'stream_store_stock',
    of: ['store', 'sku', 'expiry_day'],
    daily: false,
    ageingAfterDays: 3,
    fields: [
      onDay,
      store,
      sku,
      field('units', 'units', UNITS, '库存|units|库存数量|stock|on_hand|quantity|数量', true),
      field('expiryDay', 'expiry_day', day, '有效期至|expiry_day|expiry|有效期|expiry_date'),
    ],
  },
  {
    id: 'feedback',
    table: 'stream_feedback',
    of: ['external_id'],
    daily: false,
    ageingAfterDays: 30,
    fields: [
      onDay,
      field('externalId', 'external_id', text(64), '反馈编号|id|feedback_id|编号', true),
      storeOrAll,
      skuOrAll,
      field('score', 'score', number(0, 10), '评分|score|rating|满意度'),
      field('body', 'body', text(4000), '内容|body|text|反馈内容|comment'),
    ],
  },
  {
    id: 'rivalPromotion',
    table: 'stream_rival_promotion',
    of: ['rival', 'store', 'sku', 'promotion'],
    daily: false,
    ageingAfterDays: 14,
    fields: [
      fromDay,
      toDay,
      field('rival', 'rival', text(120), '竞争对手|rival|competitor|竞品公司|对手', true),
      storeOrAll,
      skuOrAll,
      field('promotion', 'promotion', PROMOTION, '促销方式|promotion|促销类型|活动类型'),
      field('price', 'price_minor', amount, '促销价|price|价格|promo_price'),
      field('discount', 'discount', SHARE, '折扣幅度|discount|让利比例'),
      field('source', 'source', text(400), '来源|source|依据'),
      field('photo', 'photo', text(260), '照片|photo|图片|海报'),
    ],
  },
  {
    id: 'policy',
    table: 'stream_policy',
    of: ['region', 'subject'],
    daily: false,
    ageingAfterDays: 90,
    fields: [
      fromDay,
      toDay,
      field('region', 'region', text(120), '地区|region|省份|适用地区', true),
      field('subject', 'subject', text(200), '对象|subject|品种|目录|商品', true),
      field('reimbursed', 'reimbursed', SHARE, '报销比例|reimbursed|reimbursement|支付比例'),
      field('source', 'source', text(400), '文号|source|来源|依据'),
      note,
    ],
  },
  {
    id: 'eventCalendar',
    table: 'stream_event_calendar',
    of: ['store', 'name'],
    daily: false,
    ageingAfterDays: 30,
    fields: [
      fromDay,
      toDay,
      field('name', 'name', text(200), '活动名称|name|event|活动|节日', true),
      storeOrAll,
      field('reach', 'reach', UNITS, '覆盖人数|reach|预计人数|attendance'),
      note,
    ],
  },
  {
    id: 'seasonIndex',
    table: 'stream_season_index',
    of: ['name', 'region'],
    daily: true,
    ageingAfterDays: 14,
    fields: [
      onDay,
      field('name', 'name', text(120), '指标|name|index|指数名称', true),
      field('region', 'region', text(120), '地区|region|area|城市'),
      field('value', 'value', number(-MOST, MOST), '数值|value|指数|index_value', true),
    ],
  },
  {
    id: 'unitCost',
    table: 'stream_unit_cost',
    of: ['sku'],
    daily: false,
    ageingAfterDays: 90,
    fields: [
      fromDay,
      toDay,
      sku,
      field('cost', 'cost_minor', amount, '成本|cost|进货价|unit_cost|采购价', true),
      field('price', 'price_minor', amount, '售价|price|零售价|list_price'),
    ],
  },
];

const byId = new Map(STREAMS.map((stream) => [stream.id, stream]));

/** The definition of a stream. @throws Error for a stream that does not exist */
export function streamOf(id: LoadedStreamId): StreamDefinition {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`no stream ${id}`);
  return found;
}

/** The columns that make a row what it is: the day and what it is about. */
export function identityOf({ of }: StreamDefinition): string[] {
  return ['day', ...of];
}

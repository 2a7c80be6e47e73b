import type { ColumnMapping, ImportKind } from './import-model';
import { IMPORT_KINDS } from './import-model';
import {
  CHANNEL_VALUES,
  DIRECTION_VALUES,
  EVENT_OUTCOME_VALUES,
  OUTCOME_VALUES,
  ROLE_VALUES,
  STAGE_VALUES,
} from './import-values';

/** How a cell is read. `values`: one of a table of words. `reference`: another row by external id or name. */
export type FieldType =
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'amount' | 'day' | 'instant' | 'integer' | 'percent' | 'stage' }
  /** A measured quantity: decimals, in its own unit, both ends allowed. */
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'values'; readonly words: ReadonlyMap<string, string> }
  | { readonly kind: 'reference'; readonly to: ReferenceKind };

export type ReferenceKind = 'owner' | 'product' | 'account' | 'contact' | 'opportunity';

export interface ImportField {
  readonly name: string;
  /** Column of the table the value goes to. */
  readonly column: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** Headers that mean this field, in order of preference; compared by {@link normaliseHeader}. */
  readonly headers: readonly string[];
}

const text = (max: number): FieldType => ({ kind: 'text', max });
const to = (kind: ReferenceKind): FieldType => ({ kind: 'reference', to: kind });
const words = (table: ReadonlyMap<string, string>): FieldType => ({ kind: 'values', words: table });

/** A field by its name, its column, how it is read, and the headers that mean it, separated by `|`. */
export function field(
  name: string,
  column: string,
  type: FieldType,
  headers: string,
  required = false,
): ImportField {
  return { name, column, type, required, headers: headers.split('|') };
}

const accountHeaders =
  '客户编号|所属客户编号|account_id|customer_id|客户|客户名称|account|account_name|customer|customer_name|client|client_name|公司|company|company_name|organization';

/** The fields of each kind of file. The first header in each language is the one that our own files use. */
export const IMPORT_FIELDS: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  owner: [
    field(
      'externalId',
      'external_id',
      text(64),
      '负责人编号|owner_id|工号|employee_id|user_id|编号',
    ),
    field(
      'name',
      'name',
      text(120),
      '姓名|name|owner|负责人|销售|sales_agent|sales_rep|owner_name',
      true,
    ),
    field('team', 'team', text(120), '团队|team|部门|department'),
    field('region', 'region', text(60), '区域|region|regional_office|大区|office'),
    field('managerName', 'manager_name', text(120), '主管|manager|经理|上级'),
  ],
  product: [
    field('externalId', 'external_id', text(64), '产品编号|product_id|sku|product_code|编号'),
    field('name', 'name', text(200), '产品名称|product|产品|product_name|name', true),
    field('family', 'family', text(120), '产品线|family|series|产品系列|category|类别'),
    field(
      'listPrice',
      'list_price_minor',
      { kind: 'amount' },
      '目录价|list_price|sales_price|价格|price|单价',
    ),
  ],
  account: [
    field('externalId', 'external_id', text(64), '客户编号|account_id|customer_id|company_id|编号'),
    field(
      'name',
      'name',
      text(200),
      '客户名称|account|account_name|customer|customer_name|client|client_name|客户|公司|company|company_name|name',
      true,
    ),
    field('shortName', 'short_name', text(80), '客户简称|short_name|简称'),
    field('industry', 'industry', text(120), '行业|industry|sector|所属行业'),
    field('region', 'region', text(60), '区域|region|office_location|country|国家'),
    field('city', 'city', text(60), '城市|city|所在城市'),
    field(
      'employees',
      'employees',
      { kind: 'integer' },
      '员工人数|employees|人数|员工数|headcount',
    ),
    field(
      'annualRevenue',
      'annual_revenue_minor',
      { kind: 'amount' },
      '年营收|annual_revenue|revenue|年收入|营业收入',
    ),
    field('segment', 'segment', text(60), '客户分层|segment|客户等级|tier|客户级别'),
    field('taxId', 'tax_id', text(40), '统一社会信用代码|tax_id|税号|纳税人识别号|信用代码|vat_id'),
    field('website', 'website', text(200), '网站|website|官网|网址|domain|域名'),
    field('phone', 'phone', text(40), '公司电话|phone|电话|联系电话|总机'),
  ],
  contact: [
    field('externalId', 'external_id', text(64), '联系人编号|contact_id|编号'),
    field('accountRef', 'account_id', to('account'), accountHeaders),
    field('name', 'name', text(120), '姓名|name|联系人|contact|contact_name', true),
    field('role', 'role', words(ROLE_VALUES), '角色|role'),
    field('title', 'title', text(120), '职务|title|职位|job_title'),
    field('phone', 'phone', text(40), '电话|phone|手机|mobile|联系电话'),
    field('email', 'email', text(200), '邮箱|email|e-mail|电子邮箱'),
  ],
  opportunity: [
    field('externalId', 'external_id', text(64), '商机编号|opportunity_id|deal_id|商机ID|id|编号'),
    field(
      'name',
      'name',
      text(200),
      '商机名称|opportunity|opportunity_name|deal_name|deal|商机|项目名称|name',
    ),
    field('accountRef', 'account_id', to('account'), accountHeaders),
    field(
      'ownerRef',
      'owner_id',
      to('owner'),
      '负责人编号|owner_id|负责人|owner|销售|sales_agent|sales_rep|owner_name|deal_owner|opportunity_owner|salesperson|account_executive',
    ),
    field(
      'productRef',
      'product_id',
      to('product'),
      '产品编号|product_id|产品|产品名称|product|product_name',
    ),
    field('region', 'region', text(60), '区域|region|大区|regional_office'),
    field(
      'contactRef',
      'contact_id',
      to('contact'),
      '主要联系人编号|contact_id|主要联系人|联系人|contact',
    ),
    field(
      'stage',
      'stage',
      { kind: 'stage' },
      '阶段|stage|deal_stage|商机阶段|销售阶段|stage_name',
      true,
    ),
    field('outcome', 'outcome', words(OUTCOME_VALUES), '结果|outcome|状态|status'),
    field(
      'amount',
      'amount_minor',
      { kind: 'amount' },
      '金额|amount|close_value|商机金额|deal_value|deal_amount|deal_size|预计金额|合同金额|value',
    ),
    field('discount', 'discount_bp', { kind: 'percent' }, '折扣率|discount|折扣'),
    field(
      'openedDay',
      'opened_day',
      { kind: 'day' },
      '创建日期|opened|engage_date|created_date|创建时间|create_date|created|created_on|open_date',
    ),
    field(
      'expectedCloseDay',
      'expected_close_day',
      { kind: 'day' },
      '预计成交日|expected_close|预计成交日期|预计签约日期|expected_close_date|expected_closing|estimated_close_date|est_close_date',
    ),
    field(
      'closedDay',
      'closed_day',
      { kind: 'day' },
      '关闭日期|closed|close_date|成交日期|closed_date|结束日期',
    ),
    field('needSummary', 'need_summary', text(4000), '需求摘要|need|需求|description|备注|描述'),
    field('contractNo', 'contract_no', text(60), '合同编号|contract_no|合同号|contract'),
    field(
      'lossReason',
      'loss_reason',
      text(400),
      '输单原因|loss_reason|丢单原因|lost_reason|closed_lost_reason',
    ),
  ],
  stageEvent: [
    field(
      'opportunityRef',
      'opportunity_id',
      to('opportunity'),
      '商机编号|opportunity_id|deal_id|商机ID',
      true,
    ),
    field('stage', 'stage', { kind: 'stage' }, '阶段|stage|deal_stage|进入阶段'),
    field('outcome', 'outcome', words(EVENT_OUTCOME_VALUES), '结果|outcome'),
    field('at', 'at', { kind: 'instant' }, '时间|at|日期|date|time|timestamp', true),
    field('actorName', 'actor_name', text(120), '操作人|actor|user'),
    field('reason', 'reason', text(400), '原因|reason|说明'),
  ],
  touchpoint: [
    field('externalId', 'external_id', text(64), '触点编号|touchpoint_id|activity_id|记录编号'),
    field('accountRef', 'account_id', to('account'), accountHeaders),
    field(
      'opportunityRef',
      'opportunity_id',
      to('opportunity'),
      '商机编号|opportunity_id|deal_id|商机ID',
    ),
    field('contactRef', 'contact_id', to('contact'), '联系人编号|contact_id|联系人|contact'),
    field('channel', 'channel', words(CHANNEL_VALUES), '渠道|channel|方式|type', true),
    field('direction', 'direction', words(DIRECTION_VALUES), '方向|direction'),
    field('at', 'at', { kind: 'instant' }, '时间|at|日期|date|time|timestamp', true),
    field('subject', 'subject', text(400), '主题|subject|标题'),
    field('body', 'body', text(20_000), '内容|body|正文|content|备注|note', true),
    field('authorName', 'author_name', text(120), '记录人|author|创建人|created_by'),
  ],
};

/** A stage column speaks through {@link STAGE_VALUES}. */
export const stageWords = STAGE_VALUES;

/** A header as it is compared: NFKC, lower case, no unit in brackets, no spaces, `_` or `-`. */
export function normaliseHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([{【].*$/u, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The unit that a header promises for its amounts, as the word behind a number: 金额（万元） → 万. Empty = plain. */
export function headerUnit(header: string): string {
  const unit = /[(【[]([^)】\]]*)/u.exec(header.normalize('NFKC'))?.[1] ?? '';
  return ['百万', '千万', '亿', '万', '千'].find((word) => unit.includes(word)) ?? '';
}

/** Field → column, by synonyms of the headers. A column serves one field; columns nobody knows are left out. */
export function guessMapping(headers: readonly string[], kind: ImportKind): ColumnMapping {
  return mapByHeaders(headers, IMPORT_FIELDS[kind]);
}

/** As {@link guessMapping} for any fields. */
export function mapByHeaders(
  headers: readonly string[],
  fields: readonly ImportField[],
): ColumnMapping {
  const byHeader = new Map<string, number>();
  headers.forEach((header, column) => {
    const key = normaliseHeader(header);
    if (key !== '' && !byHeader.has(key)) byHeader.set(key, column);
  });
  const mapping: ColumnMapping = {};
  const taken = new Set<number>();
  for (const { name, headers: synonyms } of fields) {
    const found = synonyms
      .map((synonym) => byHeader.get(normaliseHeader(synonym)))
      .find((column) => column !== undefined && !taken.has(column));
    if (found === undefined) continue;
    mapping[name] = found;
    taken.add(found);
  }
  return mapping;
}

/** The kind whose fields explain most of the headers, preferring kinds whose required fields are all there. */
export function guessKind(headers: readonly string[]): ImportKind {
  const scored = IMPORT_KINDS.map((kind) => {
    const mapping = guessMapping(headers, kind);
    const complete = missingRequired(mapping, kind).length === 0;
    return { kind, score: Object.keys(mapping).length + (complete ? 0.5 : -1) };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).kind;
}

/** Names of the required fields that have no column; an opportunity also needs something to be called by. */
export function missingRequired(mapping: ColumnMapping, kind: ImportKind): string[] {
  const missing = IMPORT_FIELDS[kind]
    .filter((one) => one.required && mapping[one.name] === undefined)
    .map((one) => one.name);
  const unnamed = ['externalId', 'name', 'accountRef'].every((name) => mapping[name] === undefined);
  return kind === 'opportunity' && unnamed ? ['name', ...missing] : missing;
}

/** Fields that reports and rehearsals live on: a file that leaves them out is worth a second look. */
const MAIN_FIELDS: Partial<Record<ImportKind, readonly string[]>> = {
  opportunity: ['accountRef', 'ownerRef', 'amount', 'expectedCloseDay'],
  contact: ['accountRef'],
  touchpoint: ['accountRef', 'opportunityRef'],
};

/**
 * What a mapping leaves out: headers of the file that go nowhere, and the main fields without a column. These are told
 * only when a column is left that could be theirs.
 */
export function leftOut(
  headers: readonly string[],
  mapping: ColumnMapping,
  kind: ImportKind,
): { columns: string[]; fields: string[] } {
  const used = new Set(Object.values(mapping));
  const columns = headers.filter((header, at) => header.trim() !== '' && !used.has(at));
  const fields = (MAIN_FIELDS[kind] ?? []).filter((name) => mapping[name] === undefined);
  return { columns, fields: columns.length === 0 ? [] : fields };
}

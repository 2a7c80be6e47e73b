/** A column of one of the tables that an allocation is read from. */
export interface AllocationColumn {
  readonly name: string;
  /** Other headers that mean it. */
  readonly also: readonly string[];
  readonly required: boolean;
}

const need = (name: string, ...also: string[]): AllocationColumn => ({
  name,
  also,
  required: true,
});
const may = (name: string, ...also: string[]): AllocationColumn => ({
  name,
  also,
  required: false,
});

/** The tables and their columns; a header counts in any case, with spaces or underscores. */
export const ALLOCATION_TABLES = {
  stores: [
    need('store', '门店', '门店编号'),
    may('name', '名称', '门店名称'),
    may('frozen', '冻结'),
  ],
  skus: [
    need('sku', '商品', '商品编号'),
    may('name', '名称', '商品名称'),
    may('unit', '单位'),
    need('unit_cost', '单位成本', '进价'),
    need('margin', '单位毛利', '毛利'),
    may('lot_size', '每批数量', '批量'),
    may('min_display', '最低陈列', '陈列量'),
    may('shelf_life_days', '保质天数', '保质期天数'),
  ],
  stock: [
    need('store', '门店', '门店编号'),
    need('sku', '商品', '商品编号'),
    need('quantity', '数量', '库存'),
    may('expiry', '有效期至', '到期日'),
    may('arrives', '到货日'),
    may('unit', '单位'),
    may('as_of', '截止日', '盘点日'),
  ],
  demand: [
    need('store', '门店', '门店编号'),
    need('sku', '商品', '商品编号'),
    need('mean_per_day', '日均需求', '日均'),
    may('dispersion', '离散度'),
    may('unit', '单位'),
  ],
  sales: [
    need('day', '日期'),
    need('store', '门店', '门店编号'),
    need('sku', '商品', '商品编号'),
    need('quantity', '数量', '销量'),
    may('unit', '单位'),
  ],
  routes: [
    need('from', '调出门店', '调出'),
    need('to', '调入门店', '调入'),
    may('cost_per_lot', '每批运费'),
    may('fixed_cost', '每趟固定费用', '固定费用'),
    may('lead_days', '在途天数'),
    may('capacity_lots', '每趟最多批数', '容量'),
  ],
  locks: [
    need('from', '调出门店', '调出'),
    need('to', '调入门店', '调入'),
    need('sku', '商品', '商品编号'),
    need('rule', '规则'),
    may('lots', '批数'),
  ],
} as const satisfies Readonly<Record<string, readonly AllocationColumn[]>>;
export type AllocationTable = keyof typeof ALLOCATION_TABLES;
export type ColumnOf<T extends AllocationTable> = (typeof ALLOCATION_TABLES)[T][number]['name'];

/** What can be wrong with a cell; each has a sentence under `allocation:problem.<code>`. */
export type CellProblem =
  | 'missingColumn'
  | 'empty'
  | 'notANumber'
  | 'negative'
  | 'notWhole'
  | 'outOfRange'
  | 'notADay'
  | 'notAChoice'
  | 'unknownStore'
  | 'unknownSku'
  | 'twice'
  | 'unitMismatch'
  | 'expiredBefore'
  | 'arrivesBefore'
  | 'soldAfter'
  | 'otherDay'
  | 'sameStore';

/** What the words before a number say that it is. */
export type Label =
  | 'phone'
  | 'idCard'
  | 'bankCard'
  | 'passport'
  | 'permit'
  | 'plate'
  | 'address'
  | 'order';

const LABELS: Readonly<Record<Label, readonly string[]>> = {
  phone: [
    '手机',
    '电话',
    '联系方式',
    '致电',
    '来电',
    '去电',
    '拨打',
    '热线',
    '微信',
    '号码是',
    'tel',
    'phone',
    'mobile',
    'cell',
    'call',
    'wechat',
  ],
  idCard: ['身份证', '证件号', '公民身份', '居民身份', 'id card', 'id no', 'id number', 'identity'],
  bankCard: [
    '银行卡',
    '卡号',
    '账号',
    '帐号',
    '账户',
    '帐户',
    '收款',
    '打款',
    '储蓄卡',
    '信用卡',
    '借记卡',
    'card',
    'account',
  ],
  passport: ['护照', 'passport'],
  permit: [
    '通行证',
    '回乡证',
    '台胞证',
    '居住证',
    '往来港澳',
    '往来大陆',
    '往来内地',
    'permit',
    'hkid',
  ],
  plate: ['车牌', '车号', 'plate'],
  address: ['地址', '住址', '寄到', '寄往', '送到', 'address'],
  order: [
    '订单',
    '单号',
    '编号',
    '工单',
    '合同',
    '流水',
    '运单',
    '快递',
    '物流',
    '序列号',
    '发票',
    '税号',
    '信用代码',
    '型号',
    '批号',
    '料号',
    '物料',
    '条码',
    '项目号',
    '券',
    'sn',
    's/n',
    'order',
    'invoice',
    'serial',
    'tracking',
    'coupon',
    'ticket',
    'contract',
    'batch',
    'part',
  ],
};

const WORDS = (Object.entries(LABELS) as [Label, readonly string[]][]).flatMap(([label, words]) =>
  words.map((word) => [word, label] as const),
);

/** How far before a value its label may stand, in UTF-16 units. */
const REACH = 16;
const CLAUSE = /[，。；;,!?！？\n、]/;

/**
 * The label nearest before a place, within 16 units and the same clause; null when there is none. Reads a bounded
 * window, whatever the text.
 */
export function labelBefore(text: string, at: number): Label | null {
  const window = text.slice(Math.max(0, at - REACH), at).toLowerCase();
  const clause = window.split(CLAUSE).at(-1) ?? '';
  let nearest: Label | null = null;
  let end = -1;
  for (const [word, label] of WORDS) {
    const found = clause.lastIndexOf(word);
    if (found < 0 || found + word.length < end) continue;
    // `sn` inside `dsn` is no label.
    if (isLatin(word.charCodeAt(0)) && found > 0 && isLatin(clause.charCodeAt(found - 1))) continue;
    end = found + word.length;
    nearest = label;
  }
  return nearest;
}

/** a to z and A to Z. */
export function isLatin(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The common block of Chinese characters. */
export function isHan(code: number): boolean {
  return code >= 0x4e_00 && code <= 0x9f_ff;
}

/**
 * The same text with full-width letters, digits and signs as plain ones and odd spaces and dashes as common ones. One unit
 * stays one unit, so that places in it are places in the text.
 */
export function folded(text: string): string {
  if (!ODD.test(text)) return text;
  return text.replace(ODD_ALL, (one) => {
    const code = one.charCodeAt(0);
    if (code >= 0xff_01 && code <= 0xff_5e && !KEPT.has(one)) {
      return String.fromCharCode(code - 0xfe_e0);
    }
    if (DASHES.has(one)) return '-';
    return KEPT.has(one) ? one : ' ';
  });
}

const ODD = /[\uff01-\uff5e\u00a0\u2007\u202f\u3000\u2010-\u2015\u2212]/;
const ODD_ALL = new RegExp(ODD.source, 'g');
/** Chinese punctuation stays itself: it ends clauses. */
const KEPT = new Set('，；！？：（）');
const DASHES = new Set('‐‑‒–—―−');

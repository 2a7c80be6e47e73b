/**
 * Names of regions that stand before or inside names of companies: provinces and what ranks with them, and cities that
 * give many companies their first word. Without 省, 市 and the like, which are taken off before a look-up.
 */
const NAMES =
  '北京 上海 天津 重庆 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 ' +
  '贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾 ' +
  '石家庄 唐山 秦皇岛 邯郸 保定 廊坊 太原 大同 呼和浩特 包头 鄂尔多斯 沈阳 大连 鞍山 长春 吉林 哈尔滨 大庆 ' +
  '南京 无锡 徐州 常州 苏州 南通 连云港 扬州 镇江 泰州 昆山 江阴 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 义乌 台州 ' +
  '合肥 芜湖 马鞍山 福州 厦门 泉州 漳州 南昌 赣州 九江 济南 青岛 淄博 烟台 潍坊 威海 临沂 济宁 东营 ' +
  '郑州 洛阳 开封 新乡 武汉 襄阳 宜昌 长沙 株洲 湘潭 岳阳 广州 深圳 珠海 汕头 佛山 东莞 中山 惠州 江门 湛江 ' +
  '南宁 柳州 桂林 海口 三亚 成都 绵阳 德阳 宜宾 泸州 贵阳 遵义 昆明 曲靖 拉萨 西安 宝鸡 咸阳 兰州 西宁 银川 乌鲁木齐';

/** Longest first, so that 黑龙江 is not read as 黑. */
const REGIONS: readonly string[] = [...new Set(NAMES.split(' '))].toSorted(
  (a, b) => b.length - a.length,
);
const KNOWN: ReadonlySet<string> = new Set(REGIONS);
/** What may follow the name of a region, longest first. */
const RANKS = ['维吾尔自治区', '壮族自治区', '回族自治区', '自治区', '特别行政区', '省', '市'];
const ALTERNATIVES = REGIONS.join('|');
const AT_START = new RegExp(`^(${ALTERNATIVES})(?:${RANKS.join('|')})?`, 'u');
const AT_END = new RegExp(`(${ALTERNATIVES})(?:${RANKS.join('|')})?$`, 'u');

/** A region that a text begins with, and what follows; null when it begins with none. */
export function regionAtStart(text: string): { region: string; rest: string } | null {
  const [whole, region] = AT_START.exec(text) ?? [];
  if (whole === undefined || region === undefined) return null;
  return { region, rest: text.slice(whole.length) };
}

/** A region that a text ends in, and what stands before; null when it ends in none. */
export function regionAtEnd(text: string): { region: string; rest: string } | null {
  const [whole, region] = AT_END.exec(text) ?? [];
  if (whole === undefined || region === undefined) return null;
  return { region, rest: text.slice(0, text.length - whole.length) };
}

/** The region that a text is, without its rank; null when it is none. */
export function regionNamed(text: string): string | null {
  const found = regionAtStart(text);
  return found !== null && found.rest === '' && KNOWN.has(found.region) ? found.region : null;
}

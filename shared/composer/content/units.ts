/** Units of one dimension as factors of its base unit, the first. */
const FACTORS: readonly (readonly (readonly [factor: number, ...names: string[]])[])[] = [
  [
    [1, 'g', '克'],
    [1e-6, 'µg', 'ug', '微克'],
    [1e-3, 'mg', '毫克'],
    [1e3, 'kg', '千克', '公斤'],
    [1e6, 't', '吨'],
  ],
  [
    [1, 'm', '米'],
    [1e-9, 'nm', '纳米'],
    [1e-6, 'µm', 'um', '微米'],
    [1e-3, 'mm', '毫米'],
    [1e-2, 'cm', '厘米'],
    [1e3, 'km', '公里', '千米'],
  ],
  [
    [1, 'L', 'l', '升'],
    [1e-3, 'mL', 'ml', '毫升'],
  ],
  [
    [1, 's', '秒'],
    [1e-3, 'ms', '毫秒'],
    [1e-6, 'µs', 'us', '微秒'],
    [60, 'min', '分钟'],
    [3600, 'h', '小时'],
    [86_400, 'd', 'day', 'days', '天', '日'],
    [604_800, 'week', 'weeks', '周'],
  ],
  // Months have no fixed number of days: a dimension of their own.
  [
    [1, 'month', 'months', '月', '个月'],
    [12, 'year', 'years', '年'],
  ],
  [
    [1, 'Hz', '赫兹'],
    [1e3, 'kHz', '千赫'],
    [1e6, 'MHz', '兆赫'],
    [1e9, 'GHz', '吉赫'],
  ],
  [
    [1, 'V', '伏'],
    [1e-3, 'mV', '毫伏'],
    [1e3, 'kV', '千伏'],
  ],
  [
    [1, 'A', '安'],
    [1e-6, 'µA', 'uA', '微安'],
    [1e-3, 'mA', '毫安'],
  ],
  [
    [1, 'W', '瓦'],
    [1e-6, 'µW', 'uW', '微瓦'],
    [1e-3, 'mW', '毫瓦'],
    [1e3, 'kW', '千瓦'],
    [1e6, 'MW', '兆瓦'],
  ],
  [
    [1, 'Wh', '瓦时'],
    [1e3, 'kWh', '千瓦时', '度'],
  ],
  [
    [1, 'Pa', '帕'],
    [1e3, 'kPa', '千帕'],
    [1e5, 'bar'],
    [1e6, 'MPa', '兆帕'],
  ],
  [
    [1, 'bit/s', 'bps'],
    [1e3, 'kbit/s', 'kbps'],
    [1e6, 'Mbit/s', 'Mbps'],
    [1e9, 'Gbit/s', 'Gbps'],
  ],
  [
    [1, 'B', '字节'],
    [1e3, 'kB', 'KB'],
    [1024, 'KiB'],
    [1e6, 'MB'],
    [1_048_576, 'MiB'],
    [1e9, 'GB'],
    [1_073_741_824, 'GiB'],
    [1e12, 'TB'],
  ],
  [
    [1, '%', 'percent'],
    [0.1, '‰'],
    [0.01, 'bp'],
  ],
  [
    [1, 'CNY', 'RMB', '元', '¥', '人民币'],
    [0.1, '角'],
    [0.01, '分'],
  ],
  [
    [1, 'USD', '$', '美元'],
    [0.01, '美分'],
  ],
  [[1, 'EUR', '€', '欧元']],
  [[1, 'JPY', '日元']],
  [[1, 'HKD', '港元']],
];

const KNOWN = new Map<string, { readonly base: string; readonly factor: number }>();
for (const dimension of FACTORS) {
  const base = dimension[0]?.[1] ?? '';
  for (const [factor, ...names] of dimension) {
    for (const name of names) KNOWN.set(name, { base, factor });
  }
}

/** Amounts in Chinese are written in tens of thousands: 万元, 亿件. */
const MYRIADS: readonly (readonly [prefix: string, factor: number])[] = [
  ['万', 1e4],
  ['亿', 1e8],
  ['千', 1e3],
  ['百万', 1e6],
];

const TEMPERATURES: Readonly<Record<string, (value: number) => number>> = {
  '°C': (value) => value,
  '℃': (value) => value,
  摄氏度: (value) => value,
  '°F': (value) => ((value - 32) * 5) / 9,
  '℉': (value) => ((value - 32) * 5) / 9,
  K: (value) => value - 273.15,
};

/** Units in which amounts of money are compared; of two currencies none is the right one. */
export const CURRENCIES: ReadonlySet<string> = new Set(['CNY', 'USD', 'EUR', 'JPY', 'HKD']);

export interface Measure {
  readonly value: number;
  /** Base unit of the dimension; a unit that is not known stays as it was written. */
  readonly unit: string;
}

/**
 * A number in the base unit of its dimension, so that 1.2 kg and 1200 g are one value. A unit per something
 * (`元/盒`) is taken apart at its first stroke; of what stands below it only times are converted.
 */
export function inBaseUnit(value: number, written: string): Measure {
  const unit = written.trim();
  const temperature = TEMPERATURES[unit];
  if (temperature !== undefined) return { value: temperature(value), unit: '°C' };
  const known = knownUnit(unit);
  if (known !== null) return { value: value * known.factor, unit: known.base };
  const stroke = unit.indexOf('/');
  if (stroke <= 0) return { value, unit: unit.toLowerCase() };
  const above = inBaseUnit(value, unit.slice(0, stroke));
  const below = knownUnit(unit.slice(stroke + 1).trim());
  if (below === null) {
    return {
      value: above.value,
      unit: `${above.unit}/${unit
        .slice(stroke + 1)
        .trim()
        .toLowerCase()}`,
    };
  }
  return { value: above.value / below.factor, unit: `${above.unit}/${below.base}` };
}

function knownUnit(unit: string): { readonly base: string; readonly factor: number } | null {
  const known = KNOWN.get(unit);
  if (known !== undefined) return known;
  for (const [prefix, factor] of MYRIADS) {
    if (!unit.startsWith(prefix)) continue;
    const rest = unit.slice(prefix.length);
    const inner = KNOWN.get(rest);
    if (inner !== undefined) return { base: inner.base, factor: factor * inner.factor };
    if (rest !== '' && !rest.includes('/')) return { base: rest.toLowerCase(), factor };
  }
  return null;
}

/** Whether two measures say the same, up to what the arithmetic of their conversion costs. */
export function sameMeasure(one: Measure, other: Measure): boolean {
  if (one.unit !== other.unit) return false;
  const scale = Math.max(Math.abs(one.value), Math.abs(other.value));
  return Math.abs(one.value - other.value) <= scale * 1e-9;
}

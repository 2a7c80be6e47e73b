import { readFileSync } from 'node:fs';
import type { RetailModel } from '#electron/sandbox/engine/retail/model';

const [STORES, DAYS, PRODUCTS, VARIANTS, CLUSTERS] = [37, 28, 20, 8, 3];

/** The reference workload from its `params.bin` (little-endian doubles; the layout is that of its generator). */
export function readRetail37(file: string): RetailModel {
  const bytes = readFileSync(file);
  const all = new Float64Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  );
  let next = 0;
  const take = (count: number): number[] => {
    next += count;
    return Array.from(all.subarray(next - count, next));
  };
  const grid = (rows: number, columns: number): number[][] =>
    Array.from({ length: rows }, () => take(columns));
  const h = take(64);
  const value = (place: number): number => h[place] ?? Number.NaN;
  const effect = (place: number) => ({ mean: value(place), sd: value(place + 1) });
  const [traffic, training, clusters, factors] = [
    take(STORES),
    take(STORES),
    take(STORES),
    take(DAYS),
  ];
  const [prices, costs, promoted] = [take(PRODUCTS), take(PRODUCTS), take(PRODUCTS)];
  const strategies = grid(VARIANTS, 7);
  const choice = Array.from({ length: CLUSTERS }, () => {
    const [usual = [], ...campaign] = grid(1 + VARIANTS, PRODUCTS);
    return { usual, campaign };
  });
  const levels = Array.from({ length: STORES }, () => grid(VARIANTS, PRODUCTS));
  return {
    stores: traffic.map((visitorsPerDay, s) => ({
      visitorsPerDay,
      trained: training[s] ?? 0,
      cluster: clusters[s] ?? 0,
    })),
    days: factors.map((factor, day) => ({
      factor,
      campaign: day >= value(32) && day < value(33),
      restock: day % 7 === 6,
    })),
    lectureDay: value(30),
    products: prices.map((price, k) => ({
      price,
      cost: costs[k] ?? 0,
      promoted: (promoted[k] ?? 0) > 0,
    })),
    assumptions: {
      baseLogOdds: value(4),
      basket: { logMean: value(5), logSd: value(6), margin: value(7) },
      dispersion: value(8),
      daySd: value(9),
      storeOddsSd: value(10),
      storeTrafficSd: value(11),
      price: effect(12),
      gift: effect(14),
      script: effect(16),
      lecture: effect(18),
      rival: effect(20),
      lectureChance: value(22),
      rivalStart: value(23),
      rivalBegins: value(24),
      rivalStays: value(25),
      flu: { chance: value(26), logMean: value(27), logSd: value(28), days: value(29) },
      lectureDecayDays: value(31),
    },
    variants: strategies.map(
      ([discount = 0, gift = 0, script = 0, lecture = 0, , , fixed = 0]) => ({
        discount,
        gift,
        script,
        lecture,
        giftCost: value(34),
        fixedCost: fixed,
      }),
    ),
    choice,
    levels,
  };
}

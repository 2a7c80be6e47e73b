import type { CompiledModel } from '../compiled';
import { ROW } from '../lanes';
import { aliasBits, jointChoice, packedAlias, splitParts, type JointChoice } from './choices';
import * as at from './layout';

/** Mean and standard deviation of an uncertain effect. */
export interface Effect {
  mean: number;
  sd: number;
}

export interface RetailAssumptions {
  /** Log odds that a visitor buys, without campaign. */
  baseLogOdds: number;
  /** What is bought beside, a unit: lognormal, and the share of it that stays. */
  basket: { logMean: number; logSd: number; margin: number };
  /** Gamma shape of a day's visitors: small = uneven. */
  dispersion: number;
  /** Standard deviations: of a day's and a store's log odds, of a store's log visitors. */
  daySd: number;
  storeOddsSd: number;
  storeTrafficSd: number;
  /** Effects on the log odds: per unit of −log(1 − discount), of a gift, a script spoken by all, a lecture, and what a rival takes. */
  price: Effect;
  gift: Effect;
  script: Effect;
  lecture: Effect;
  rival: Effect;
  lectureChance: number;
  /** Days until the lecture's echo has fallen to 1/e. */
  lectureDecayDays: number;
  /** Chances a day: a rival's promotion at the start, one beginning, one going on. */
  rivalStart: number;
  rivalBegins: number;
  rivalStays: number;
  flu: { chance: number; logMean: number; logSd: number; days: number };
}

export interface RetailVariant {
  /** 0–1. */
  discount: number;
  /** Share of buyers who get a gift, of pharmacists who speak the script, of the lecture that is given: 0–1. */
  gift: number;
  script: number;
  lecture: number;
  /** Money a unit sold in the campaign, and once. */
  giftCost: number;
  fixedCost: number;
}

/** A chain with everything that a rehearsal of up to eight variants needs. Prices and costs in money, levels in units. */
export interface RetailModel {
  stores: readonly { visitorsPerDay: number; trained: number; cluster: number }[];
  days: readonly { factor: number; campaign: boolean; restock: boolean }[];
  lectureDay: number;
  products: readonly { price: number; cost: number; promoted: boolean }[];
  assumptions: RetailAssumptions;
  variants: readonly RetailVariant[];
  /** Per cluster: weights of products without campaign, and in it for each variant. */
  choice: readonly { usual: readonly number[]; campaign: readonly (readonly number[])[] }[];
  /** Units on the shelf after filling: per store, variant, product. */
  levels: readonly (readonly (readonly number[])[])[];
}

/** What is shown of a rehearsal. */
const OUTPUTS = [
  { name: 'conversion', figure: at.CONVERSION },
  { name: 'revenue', figure: at.REVENUE },
  { name: 'margin', figure: at.MARGIN },
  { name: 'lost', figure: at.LOST },
  { name: 'leftover', figure: at.LEFTOVER },
] as const;

/** Lays a model out for the kernels, see `layout.ts`. Lanes beyond the variants repeat the first. */
export function compileRetail(model: RetailModel): CompiledModel {
  const { stores, days, products, variants, assumptions } = model;
  const counts = new Table(at.COUNTS_START);
  const values = new Table(at.VALUES_HEADER);
  const inLane = <T>(list: readonly T[], lane: number): T => (list[lane] ?? list[0]) as T;
  const row = (value: (lane: number) => number): number[] =>
    Array.from({ length: ROW }, (_, lane) => value(lane));

  const tables = model.choice.flatMap(({ usual, campaign }) => [
    jointChoice(variants.map(() => shares(usual))),
    jointChoice(variants.map((_, j) => shares(inLane(campaign, j)))),
  ]);
  const bits = aliasBits(Math.max(...tables.map(({ chances }) => chances.length)));
  const sizes: [number, number][] = [
    [at.STORES, stores.length],
    [at.DAYS, days.length],
    [at.PRODUCTS, products.length],
    [at.VARIANTS, variants.length],
    [at.LANES, variants.length > 4 ? 8 : 4],
    [at.ALIAS_BITS, bits],
    [at.LECTURE_DAY, model.lectureDay],
    [at.FLU_DAYS, assumptions.flu.days],
  ];
  for (const [place, size] of sizes) counts.set(place, size);
  const integers = (place: number, list: readonly number[]): void =>
    counts.set(place, counts.add(list));
  const reals = (place: number, list: readonly number[]): void =>
    counts.set(place, values.add(list));

  integers(
    at.AT_CLUSTER,
    stores.map(({ cluster }) => 2 * cluster),
  );
  integers(
    at.AT_CAMPAIGN,
    days.map(({ campaign }) => Number(campaign)),
  );
  integers(
    at.AT_RESTOCK,
    days.map(({ restock }) => Number(restock)),
  );
  const levels = model.levels.flatMap((store) =>
    products.map((_, k) => row((lane) => inLane(store, lane)[k] as number)),
  );
  integers(at.AT_LEVEL, levels.flat());
  integers(
    at.AT_LEAST,
    levels.map((lanes) => Math.min(...lanes)),
  );
  integers(
    at.AT_CHOICE,
    tables.map((table) => addChoice(counts, table, products.length, bits)),
  );
  const ways = days.map(({ campaign }, day) => {
    const names = row((lane) => lane).map((lane) =>
      wayOf(inLane(variants, lane), campaign, day >= model.lectureDay),
    );
    const distinct = [...new Set(names)];
    return { distinct: distinct.length, places: names.map((name) => distinct.indexOf(name)) };
  });
  integers(
    at.AT_DISTINCT,
    ways.map(({ distinct }) => distinct),
  );
  integers(
    at.AT_PLACE,
    ways.flatMap(({ places }) => places),
  );
  reals(
    at.AT_TRAFFIC,
    stores.map(({ visitorsPerDay }) => visitorsPerDay),
  );
  reals(
    at.AT_TRAINING,
    stores.map(({ trained }) => trained),
  );
  reals(
    at.AT_DAY_FACTOR,
    days.map(({ factor }) => factor),
  );
  const lever = (value: (variant: RetailVariant) => number): number[] =>
    row((lane) => value(inLane(variants, lane)));
  reals(at.AT_LEVERS, [
    ...lever(({ discount }) => -Math.log(1 - discount)),
    ...lever(({ gift }) => gift),
    ...lever(({ script }) => script),
    ...lever(({ lecture }) => lecture),
    ...lever(({ gift, giftCost }) => gift * giftCost),
    ...lever(({ fixedCost }) => fixedCost),
  ]);
  const prices = (campaign: boolean): number[] =>
    products.flatMap(({ price, promoted }) =>
      lever(({ discount }) => (campaign && promoted ? price * (1 - discount) : price)),
    );
  reals(at.AT_PRICE, [...prices(false), ...prices(true)]);
  reals(
    at.AT_COST,
    products.map(({ cost }) => cost),
  );
  setAssumptions(values, assumptions);
  return {
    kernel: 'retail',
    counts: Int32Array.from(counts.entries),
    values: Float64Array.from(values.entries),
    variants: variants.length,
    figures: at.FIGURES,
    outputs: OUTPUTS,
    ranked: 'margin',
  };
}

/** What of a variant bears on the odds of a purchase on a day. */
function wayOf(variant: RetailVariant, campaign: boolean, lectured: boolean): string {
  const { discount, gift, script, lecture } = variant;
  return JSON.stringify([campaign ? [discount, gift, script] : [], lectured ? lecture : 0]);
}

/** Numbers laid end to end after a header. */
class Table {
  readonly entries: number[];

  constructor(header: number) {
    this.entries = Array.from({ length: header }, () => 0);
  }

  set(place: number, value: number): void {
    this.entries[place] = value;
  }

  /** Where the list now begins. */
  add(list: readonly number[]): number {
    const place = this.entries.length;
    for (const value of list) this.entries.push(value);
    return place;
  }
}

function shares(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** An alias table, then for each of its events the place of its parts (0 for those that all share). */
function addChoice(counts: Table, choice: JointChoice, products: number, bits: number): number {
  const lists = choice.splits.map((split) => counts.add(splitParts(split)));
  const place = counts.add([...packedAlias(choice.chances, bits)]);
  const common = Array.from({ length: products }, () => 0);
  const unused = 2 ** bits - choice.chances.length;
  counts.add([...common, ...lists, ...Array.from({ length: unused }, () => 0)]);
  return place;
}

function setAssumptions(values: Table, a: RetailAssumptions): void {
  const single: [number, number][] = [
    [at.BASE_ODDS, a.baseLogOdds],
    [at.BASKET_LOG_MEAN, a.basket.logMean],
    [at.BASKET_LOG_SD, a.basket.logSd],
    [at.BASKET_MARGIN, a.basket.margin],
    [at.DISPERSION, a.dispersion],
    [at.DAY_SD, a.daySd],
    [at.STORE_ODDS_SD, a.storeOddsSd],
    [at.STORE_TRAFFIC_SD, a.storeTrafficSd],
    [at.LECTURE_CHANCE, a.lectureChance],
    [at.LECTURE_DECAY, a.lectureDecayDays],
    [at.RIVAL_START, a.rivalStart],
    [at.RIVAL_BEGINS, a.rivalBegins],
    [at.RIVAL_STAYS, a.rivalStays],
    [at.FLU_CHANCE, a.flu.chance],
    [at.FLU_LOG_MEAN, a.flu.logMean],
    [at.FLU_LOG_SD, a.flu.logSd],
  ];
  const effects: [number, Effect][] = [
    [at.PRICE_EFFECT, a.price],
    [at.GIFT_EFFECT, a.gift],
    [at.SCRIPT_EFFECT, a.script],
    [at.LECTURE_EFFECT, a.lecture],
    [at.RIVAL_EFFECT, a.rival],
  ];
  for (const [place, value] of single) values.set(place, value);
  for (const [place, { mean, sd }] of effects) {
    values.set(place, mean);
    values.set(place + 1, sd);
  }
}

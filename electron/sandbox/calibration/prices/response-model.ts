import {
  fitPooledRegression,
  type PooledRegression,
  predicted,
} from '../regression/pooled-regression';
import { NormalForecast } from '../scoring/forecast';
import type { PricePanel } from './panel';

/**
 * Log volume of one product, linear in log prices: own and rivals' elasticities, other influences, and for each shop its own level
 * and own elasticity drawn together with those of the others. Rows of one week move together (a display that nobody recorded), which a
 * random effect of the week keeps from passing for knowledge.
 */

/** Prior of the own elasticity: mean and sd over published ones (Bijmolt, van Heerde & Pieters 2005 find a mean of −2.62). */
const OWN_PRIOR = { mean: -2.5, sd: 1.5 };
/** How far one rival's elasticity is from the mean of all rivals'. */
const RIVAL_SD = 0.07;
/**
 * How much the level of a shop may go with its usual price: dear shops are not small ones by the elasticity within a shop (Mundlak
 * 1978).
 */
const USUAL_SD = 2;
const ROUNDS = 20;

/** What a column of the regression is drawn from. */
const BLOCK = {
  own: 0,
  rival: 1,
  trait: 2,
  place: 3,
  shop: 4,
  slope: 5,
  week: 6,
  usual: 7,
} as const;

/** A variant of the model. */
export interface ResponseOptions {
  /** Whether weeks have random effects and rivals an elasticity each; without it only the mean of the rivals counts. */
  readonly weeks: boolean;
}

/** The model of one product, fitted. */
export class ResponseModel {
  readonly fit: PooledRegression;
  readonly rows: number;
  private readonly columns: Columns;

  /** @param panel rows of one product only */
  constructor(panel: PricePanel, options: ResponseOptions) {
    this.columns = new Columns(panel, options);
    const { width, blocks } = this.columns;
    this.rows = panel.logVolume.length;
    const x = new Float64Array(this.rows * width);
    const y = new Float64Array(this.rows);
    for (let row = 0; row < this.rows; row++) {
      x.set(this.columns.of(panel, row), row * width);
      y[row] = (panel.logVolume[row] as number) - this.columns.offset(panel, row);
    }
    const given = new Map<number, number>([
      [BLOCK.own, OWN_PRIOR.sd ** 2],
      [BLOCK.rival, RIVAL_SD ** 2],
      [BLOCK.usual, USUAL_SD ** 2],
    ]);
    this.fit = fitPooledRegression(x, y, blocks, { given, rounds: ROUNDS });
  }

  /** Log volume of a row of another panel of this product. */
  forecast(panel: PricePanel, row: number): NormalForecast {
    const { mean, variance } = predicted(this.fit, this.columns.of(panel, row));
    const strange = this.columns.strange(panel, row);
    const of = (block: number): number => this.fit.blockVariances[block] ?? 0;
    const price = this.columns.centred(panel, row);
    const own =
      (strange.shop ? of(BLOCK.shop) + price * price * of(BLOCK.slope) : 0) +
      strange.places * of(BLOCK.place) +
      (strange.week ? of(BLOCK.week) : 0);
    return new NormalForecast(
      mean + this.columns.offset(panel, row),
      Math.sqrt(variance + own + this.fit.residualVariance),
    );
  }

  /** Own elasticity over all shops, with its standard error and the spread between shops. */
  own(): { value: number; sd: number; between: number } {
    const { at } = this.columns;
    const { mean, variance } = this.contrast([[at.own, 1]]);
    return {
      value: OWN_PRIOR.mean + mean,
      sd: Math.sqrt(variance),
      between: Math.sqrt(this.fit.blockVariances[BLOCK.slope] ?? 0),
    };
  }

  /** Elasticity to each rival's price. */
  rivals(): { name: string; value: number; sd: number }[] {
    const { rivalNames, at } = this.columns;
    return rivalNames.map((name, k) => {
      const parts: [number, number][] = [[at.rivalMean, 1 / rivalNames.length]];
      if (at.rivals >= 0) {
        rivalNames.forEach((_, other) => {
          parts.push([at.rivals + other, (other === k ? 1 : 0) - 1 / rivalNames.length]);
        });
      }
      const { mean, variance } = this.contrast(parts);
      return { name, value: mean, sd: Math.sqrt(variance) };
    });
  }

  /** Effect of each other influence on log volume. */
  extras(): { name: string; value: number; sd: number }[] {
    const { extraNames, at } = this.columns;
    return extraNames.map((name, k) => {
      const { mean, variance } = this.contrast([[at.extras + k, 1]]);
      return { name, value: mean, sd: Math.sqrt(variance) };
    });
  }

  private contrast(parts: readonly [number, number][]): { mean: number; variance: number } {
    const x = new Float64Array(this.columns.width);
    for (const [column, weight] of parts) x[column] = (x[column] as number) + weight;
    return predicted(this.fit, x);
  }
}

/** How a row of a panel becomes a row of the regression. */
class Columns {
  readonly blocks: number[] = [];
  readonly rivalNames: readonly string[];
  readonly extraNames: readonly string[];
  /** First column of each part; −1 where it is left out. */
  readonly at: Readonly<
    Record<'own' | 'usual' | 'rivalMean' | 'rivals' | 'extras' | 'traits', number>
  >;
  private readonly usualPrice: ReadonlyMap<string, number>;
  private readonly priceCentre: number;
  private readonly rivalCentre: ReadonlyMap<string, number>;
  private readonly places = new Map<string, number>();
  private readonly shops = new Map<string, number>();
  private readonly slopes = new Map<string, number>();
  private readonly weeks = new Map<number, number>();
  private readonly strangePrices = new WeakMap<PricePanel, ReadonlyMap<string, number>>();

  constructor(panel: PricePanel, { weeks }: ResponseOptions) {
    this.rivalNames = [...new Set(panel.rivals.flatMap((prices) => [...prices.keys()]))].toSorted();
    this.extraNames = panel.extraNames;
    this.priceCentre = averageOf(panel.logPrice);
    this.usualPrice = usualPrices(panel);
    this.rivalCentre = new Map(
      this.rivalNames.map((name) => [
        name,
        averageOf(panel.rivals.flatMap((prices) => prices.get(name) ?? [])),
      ]),
    );
    const add = (block: number, count = 1): number => {
      const first = this.blocks.length;
      for (let k = 0; k < count; k++) this.blocks.push(block);
      return first;
    };
    add(-1);
    const several = this.rivalNames.length > 1;
    this.at = {
      own: add(BLOCK.own),
      usual: add(BLOCK.usual),
      rivalMean: this.rivalNames.length > 0 ? add(-1) : -1,
      rivals: weeks && several ? add(BLOCK.rival, this.rivalNames.length) : -1,
      extras: add(-1, this.extraNames.length),
      traits: add(BLOCK.trait, panel.traitNames.length),
    };
    for (const shop of [...new Set(panel.shop)].toSorted()) {
      this.shops.set(shop, add(BLOCK.shop));
      this.slopes.set(shop, add(BLOCK.slope));
      for (const place of panel.places(shop)) {
        if (!this.places.has(place)) this.places.set(place, add(BLOCK.place));
      }
    }
    if (!weeks || !panel.weeksKnown || this.shops.size < 2) return;
    for (const week of [...new Set(panel.week)].toSorted((a, b) => a - b)) {
      this.weeks.set(week, add(BLOCK.week));
    }
  }

  get width(): number {
    return this.blocks.length;
  }

  /** What the prior of the own elasticity explains already. */
  offset(panel: PricePanel, row: number): number {
    return OWN_PRIOR.mean * this.centred(panel, row);
  }

  centred(panel: PricePanel, row: number): number {
    return (panel.logPrice[row] as number) - this.priceCentre;
  }

  of(panel: PricePanel, row: number): Float64Array {
    const x = new Float64Array(this.width);
    const { at } = this;
    x[0] = 1;
    const price = this.centred(panel, row);
    x[at.own] = price;
    x[at.usual] = this.usual(panel, row) - this.priceCentre;
    const prices = panel.rivals[row];
    const deviations = this.rivalNames.map((name) => {
      const value = prices?.get(name);
      return value === undefined ? 0 : value - (this.rivalCentre.get(name) as number);
    });
    if (at.rivalMean >= 0) {
      const centre = averageOf(deviations);
      x[at.rivalMean] = centre;
      if (at.rivals >= 0) {
        deviations.forEach((value, k) => {
          x[at.rivals + k] = value - centre;
        });
      }
    }
    const width = this.extraNames.length;
    for (let k = 0; k < width; k++) x[at.extras + k] = panel.extras[row * width + k] as number;
    const shop = panel.shop[row] as string;
    panel.traits.get(shop)?.forEach((value, k) => {
      x[at.traits + k] = value;
    });
    const level = this.shops.get(shop);
    if (level !== undefined) {
      x[level] = 1;
      x[this.slopes.get(shop) as number] = price;
    }
    for (const place of panel.places(shop)) {
      const column = this.places.get(place);
      if (column !== undefined) x[column] = 1;
    }
    const week = this.weeks.get(panel.week[row] as number);
    if (week !== undefined) x[week] = 1;
    return x;
  }

  /** The usual price of the row's shop: that of the training rows, or of the rows to be forecast where it is not known. */
  private usual(panel: PricePanel, row: number): number {
    const shop = panel.shop[row] as string;
    const known = this.usualPrice.get(shop);
    if (known !== undefined) return known;
    let strange = this.strangePrices.get(panel);
    if (strange === undefined) {
      strange = usualPrices(panel);
      this.strangePrices.set(panel, strange);
    }
    return strange.get(shop) as number;
  }

  /** What of a row was never seen: its shop, its week, and how many of the groups that it belongs to. */
  strange(panel: PricePanel, row: number): { shop: boolean; week: boolean; places: number } {
    const shop = panel.shop[row] as string;
    const places = panel.places(shop).filter((place) => !this.places.has(place)).length;
    const week = this.weeks.size > 0 && !this.weeks.has(panel.week[row] as number);
    return { shop: !this.shops.has(shop), week, places };
  }
}

/** Mean log price of each shop. */
function usualPrices({ shop, logPrice }: PricePanel): Map<string, number> {
  const sums = new Map<string, { sum: number; n: number }>();
  shop.forEach((name, row) => {
    const entry = sums.get(name) ?? { sum: 0, n: 0 };
    entry.sum += logPrice[row] as number;
    entry.n++;
    sums.set(name, entry);
  });
  return new Map([...sums].map(([name, { sum, n }]) => [name, sum / n]));
}

function averageOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return values.length > 0 ? sum / values.length : 0;
}

/**
 * One replicate of a chain of stores over some weeks, for up to eight variants of a campaign at once: price × gift × pharmacist's
 * script × lecture. Written in the subset of TypeScript that AssemblyScript compiles too (see docs/engine.md): the same
 * source gives the reference build and the WebAssembly build, and both the same bits.
 *
 * A visitor buys with odds that are a product of factors; variants share every random number. Chances are those of
 * `layout.ts`, sizes those of the compiled model.
 */
import { exp } from '../elementary';
import {
  CHOSEN_WORDS,
  INTEGER_WIDTH,
  MOST_TALLIED,
  REAL_WIDTH,
  ROW,
  STRETCHES,
  activeLanes,
  add,
  addChosen,
  addIntegers,
  addTally,
  anyOf,
  clearTally,
  countWhere,
  everyInteger,
  everyReal,
  leastOf,
  loadIntegers,
  loadReals,
  noLanes,
  positive,
  smaller,
  smallerIntegers,
  storeCounters,
  storeIntegers,
  storeReals,
  subtract,
  subtractIntegers,
  tallied,
  tallies,
  times,
  type Tallies,
} from '../lanes';
import { integers, reals, truncate, type Integers, type Reals } from '../machine';
import { Stream } from '../random';
import { sampleGamma, sampleLognormal, sampleNormal, samplePoisson } from '../samplers';
import * as at from './layout';

/** Buyers that choose between two looks at the shelves; a tally has room for twice as many. */
const BATCH: i32 = MOST_TALLIED >> 1;
/** Visitors that one uniform number decides on; so many keep (1 + odds)^n in the range of a double. */
const CROWD: i32 = 255;
/** Highest odds of a purchase: 99.3 of 100 visitors. */
const MOST_ODDS: f64 = 150;
/** More than any shelf holds. */
const MOST_STOCK: i32 = 0x7fffffff;
/** 2^-900: where sums of probabilities begin, so that there is room above. */
const SMALL_START: f64 = 1.1830521861667747e-271;

/** Plays replicates of one compiled model. */
export class RetailKernel {
  private readonly counts: Integers;
  private readonly values: Reals;
  private readonly stream: Stream = new Stream();
  private readonly purchases: Stream = new Stream();
  private readonly words: Integers = integers(BATCH);
  /** 1 / x for x = 1 … CROWD + 2. */
  private readonly inverse: Reals = reals(CROWD + 3);
  /** Rows of the replicate: factor on the odds a day, odds of a store in both phases, what the basket brought. */
  private readonly dayOdds: Reals;
  private readonly fluFactor: Reals;
  private readonly storeOdds: Reals = reals(2 * ROW);
  private readonly odds: Reals = reals(ROW);
  /** Odds and buyers without repetitions, see `AT_PLACE`. */
  private readonly distinctOdds: Reals = reals(ROW);
  private readonly distinctBuyers: Integers = integers(ROW);
  private readonly basket: Reals = reals(ROW);
  /** Rows of one store: what is on the shelf, without what was asked for since it was last taken from. */
  private readonly shelf: Integers;
  /**
   * Of each product: asked for since the shelf was last taken from, at most that by any variant, and what was then left to
   * the variant with the least. As long as there is enough for all nobody needs to look at the single variants.
   */
  private readonly asked: Tallies;
  private readonly askedMost: Integers;
  private readonly spare: Integers;
  /** Of today, by variant: buyers, and those who found a shelf empty. */
  private readonly buyers: Integers = integers(ROW);
  private readonly short: Integers = integers(ROW);
  /** Units sold by phase and product, over all stores, and where the book of the day's phase begins. */
  private readonly sold: Integers;
  private book: i32 = 0;
  private readonly allBuyers: Integers = integers(ROW);
  /** Units put on shelves, and units served in the store since they were last full. */
  private readonly received: Integers = integers(ROW);
  private readonly unfilled: Integers = integers(ROW);
  private readonly leftover: Integers = integers(ROW);
  private visits: f64 = 0;
  private giftEffect: f64 = 0;
  private priceEffect: f64 = 0;
  private scriptEffect: f64 = 0;

  /** @param counts,values a compiled model, see `layout.ts` */
  constructor(counts: Integers, values: Reals) {
    this.counts = counts;
    this.values = values;
    const products = counts[at.PRODUCTS] as i32;
    const days = counts[at.DAYS] as i32;
    this.dayOdds = reals(days * ROW);
    this.fluFactor = reals(days);
    this.shelf = integers(products * ROW);
    this.asked = tallies(products);
    this.askedMost = integers(products);
    this.spare = integers(products);
    this.sold = integers(2 * products * ROW);
    for (let x = 1; x < CROWD + 3; x++) this.inverse[x] = 1 / f64Of(x);
  }

  /** Writes the figures of every variant: FIGURES a variant, from `out[start]` on. */
  play(seed: i32, replicate: i32, out: Reals, start: i32): void {
    this.drawReplicate(seed, replicate);
    this.clear();
    const stores = this.counts[at.STORES] as i32;
    for (let store = 0; store < stores; store++) this.playStore(seed, replicate, store);
    this.conclude(out, start);
  }

  private clear(): void {
    this.visits = 0;
    for (let i = 0; i < ROW; i++) {
      this.basket[i] = 0;
      this.allBuyers[i] = 0;
      this.received[i] = 0;
      this.leftover[i] = 0;
    }
    const products = this.counts[at.PRODUCTS] as i32;
    for (let i = 0; i < 2 * products * ROW; i++) this.sold[i] = 0;
  }

  /** What is the same in all stores: effects, lecture, rival's regime, flu wave. */
  private drawReplicate(seed: i32, replicate: i32): void {
    const values = this.values;
    const counts = this.counts;
    const g = this.stream.open(seed, at.RETAIL_KEY, replicate, 0, at.FOR_REPLICATE);
    this.priceEffect = normalOf(g, values, at.PRICE_EFFECT);
    this.giftEffect = normalOf(g, values, at.GIFT_EFFECT);
    this.scriptEffect = normalOf(g, values, at.SCRIPT_EFFECT);
    const lectureEffect = normalOf(g, values, at.LECTURE_EFFECT);
    const rivalFactor = exp(-normalOf(g, values, at.RIVAL_EFFECT));
    const held = g.uniform() < (values[at.LECTURE_CHANCE] as f64);
    const fluSize = sampleLognormal(
      g,
      values[at.FLU_LOG_MEAN] as f64,
      values[at.FLU_LOG_SD] as f64,
    );
    const flu = g.uniform() < (values[at.FLU_CHANCE] as f64);
    const days = counts[at.DAYS] as i32;
    const fluStart = truncate(g.uniform() * days);
    const fluEnd = fluStart + (counts[at.FLU_DAYS] as i32);
    let rival = g.uniform() < (values[at.RIVAL_START] as f64);
    const levers = counts[at.AT_LEVERS] as i32;
    for (let day = 0; day < days; day++) {
      if (day > 0) {
        rival = g.uniform() < (values[rival ? at.RIVAL_STAYS : at.RIVAL_BEGINS] as f64);
      }
      this.fluFactor[day] = flu && day >= fluStart && day < fluEnd ? fluSize : 1;
      const after = day - (counts[at.LECTURE_DAY] as i32);
      const echo =
        held && after >= 0 ? lectureEffect * exp(-after / (values[at.LECTURE_DECAY] as f64)) : 0;
      for (let lane = 0; lane < ROW; lane++) {
        const reach = echo * (values[levers + at.LEVER_LECTURE * ROW + lane] as f64);
        const factor = rival ? rivalFactor : 1;
        this.dayOdds[day * ROW + lane] = reach === 0 ? factor : factor * exp(reach);
      }
    }
  }

  private playStore(seed: i32, replicate: i32, store: i32): void {
    const counts = this.counts;
    const values = this.values;
    const g = this.stream.open(seed, at.RETAIL_KEY, replicate, store, at.FOR_STORE);
    const baseOdds = exp(
      (values[at.BASE_ODDS] as f64) + (values[at.STORE_ODDS_SD] as f64) * sampleNormal(g),
    );
    const dispersion = values[at.DISPERSION] as f64;
    const traffic =
      ((values[(counts[at.AT_TRAFFIC] as i32) + store] as f64) *
        exp((values[at.STORE_TRAFFIC_SD] as f64) * sampleNormal(g))) /
      dispersion;
    const training = values[(counts[at.AT_TRAINING] as i32) + store] as f64;
    this.openStore(store, baseOdds, training);
    const cluster = counts[(counts[at.AT_CLUSTER] as i32) + store] as i32;
    const daySd = values[at.DAY_SD] as f64;
    const basketMean = values[at.BASKET_LOG_MEAN] as f64;
    const basketSd = values[at.BASKET_LOG_SD] as f64;
    const days = counts[at.DAYS] as i32;
    const dayFactor = counts[at.AT_DAY_FACTOR] as i32;
    const campaignDays = counts[at.AT_CAMPAIGN] as i32;
    const restockDays = counts[at.AT_RESTOCK] as i32;
    for (let day = 0; day < days; day++) {
      const unit = (store << at.DAY_BITS) | day;
      g.open(seed, at.RETAIL_KEY, replicate, unit, at.FOR_DAY);
      const shock = exp(daySd * sampleNormal(g));
      const besides = exp(basketMean + basketSd * sampleNormal(g));
      const mean =
        traffic *
        (values[dayFactor + day] as f64) *
        (this.fluFactor[day] as f64) *
        sampleGamma(g, dispersion);
      const visitors = truncate(samplePoisson(g, mean));
      this.visits += visitors;
      const phase = counts[campaignDays + day] as i32;
      this.setOdds(phase, day, shock);
      this.drawBuyers(g, visitors, day);
      this.purchases.open(seed, at.RETAIL_KEY, replicate, unit, at.FOR_PURCHASES);
      this.book = phase * (counts[at.PRODUCTS] as i32) * ROW;
      this.serveBuyers(counts[(counts[at.AT_CHOICE] as i32) + cluster + phase] as i32);
      this.bookDay(besides);
      const restock = counts[restockDays + day] as i32;
      const last = day === days - 1;
      if (restock !== 0 || last || (counts[campaignDays + day + 1] as i32) !== phase) {
        const filled = restock !== 0 && !last;
        this.countShelves(filled);
        if (filled) this.fillShelves(store);
      }
    }
    this.countLeftover();
  }

  /** Full shelves, and the odds of a purchase without and with the campaign. */
  private openStore(store: i32, baseOdds: f64, training: f64): void {
    const counts = this.counts;
    const values = this.values;
    const levers = counts[at.AT_LEVERS] as i32;
    for (let lane = 0; lane < ROW; lane++) {
      this.storeOdds[lane] = baseOdds;
      this.storeOdds[ROW + lane] =
        baseOdds *
        exp(
          this.priceEffect * (values[levers + at.LEVER_PRICE * ROW + lane] as f64) +
            this.giftEffect * (values[levers + at.LEVER_GIFT * ROW + lane] as f64) +
            this.scriptEffect * (values[levers + at.LEVER_SCRIPT * ROW + lane] as f64) * training,
        );
    }
    for (let lane = 0; lane < ROW; lane++) this.unfilled[lane] = 0;
    this.fillShelves(store);
  }

  private setOdds(phase: i32, day: i32, shock: f64): void {
    const shocks = everyReal(shock);
    const most = everyReal(MOST_ODDS);
    for (let lane = 0; lane < ROW; lane += REAL_WIDTH) {
      const today = times(loadReals(this.dayOdds, day * ROW + lane), shocks);
      const odds = times(loadReals(this.storeOdds, phase * ROW + lane), today);
      storeReals(this.odds, lane, smaller(odds, most));
    }
  }

  /**
   * Binomial buyers of every variant by inversion of the same uniforms: more odds never give fewer. Variants that do the same on
   * this day are drawn once.
   */
  private drawBuyers(g: Stream, visitors: i32, day: i32): void {
    const counts = this.counts;
    const distinct = counts[(counts[at.AT_DISTINCT] as i32) + day] as i32;
    if (distinct === ROW) {
      this.drawCrowds(g, visitors, this.odds, this.buyers, ROW);
      return;
    }
    const place = (counts[at.AT_PLACE] as i32) + day * ROW;
    const odds = this.distinctOdds;
    const buyers = this.distinctBuyers;
    for (let lane = 0; lane < ROW; lane++) {
      odds[counts[place + lane] as i32] = this.odds[lane] as f64;
    }
    this.drawCrowds(g, visitors, odds, buyers, distinct);
    for (let lane = 0; lane < ROW; lane++) {
      this.buyers[lane] = buyers[counts[place + lane] as i32] as i32;
    }
  }

  private drawCrowds(g: Stream, visitors: i32, odds: Reals, buyers: Integers, distinct: i32): void {
    const none = everyInteger(0);
    for (let lane = 0; lane < ROW; lane += INTEGER_WIDTH) storeIntegers(buyers, lane, none);
    for (let rest = visitors; rest > 0; rest -= CROWD) {
      this.drawCrowd(g.uniform(), rest < CROWD ? rest : CROWD, odds, buyers, distinct);
    }
  }

  /**
   * The smallest x with Σ C(n, i) oⁱ ≥ u (1 + o)ⁿ, i ≤ x. Four vectors at a time: their chains of
   * multiplications run beside each other, and the factor (n + 1 − x) / x is the same for all.
   */
  private drawCrowd(u: f64, n: i32, odds: Reals, buyers: Integers, distinct: i32): void {
    const one = everyReal(1);
    const begin = everyReal(SMALL_START);
    const share = everyReal(u);
    const inverse = this.inverse;
    const many = n + 1;
    for (let lane = 0; lane < distinct; lane += 4 * REAL_WIDTH) {
      const o0 = loadReals(odds, lane);
      const o1 = loadReals(odds, lane + REAL_WIDTH);
      const o2 = loadReals(odds, lane + 2 * REAL_WIDTH);
      const o3 = loadReals(odds, lane + 3 * REAL_WIDTH);
      let q0 = add(one, o0);
      let q1 = add(one, o1);
      let q2 = add(one, o2);
      let q3 = add(one, o3);
      let left0 = begin;
      let left1 = begin;
      let left2 = begin;
      let left3 = begin;
      for (let bits = n; ;) {
        if ((bits & 1) !== 0) {
          left0 = times(left0, q0);
          left1 = times(left1, q1);
          left2 = times(left2, q2);
          left3 = times(left3, q3);
        }
        bits >>= 1;
        if (bits === 0) break;
        q0 = times(q0, q0);
        q1 = times(q1, q1);
        q2 = times(q2, q2);
        q3 = times(q3, q3);
      }
      let t0 = begin;
      let t1 = begin;
      let t2 = begin;
      let t3 = begin;
      left0 = subtract(times(left0, share), t0);
      left1 = subtract(times(left1, share), t1);
      left2 = subtract(times(left2, share), t2);
      left3 = subtract(times(left3, share), t3);
      let x0 = noLanes();
      let x1 = noLanes();
      let x2 = noLanes();
      let x3 = noLanes();
      for (let x = 1; x <= many; x++) {
        const m0 = positive(left0);
        const m1 = positive(left1);
        const m2 = positive(left2);
        const m3 = positive(left3);
        if (!anyOf(m0, m1, m2, m3)) break;
        x0 = countWhere(x0, m0);
        x1 = countWhere(x1, m1);
        x2 = countWhere(x2, m2);
        x3 = countWhere(x3, m3);
        const factor = everyReal(f64Of(many) * (inverse[x] as f64) - 1);
        t0 = times(t0, times(o0, factor));
        t1 = times(t1, times(o1, factor));
        t2 = times(t2, times(o2, factor));
        t3 = times(t3, times(o3, factor));
        left0 = subtract(left0, t0);
        left1 = subtract(left1, t1);
        left2 = subtract(left2, t2);
        left3 = subtract(left3, t3);
      }
      storeCounters(buyers, lane, x0, n);
      storeCounters(buyers, lane + REAL_WIDTH, x1, n);
      storeCounters(buyers, lane + 2 * REAL_WIDTH, x2, n);
      storeCounters(buyers, lane + 3 * REAL_WIDTH, x3, n);
    }
  }

  /** Lets the buyers ask for products, and takes these from the shelves before one may run out. */
  private serveBuyers(choice: i32): void {
    const buyers = this.buyers;
    const askedMost = this.askedMost;
    const spare = this.spare;
    const products = this.counts[at.PRODUCTS] as i32;
    let most = 0;
    for (let lane = 0; lane < ROW; lane++) {
      this.short[lane] = 0;
      const some = buyers[lane] as i32;
      if (some > most) most = some;
    }
    for (let first = 0; first < most; first += BATCH) {
      const end = most - first < BATCH ? most : first + BATCH;
      this.purchases.fill(this.words, end - first);
      let from = first;
      while (from < end) {
        const to = STRETCHES ? this.stretchEnd(from, end) : end;
        this.chooseProducts(choice, from, to, first);
        from = to;
      }
      for (let product = 0; product < products; product++) {
        const some = askedMost[product] as i32;
        if (some > (spare[product] as i32) || some > MOST_TALLIED - BATCH) {
          this.takeFromShelf(product);
        }
      }
    }
  }

  /** Up to where the variants that still have buyers stay the same. */
  private stretchEnd(from: i32, end: i32): i32 {
    let to = end;
    for (let lane = 0; lane < ROW; lane++) {
      const limit = this.buyers[lane] as i32;
      if (limit > from && limit < to) to = limit;
    }
    return to;
  }

  /**
   * What buyers `from` to `to` ask for. One word decides for all variants at once: an event below the number of products is a
   * product that all choose, any other lists who chooses what (see `choices.ts`).
   */
  private chooseProducts(choice: i32, from: i32, to: i32, first: i32): void {
    const counts = this.counts;
    const words = this.words;
    const asked = this.asked;
    const askedMost = this.askedMost;
    const products = counts[at.PRODUCTS] as i32;
    const bits = counts[at.ALIAS_BITS] as i32;
    const parts = choice + (1 << bits);
    const low = 32 - bits;
    const threshold = (1 << low) - 1;
    const column = (1 << bits) - 1;
    const buyers = this.buyers;
    const stretch = activeLanes(buyers, from);
    for (let i = from - first; i < to - first; i++) {
      const active = STRETCHES ? stretch : activeLanes(buyers, first + i);
      const word = words[i] as i32;
      const own = word >>> low;
      const entry = counts[choice + own] as i32;
      const other = entry & column;
      const below = ((word & threshold) - (entry >>> bits)) >> 31;
      const event = other ^ ((own ^ other) & below);
      if (event < products) {
        addTally(asked, event, active);
        askedMost[event] = (askedMost[event] as i32) + 1;
      } else {
        const list = counts[parts + event] as i32;
        const end = list + 1 + (counts[list] as i32) * (CHOSEN_WORDS + 1);
        for (let part = list + 1; part < end; part += CHOSEN_WORDS + 1) {
          const product = counts[part] as i32;
          addChosen(asked, product, active, counts, part + 1);
          askedMost[product] = (askedMost[product] as i32) + 1;
        }
      }
    }
  }

  /** Takes what was asked for from the shelf of a product, as far as it is there, and books it. */
  private takeFromShelf(product: i32): void {
    const lanes = this.counts[at.LANES] as i32;
    const asked = this.asked;
    const shelf = this.shelf;
    const sold = this.sold;
    const short = this.short;
    const row = product * ROW;
    const book = this.book + row;
    const enough = (this.askedMost[product] as i32) <= (this.spare[product] as i32);
    let least = everyInteger(MOST_STOCK);
    for (let lane = 0; lane < lanes; lane += INTEGER_WIDTH) {
      const wanted = tallied(asked, product, lane);
      const there = loadIntegers(shelf, row + lane);
      let taken = wanted;
      if (!enough) {
        taken = smallerIntegers(wanted, there);
        const missing = subtractIntegers(wanted, taken);
        storeIntegers(short, lane, addIntegers(loadIntegers(short, lane), missing));
      }
      const left = subtractIntegers(there, taken);
      storeIntegers(shelf, row + lane, left);
      least = smallerIntegers(least, left);
      storeIntegers(sold, book + lane, addIntegers(loadIntegers(sold, book + lane), taken));
    }
    this.spare[product] = leastOf(least);
    this.askedMost[product] = 0;
    clearTally(asked, product);
  }

  /** Books what was asked for from a shelf that had enough and is filled now. */
  private bookAsked(product: i32): void {
    const lanes = this.counts[at.LANES] as i32;
    const asked = this.asked;
    const sold = this.sold;
    const book = this.book + product * ROW;
    for (let lane = 0; lane < lanes; lane += INTEGER_WIDTH) {
      const more = addIntegers(loadIntegers(sold, book + lane), tallied(asked, product, lane));
      storeIntegers(sold, book + lane, more);
    }
    this.askedMost[product] = 0;
    clearTally(asked, product);
  }

  /** Books a day; what buyers take besides goes with each unit. */
  private bookDay(besides: f64): void {
    const lanes = this.counts[at.LANES] as i32;
    for (let lane = 0; lane < lanes; lane++) {
      const buyers = this.buyers[lane] as i32;
      const served = buyers - (this.short[lane] as i32);
      this.allBuyers[lane] = (this.allBuyers[lane] as i32) + buyers;
      this.unfilled[lane] = (this.unfilled[lane] as i32) + served;
      this.basket[lane] = (this.basket[lane] as f64) + served * besides;
    }
  }

  /** Books everything that was asked for; by the end of a day nobody is short of it who was not counted so. */
  private countShelves(filled: boolean): void {
    const products = this.counts[at.PRODUCTS] as i32;
    for (let product = 0; product < products; product++) {
      if ((this.askedMost[product] as i32) === 0) continue;
      if (filled) this.bookAsked(product);
      else this.takeFromShelf(product);
    }
  }

  private fillShelves(store: i32): void {
    const counts = this.counts;
    const products = counts[at.PRODUCTS] as i32;
    const size = products * ROW;
    const level = (counts[at.AT_LEVEL] as i32) + store * size;
    for (let i = 0; i < size; i += INTEGER_WIDTH) {
      storeIntegers(this.shelf, i, loadIntegers(counts, level + i));
    }
    const least = (counts[at.AT_LEAST] as i32) + store * products;
    for (let product = 0; product < products; product++) {
      this.spare[product] = counts[least + product] as i32;
    }
    for (let lane = 0; lane < ROW; lane++) {
      this.received[lane] = (this.received[lane] as i32) + (this.unfilled[lane] as i32);
      this.unfilled[lane] = 0;
    }
  }

  private countLeftover(): void {
    const size = (this.counts[at.PRODUCTS] as i32) * ROW;
    for (let lane = 0; lane < ROW; lane += INTEGER_WIDTH) {
      let left = loadIntegers(this.leftover, lane);
      for (let row = lane; row < size; row += ROW) {
        left = addIntegers(left, loadIntegers(this.shelf, row));
      }
      storeIntegers(this.leftover, lane, left);
    }
  }

  private conclude(out: Reals, start: i32): void {
    const counts = this.counts;
    const values = this.values;
    const products = counts[at.PRODUCTS] as i32;
    const variants = counts[at.VARIANTS] as i32;
    const levers = counts[at.AT_LEVERS] as i32;
    const prices = counts[at.AT_PRICE] as i32;
    const costs = counts[at.AT_COST] as i32;
    for (let j = 0; j < variants; j++) {
      const basket = this.basket[j] as f64;
      let revenue = basket;
      let goods = basket * (1 - (values[at.BASKET_MARGIN] as f64));
      let sold = 0;
      let inCampaign = 0;
      for (let row = 0; row < 2 * products; row++) {
        const units = this.sold[row * ROW + j] as i32;
        const product = row < products ? row : row - products;
        sold += units;
        if (row >= products) inCampaign += units;
        revenue += units * (values[prices + row * ROW + j] as f64);
        goods += units * (values[costs + product] as f64);
      }
      const giftCost = values[levers + at.LEVER_GIFT_COST * ROW + j] as f64;
      const gifts = inCampaign * giftCost;
      const buyers = this.allBuyers[j] as i32;
      const to = start + j * at.FIGURES;
      out[to + at.CONVERSION] = this.visits > 0 ? buyers / this.visits : 0;
      out[to + at.REVENUE] = revenue;
      out[to + at.MARGIN] =
        revenue - goods - gifts - (values[levers + at.LEVER_FIXED_COST * ROW + j] as f64);
      out[to + at.LOST] = buyers - sold;
      out[to + at.LEFTOVER] = this.leftover[j] as i32;
      out[to + at.BUYERS] = buyers;
      out[to + at.SOLD] = sold;
      out[to + at.RECEIVED] = this.received[j] as i32;
      out[to + at.GOODS_COST] = goods;
      out[to + at.GIFT_COST] = gifts;
    }
  }
}

function f64Of(x: i32): f64 {
  return x;
}

/** Normal with mean and standard deviation from two neighbouring assumptions. */
function normalOf(g: Stream, values: Reals, first: i32): f64 {
  return (values[first] as f64) + (values[first + 1] as f64) * sampleNormal(g);
}

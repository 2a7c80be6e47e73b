import type { StoreChain } from './store-chain';

/** Seed of the chain that every workspace can rehearse on before it has data of its own. */
export const GENERATED_SEED = 20_261_129;

const STORES = 12;
const PRODUCTS = 8;
/** Of a product's price. */
const COST_SHARE = 0.66;

/**
 * A small chain of pharmacies that does not exist: twelve stores of 40 to 160 visitors a day, eight products. The same seed gives the
 * same chain.
 */
export function generatedChain(seed: number): StoreChain {
  const draw = uniforms(seed);
  const between = (low: number, high: number): number => low + (high - low) * draw();
  const stores = Array.from({ length: STORES }, (_, i) => ({
    id: `G${String(i + 1).padStart(2, '0')}`,
    visitorsPerDay: Math.round(between(40, 160)),
    trained: round(between(0.3, 0.9), 2),
  }));
  const products = Array.from({ length: PRODUCTS }, (_, k) => {
    const price = round(between(12, 78), 1);
    return {
      sku: `G-${String(k + 1).padStart(2, '0')}`,
      price,
      cost: round(price * COST_SHARE, 2),
      promoted: k % 3 === 0,
      // Few articles make most of the sales: a weight falls with the rank.
      weight: round(10 / (k + 1) ** 0.7, 2),
    };
  });
  return {
    currency: 'CNY',
    giftCost: 3,
    weeks: 4,
    campaign: { first: 2, last: 3 },
    lectureDay: 13,
    weekdays: [0.92, 0.9, 0.94, 0.96, 1.04, 1.2, 1.1],
    shelfWeeks: 1.6,
    products,
    stores,
  };
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

/** Numbers from [0, 1), by a linear congruential generator modulo 2³² (Numerical Recipes' constants). */
function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

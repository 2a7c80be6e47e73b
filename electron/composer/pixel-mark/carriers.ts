import { CODED_BITS } from './mark-code';

/** Side of the square that the mark repeats, in CSS pixels (1/96 inch): 84.7 mm on paper. */
export const TILE = 320;
/** Carriers whose phase is known to the detector; they tell where a tile begins. */
const PILOTS = 64;
/** Cycles a tile: below is the layout of the page, above is what JPEG and small pictures lose. */
const SLOWEST = 5;
const FASTEST = 24;
/** Lines of text and rules of tables live on and beside the axes of the spectrum. */
const AXIS_GUARD = 3;

/** A wave that fits into the tile a whole number of times: `x` cycles across, `y` cycles down. */
export interface Carrier {
  readonly x: number;
  readonly y: number;
  /** Radians at the tile's corner; random, so that the sum looks like even noise. */
  readonly phase: number;
}

/** Small, fast, and the same on every machine (mulberry32). Uniform in [0, 1). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function allCarriers(): Carrier[] {
  const random = randomOf(0x5a4d7a61);
  const found: { x: number; y: number; square: number }[] = [];
  for (let y = AXIS_GUARD; y <= FASTEST; y += 1) {
    for (let x = -FASTEST; x <= FASTEST; x += 1) {
      // Whole numbers: two runtimes must never disagree about the order.
      const square = x * x + y * y;
      if (Math.abs(x) < AXIS_GUARD || square < SLOWEST ** 2 || square > FASTEST ** 2) continue;
      found.push({ x, y, square });
    }
  }
  const slowest = found
    .toSorted((a, b) => a.square - b.square || a.x - b.x)
    .slice(0, CODED_BITS + PILOTS);
  const carriers = slowest.map(({ x, y }) => ({ x, y, phase: 2 * Math.PI * random() }));
  // Shuffled: neighbours in the code are strangers in the spectrum, so that a disturbed corner of it costs single bits.
  for (let i = carriers.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [carriers[i], carriers[j]] = [carriers[j]!, carriers[i]!];
  }
  return carriers;
}

/**
 * Every carrier of the mark. Never to be changed: pages that were exported could not be read any more. The first {@link PILOT_COUNT} are pilots, the others carry one coded bit each,
 * in order.
 */
export const CARRIERS: readonly Carrier[] = allCarriers();
export const PILOT_COUNT = CARRIERS.length - CODED_BITS;

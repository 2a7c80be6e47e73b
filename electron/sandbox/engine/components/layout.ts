/**
 * Where a compiled program keeps what: `counts` (integers) and `values` (reals). Written in the subset of TypeScript that is also
 * compiled to WebAssembly.
 */

/** Marks models of components in every key. */
export const COMPONENTS_KEY: i32 = 0xc0de;
/** Purposes of streams: one for all assumptions (unit = assumption), then one per instruction that draws (unit = step). */
export const FOR_ASSUMPTIONS: i32 = 1;
export const FOR_INSTRUCTIONS: i32 = 16;

/** Sizes, in `counts`. Lanes are the variants. */
export const PLACES: i32 = 0;
export const LANES: i32 = 1;
export const STEPS: i32 = 2;
export const FIGURES: i32 = 3;
/** Reals that the program works on; those of `values` are copied to their start. */
export const CELLS: i32 = 4;
/** First cell of what a replicate begins with as 0, and number of such cells. */
export const AT_STATE: i32 = 5;
export const STATE: i32 = 6;
/** 1 when outputs are told after every step, as if it were the last. */
export const OVER_TIME: i32 = 7;
export const AT_SLOTS: i32 = 8;
/** Instructions that are done once, in each step, and to tell: place, and number behind it. */
export const AT_ONCE: i32 = 9;
export const AT_EACH: i32 = 11;
export const AT_TELL: i32 = 13;
export const HEADER: i32 = 15;

/** A slot: where its cells begin, and how far it is to the next place and lane (0 = the same for all). */
export const SLOT_WORDS: i32 = 3;

/** An instruction: first what, then the slot it fills, three slots that it reads, and three numbers. */
export const INSTRUCTION_WORDS: i32 = 8;
export const TO: i32 = 1;
export const A: i32 = 2;
export const B: i32 = 3;
export const C: i32 = 4;
export const X: i32 = 5;
export const Y: i32 = 6;
export const Z: i32 = 7;

export const COPY: i32 = 0;
export const ADD: i32 = 1;
export const SUBTRACT: i32 = 2;
export const TIMES: i32 = 3;
export const DIVIDE: i32 = 4;
export const SMALLER: i32 = 5;
export const LARGER: i32 = 6;
export const BELOW: i32 = 7; // 1 where a < b, else 0
export const SELECT: i32 = 8; // b where a is not 0, else c
export const EXP: i32 = 9;
export const LOG: i32 = 10;
export const FLOOR: i32 = 11;
export const HILL: i32 = 12; // a^c / (a^c + b^c)
export const SUM: i32 = 13; // of a over all places
export const NORMAL: i32 = 14;
export const UNIFORM: i32 = 15;
export const GAMMA: i32 = 16; // of mean 1; a = shape
export const POISSON: i32 = 17; // a = mean
export const BINOMIAL: i32 = 18; // a = number, b = chance
export const ASSUMPTION: i32 = 19; // x = place of its prior in the cells, y = its number
export const HAPPENS: i32 = 20; // 1 where a < b, else 0, unless forced; x = place of a row of forced values in the cells, below 0 = by chance
export const CALENDAR: i32 = 21; // x = place of a row of steps in the cells
export const CLOCK: i32 = 22; // number of the step
export const ACCUMULATE: i32 = 23; // adds a to what is there
export const KEEP_HIGHEST: i32 = 24;
export const STOCK: i32 = 25; // x = place of its list of slots and sizes in counts
export const APPROVAL: i32 = 26; // likewise
export const TELL_FIGURE: i32 = 27; // x = figure, y = first figure of its course or −1

/** An assumption's prior in the cells: mean, standard deviation, part of the normal distribution that is drawn from, then a row of pins. */
export const PRIOR_MEAN: i32 = 0;
export const PRIOR_SD: i32 = 1;
export const PRIOR_FROM: i32 = 2;
export const PRIOR_SPAN: i32 = 3;
export const PRIOR_PINS: i32 = 4; // below 0 = drawn

/** A stock's list: slots that it reads and fills, then sizes. */
export const STOCK_DEMAND: i32 = 0;
export const STOCK_LEVEL: i32 = 1; // ordered up to
export const STOCK_POINT: i32 = 2; // ordered at or below
export const STOCK_LEAD: i32 = 3; // steps until an order is there
export const STOCK_SHARE: i32 = 4; // of what could be moved between places
export const STOCK_WANTED: i32 = 5; // a place with more than that has some to give, one with less asks for some
export const STOCK_OPENING: i32 = 6;
export const STOCK_OPENING_LIFE: i32 = 7; // steps
export const STOCK_SOLD: i32 = 8;
export const STOCK_LOST: i32 = 9;
export const STOCK_WASTED: i32 = 10;
export const STOCK_LEFT: i32 = 11;
export const STOCK_ORDERED: i32 = 12;
export const STOCK_RECEIVED: i32 = 13;
export const STOCK_MOVED: i32 = 14; // to the place; below 0 = away from it
export const STOCK_LIFE: i32 = 15; // steps that goods keep; 1 and EVER = for ever
export const STOCK_EVER: i32 = 16;
export const STOCK_RING: i32 = 17; // longest lead + 1
export const STOCK_EVERY: i32 = 18; // steps between two orders
export const STOCK_OWED: i32 = 19; // 1 = what is asked for in vain is owed, not lost
export const STOCK_AT: i32 = 20; // first cell of its state
export const STOCK_WORDS: i32 = 21;

/** An approval's list. */
export const APPROVAL_ENTERING: i32 = 0;
export const APPROVAL_DONE: i32 = 1;
export const APPROVAL_WAITING: i32 = 2;
export const APPROVAL_DEPARTMENTS: i32 = 3;
export const APPROVAL_AT: i32 = 4; // first cell of its state
export const APPROVAL_CHANCE: i32 = 5; // then a slot for the chance of each department …
export const MOST_DEPARTMENTS: i32 = 4; // … and after so many one for its capacity
export const APPROVAL_WORDS: i32 = 13;

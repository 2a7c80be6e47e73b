/**
 * Where a compiled retail model keeps what: `counts` (integers) and `values` (reals). Sizes and places of tables stand at the start
 * of `counts`. Written in the subset of TypeScript that is also compiled to WebAssembly.
 */

/** Marks the retail model in every key. */
export const RETAIL_KEY: i32 = 0x2e7a;

/** Purposes of streams. What depends on a variant is drawn from the last only, so that a variant never shifts another's numbers. */
export const FOR_REPLICATE: i32 = 1;
export const FOR_STORE: i32 = 2;
export const FOR_DAY: i32 = 3;
export const FOR_PURCHASES: i32 = 4;
/** Streams of a day are named by store · 2^12 + day. */
export const DAY_BITS: i32 = 12;

/** Sizes, in `counts`. `LANES` is the number of variants rounded up to a multiple of four. */
export const STORES: i32 = 0;
export const DAYS: i32 = 1;
export const PRODUCTS: i32 = 2;
export const VARIANTS: i32 = 3;
export const LANES: i32 = 4;
/** log2 of the columns of an alias table; such a table has 2^ALIAS_BITS entries. */
export const ALIAS_BITS: i32 = 5;
/** First day on which the lecture works; its echo fades from there on. */
export const LECTURE_DAY: i32 = 6;
/** Length of a flu wave in days. */
export const FLU_DAYS: i32 = 7;

/** Places of integer tables, in `counts`. */
export const AT_CLUSTER: i32 = 8; // per store: first of its two choice tables, see AT_CHOICE
export const AT_CAMPAIGN: i32 = 9; // per day: 1 while the campaign runs
export const AT_RESTOCK: i32 = 10; // per day: 1 when shelves are filled after it
export const AT_LEVEL: i32 = 11; // per store and product: a row of order-up-to levels
export const AT_CHOICE: i32 = 12; // per choice table: places of its alias table and of its parts

/** Places of real tables, in `values` but told by `counts`. */
export const AT_TRAFFIC: i32 = 13; // per store: mean visitors a day
export const AT_TRAINING: i32 = 14; // per store: share of trained pharmacists, 0–1
export const AT_DAY_FACTOR: i32 = 15; // per day: factor on visitors
export const AT_LEVERS: i32 = 16; // a row a lever
export const AT_PRICE: i32 = 17; // per phase and product: a row of prices
export const AT_COST: i32 = 18; // per product: unit cost
/** In `counts`: per store and product, the lowest level of its row. */
export const AT_LEAST: i32 = 19;
/** In `counts`: per day, in how many ways the variants act, and a row of which way each goes. */
export const AT_DISTINCT: i32 = 20;
export const AT_PLACE: i32 = 21;
export const COUNTS_START: i32 = 22;

/** Rows of levers, one entry a variant. */
export const LEVER_PRICE: i32 = 0; // −log(1 − discount)
export const LEVER_GIFT: i32 = 1;
export const LEVER_SCRIPT: i32 = 2;
export const LEVER_LECTURE: i32 = 3;
export const LEVER_GIFT_COST: i32 = 4; // of one unit sold in the campaign
export const LEVER_FIXED_COST: i32 = 5;

/** Assumptions, in `values`. Pairs are mean and standard deviation. */
export const BASE_ODDS: i32 = 0; // log odds of a purchase a visit
export const BASKET_LOG_MEAN: i32 = 1; // what is bought beside, money a unit
export const BASKET_LOG_SD: i32 = 2;
export const BASKET_MARGIN: i32 = 3;
export const DISPERSION: i32 = 4; // gamma shape of a day's visitors
export const DAY_SD: i32 = 5; // of log odds
export const STORE_ODDS_SD: i32 = 6;
export const STORE_TRAFFIC_SD: i32 = 7;
export const PRICE_EFFECT: i32 = 8;
export const GIFT_EFFECT: i32 = 10;
export const SCRIPT_EFFECT: i32 = 12;
export const LECTURE_EFFECT: i32 = 14;
export const RIVAL_EFFECT: i32 = 16;
export const LECTURE_CHANCE: i32 = 18;
export const RIVAL_START: i32 = 19; // chance of a rival's promotion on the first day
export const RIVAL_BEGINS: i32 = 20; // … of one beginning on a day
export const RIVAL_STAYS: i32 = 21; // … of one going on for a day
export const FLU_CHANCE: i32 = 22;
export const FLU_LOG_MEAN: i32 = 23;
export const FLU_LOG_SD: i32 = 24;
export const LECTURE_DECAY: i32 = 25; // days
export const VALUES_HEADER: i32 = 26;

/** Figures of one replicate of one variant. Money in the currency's unit, stock in units. */
export const CONVERSION: i32 = 0;
export const REVENUE: i32 = 1;
export const MARGIN: i32 = 2;
export const LOST: i32 = 3;
export const LEFTOVER: i32 = 4;
export const BUYERS: i32 = 5;
export const SOLD: i32 = 6;
export const RECEIVED: i32 = 7;
export const GOODS_COST: i32 = 8;
export const GIFT_COST: i32 = 9;
export const FIGURES: i32 = 10;

import { SandtableError } from '#shared/errors';
import { exp } from '../../engine/elementary';
import { Stream } from '../../engine/random';
import { sameUnit } from '../files/same-unit';
import type { DataWarning, Estimate } from '../report';
import { NormalForecast } from '../scoring/forecast';
import { type PartScores, ScoreSheet } from '../scoring/score-sheet';
import type { Calibrated, CalibrationJob, Tell } from '../task';
import { carriedSurplus } from './carry';
import { panelRows, type PricePanel } from './panel';
import { readPanel } from './read-panel';
import { ResponseModel } from './response-model';
import { shopMeans, textbookRegression, withinShops } from './references';

const Z90 = 1.6448536269514722;
const ELASTICITY = '% volume per % price';
const HORIZON_WEEKS = 26;
const SHARE_OF_SHOPS = 0.25;
const SHOP_KEY = 0x5409;
const FEWEST_ROWS = 20;
const FEWEST_SHOPS = 8;

const PART = {
  later: 'later weeks of known shops',
  strange: 'shops never seen',
} as const;
const LATER_REFERENCES = ['mean of the shop', 'regression within shops'] as const;
const STRANGE_REFERENCES = ['mean of all shops', 'regression within shops'] as const;

/** How volume answers to prices: `price-response`. */
export function priceResponse(job: CalibrationJob, tell: Tell): Calibrated {
  const { panel: train, order } = readPanel(job.train, null);
  enoughRows(train);
  const held = job.fitOnly || job.test === null ? null : readPanel(job.test, order).panel;
  const warnings: DataWarning[] = [...train.warnings];
  const sheets = [
    new ScoreSheet(PART.later, LATER_REFERENCES, job.seed),
    new ScoreSheet(PART.strange, STRANGE_REFERENCES, job.seed),
  ] as const;
  const splits = job.fitOnly
    ? []
    : held === null
      ? ownSplits(train, job.seed)
      : [heldOut(train, held, warnings)];
  const products = [...new Set(train.product)];
  const work = products.length * (splits.length + 1);
  let done = 0;
  for (const { known, later, strange } of splits) {
    for (const product of products) {
      scoreProduct(product, known, later, sheets[0]);
      scoreProduct(product, known, strange, sheets[1]);
      tell(++done, work);
    }
  }
  const estimates = products.flatMap((product) => {
    const found = productEstimates(product, only(train, product));
    tell(++done, work);
    return found;
  });
  return {
    format: train.format,
    train: train.notes,
    test: held?.notes ?? null,
    parts: sheets
      .map((sheet) => sheet.scores())
      .filter((part): part is PartScores => part !== null),
    estimates: [...estimates, ...textbookRegression(train)],
    warnings,
  };
}

function enoughRows(panel: PricePanel): void {
  const rows = panel.product.length;
  if (rows >= FEWEST_ROWS) return;
  throw new SandtableError('DATA_TOO_SHORT', 'too few rows', {
    file: panel.notes[0]?.file ?? '',
    rows,
    least: FEWEST_ROWS,
  });
}

interface Split {
  readonly known: PricePanel;
  readonly later: PricePanel;
  readonly strange: PricePanel;
}

/**
 * The test rows: later weeks of shops that are known, and shops that are not. Rows of known shops that are not later are left
 * out.
 */
function heldOut(train: PricePanel, held: PricePanel, warnings: DataWarning[]): Split {
  const [note] = held.notes;
  const file = note?.file ?? '';
  if (train.format !== held.format) {
    throw new SandtableError('DATA_NOT_KNOWN', 'another kind of panel', {
      file,
      columns: held.format,
      expected: train.format,
    });
  }
  const volume = (panel: PricePanel): Float64Array => panel.logVolume.map((value) => exp(value));
  const price = (panel: PricePanel): Float64Array => panel.logPrice.map((value) => exp(value));
  sameUnit(file, 'price', price(train), price(held));
  sameUnit(file, 'volume', volume(train), volume(held));
  warnings.push(...held.warnings.filter(({ code }) => code !== 'companionMissing'));
  const products = new Set(train.product);
  const strangers = held.product.findIndex((name) => !products.has(name));
  if (strangers >= 0) {
    warnings.push({
      code: 'unknownGroup',
      file,
      column: null,
      row: null,
      count: held.product.filter((name) => !products.has(name)).length,
      example: held.product[strangers] ?? '',
    });
  }
  const shops = new Set(train.shop);
  const last = train.week.reduce((latest, week) => Math.max(latest, week), -Infinity);
  const isKnown = (row: number): boolean => shops.has(held.shop[row] as string);
  const isLater = (row: number): boolean => !held.weeksKnown || (held.week[row] as number) > last;
  const early = Array.from(held.product.keys()).filter((row) => isKnown(row) && !isLater(row));
  if (early.length > 0) {
    const example = `week ${held.week[early[0] as number]}`;
    warnings.push({ code: 'overlap', file, column: null, row: null, count: early.length, example });
  }
  if (early.length === held.product.length) {
    throw new SandtableError('DATA_NOTHING_LATER', 'nothing to forecast', {
      file,
      value: `week ${last}`,
    });
  }
  return {
    // Shops that the test adds may bring what is known of them; it is read from the training files' companions first.
    known: train,
    later: panelRows(held, (row) => isKnown(row) && isLater(row)),
    strange: panelRows(withTraits(held, train), (row) => !isKnown(row)),
  };
}

function withTraits(held: PricePanel, train: PricePanel): PricePanel {
  return { ...held, traits: train.traits, traitNames: train.traitNames };
}

/** Rows held back from the training rows themselves: the last weeks from two origins, and a quarter of the shops. */
function ownSplits(train: PricePanel, seed: number): Split[] {
  const none = panelRows(train, () => false);
  const splits: Split[] = [];
  const lasts = new Map<string, number>();
  train.shop.forEach((shop, row) => {
    lasts.set(shop, Math.max(lasts.get(shop) ?? 0, train.week[row] as number));
  });
  const first = train.week.reduce((least, week) => Math.min(least, week), Infinity);
  const last = Math.max(...lasts.values());
  const horizon = Math.min(HORIZON_WEEKS, Math.floor((last - first + 1) / 3));
  for (const origin of [2, 1]) {
    const end = (row: number): number =>
      (train.weeksKnown ? last : (lasts.get(train.shop[row] as string) as number)) -
      (origin - 1) * horizon;
    const week = (row: number): number => train.week[row] as number;
    if (last - origin * horizon - first < 2 * horizon - 1 && origin > 1) continue;
    splits.push({
      known: panelRows(train, (row) => week(row) <= end(row) - horizon),
      later: panelRows(train, (row) => week(row) > end(row) - horizon && week(row) <= end(row)),
      strange: none,
    });
  }
  const shops = [...new Set(train.shop)].toSorted();
  if (shops.length < FEWEST_SHOPS) return splits;
  const g = new Stream().open(seed, SHOP_KEY, 0, 0, 0);
  const held = new Set(shops.filter(() => g.uniform() < SHARE_OF_SHOPS));
  if (held.size === 0 || held.size === shops.length) return splits;
  splits.push({
    known: panelRows(train, (row) => !held.has(train.shop[row] as string)),
    later: none,
    strange: panelRows(train, (row) => held.has(train.shop[row] as string)),
  });
  return splits;
}

const only = (panel: PricePanel, product: string): PricePanel =>
  panelRows(panel, (row) => panel.product[row] === product);

/**
 * Forecasts the rows of one product. Fits are averaged, because each errs where the others do not: one lets weeks and each rival
 * have effects of their own, one knows only the mean of the rivals, and for known shops the plain regression is the third.
 */
function scoreProduct(
  product: string,
  known: PricePanel,
  held: PricePanel,
  sheet: ScoreSheet,
): void {
  const rows = only(held, product);
  const past = only(known, product);
  if (rows.product.length === 0 || past.product.length < FEWEST_ROWS) return;
  const models = [
    new ResponseModel(past, { weeks: true }),
    new ResponseModel(past, { weeks: false }),
  ];
  const carry = carriedSurplus(past, HORIZON_WEEKS);
  const shops = new Set(past.shop);
  const means = shopMeans(past);
  const within = withinShops(past);
  for (let row = 0; row < rows.product.length; row++) {
    const shop = rows.shop[row] as string;
    const plain = within(rows, row);
    const parts = models.map((model) => model.forecast(rows, row));
    const centres = [...parts, ...(shops.has(shop) ? [plain] : [])];
    const mean = centres.reduce((sum, part) => sum + part.mean / centres.length, 0);
    const variance = parts.reduce((sum, part) => sum + part.sd ** 2 / parts.length, 0);
    const drift = shops.has(shop) ? carry.variance : 0;
    sheet.add(
      product,
      new NormalForecast(mean + carry.surplus(shop), Math.sqrt(variance + drift)),
      [means(rows, row), plain],
      rows.logVolume[row] as number,
    );
  }
}

interface Figure {
  readonly value: number;
  readonly sd: number;
}

/** The mean of the two fits' figures; their difference is part of its error (Buckland, Burnham & Augustin 1997). */
function averaged(one: Figure, other: Figure): Figure {
  const half = (one.value - other.value) / 2;
  return {
    value: (one.value + other.value) / 2,
    sd: Math.sqrt((one.sd ** 2 + other.sd ** 2) / 2 + half * half),
  };
}

function productEstimates(product: string, panel: PricePanel): Estimate[] {
  const byWeek = new ResponseModel(panel, { weeks: true });
  const plain = new ResponseModel(panel, { weeks: false });
  const figure = (
    quantity: string,
    of: string,
    { value, sd }: Figure,
    unit: string = ELASTICITY,
  ): Estimate => ({
    quantity,
    of,
    value,
    low: value - Z90 * sd,
    high: value + Z90 * sd,
    unit,
    n: byWeek.rows,
  });
  const pairs = <T extends Figure>(ones: readonly T[], others: readonly T[]) =>
    ones.map((one, k) => ({ one, both: averaged(one, others[k] ?? one) }));
  const own = byWeek.own();
  const spread = figure('own elasticity: spread between shops', product, {
    value: own.between,
    sd: 0,
  });
  return [
    figure('own elasticity', product, averaged(own, plain.own())),
    { ...spread, low: null, high: null },
    ...pairs(byWeek.rivals(), plain.rivals()).map(({ one, both }) =>
      figure('cross elasticity', `${product} to ${one.name}`, both),
    ),
    ...pairs(byWeek.extras(), plain.extras()).map(({ one, both }) =>
      figure(one.name, product, both, 'log volume'),
    ),
  ];
}

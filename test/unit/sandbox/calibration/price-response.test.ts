import { describe, expect, test } from 'vitest';
import { Stream } from '#electron/sandbox/engine/random';
import { sampleNormal } from '#electron/sandbox/engine/samplers';
import { backTest, estimate, fit, part, publicFile, refusal } from './helpers';

const HEADER = 'store,brand,week,logmove,constant,price1,price2,deal,feat,profit';
const OWN = [-2.6, -1.8];
const CROSS = 0.3;

/** Two brands in shops that differ in level and in their own elasticity. */
function shops(
  seed: number,
  from: number,
  count: number,
  firstWeek: number,
  weeks: number,
): string[] {
  const lines: string[] = [];
  for (let s = from; s < from + count; s++) {
    const g = new Stream().open(seed, 1, s, 0, 0);
    const level = 0.4 * sampleNormal(g);
    const slope = 0.3 * sampleNormal(g);
    for (let w = firstWeek; w < firstWeek + weeks; w++) {
      const h = new Stream().open(seed, 2, s, w, 0);
      const chain = new Stream().open(seed, 3, 0, w, 0);
      const cut = [chain.uniform() < 0.3 ? -0.25 : 0, chain.uniform() < 0.3 ? -0.25 : 0];
      const prices = cut.map((value) => Math.log(0.04) + value + 0.08 * sampleNormal(h));
      const feat = chain.uniform() < 0.2 ? 1 : 0;
      for (const b of [0, 1]) {
        const own = prices[b] as number;
        const rival = prices[1 - b] as number;
        const y =
          9 +
          level +
          ((OWN[b] as number) + slope) * (own - Math.log(0.04)) +
          CROSS * (rival - Math.log(0.04)) +
          0.4 * feat +
          0.25 * sampleNormal(h);
        const [one, two] = prices.map((price) => Math.exp(price).toFixed(6));
        lines.push(`${s},${b + 1},${w},${y.toFixed(6)},1,${one},${two},0,${feat},30`);
      }
    }
  }
  return lines;
}
const file = (rows: string[]): string => [HEADER, ...rows].join('\n');

describe('generated shops', () => {
  const train = file(shops(1, 1, 20, 1, 60));

  test('elasticities are found again, with intervals that hold them', () => {
    const found = fit('price-response', [train]);
    for (const [k, truth] of OWN.entries()) {
      const { value, low, high } = estimate(found, 'own elasticity', `brand ${k + 1}`);
      expect(Math.abs(value - truth)).toBeLessThan(0.3);
      expect(low).toBeLessThan(truth);
      expect(high).toBeGreaterThan(truth);
    }
    const cross = estimate(found, 'cross elasticity', 'brand 1 to brand 2');
    expect(Math.abs(cross.value - CROSS)).toBeLessThan(0.15);
    expect(estimate(found, 'feat', 'brand 2').value).toBeCloseTo(0.4, 0);
    expect(fit('price-response', [train])).toEqual(found);
  });

  test('later weeks and shops never seen are scored apart, better than a mean and with honest bands', () => {
    const held = file([...shops(1, 1, 20, 61, 12), ...shops(1, 21, 10, 1, 72)]);
    const report = backTest('price-response', [train], [held]);
    const later = part(report, 'later weeks of known shops');
    const strange = part(report, 'shops never seen');
    expect(later.forecasts).toBe(20 * 12 * 2);
    expect(strange.forecasts).toBe(10 * 72 * 2);
    expect(later.baselines[0]?.skill).toBeGreaterThan(0.2);
    expect(strange.baselines[0]?.skill).toBeGreaterThan(0.05);
    expect(later.coverage90).toBeGreaterThan(0.85);
    expect(later.coverage90).toBeLessThan(0.96);
    expect(report.warnings.map(({ code }) => code)).toEqual(['companionMissing']);
  });

  test('outcomes of the test change scores, never forecasts', () => {
    const rows = shops(1, 1, 20, 61, 6);
    const louder = rows.map((row) =>
      row.startsWith('3,1,')
        ? row.replace(/^(3,1,\d+),([\d.]+)/, (_, key, y) => `${key},${(Number(y) + 2).toFixed(6)}`)
        : row,
    );
    const one = backTest('price-response', [train], [file(rows)]);
    const other = backTest('price-response', [train], [file(louder)]);
    expect(other.estimates).toEqual(one.estimates);
    const group = (report: typeof one, name: string) =>
      part(report, 'later weeks of known shops').groups.find((found) => found.name === name);
    expect(group(other, 'brand 2')?.crps).toBe(group(one, 'brand 2')?.crps);
    expect(group(other, 'brand 1')?.crps).toBeGreaterThan(group(one, 'brand 1')?.crps as number);
  });

  test('rows of known shops that are not later are left out and said', () => {
    const held = file(shops(1, 1, 2, 58, 5));
    const report = backTest('price-response', [train], [held]);
    expect(part(report, 'later weeks of known shops').forecasts).toBe(8);
    expect(report.warnings).toContainEqual(expect.objectContaining({ code: 'overlap', count: 12 }));
    expect(refusal('price-response', [train], [file(shops(1, 1, 2, 50, 3))]).code).toBe(
      'DATA_NOTHING_LATER',
    );
  });

  test('without rows held back: two ways of holding back', () => {
    const report = backTest('price-response', [train], null);
    expect(report.parts.map(({ name }) => name)).toEqual([
      'later weeks of known shops',
      'shops never seen',
    ]);
  });
});

describe('recovery in a simulated hierarchy', () => {
  test('the interval of an elasticity holds nine times in ten', () => {
    let inside = 0;
    const worlds = 40;
    for (let k = 0; k < worlds; k++) {
      const report = fit('price-response', [file(shops(1000 + k, 1, 12, 1, 26))]);
      for (const [b, truth] of OWN.entries()) {
        const { low, high } = estimate(report, 'own elasticity', `brand ${b + 1}`);
        if (truth >= (low as number) && truth <= (high as number)) inside++;
      }
    }
    // 72 of 80 expected; ± 3.5 standard errors. Averaging two fits makes the interval a little wide.
    expect(inside).toBeGreaterThanOrEqual(63);
  });
});

describe('other files', () => {
  test('a Spanish export: semicolons, decimal commas, day first', () => {
    const lines = [';Date;AveragePrice;Total Volume;type;year;region'];
    for (const [r, region] of ['Albany', 'Boise', 'Tampa'].entries()) {
      for (let w = 0; w < 60; w++) {
        const g = new Stream().open(7, 1, r, w, 0);
        const day = new Date(Date.UTC(2015, 0, 4 + 7 * w)).toISOString().slice(0, 10).split('-');
        for (const type of ['conventional', 'organic']) {
          const price = Math.exp(0.2 + 0.2 * sampleNormal(g));
          const volume = Math.exp(10 + r - 1.5 * Math.log(price) + 0.1 * sampleNormal(g));
          const number = (value: number): string => value.toFixed(2).replace('.', ',');
          lines.push(
            `${w};${day[2]}/${day[1]}/${day[0]};${number(price)};${number(volume)};${type};2015;${region}`,
          );
        }
      }
    }
    const report = fit('price-response', [lines.join('\n')]);
    expect(report.format).toBe('regions by week');
    expect(report.train[0]).toMatchObject({ rows: 360, from: '2015-01-04', to: '2016-02-21' });
    expect(estimate(report, 'own elasticity', 'organic').value).toBeCloseTo(-1.5, 0);
  });

  test('accounts without weeks: the fit says so', () => {
    const rows = Array.from({ length: 12 }, (_, r) =>
      Array.from({ length: 30 }, (__, w) => {
        const g = new Stream().open(8, 1, r, w, 0);
        const price = Math.exp(1 + 0.15 * sampleNormal(g));
        const display = g.uniform() * 0.5;
        const volume = Math.exp(
          8 + (r % 4) - 2 * Math.log(price) + display + 0.2 * sampleNormal(g),
        );
        return `CITY ${r % 4} - CHAIN ${r},${Math.round(volume)},${display.toFixed(4)},${price.toFixed(4)}`;
      }),
    ).flat();
    const report = backTest(
      'price-response',
      [['RETAILER,VOLUME,DISP,PRICE', ...rows].join('\n')],
      null,
    );
    expect(report.warnings[0]).toMatchObject({ code: 'weeksNotNumbered', count: 12 });
    expect(estimate(report, 'own elasticity', 'all').value).toBeCloseTo(-2, 0);
    expect(part(report, 'later weeks of known shops').baselines[0]?.skill).toBeGreaterThan(0.2);
  });

  const good = shops(1, 1, 2, 1, 30);
  const changed = (row: number, from: RegExp | string, to: string): string =>
    file(good.with(row, (good[row] as string).replace(from, to)));
  test.each([
    ['DATA_DUPLICATE', file([...good, good[0] as string]), { row: 122, firstRow: 2 }],
    ['DATA_OUT_OF_RANGE', changed(3, /,1,0\.\d+,/, ',1,0,'), { row: 5, column: 'price1' }],
    ['DATA_NOT_A_NUMBER', changed(3, /,\d+\.\d+,1,/, ',inf,1,'), { row: 5, column: 'logmove' }],
    ['DATA_NEGATIVE', changed(3, /,\d+\.\d+,1,/, ',-3.5,1,'), { row: 5, column: 'logmove' }],
    ['DATA_TOO_SHORT', file(good.slice(0, 5)), { rows: 5 }],
    ['DATA_NOT_KNOWN', 'x,y\n1,2', {}],
  ])('%s', (code, text, details) => {
    const failure = refusal('price-response', [text]);
    expect(failure.code).toBe(code);
    expect(failure.details).toMatchObject({ file: 'train.csv', ...details });
  });

  test('prices in cents beside prices in dollars', () => {
    const cents = shops(1, 1, 2, 31, 10).map((row) =>
      row.replaceAll(/0\.0\d+/g, (price) => (100 * Number(price)).toFixed(4)),
    );
    expect(refusal('price-response', [file(good)], [file(cents)])).toMatchObject({
      code: 'DATA_UNIT_MISMATCH',
      details: { file: 'test.csv', column: 'price' },
    });
  });
});

test('cheese: price and display near the published regression', () => {
  const cheese = publicFile('retail_cheese_tuna/cheese.csv');
  if (cheese === null) return;
  const report = fit('price-response', [cheese]);
  expect(estimate(report, 'own elasticity', 'all').value).toBeCloseTo(-2.4, 0);
  expect(estimate(report, 'display', 'all').value).toBeCloseTo(0.94, 0);
});

import { describe, expect, test } from 'vitest';
import { pooledMeans } from '#electron/sandbox/calibration/trials/arms';
import { Stream } from '#electron/sandbox/engine/random';
import { sampleNormal } from '#electron/sandbox/engine/samplers';
import { backTest, estimate, fit, part, publicFile, refusal } from './helpers';

const MAIL =
  'recency,history_segment,history,mens,womens,zip_code,newbie,channel,segment,visit,conversion,spend';
const ARMS = ['No E-Mail', 'Mens E-Mail', 'Womens E-Mail'];
/** Chance to convert by arm; customers who bought men's goods before convert more. */
const CONVERSION = [0.05, 0.12, 0.08];

function customers(seed: number, n: number): string[] {
  const g = new Stream().open(seed, 1, 0, 0, 0);
  return Array.from({ length: n }, () => {
    const arm = Math.floor(3 * g.uniform());
    const mens = g.uniform() < 0.5 ? 1 : 0;
    const chance = (CONVERSION[arm] as number) * (mens === 1 ? 1.5 : 0.5);
    const visit = g.uniform() < 2 * chance ? 1 : 0;
    const converted = visit === 1 && g.uniform() < 0.5 ? 1 : 0;
    const spend = converted * (20 + 60 * g.uniform());
    const recency = 1 + Math.floor(12 * g.uniform());
    return `${recency},x,120.5,${mens},${1 - mens},Urban,0,Web,${ARMS[arm]},${visit},${converted},${spend.toFixed(2)}`;
  });
}
const mailing = (rows: string[]): string => [MAIL, ...rows].join('\n');

describe('a mailing', () => {
  const train = mailing(customers(1, 6000));
  const held = mailing(customers(2, 3000));

  test('arms and customers are forecast better than without knowing the arm', () => {
    const report = backTest('offer-campaign', [train], [held]);
    expect(report.format).toBe('customers by e-mail arm');
    expect(part(report, 'conversion: effect of each arm').baselines[0]?.skill).toBeGreaterThan(0.4);
    expect(part(report, 'spend: mean of each arm').cases).toHaveLength(3);
    const rows = part(report, 'conversion: each customer');
    expect(rows.forecasts).toBe(3000);
    for (const { skill, logLoss } of rows.baselines) {
      expect(skill).toBeGreaterThan(0.005);
      expect(logLoss).toBeGreaterThan(rows.model.logLoss as number);
    }
    expect(part(report, 'spend: each customer').baselines[0]?.skill).toBeGreaterThan(0.002);
    expect(backTest('offer-campaign', [train], [held])).toEqual(report);
  });

  test('the stated 90 % interval of an effect holds nine times in ten', () => {
    let inside = 0;
    const trials = 120;
    for (let k = 0; k < trials; k++) {
      const report = fit('offer-campaign', [mailing(customers(100 + k, 900))]);
      const { low, high } = estimate(report, 'conversion: effect', 'Mens E-Mail');
      const truth = 0.12 - 0.05;
      if (truth >= (low as number) && truth <= (high as number)) inside++;
    }
    // 108 expected; ± 3.5 standard errors.
    expect(inside).toBeGreaterThanOrEqual(97);
    expect(inside).toBeLessThanOrEqual(118);
  });

  test('without rows held back every customer is forecast once', () => {
    const report = backTest('offer-campaign', [mailing(customers(3, 1500))], null);
    expect(report.test).toBeNull();
    expect(part(report, 'visit: each customer').forecasts).toBe(1500);
  });

  const rows = customers(4, 60);
  const cell = (row: number, from: RegExp, to: string): string =>
    mailing(rows.with(row, (rows[row] as string).replace(from, to)));
  test.each([
    [
      'DATA_OUT_OF_RANGE',
      cell(5, /(Mens|Womens|No) E-Mail/, 'Post'),
      { row: 7, column: 'segment' },
    ],
    ['DATA_OUT_OF_RANGE', cell(5, /,\d,\d,[\d.]+$/, ',1,0.5,3'), { row: 7, column: 'conversion' }],
    ['DATA_NOT_A_NUMBER', cell(5, /[\d.]+$/, 'NaN'), { row: 7, column: 'spend' }],
    ['DATA_NEGATIVE', cell(5, /[\d.]+$/, '-4'), { row: 7, column: 'spend' }],
    ['DATA_OUT_OF_RANGE', cell(5, /,\d,\d,[\d.]+$/, ',1,0,30'), { row: 7, column: 'spend' }],
    ['DATA_TOO_SHORT', mailing(rows.slice(0, 6)), { least: 8 }],
    ['DATA_TOO_SHORT', mailing([]), { rows: 0 }],
    ['DATA_NOT_KNOWN', 'a,b\n1,2', {}],
  ])('%s', (code, text, details) => {
    const failure = refusal('offer-campaign', [text]);
    expect(failure.code).toBe(code);
    expect(failure.details).toMatchObject({ file: 'train.csv', ...details });
  });
});

describe('a promotion in shops', () => {
  const EFFECT = [0, -9, -4];
  function shops(seed: number, markets: number, from = 1): string {
    const g = new Stream().open(seed, 2, 0, 0, 0);
    const lines = ['MarketID,MarketSize,LocationID,AgeOfStore,Promotion,week,SalesInThousands'];
    for (let m = 0; m < markets; m++) {
      const market = 55 + 9 * sampleNormal(g);
      const size = ['Small', 'Medium', 'Large'][m % 3];
      for (let s = 0; s < 12; s++) {
        const shop = 4 * sampleNormal(g);
        for (let week = 1; week <= 4; week++) {
          const sales = market + shop + (EFFECT[s % 3] as number) + 3 * sampleNormal(g);
          lines.push(
            `${from + m},${size},${(from + m) * 100 + s},5,${1 + (s % 3)},${week},${Math.max(0, sales).toFixed(2)}`,
          );
        }
      }
    }
    return lines.join('\n');
  }

  test('effects with intervals that know that the weeks of a shop go together', () => {
    const found = fit('offer-campaign', [shops(1, 10)]);
    const { value, low, high } = estimate(
      found,
      'sales: effect against promotion 1',
      'promotion 2',
    );
    expect(value).toBeGreaterThan(-12);
    expect(value).toBeLessThan(-6);
    // 40 shops each: the standard error is near √(2 (16 + 9/4) / 40) = 0.96, not the 0.56 of independent weeks.
    const sd = ((high as number) - (low as number)) / (2 * 1.645);
    expect(sd).toBeGreaterThan(0.7);
    expect(sd).toBeLessThan(1.3);
  });

  test('markets never seen: the effect is forecast, the level with a wide band', () => {
    const report = backTest('offer-campaign', [shops(1, 10)], [shops(2, 4, 50)]);
    const effects = part(report, 'sales: effect of each arm');
    expect(effects.baselines[0]?.skill).toBeGreaterThan(0.4);
    for (const { low, high, actual } of effects.cases) {
      expect(actual).toBeGreaterThan(low - 2);
      expect(actual).toBeLessThan(high + 2);
    }
    expect(part(report, 'sales: each shop and week').forecasts).toBe(192);
  });

  test('a shop has one row a week and one promotion', () => {
    const text = shops(1, 4);
    const lines = text.split('\n');
    expect(refusal('offer-campaign', [[...lines, lines[1]].join('\n')]).code).toBe(
      'DATA_DUPLICATE',
    );
    const moved = lines.with(2, (lines[2] as string).replace(',5,1,2,', ',5,2,2,')).join('\n');
    expect(refusal('offer-campaign', [moved])).toMatchObject({
      code: 'DATA_DUPLICATE',
      details: { row: 3, column: 'Promotion', firstRow: 2 },
    });
  });
});

test('arms are drawn together only as far as chance explains their difference', () => {
  const arm = (mean: number, variance: number) => ({ mean, variance, rowVariance: 1, n: 100 });
  const alike = pooledMeans([arm(1, 0.01), arm(1.9, 0.01), arm(2, 0.01), arm(2.1, 0.01)]);
  expect(alike[1]?.mean).toBeGreaterThan(1.96);
  expect(alike[0]?.mean).toBe(1);
  const apart = pooledMeans([arm(1, 0.01), arm(0, 0.01), arm(5, 0.01), arm(9, 0.01)]);
  expect(apart[3]?.mean).toBeGreaterThan(8.98);
  const two = [arm(1, 0.01), arm(2, 0.01), arm(3, 0.01)];
  expect(pooledMeans(two)).toEqual(two);
});

test('the published trials: effects near those of the whole files', () => {
  const hillstrom = publicFile('hillstrom_email/hillstrom.csv.gz');
  const letters = publicFile('karlan_list_match_offer/charitable.csv.gz');
  if (hillstrom === null || letters === null) return;
  const mail = fit('offer-campaign', [hillstrom]);
  // +0.770 (0.145) and +0.424 (0.130) on all 64,000.
  for (const [arm, effect] of [
    ['Mens E-Mail', 0.77],
    ['Womens E-Mail', 0.424],
  ] as const) {
    const { low, high } = estimate(mail, 'spend: effect', arm);
    expect(low).toBeLessThan(effect);
    expect(high).toBeGreaterThan(effect);
  }
  const gifts = fit('offer-campaign', [letters]);
  expect(estimate(gifts, 'gave: mean', 'no match').value).toBeCloseTo(0.0179, 2);
  expect(estimate(gifts, 'gave: effect, arms pooled', '1:1').low).toBeGreaterThan(0);
});

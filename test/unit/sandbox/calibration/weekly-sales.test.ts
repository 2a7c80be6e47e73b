import { describe, expect, test } from 'vitest';
import { isoOf, dayOf } from '#electron/sandbox/calibration/files/days';
import { Stream } from '#electron/sandbox/engine/random';
import { sampleNormal } from '#electron/sandbox/engine/samplers';
import { backTest, fit, part, refusal } from './helpers';

const HEADER = 'Store,Dept,Date,Weekly_Sales,IsHoliday';
const FIRST = dayOf(2010, 2, 5);

/** Shops of several sizes with departments that grow, have a season and a holiday peak. */
function rows(shops: readonly number[], firstWeek: number, weeks: number): string[] {
  return shops.flatMap((shop) =>
    [1, 2, 3].flatMap((department) =>
      Array.from({ length: weeks }, (_, k) => {
        const week = firstWeek + k;
        const g = new Stream().open(4, 1, shop * 100 + department, week, 0);
        const holiday = week % 52 === 41;
        const growth = 1 + 0.1 * (week / 52) * department;
        const season = 1 + 0.3 * Math.cos((2 * Math.PI * (week + 10 * department)) / 52);
        const sales =
          size(shop) *
          0.2 *
          department *
          growth *
          season *
          (holiday ? 2 : 1) *
          (1 + 0.08 * sampleNormal(g));
        const day = isoOf(FIRST + 7 * week);
        return `${shop},${department},${day},${sales.toFixed(2)},${holiday ? 'TRUE' : 'FALSE'}`;
      }),
    ),
  );
}
const size = (shop: number): number => 40_000 + 10_000 * shop;
const SHOPS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const STORES = [
  'Store,Type,Size',
  ...[...SHOPS, 11, 12].map((shop) => `${shop},A,${size(shop)}`),
].join('\n');
const file = (lines: string[]): string => [HEADER, ...lines].join('\n');

describe('generated shops', () => {
  const train = file(rows(SHOPS, 0, 117));

  test('later weeks: clearly below the same week a year before, in WMAE too', () => {
    const report = backTest('weekly-sales', [train, STORES], [file(rows(SHOPS, 117, 13))]);
    const later = part(report, 'later weeks of known shops');
    expect(later.forecasts).toBe(390);
    expect(later.model.wmae).toBeLessThan(0.92 * (later.baselines[0]?.wmae as number));
    expect(later.coverage90).toBeGreaterThan(0.8);
    expect(report.warnings).toEqual([]);
  });

  test('new shops: with nothing known but their size, and by their own earlier weeks', () => {
    const held = file(rows([11, 12], 0, 130));
    const report = backTest('weekly-sales', [train, STORES], [held]);
    const cold = part(report, 'new shops, nothing known');
    const warm = part(report, 'new shops by their own earlier weeks');
    expect(cold.forecasts).toBe(2 * 3 * 130);
    expect(cold.baselines[0]?.skill).toBeGreaterThan(0.2);
    expect(warm.forecasts).toBe(2 * 3 * 13);
    expect(warm.model.wmae).toBeLessThan(warm.baselines[0]?.wmae as number);
    const without = backTest('weekly-sales', [train], [held]);
    expect(without.warnings).toMatchObject([{ code: 'companionMissing', example: 'stores.csv' }]);
    expect(part(without, 'new shops, nothing known').baselines[0]?.skill).toBeCloseTo(0, 6);
  });

  test('what a test says of a known shop before the end of training is not read', () => {
    const ends = rows(SHOPS, 117, 13);
    const noisy = rows([1], 100, 17).map((row) => row.replace(/,\d+\.\d+,/, ',5000.00,'));
    const quiet = backTest('weekly-sales', [train, STORES], [file(ends)]);
    const report = backTest('weekly-sales', [train, STORES], [file([...noisy, ...ends])]);
    expect(report.warnings).toMatchObject([{ code: 'overlap', count: 51 }]);
    expect(report.parts).toEqual(quiet.parts);
    expect(refusal('weekly-sales', [train], [file(noisy)]).code).toBe('DATA_NOTHING_LATER');
  });

  test('outcomes of the test never change its forecasts', () => {
    const ends = rows(SHOPS, 117, 13);
    const changed = ends.map((row) =>
      row.startsWith('3,1,') ? row.replace(/,(\d+)\./, ',9$1.') : row,
    );
    const one = backTest('weekly-sales', [train], [file(ends)]);
    const other = backTest('weekly-sales', [train], [file(changed)]);
    const group = (report: typeof one, name: string) =>
      part(report, 'later weeks of known shops').groups.find((found) => found.name === name)?.crps;
    expect(group(other, 'shop 4')).toBe(group(one, 'shop 4'));
    expect(group(other, 'shop 3')).toBeGreaterThan(group(one, 'shop 3') as number);
  });

  test('without rows held back, and the growth by department', () => {
    const report = backTest('weekly-sales', [train, STORES], null);
    expect(part(report, 'later weeks of known shops').forecasts).toBe(780);
    const { estimates } = fit('weekly-sales', [train]);
    expect(estimates.map(({ of }) => of)).toEqual(['department 1', 'department 2', 'department 3']);
    const [first, , third] = estimates;
    expect(third?.value).toBeGreaterThan(first?.value as number);
    expect(first?.low).toBeLessThan(1.1);
  });

  test('a short history, negative sales and a department that is new still get a forecast', () => {
    const short = rows([1, 2], 0, 20);
    const returns = short.with(3, (short[3] as string).replace(/,\d+\.\d+,/, ',-12.5,'));
    const held = [...rows([1, 2], 20, 4), `1,9,${isoOf(FIRST + 140)},50.5,FALSE`];
    const report = backTest('weekly-sales', [file(returns)], [file(held)]);
    const later = part(report, 'later weeks of known shops');
    expect(later.forecasts).toBe(25);
    expect(Number.isFinite(later.model.crps)).toBe(true);
  });
});

describe('bad files', () => {
  const good = rows([1, 2], 0, 30);
  const changed = (row: number, to: string): string => file(good.with(row, to));
  test.each([
    [
      'DATA_NOT_A_NUMBER',
      changed(2, '1,1,2010-02-19,NaN,FALSE'),
      { row: 4, column: 'Weekly_Sales' },
    ],
    ['DATA_DUPLICATE', changed(2, good[1] as string), { row: 4, firstRow: 3 }],
    ['DATA_GRAIN', changed(2, '1,1,2010-02-20,5,FALSE'), { row: 4 }],
    ['DATA_NOT_A_DAY', changed(2, '1,1,2010-02-31,5,FALSE'), { row: 4, column: 'Date' }],
    ['DATA_OUT_OF_RANGE', changed(2, '1,1,2010-02-19,5,maybe'), { row: 4, column: 'IsHoliday' }],
    ['DATA_TOO_SHORT', file(rows([1], 0, 5)), { rows: 5 }],
    ['DATA_TOO_SHORT', HEADER, { rows: 0 }],
    ['DATA_NOT_KNOWN', 'a,b\n1,2', {}],
  ])('%s', (code, text, details) => {
    const failure = refusal('weekly-sales', [text]);
    expect(failure.code).toBe(code);
    expect(failure.details).toMatchObject({ file: 'train.csv', ...details });
  });

  test('a shop twice in the file about shops', () => {
    const doubled = 'Store,Type,Size\n1,A,5\n1,B,6';
    expect(refusal('weekly-sales', [file(good), doubled])).toMatchObject({
      code: 'DATA_DUPLICATE',
      details: { file: 'train2.csv', row: 3 },
    });
  });
});

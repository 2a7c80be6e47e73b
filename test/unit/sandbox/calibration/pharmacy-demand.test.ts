import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { feastKeys } from '#electron/sandbox/calibration/counts/calendar';
import { dayOf, isoOf } from '#electron/sandbox/calibration/files/days';
import { answerCalibration } from '#electron/sandbox/calibration/run';
import type { CalibrationReport } from '#electron/sandbox/calibration/report';
import { exp } from '#electron/sandbox/engine/elementary';
import { Stream } from '#electron/sandbox/engine/random';
import { sampleNegativeBinomial } from '#electron/sandbox/engine/samplers';
import type { Failure } from '#shared/errors';

const bytes = (text: string) => new TextEncoder().encode(text);

function run(train: string, held: string | null, fitOnly = false) {
  const job = {
    model: 'pharmacy-demand',
    train: [{ name: 'train.csv', bytes: bytes(train) }],
    test: held === null ? null : [{ name: 'test.csv', bytes: bytes(held) }],
    fitOnly,
    seed: 1,
  } as const;
  return answerCalibration(
    job,
    () => undefined,
    () => 0,
  );
}

function report(train: string, held: string | null, fitOnly = false): CalibrationReport {
  const { report: found, failure: wrong } = run(train, held, fitOnly);
  if (found === null) throw new Error(JSON.stringify(wrong));
  return found;
}

function failure(train: string, held: string | null): Failure {
  const { failure: wrong } = run(train, held);
  if (wrong === null) throw new Error('nothing went wrong');
  return wrong;
}

const HEADER = 'datum,A,B,Year,Month,Hour,Weekday Name';
const START = dayOf(2015, 1, 1);

/** Two groups with weekday, season and a closed 1 January; negative binomial of size 6. */
function shop(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, k) => {
    const i = from + k;
    const g = new Stream().open(5, 1, i, 0, 0);
    const day = START + i;
    const [year, month, date] = isoOf(day).split('-') as [string, string, string];
    const weekend = (((day + 3) % 7) + 7) % 7 >= 5 ? 1.5 : 0.8;
    const season = exp(0.5 * Math.cos((2 * Math.PI * i) / 365.25));
    const closed = month === '01' && date === '01' ? 0 : 1;
    const a = closed * sampleNegativeBinomial(g, 6, 12 * weekend * season);
    const b = closed * sampleNegativeBinomial(g, 6, 4);
    return `${date}/${month}/${year},${a},${b},${year},${Number(month)},276,x`;
  });
}
const file = (rows: string[]): string => [HEADER, ...rows].join('\n');

describe('a generated shop', () => {
  const train = file(shop(0, 1100));
  const held = file(shop(1100, 84));

  test('is forecast better than by its own past, with honest bands', () => {
    const { parts, train: notes, test: tested } = report(train, held);
    const [rolling] = parts;
    expect(notes[0]).toEqual({
      file: 'train.csv',
      rows: 1100,
      series: 2,
      from: '2015-01-01',
      to: isoOf(START + 1099),
    });
    expect(tested?.[0]?.rows).toBe(84);
    expect(rolling?.forecasts).toBe(168);
    for (const { skill } of rolling?.baselines ?? []) expect(skill).toBeGreaterThan(0.02);
    // 168 forecasts: 90 % ± 4 standard errors.
    expect(rolling?.coverage90).toBeGreaterThan(0.807);
    expect(rolling?.coverage90).toBeLessThan(0.993);
  });

  test('what happens in the test never reaches a forecast made before it', () => {
    const lines = held.split('\n');
    const changed = lines.map((line, i) =>
      i > 0 && i <= 28
        ? line.replace(/^([^,]+),(\d+),/, (_, day, a) => `${day},${Number(a) + 9},`)
        : line,
    );
    const one = report(train, held.split('\n').slice(0, 29).join('\n'));
    const other = report(train, changed.slice(0, 29).join('\n'));
    // Both have one origin, before all test rows: the same forecasts, other outcomes.
    expect(one.estimates).toEqual(other.estimates);
    expect(other.parts[0]?.model.crps).toBeGreaterThan(one.parts[0]?.model.crps as number);
    const { parts: b } = other;
    const bOnly = b[0]?.groups.find(({ name }) => name === 'B');
    expect(bOnly?.crps).toBe(one.parts[0]?.groups.find(({ name }) => name === 'B')?.crps);
  });

  test('the fit finds level, weekdays and dispersion again', () => {
    const { estimates, parts } = report(train, null, true);
    expect(parts).toEqual([]);
    const value = (quantity: string, of: string): number =>
      estimates.find((one) => one.quantity === quantity && one.of === of)?.value ?? NaN;
    expect(value('weekday Sat', 'A') / value('weekday Tue', 'A')).toBeCloseTo(1.5 / 0.8, 0);
    expect(value('month 1', 'A') / value('month 7', 'A')).toBeGreaterThan(2);
    expect(value('dispersion size', 'A')).toBeGreaterThan(3.5);
    expect(value('dispersion size', 'A')).toBeLessThan(9);
    expect(value('level', 'B')).toBeCloseTo(4, 0);
  });

  test('hours are added up to days', () => {
    const hours = ['datum,A', '1/14/2015 8:00,2', '1/14/2015 9:00,3'];
    for (let i = 1; i < 40; i++) {
      const [y, m, d] = isoOf(dayOf(2015, 1, 14) + i).split('-') as [string, string, string];
      hours.push(
        `${Number(m)}/${Number(d)}/${y} 8:00,${i % 5}`,
        `${Number(m)}/${Number(d)}/${y} 9:00,1`,
      );
    }
    const { train: notes, warnings } = report(hours.join('\n'), null);
    expect(notes[0]).toMatchObject({ rows: 80, from: '2015-01-14', to: '2015-02-22' });
    expect(warnings.map(({ code }) => code)).toContain('shortHistory');
  });

  test('rows that are not later are left out and said', () => {
    const { warnings, parts } = report(train, file(shop(1090, 38)));
    expect(warnings).toMatchObject([{ code: 'overlap', count: 10 }]);
    expect(parts[0]?.forecasts).toBe(56);
    expect(failure(train, file(shop(1000, 20))).code).toBe('DATA_NOTHING_LATER');
  });
});

describe('bad files', () => {
  const good = shop(0, 60);
  const changedRow = (row: number, text: string): string => file(good.with(row, text));

  test.each([
    ['DATA_NOT_A_NUMBER', changedRow(4, '05/01/2015,NaN,3,2015,1,276,x'), { row: 6, column: 'A' }],
    ['DATA_NEGATIVE', changedRow(4, '05/01/2015,2,-3,2015,1,276,x'), { row: 6, column: 'B' }],
    ['DATA_NOT_A_DAY', changedRow(20, '31/02/2015,2,3,2015,1,276,x'), { row: 22, column: 'datum' }],
    ['DATA_DUPLICATE', changedRow(4, good[3] as string), { row: 6, firstRow: 5 }],
    ['DATA_TOO_SHORT', file(good.slice(0, 7)), { rows: 7, least: 14 }],
    ['DATA_TOO_SHORT', HEADER, {}],
    ['DATA_GAPS', file(good.filter((_, i) => i < 14 || i > 40)), { missing: 27, row: 16 }],
    ['DATA_COLUMN_MISSING', 'day,A\n2015-01-01,3', { column: 'datum' }],
    ['DATA_ROW_WIDTH', changedRow(4, '05/01/2015,2'), { row: 6 }],
  ])('%s', (code, text, details) => {
    const found = failure(text, null);
    expect(found.code).toBe(code);
    expect(found.details).toMatchObject({ file: 'train.csv', ...details });
  });

  test('a few missing days are a warning', () => {
    const { warnings } = report(file(good.filter((_, i) => i !== 30 && i !== 31)), null);
    expect(warnings[0]).toMatchObject({ code: 'gaps', count: 2, row: 32, example: '2015-01-31' });
  });

  test('a test in another unit or of another grain', () => {
    const train = file(shop(0, 200));
    const thousandfold = shop(200, 30).map((line) =>
      line.replace(/^([^,]+),(\d+)/, (_, day, a) => `${day},${Number(a) * 1000}`),
    );
    expect(failure(train, file(thousandfold))).toMatchObject({
      code: 'DATA_UNIT_MISMATCH',
      details: { file: 'test.csv', column: 'A' },
    });
    const weekly = file(shop(200, 200).filter((_, i) => i % 7 === 0));
    expect(failure(train, weekly).code).toBe('DATA_GRAIN');
  });
});

test('Easter of both churches', () => {
  expect(feastKeys(dayOf(2019, 4, 21))).toContain('west0');
  expect(feastKeys(dayOf(2019, 4, 28))).toContain('east0');
  expect(feastKeys(dayOf(2016, 5, 1))).toContain('east0');
  expect(feastKeys(dayOf(2024, 3, 31))).toContain('west0');
});

const DATA = new URL('../../../../../shared/data/pharma_sales/salesweekly.csv', import.meta.url);
const here = existsSync(DATA);
if (!here) console.log('pharma_sales is not here: its back-test did not run');

test('a year ahead on the weekly pharmacy sales', () => {
  if (!here) return;
  const { parts } = report(readFileSync(DATA, 'utf8'), null);
  for (const { skill } of parts[0]?.baselines ?? []) expect(skill).toBeGreaterThan(0.1);
  console.log(
    `salesweekly.csv: CRPS ${parts[0]?.model.crps.toFixed(2)}, WAPE ${parts[0]?.model.wape.toFixed(3)}`,
  );
}, 60_000);

import { gzipSync } from 'node:zlib';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { numbers, uniqueRows } from '#electron/sandbox/calibration/files/cells';
import { days, isoOf } from '#electron/sandbox/calibration/files/days';
import { sameUnit } from '#electron/sandbox/calibration/files/same-unit';
import { readTable } from '#electron/sandbox/calibration/files/table';
import { SandtableError } from '#shared/errors';

const table = (text: string, name = 'a.csv') =>
  readTable({ name, bytes: new TextEncoder().encode(text) });

function failure(work: () => unknown): { code: string; details: Record<string, unknown> } {
  try {
    work();
  } catch (error) {
    if (error instanceof SandtableError) return { code: error.code, details: error.details };
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('tables', () => {
  test('packed or not, with a mark or not, a table is the same', () => {
    const text = '\uFEFFa,b\r\n1,"x, y"\r\n2,z\r\n';
    const packed = readTable({ name: 'a.csv.gz', bytes: gzipSync(text) });
    expect(packed.header).toEqual(['a', 'b']);
    expect(packed.column('b')).toEqual(['x, y', 'z']);
    expect(packed.lines).toEqual([2, 3]);
    expect(table(text).column('b')).toEqual(packed.column('b'));
    const damaged = gzipSync(text).subarray(0, 20);
    expect(failure(() => readTable({ name: 'd.gz', bytes: damaged })).code).toBe('FILE_UNREADABLE');
  });

  test('a decimal comma goes with a semicolon', () => {
    const spanish = table(';Date;Price\n0;27/12/2015;1,33\n1;20/12/2015;1.036,5\n');
    expect([...numbers(spanish, 'Price')]).toEqual([1.33, 1036.5]);
    expect(failure(() => numbers(table('a;b\n1,5;1.5\n'), 'b'))).toEqual({
      code: 'DATA_NOT_A_NUMBER',
      details: { file: 'a.csv', row: 2, column: 'b', value: '1.5' },
    });
  });

  test('what is wrong is told with file, line and column', () => {
    const bad = table('day,units,price\n2020-01-01,3,1\n2020-01-02,NaN,1\n2020-01-03,-2,0\n');
    expect(failure(() => numbers(bad, 'units', { least: 0 }))).toEqual({
      code: 'DATA_NOT_A_NUMBER',
      details: { file: 'a.csv', row: 3, column: 'units', value: 'NaN' },
    });
    const negative = table('units\n\n3\n-2\n');
    expect(failure(() => numbers(negative, 'units', { least: 0 }))).toEqual({
      code: 'DATA_NEGATIVE',
      details: { file: 'a.csv', row: 4, column: 'units', value: '-2' },
    });
    expect(failure(() => numbers(bad, 'price', { positive: true })).details).toMatchObject({
      row: 4,
      least: '> 0',
    });
    expect(failure(() => numbers(table('p\n1e999\n'), 'p')).code).toBe('DATA_NOT_A_NUMBER');
    expect(failure(() => bad.column('store')).code).toBe('DATA_COLUMN_MISSING');
    expect(failure(() => table('a,b\n1,2\n3\n')).details).toMatchObject({ row: 3, cells: 1 });
    expect(
      failure(() => uniqueRows(table('s,d\n1,a\n2,a\n1,a\n'), 's', () => 'same')).details,
    ).toMatchObject({ row: 3, firstRow: 2 });
    expect([...numbers(table('m\nNA\n4\n'), 'm', { missing: ['NA'] })]).toEqual([NaN, 4]);
  });

  test('another unit is refused, an ordinary difference and a handful of values are not', () => {
    const known = Array.from({ length: 40 }, (_, i) => 2 + (i % 3));
    const cents = known.map((value) => 100 * value);
    expect(failure(() => sameUnit('t.csv', 'price', known, cents)).code).toBe('DATA_UNIT_MISMATCH');
    sameUnit(
      't.csv',
      'price',
      known,
      known.map((value) => 3 * value),
    );
    sameUnit('t.csv', 'price', known, [400]);
  });
});

describe('days', () => {
  const read = (cells: string[], otherwise: 'dmy' | 'mdy' | null = null) =>
    days(table(`d\n${cells.join('\n')}\n`), 'd', otherwise);

  test('the three ways of one data set', () => {
    expect(read(['02/01/2014', '03/01/2014', '13/01/2014']).order).toBe('dmy');
    expect(read(['1/5/2014', '1/12/2014', '1/19/2014']).order).toBe('mdy');
    expect(read(['1/2/2014 8:00', '1/2/2014 9:00', '1/14/2014 8:00']).order).toBe('mdy');
    expect(read(['2014-01-31', '2014-02-28']).order).toBe('ymd');
  });

  test('where no number is over 12, the regular reading wins, then that of the training file', () => {
    const weeks = read(['1/5/2014', '1/12/2014', '2/2/2014', '2/9/2014']);
    expect(weeks.order).toBe('mdy');
    expect(isoOf(weeks.days[1] as number)).toBe('2014-01-12');
    expect(read(['3/4/2018', '5/6/2018'], 'dmy').order).toBe('dmy');
    expect(failure(() => read(['3/4/2018'])).code).toBe('DATA_DAY_ORDER');
  });

  test('no day is told with its line', () => {
    expect(failure(() => read(['2014-01-31', '2014-02-30']))).toEqual({
      code: 'DATA_NOT_A_DAY',
      details: { file: 'a.csv', row: 3, column: 'd', value: '2014-02-30' },
    });
    expect(failure(() => read(['13/01/2014', '01/13/2014'])).details['row']).toBe(3);
  });

  property.prop([fc.integer({ min: 0, max: 20_000 }), fc.constantFrom('dmy', 'mdy', 'ymd')], {
    numRuns: 40,
  })('a year of days is read as it was written', (start, order) => {
    const cells = Array.from({ length: 366 }, (_, i) => {
      const [y, m, d] = isoOf(start + i).split('-') as [string, string, string];
      if (order === 'ymd') return `${y}-${m}-${d}`;
      return order === 'dmy' ? `${d}/${m}/${y}` : `${Number(m)}/${Number(d)}/${y}`;
    });
    const found = read(cells);
    expect(found.order).toBe(order);
    expect(found.days[365]).toBe(start + 365);
  });
});

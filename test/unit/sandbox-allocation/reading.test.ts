import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAllocation } from '#electron/sandbox/allocation/index';
import { demandFromSales, salesWindow } from '#electron/sandbox/allocation/reading/sales-demand';
import { SandtableError } from '#shared/errors';

const SOUND: Readonly<Record<string, string>> = {
  'stores.csv': 'store,name,frozen\nA,甲店,\nB,乙店,in\nC,丙店,both\n',
  'skus.csv':
    'sku,name,unit,unit_cost,margin,lot_size,min_display,shelf_life_days\np,片剂,盒,12.50,6,5,2,360\n',
  'stock.csv':
    'store,sku,quantity,expiry,arrives,unit,as_of\nA,p,40,2027-01-05,,盒,2026-11-28\nB,p,3,,,,2026-11-28\nB,p,10,,2026-12-03,盒,2026-11-28\n',
  'demand.csv': 'store,sku,mean_per_day,dispersion,unit\nA,p,0.5,,盒\nB,p,2,1.5,盒\n',
  'routes.csv': 'from,to,cost_per_lot,fixed_cost,lead_days,capacity_lots\nA,B,1.5,12,1,40\n',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandtable-allocation-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = { currency: 'CNY', horizonDays: 14, day: null, today: '2026-11-30' };

let made = 0;
/** Reads the sound files with some of them replaced (null = left out). */
function read(over: Readonly<Record<string, string | null>> = {}, locks: string | null = null) {
  made += 1;
  const own = mkdtempSync(join(folder, `data${made}-`));
  for (const [name, text] of Object.entries({ ...SOUND, ...over })) {
    if (text !== null) writeFileSync(join(own, name), text);
  }
  const lockFile = locks === null ? null : join(own, 'wanted.csv');
  if (lockFile !== null && locks !== null) writeFileSync(lockFile, locks);
  return readAllocation([own], lockFile, settings);
}

function refused(over: Readonly<Record<string, string | null>>, locks: string | null = null) {
  try {
    read(over, locks);
  } catch (error) {
    if (error instanceof SandtableError) return { code: error.code, ...error.details };
    throw error;
  }
  return null;
}

describe('reading', () => {
  it('reads stores, batches, goods on order, demand, routes and locks', () => {
    const { problem, locks, withoutDemand } = read({}, 'from,to,sku,rule,lots\nA,B,p,at_most,2\n');
    expect(problem.day).toBe('2026-11-28');
    expect(problem.stores).toEqual([
      { id: 'A', name: '甲店', sends: true, receives: true },
      { id: 'B', name: '乙店', sends: true, receives: false },
      { id: 'C', name: '丙店', sends: false, receives: false },
    ]);
    expect(problem.skus[0]).toMatchObject({ unitCostMinor: 1250, marginMinor: 600, lotSize: 5 });
    expect(problem.positions[1]).toEqual({
      store: 'B',
      sku: 'p',
      batches: [{ quantity: 3, expiryDay: null }],
      inbound: [{ quantity: 10, day: '2026-12-03', expiryDay: null }],
      demand: { meanPerDay: 2, dispersion: 1.5, source: { kind: 'stated' } },
    });
    expect(problem.routes[0]).toMatchObject({ costPerLotMinor: 150, fixedMinor: 1200 });
    expect(locks).toEqual([{ from: 'A', to: 'B', sku: 'p', rule: 'atMost', lots: 2 }]);
    expect(withoutDemand).toBe(0);
  });

  it('knows Chinese headers and words', () => {
    const { problem } = read({
      'stores.csv': '门店,名称,冻结\nA,甲店,\nB,乙店,否\n',
      'stock.csv': '门店,商品,库存,有效期至\nA,p,4,2027年1月5日\n',
      'routes.csv': '调出,调入,每批运费\nA,B,2\n',
    });
    expect(problem.positions[0]?.batches).toEqual([{ quantity: 4, expiryDay: '2027-01-05' }]);
    expect(problem.routes[0]).toMatchObject({ costPerLotMinor: 200, leadDays: 1 });
  });

  it.each([
    ['stock.csv', 'quantity', 'NaN', 'notANumber', 'store,sku,quantity\nA,p,NaN\n'],
    ['stock.csv', 'quantity', '-2', 'negative', 'store,sku,quantity\nA,p,-2\n'],
    ['stock.csv', 'quantity', '1.5', 'notWhole', 'store,sku,quantity\nA,p,1.5\n'],
    ['stock.csv', 'store', 'X', 'unknownStore', 'store,sku,quantity\nX,p,1\n'],
    ['stock.csv', 'sku', 'x', 'unknownSku', 'store,sku,quantity\nA,x,1\n'],
    ['stock.csv', 'unit', '瓶', 'unitMismatch', 'store,sku,quantity,unit\nA,p,1,瓶\n'],
    [
      'stock.csv',
      'expiry',
      '2026-11-01',
      'expiredBefore',
      'store,sku,quantity,expiry,as_of\nA,p,1,2026-11-01,2026-11-28\n',
    ],
    [
      'stock.csv',
      'arrives',
      '2026-11-28',
      'arrivesBefore',
      'store,sku,quantity,arrives,as_of\nA,p,1,2026-11-28,2026-11-28\n',
    ],
    ['demand.csv', 'mean_per_day', '-0.1', 'negative', 'store,sku,mean_per_day\nA,p,-0.1\n'],
    ['demand.csv', 'mean_per_day', '', 'empty', 'store,sku,mean_per_day\nA,p,\n'],
    ['skus.csv', 'lot_size', '0', 'outOfRange', 'sku,unit_cost,margin,lot_size\np,1,1,0\n'],
    ['skus.csv', 'unit_cost', 'abc', 'notANumber', 'sku,unit_cost,margin\np,abc,1\n'],
    ['stores.csv', 'frozen', 'maybe', 'notAChoice', 'store,frozen\nA,maybe\nB,\nC,\n'],
    ['routes.csv', 'to', 'A', 'sameStore', 'from,to\nA,A\n'],
  ])('refuses %s: %s "%s" is %s, with its line', (file, column, value, problem, text) => {
    expect(refused({ [file]: text })).toMatchObject({
      code: 'ALLOCATION_DATA_INVALID',
      file,
      column,
      value,
      problem,
      line: 2,
    });
  });

  it('tells a missing column, a row that is there twice, and how many more faults there are', () => {
    expect(refused({ 'demand.csv': 'store,sku\nA,p\n' })).toMatchObject({
      file: 'demand.csv',
      line: 1,
      column: 'mean_per_day',
      problem: 'missingColumn',
    });
    expect(
      refused({ 'demand.csv': 'store,sku,mean_per_day\nA,p,1\nA,p,2\nB,p,-1\nB,p,x\n' }),
    ).toMatchObject({ line: 3, problem: 'twice', more: 2 });
    expect(refused({}, 'from,to,sku,rule,lots\nA,B,p,maybe,2\n')).toMatchObject({
      file: 'wanted.csv',
      problem: 'notAChoice',
    });
  });

  it('tells which table is missing, and which file is none', () => {
    expect(refused({ 'routes.csv': null })).toMatchObject({
      code: 'ALLOCATION_FILE_MISSING',
      file: 'routes',
    });
    expect(refused({ 'demand.csv': null })).toMatchObject({ file: 'demand' });
    const stray = join(folder, 'other.csv');
    writeFileSync(stray, 'a,b\n1,2\n');
    expect(() => readAllocation([stray], null, settings)).toThrow(
      expect.objectContaining({ code: 'ALLOCATION_FILE_UNKNOWN' }),
    );
  });

  it('takes demand from sales when there is no demand', () => {
    const rows = ['day,store,sku,quantity', '2026-11-01,A,p,4', '2026-11-28,A,p,2'];
    const { problem } = read({ 'demand.csv': null, 'sales.csv': `${rows.join('\n')}\n` });
    const [a, b] = problem.positions;
    expect(a?.demand.source).toEqual({ kind: 'history', days: 28 });
    expect(a?.demand.meanPerDay).toBeCloseTo(6.5 / 28, 12);
    // Never sold is not never asked for.
    expect(b?.demand.meanPerDay).toBeCloseTo(0.5 / 28, 12);
    const late = `${rows.join('\n')}\n2026-11-29,A,p,1\n`;
    expect(refused({ 'demand.csv': null, 'sales.csv': late })).toMatchObject({
      problem: 'soldAfter',
      line: 4,
    });
  });
});

describe('a demand from sales', () => {
  it('counts the newest eight weeks', () => {
    expect(salesWindow(0, 100)).toEqual({ first: 45, last: 100 });
    expect(salesWindow(90, 100)).toEqual({ first: 90, last: 100 });
    const window = salesWindow(0, 100);
    expect(demandFromSales(new Map([[10, 500]]), window).meanPerDay).toBeCloseTo(0.5 / 56, 12);
  });

  it('finds the spread by moments, and none in less than two weeks', () => {
    const days = new Map(Array.from({ length: 28 }, (_none, day) => [day, day % 2 === 0 ? 6 : 0]));
    const { dispersion } = demandFromSales(days, salesWindow(0, 27));
    // Mean 3, variance 9 · 28 / 27.
    expect(dispersion).toBeCloseTo(9 / ((9 * 28) / 27 - 3), 10);
    expect(demandFromSales(days, salesWindow(0, 12)).dispersion).toBeNull();
  });
});

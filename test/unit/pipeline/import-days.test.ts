import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileHeadOf } from '#electron/pipeline/importing/inspect';
import { previewJob } from '#electron/pipeline/importing/jobs';
import { foreignCurrency } from '#shared/pipeline/currency';
import { dayOrdersOf, orderedColumns } from '#shared/pipeline/day-orders';
import { guessMapping, leftOut } from '#shared/pipeline/import-fields';
import { type DayOrder, parseDay } from '#shared/pipeline/parse-day';
import { importBench, type ImportBench } from './import-setup';

const TODAY = '2026-11-29';
const HEAD = 'Opportunity Name,Customer,Stage,Amount,Expected Close Date,Created Date';

let bench: ImportBench;
beforeEach(() => {
  bench = importBench();
});
afterEach(() => bench.close());

const look = (rows: readonly string[], head = HEAD) => {
  const path = bench.file('export.csv', [head, ...rows].join('\n'));
  return { path, head: fileHeadOf({ path, format: null, today: TODAY }, () => undefined) };
};

describe('days of two readings', () => {
  it('are read as another day of their column settles it', async () => {
    const { path, head } = look([
      'One,Acme,Qualified,1000,12/31/2026,03/04/2026',
      'Two,Acme,Qualified,2000,11/05/2026,25/04/2026',
    ]);
    expect(head.orderedDays).toEqual({
      4: { order: 'monthFirst', example: '12/31/2026' },
      5: { order: 'dayFirst', example: '25/04/2026' },
    });
    expect(head.lastDays).toEqual({ 4: '2026-11-05', 5: '2026-04-25' });
    const plan = await bench.plan(path, 'opportunity');
    const dayOrders = dayOrdersOf(head.orderedDays, {});
    const input = { ...plan, createMissing: true, dayOrders };
    const preview = await bench.replica.readJob(previewJob, input);
    expect(preview).toMatchObject({ toInsert: 2, rejected: 0 });
    expect(preview.accepted[1]?.['expectedCloseDay']?.value).toBe('2026-11-05');
    expect(preview.accepted[0]?.['openedDay']?.value).toBe('2026-04-03');
    const unread = await bench.replica.readJob(previewJob, { ...plan, createMissing: true });
    expect(unread.problems.map(({ code }) => code)).toEqual(['ambiguousDate', 'ambiguousDate']);
  });

  it('are a question where nothing settles it, or days of both orders stand there', () => {
    const { head } = look([
      'One,Acme,Qualified,1000,01/02/2026,03/04/2026',
      'Two,Acme,Qualified,2000,31/12/2026,05/06/2026',
      'Six,Acme,Qualified,2000,12/31/2026,',
    ]);
    expect(head.orderedDays).toEqual({
      4: { order: null, example: '01/02/2026' },
      5: { order: null, example: '03/04/2026' },
    });
    const mapping = guessMapping(head.headers, 'opportunity');
    expect(orderedColumns(head, 'opportunity', mapping).map(({ header }) => header)).toEqual([
      'Created Date',
      'Expected Close Date',
    ]);
    expect(dayOrdersOf(head.orderedDays, { 4: 'dayFirst' })).toEqual({ 4: 'dayFirst' });
  });

  it('are found behind the sample rows, too', () => {
    const { head } = look([
      ...Array.from({ length: 30 }, () => 'One,Acme,Qualified,1,,'),
      'Two,Acme,Qualified,2,04/05/2026,13/05/2026',
      'Two,Acme,Qualified,2,,04/05/2026',
    ]);
    expect(head.orderedDays).toMatchObject({ 4: { order: null }, 5: { order: 'dayFirst' } });
  });

  it('any day is read back in its own order', () => {
    const orders: readonly DayOrder[] = ['dayFirst', 'monthFirst'];
    const noInvalidDate = true;
    const range = { min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate };
    fc.assert(
      fc.property(fc.date(range), fc.constantFrom(...orders), (date, order) => {
        const day = date.toISOString().slice(0, 10);
        const [year, month, number] = day.split('-');
        const parts = order === 'dayFirst' ? [number, month, year] : [month, number, year];
        expect(parseDay(parts.join('/'), order)).toEqual({ ok: true, day });
      }),
    );
  });
});

describe('amounts of another currency', () => {
  it('are told with their sign and the currency that is wanted', async () => {
    const { path } = look(['One,Acme,Qualified,"$120,000.00",,', 'Two,Acme,Qualified,about 5,,']);
    const preview = await bench.preview(path, 'opportunity');
    const amounts = preview.problems.filter(({ field }) => field === 'amount');
    expect(amounts).toMatchObject([
      { line: 2, code: 'otherCurrency', foreign: { sign: '$', wanted: 'CNY' } },
      { line: 3, code: 'notANumber' },
    ]);
  });

  it.each([
    ['$1', 'CNY', '$'],
    ['USD 1,200.50', 'CNY', 'USD'],
    ['€1.2M', 'CNY', '€'],
    ['¥5', 'USD', '¥'],
    ['¥5', 'CNY', null],
    ['5万', 'CNY', null],
    ['$', 'CNY', null],
    ['5 pcs', 'CNY', null],
    ['abc 5', 'CNY', null],
  ])('%s in %s: %s', (text, currency, sign) => {
    expect(foreignCurrency(text, currency)).toBe(sign);
  });
});

describe('headers of English exports', () => {
  it.each(['Customer', 'Customer Name', 'Client', 'Client Name', 'Account Name', 'Company Name'])(
    '%s is the account',
    (header) => {
      expect(guessMapping(['Stage', header], 'opportunity')).toMatchObject({ accountRef: 1 });
      expect(guessMapping(['City', header], 'account')).toMatchObject({ name: 1 });
    },
  );

  it('what goes nowhere is told, with the main fields that it could be', () => {
    const headers = ['Deal Name', 'Purchaser', 'Stage', 'Amount', 'Owner', 'Expected Close'];
    expect(leftOut(headers, guessMapping(headers, 'opportunity'), 'opportunity')).toEqual({
      columns: ['Purchaser'],
      fields: ['accountRef'],
    });
    const all = headers.filter((header) => header !== 'Purchaser');
    expect(leftOut(all, guessMapping(all, 'opportunity'), 'opportunity')).toEqual({
      columns: [],
      fields: [],
    });
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAmount } from '#shared/pipeline/parse-amount';
import { parseDay, parseInstant } from '#shared/pipeline/parse-day';

const minor = (text: string, currency = 'CNY') => {
  const read = parseAmount(text, currency);
  return read.ok ? read.minor : read.problem;
};

describe('amounts', () => {
  it.each([
    ['1200000', 120_000_000],
    ['1,200,000.50', 120_000_050],
    ['120万', 120_000_000],
    ['1.2亿', 12_000_000_000],
    ['120w', 120_000_000],
    ['１２０', 12_000],
    ['￥1,200', 120_000],
    ['¥ 1200元', 'notANumber'],
    ['1200 元', 120_000],
    ['3.5k', 350_000],
    ['(500)', -50_000],
    ['\u2212500', -50_000],
    ['¥\u22121.2万', -1_200_000],
    ['-\u2060¥3万', -3_000_000],
    ['\u200E1,200\uFEFF', 120_000],
    ['-0', 0],
    ['.5', 50],
    ['0.10', 10],
    ['1.230', 123],
  ])('reads %s', (text, expected) => expect(minor(text)).toBe(expected));

  it.each([
    ['1.005', 'tooPrecise'],
    ['0.0000001万', 'tooPrecise'],
    ['1.234,56', 'notANumber'],
    ['12,34', 'notANumber'],
    ['1 200', 'notANumber'],
    ['١٢٣', 'notANumber'],
    ['1e309', 'notANumber'],
    ['NaN', 'notANumber'],
    ['€5', 'notANumber'],
    ['$5', 'notANumber'],
    ['壹佰万', 'notANumber'],
    ['', 'notANumber'],
    ['万', 'notANumber'],
    ['99999999999999999', 'outOfRange'],
  ])('refuses %s', (text, problem) => expect(minor(text)).toBe(problem));

  it('knows the places and signs of the currency', () => {
    expect(minor('1200', 'JPY')).toBe(1200);
    expect(minor('1200.5', 'JPY')).toBe('tooPrecise');
    expect(minor('$1,200.5', 'USD')).toBe(120_050);
    expect(minor('1.125', 'KWD')).toBe(1125);
  });

  it('never rounds: what it reads, written out again, is the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9e15 }), (value) => {
        const digits = String(value).padStart(3, '0');
        expect(minor(`${digits.slice(0, -2)}.${digits.slice(-2)}`)).toBe(value);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read = parseAmount(text, 'CNY');
        expect(!read.ok || Number.isSafeInteger(read.minor)).toBe(true);
      }),
    );
  });
});

describe('days', () => {
  it.each([
    '2026-11-23',
    '2026/11/23',
    '2026.11.23',
    '20261123',
    '2026年11月23日',
    '２０２６－１１－２３',
    '2026-11-23 00:00:00',
    '2026/11/23 9:30',
    '23-Nov-2026',
    '11/23/2026',
    '23.11.2026',
    ' 2026-11-23 ',
  ])('reads %s', (text) => expect(parseDay(text)).toEqual({ ok: true, day: '2026-11-23' }));

  it.each([
    ['03/04/05', 'ambiguousDate'],
    ['03/04/2026', 'ambiguousDate'],
    ['23-11-26', 'ambiguousDate'],
    ['2026-02-30', 'notADate'],
    ['1900-02-29', 'notADate'],
    ['2026-13-01', 'notADate'],
    ['2026/11-23', 'notADate'],
    ['46349', 'notADate'],
    ['0001-01-01', 'outOfRange'],
    ['9999-12-31', 'outOfRange'],
    ['明天', 'notADate'],
  ])('refuses %s', (text, problem) => expect(parseDay(text)).toEqual({ ok: false, problem }));

  it('reads every real day and no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2199 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          const date = new Date(`${text}T00:00:00Z`);
          const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
          expect(parseDay(text).ok).toBe(real);
        },
      ),
    );
  });
});

describe('instants', () => {
  it.each([
    ['2026-05-08 10:30', '2026-05-08T02:30:00Z'],
    ['2026-05-08T02:30:00Z', '2026-05-08T02:30:00Z'],
    ['2026-05-08T02:30:00.250Z', '2026-05-08T02:30:00.250Z'],
    ['2026-05-08 10:30:15+08:00', '2026-05-08T02:30:15Z'],
    ['2026-05-08 04:00 -0130', '2026-05-08T05:30:00Z'],
    ['2026/5/8', '2026-05-07T16:00:00Z'],
    ['2026年5月8日 10:30', '2026-05-08T02:30:00Z'],
  ])('reads %s', (text, iso) => {
    expect(parseInstant(text)).toEqual({ ok: true, at: Date.parse(iso) });
  });

  it.each(['2026-05-08 24:00', '2026-05-08 10:60', '10:30', '', '2026-05-08 10:30 +15:00'])(
    'refuses %s',
    (text) => expect(parseInstant(text).ok).toBe(false),
  );
});

import { describe, expect, it } from 'vitest';
import { dataEnd } from '#shared/pipeline/data-end';
import { looksLikeName } from '#shared/pipeline/import-values';

const today = '2026-11-23';
const mapping = { openedDay: 1, closedDay: 2, expectedCloseDay: 3 };

describe('the end of the data in a file', () => {
  it('is the latest opening or closing, whatever is expected later', () => {
    const lastDays = { 1: '2017-12-28', 2: '2017-12-30', 3: '2018-02-28' };
    expect(dataEnd({ today, lastDays }, mapping)).toBe('2017-12-30');
    expect(dataEnd({ today, lastDays }, { openedDay: 1 })).toBe('2017-12-28');
  });

  it.each([
    ['2026-11-23', null],
    ['2026-10-09', null],
    ['2026-10-08', '2026-10-08'],
  ])('%s → %s: data of the last 45 days are live', (day, expected) => {
    expect(dataEnd({ today, lastDays: { 2: day } }, mapping)).toBe(expected);
  });

  it('is unknown when no column of days is mapped', () => {
    expect(dataEnd({ today, lastDays: { 3: '2017-01-01' } }, mapping)).toBeNull();
    expect(dataEnd({ today, lastDays: {} }, {})).toBeNull();
  });
});

it.each([
  ['重庆长安', true],
  ['GTX Pro', true],
  ['Acme 2000 Ltd', true],
  ['三一重工2号', true],
  ["O'Brien", true],
  ['A-9', false],
  ['U017', false],
  ['10023', false],
  ['019ab3c4-77aa-7000-8000-1234567890ab', false],
  ['–', false],
])('%s looks like a name: %s', (text, expected) => {
  expect(looksLikeName(text)).toBe(expected);
});

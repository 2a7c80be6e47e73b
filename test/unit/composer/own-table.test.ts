import { describe, expect, it } from 'vitest';
import { hasHeader, ownTable } from '#shared/composer/own-table';

const ROWS = [
  ['项目', '金额', '备注'],
  ['差旅', '-¥1.2万', '3 人'],
  ['培训', '–', ''],
];

describe("a table of one's own", () => {
  it('takes its first row for the header unless somebody said otherwise', () => {
    expect(hasHeader({ kind: 'cells', rows: ROWS })).toBe(true);
    expect(ownTable({ kind: 'cells', rows: ROWS })).toEqual({
      header: ROWS[0],
      rows: ROWS.slice(1),
      numeric: [false, true, false],
      note: '',
    });
    expect(ownTable({ kind: 'cells', header: false, rows: ROWS })).toMatchObject({
      header: [],
      rows: ROWS,
      numeric: [false, false, false],
    });
  });

  it.each(['12.5%', '1,200', '(300)', '\u22123.4', '¥5', 'CNY 12', '+8'])(
    'puts %s to the right',
    (figure) => {
      const { numeric } = ownTable({
        kind: 'cells',
        rows: [
          ['', ''],
          ['a', figure],
        ],
      });
      expect(numeric).toEqual([false, true]);
    },
  );

  it('knows words, days and empty columns from figures', () => {
    for (const word of ['约 12', '2026-11-29', '', '3 人']) {
      const { numeric } = ownTable({
        kind: 'cells',
        rows: [
          ['', ''],
          ['a', word],
        ],
      });
      expect(numeric).toEqual([false, false]);
    }
  });
});

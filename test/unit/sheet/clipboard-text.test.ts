import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralise, restore } from '#shared/pipeline/csv-safe';
import { fromTsv, toHtmlTable, toTsv } from '#shared/pipeline/sheet/clipboard-text';

const cell = fc.string({ unit: fc.constantFrom('a', '中', '"', '\t', '\n', '\r', '=', "'", ' ') });

describe('clipboard text', () => {
  it('gives back every table that is not one empty cell at the end, formulas included', () => {
    const tables = fc.integer({ min: 1, max: 5 }).chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 6,
      }),
    );
    fc.assert(
      fc.property(tables, (rows) => {
        // A last row of one empty cell is what a final line end looks like: no spreadsheet tells them apart.
        fc.pre(rows.length === 1 || rows.at(-1)?.length !== 1 || rows.at(-1)?.[0] !== '');
        const written = toTsv(rows.map((row) => row.map(neutralise)));
        expect(fromTsv(written).map((row) => row.map(restore))).toEqual(rows);
      }),
    );
  });

  it.each([
    [
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\nb', [['a'], ['b']]],
    ['a\rb\r', [['a'], ['b']]],
    ['"two\r\nlines"\t"say ""hi"""', [['two\r\nlines', 'say "hi"']]],
    ['"tab\there"', [['tab\there']]],
    ['5" pipe\tx', [['5" pipe', 'x']]],
    ['"a" b\tc', [['"a" b', 'c']]],
    ['"never closed\tx', [['"never closed', 'x']]],
    ['a\t\t', [['a', '', '']]],
    ['', [['']]],
    ['a\n\nb', [['a'], [''], ['b']]],
  ])('reads %j', (text, rows) => {
    expect(fromTsv(text)).toEqual(rows);
  });

  it('writes no live markup', () => {
    expect(toHtmlTable([['<b>&"x"', '1\r\n2']])).toBe(
      '<table><tbody><tr><td>&lt;b&gt;&amp;&quot;x&quot;</td><td>1<br>2</td></tr></tbody></table>',
    );
  });
});

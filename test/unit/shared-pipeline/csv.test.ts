import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectDelimiter, encodingByMark } from '#shared/pipeline/csv-format';
import { CsvReader } from '#shared/pipeline/csv-reader';
import { csvLine, neutralise, restore } from '#shared/pipeline/csv-safe';
import { DELIMITERS } from '#shared/pipeline/import-model';

interface ReadRecord {
  cells: string[];
  line: number;
}

function read(text: string, pieces: number[] = [], delimiter = ','): ReadRecord[] {
  const records: ReadRecord[] = [];
  const reader = new CsvReader(delimiter, (cells, line) => records.push({ cells, line }));
  let from = 0;
  for (const size of pieces) {
    reader.push(text.slice(from, from + size));
    from += size;
  }
  reader.push(text.slice(from));
  reader.end();
  return records;
}

describe('the reader', () => {
  it('knows quotes, doubled quotes, breaks in cells and where each record starts', () => {
    const text = 'a,b\r\n"x, ""y""\nz",2\n\n3,5" pipe\r4,';
    expect(read(text)).toEqual([
      { cells: ['a', 'b'], line: 1 },
      { cells: ['x, "y"\nz', '2'], line: 2 },
      { cells: ['3', '5" pipe'], line: 5 },
      { cells: ['4', ''], line: 6 },
    ]);
  });

  it.each([
    ['a\n1\n"open', 3],
    ['a\n"b\nc" x\n', 2],
    ['a,b\n"1\n2","open\n', 3],
  ])('names the line where a quote opens and does not close', (text, line) => {
    expect(() => read(text)).toThrowError(
      expect.objectContaining({ code: 'CSV_UNCLOSED_QUOTE', details: { line } }) as Error,
    );
  });

  it('takes records as long as a table may have them, in little more time than short ones', () => {
    const cells = Array.from({ length: 1000 }, (_none, at) => String(at).padEnd(20_000, '长'));
    const text = `a\n1,2\n${cells.join(',')}\n"x",y`;
    const pieces = Array.from({ length: 80 }, () => 256 * 1024);
    const records = read(text, pieces);
    expect(records.map((record) => record.line)).toEqual([1, 2, 3, 4]);
    expect(records[2]?.cells).toEqual(cells);
    expect(records[3]?.cells).toEqual(['x', 'y']);
  });

  it('refuses a longer one with its line', () => {
    const reader = new CsvReader(',', () => undefined);
    reader.push('a\n1\n');
    const piece = 'x'.repeat(4 * 1024 * 1024);
    const flood = (): void => {
      for (let n = 0; n < 20; n += 1) reader.push(piece);
    };
    expect(flood).toThrowError(
      expect.objectContaining({ code: 'CSV_RECORD_TOO_LONG', details: { line: 3 } }) as Error,
    );
  });

  it('reads back whatever was written, cut anywhere', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '商', '"', ',', ';', '\t', '\n', '\r', ' '),
    });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 8,
    });
    const cuts = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 });
    fc.assert(
      fc.property(table, cuts, fc.constantFrom(...DELIMITERS), (rows, pieces, delimiter) => {
        const quoted = (one: string): string => `"${one.replaceAll('"', '""')}"`;
        const text = rows.map((row) => row.map(quoted).join(delimiter)).join('\r\n');
        expect(read(text, pieces, delimiter).map((record) => record.cells)).toEqual(rows);
      }),
    );
  });

  it('gives the same records and lines however the text is cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ',', '\n', '\r', '"') });
    const outcome = (source: string, pieces: number[]): unknown => {
      try {
        return read(source, pieces);
      } catch (error) {
        return error instanceof Error ? error.message : error;
      }
    };
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 0, max: 3 })), (source, pieces) => {
        expect(outcome(source, pieces)).toEqual(outcome(source, []));
      }),
      { numRuns: 500 },
    );
  });
});

describe('what a file is', () => {
  it('sees marks and the zeros of UTF-16', () => {
    const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
    expect(encodingByMark(new Uint8Array([0xef, 0xbb, 0xbf, 65]))).toBe('utf-8');
    expect(encodingByMark(new Uint8Array([0xff, 0xfe, 65, 0]))).toBe('utf-16le');
    expect(encodingByMark(utf16('客户,行业\nA,制造\n'))).toBe('utf-16le');
    expect(encodingByMark(utf16('a,b\n1,2\n').toReversed())).toBe('utf-16be');
    expect(encodingByMark(new Uint8Array(Buffer.from('客户,行业\n')))).toBeNull();
    expect(encodingByMark(new Uint8Array(Buffer.from('a\0b,c\nd,e,f,g,h,i,j\n')))).toBeNull();
  });

  it.each([
    ['a;b;c\n1,5;2;3\n1,7;2,2;3\n', ';'],
    ['a\tb\n"x,y"\t2\n', '\t'],
    ['a|b|c\n1|2|3\n', '|'],
    ['a,b\n1;2;3,4\n', ','],
    ['alone\n1\n', ','],
    ['a;b\n"never closed;2\n', ';'],
  ])('finds the delimiter of %j', (text, delimiter) => {
    expect(detectDelimiter(text, true)).toBe(delimiter);
  });
});

describe('formulas', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '＝x', '＋x', '－x', '＠x', "'=1"])(
    'takes the sting out of %j',
    (text) => {
      expect(neutralise(text).startsWith("'")).toBe(true);
      expect(csvLine([text]).replace(/^"/, '').startsWith("'")).toBe(true);
    },
  );

  it('leaves numbers, words and a lone apostrophe', () => {
    expect(csvLine([-1, 1.5, null, '华东', "'s"])).toBe("-1,1.5,,华东,'s\r\n");
  });

  it('comes back as it was', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '＝', '-', 'a', ',', '"', '\n') });
    fc.assert(
      fc.property(text, (original) => {
        expect(restore(neutralise(original))).toBe(original);
      }),
    );
  });
});

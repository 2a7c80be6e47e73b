import { fc, test } from '@fast-check/vitest';
import { parse } from 'csv-parse/sync';
import { describe, expect } from 'vitest';
import { CsvReader } from '#shared/pipeline/csv-reader';

/** Reads a text in pieces cut at the given places, as a stream would deliver it. */
function read(text: string, delimiter: string, cuts: readonly number[]): string[][] {
  const records: string[][] = [];
  const reader = new CsvReader(delimiter, (cells) => records.push(cells));
  const places = [...cuts.map((cut) => cut % (text.length + 1)), text.length].toSorted(
    (a, b) => a - b,
  );
  let from = 0;
  for (const to of places) {
    reader.push(text.slice(from, to));
    from = to;
  }
  reader.end();
  return records;
}

const delimiters = fc.constantFrom(',', ';', '\t', '|');
const cell = fc.string({
  unit: fc.constantFrom('a', '商', '机', '"', ',', ';', '\t', '|', '\n', '\r\n', ' ', "'"),
  maxLength: 6,
});
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 12 });
const cuts = fc.array(fc.nat(500), { maxLength: 8 });

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe('CSV reader against csv-parse', () => {
  test.prop([table, delimiters, fc.constantFrom('\n', '\r\n'), cuts])(
    'reads what csv-parse reads, wherever the stream is cut',
    (rows, delimiter, eol, places) => {
      const text = rows.map((row) => row.map(quoted).join(delimiter) + eol).join('');
      const oracle: string[][] = parse(text, { delimiter, relax_column_count: true });
      expect(read(text, delimiter, places)).toEqual(oracle);
      expect(oracle).toEqual(rows);
    },
  );

  const plain = fc.string({
    unit: fc.constantFrom('a', 'b', '商', '1', '.', '-'),
    minLength: 1,
    maxLength: 5,
  });
  test.prop([
    fc.array(fc.array(plain, { minLength: 1, maxLength: 5 }), { maxLength: 12 }),
    delimiters,
    cuts,
  ])('agrees on cells without quotes', (rows, delimiter, places) => {
    const text = rows.map((row) => row.join(delimiter)).join('\n');
    const oracle: string[][] = parse(text, { delimiter, relax_column_count: true });
    expect(read(text, delimiter, places)).toEqual(oracle);
  });
});

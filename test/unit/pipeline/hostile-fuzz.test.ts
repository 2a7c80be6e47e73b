import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, expect } from 'vitest';
import { headJob } from '#electron/pipeline/importing/inspect';
import { recordSource } from '#electron/pipeline/importing/record-source';
import { toFailure } from '#shared/errors';
import { makeWorkbook, row } from '../../fixtures/hostile/workbook-maker.ts';
import { importBench, type ImportBench } from './import-setup';

/** Runs of each property; `npm run soak -- --fuzz N` asks for more. */
const RUNS = Number(process.env['SANDTABLE_FUZZ_RUNS'] ?? 150);
const TIMEOUT = 20_000 + RUNS * 100;

let bench: ImportBench;
beforeAll(() => {
  bench = importBench();
});
afterAll(() => bench.close());

const CELLS = [
  ['客户编号', '客户名称', '员工人数'],
  ['K-1', '甲 "公司"', 12],
  ['K-2', '=1+1', 3.5],
  ['K-3', 'Ä, <b>', null],
] as const;

const CSV = Buffer.from(
  CELLS.map((cells) =>
    cells.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(','),
  ).join('\r\n'),
);
const WORKBOOK = makeWorkbook({
  sheets: [{ name: 'S', rows: CELLS.map((cells, at) => row(at + 1, cells)).join('') }],
  shared: '<si><t>shared</t></si>',
  styles: '<numFmts/><cellXfs><xf numFmtId="14"/></cellXfs>',
});
const STORED_SHEET = `<?xml version="1.0"?><worksheet><sheetData>${CELLS.map((cells, at) => row(at + 1, cells)).join('')}</sheetData></worksheet>`;

/** One change of a file: a byte, a cut, a piece moved, doubled or of another file's. */
const change = fc.record({
  kind: fc.constantFrom('byte', 'cut', 'double', 'zero', 'insert', 'swap'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 40 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(original: Buffer, changes: readonly Change[]): Buffer {
  let bytes = Buffer.from(original);
  for (const { kind, at, to, length, bytes: other } of changes) {
    const place = Math.floor(at * bytes.length);
    const end = Math.min(bytes.length, place + length);
    const piece = Buffer.from(bytes.subarray(place, end));
    const before = bytes.subarray(0, place);
    const after = bytes.subarray(end);
    const elsewhere = Math.floor(to * after.length);
    if (kind === 'byte')
      other.forEach((byte, i) => place + i < bytes.length && bytes.writeUInt8(byte, place + i));
    else if (kind === 'zero') bytes.fill(0, place, end);
    else if (kind === 'cut') bytes = Buffer.concat([before, after]);
    else if (kind === 'double') bytes = Buffer.concat([before, piece, piece, after]);
    else if (kind === 'insert') bytes = Buffer.concat([before, other, bytes.subarray(place)]);
    else
      bytes = Buffer.concat([
        before,
        after.subarray(0, elsewhere),
        piece,
        after.subarray(elsewhere),
      ]);
  }
  return bytes;
}

const changes = fc.array(change, { minLength: 1, maxLength: 5 });

/** Reads a file to its end; a refusal must be one of ours, with a code that is no accident. */
async function readAll(name: string, bytes: Uint8Array): Promise<string> {
  const path = bench.file(name, bytes);
  try {
    const { format } = await bench.replica.readJob(headJob, {
      path,
      format: null,
      today: '2026-11-23',
    });
    recordSource(path, format).read(
      () => undefined,
      (cells) => expect(cells.length).toBeLessThanOrEqual(1000),
      () => undefined,
    );
    return 'read';
  } catch (error) {
    return toFailure(error).code;
  }
}

test.prop([changes], { numRuns: RUNS })(
  'a changed CSV is read or refused, never an accident',
  async (list) => {
    expect(await readAll('fuzz.csv', changed(CSV, list))).not.toBe('INTERNAL');
    expect(Object.keys(Object.prototype)).toEqual([]);
  },
  TIMEOUT,
);

test.prop([changes], { numRuns: RUNS })(
  'a changed workbook is read or refused, never an accident',
  async (list) => {
    expect(await readAll('fuzz.xlsx', changed(WORKBOOK, list))).not.toBe('INTERNAL');
  },
  TIMEOUT,
);

// Most changes of an archive end at its checksums: here the part is changed before it is packed.
test.prop(
  [changes, fc.constantFrom('xl/worksheets/sheet1.xml', 'xl/workbook.xml', 'xl/styles.xml')],
  {
    numRuns: RUNS,
  },
)(
  'a workbook with a changed part is read or refused, never an accident',
  async (list, part) => {
    const data = changed(Buffer.from(STORED_SHEET), list);
    const bytes = makeWorkbook({
      sheets: [{ name: 'S', rows: '' }],
      replace: { [part]: { data } },
    });
    expect(await readAll('part.xlsx', bytes)).not.toBe('INTERNAL');
  },
  TIMEOUT,
);

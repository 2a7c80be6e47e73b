import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headJob } from '#electron/pipeline/importing/inspect';
import { recordSource } from '#electron/pipeline/importing/record-source';
import type { TableNotice } from '#shared/pipeline/import-model';
import { makeWorkbook, row, type WorkbookParts } from '../../fixtures/hostile/workbook-maker.ts';
import { importBench, type ImportBench } from './import-setup';

let bench: ImportBench;
beforeEach(() => {
  bench = importBench();
});
afterEach(() => bench.close());

interface Read {
  readonly headers: string[];
  readonly rows: [number, string[]][];
  readonly notices: TableNotice[];
}

async function read(parts: WorkbookParts, sheet: string | null = null): Promise<Read> {
  const path = bench.file('book.xlsx', makeWorkbook(parts));
  const asked = sheet === null ? null : { sheet, headerRow: null };
  const head = await bench.replica.readJob(headJob, { path, format: asked });
  const rows: [number, string[]][] = [];
  const source = recordSource(path, head.format);
  source.read(
    () => undefined,
    (cells, line) => rows.push([line, cells]),
    () => undefined,
  );
  return { headers: head.headers, rows, notices: [...source.notices()] };
}

const STYLES = `<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>
  <numFmt numFmtId="165" formatCode="[$-F400]h:mm:ss"/><numFmt numFmtId="166" formatCode="[h]:mm"/>
  <numFmt numFmtId="167" formatCode="&quot;dy&quot;0.00"/></numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/>
  <xf numFmtId="166"/><xf numFmtId="10"/><xf numFmtId="167"/></cellXfs>`;

/** One cell each in column A, below a header. */
const column = (...cells: string[]): string =>
  row(1, ['Header']) + cells.map((cell, at) => `<row r="${at + 2}">${cell}</row>`).join('');

describe('the values of cells', () => {
  it('reads shared, rich, inline and formula texts, booleans, errors and escapes', async () => {
    const { rows, notices } = await read({
      shared:
        '<si><t>plain</t></si><si><r><t>ri</t></r><r><rPr><b/></rPr><t xml:space="preserve">ch </t></r><rPh><t>RUBY</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si>',
      sheets: [
        {
          name: 'S',
          rows: column(
            '<c r="A2" t="s"><v>0</v></c>',
            '<c r="A3" t="s"><v>1</v></c>',
            '<c r="A4" t="s"><v>2</v></c>',
            '<c r="A5" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>',
            '<c r="A6" t="str"><f>A2&amp;"!"</f><v>plain!</v></c>',
            '<c r="A7" t="b"><v>1</v></c>',
            '<c r="A8" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B8"><v>1</v></c>',
            '<c r="A9" t="d"><v>2026-11-23T00:00:00</v></c>',
          ),
          after: '<mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells>',
        },
      ],
    });
    expect(rows.map(([, [first]]) => first)).toEqual([
      'plain',
      'rich ',
      'a\rb_x0041_',
      'inline',
      'plain!',
      'TRUE',
      '',
      '2026-11-23',
    ]);
    expect(notices).toEqual([
      { code: 'errors', count: 1 },
      { code: 'formulas', count: 2 },
      { code: 'merged', count: 1 },
    ]);
  });

  it.each([
    [1, '45000', '2023-03-15'],
    [2, '45000.5', '2023-03-15 12:00:00'],
    [2, '45000.999988426', '2023-03-15 23:59:59'],
    [3, '45000', '2023-03-15'],
    [4, '0.25', '06:00:00'],
    [1, '59', '1900-02-28'],
    [1, '60', '1900-02-29'],
    [1, '61', '1900-03-01'],
    [1, '1', '1900-01-01'],
    [1, '2958465', '9999-12-31'],
    [1, '2958466', '2958466'],
    [1, '-3', '-3'],
    [5, '1.5', '1.5'],
    [6, '0.125', '12.5%'],
    [7, '3', '3'],
    [0, '0.30000000000000004', '0.3'],
    [0, '1234.5599999999999', '1234.56'],
    [0, '1.5E+3', '1500'],
    [0, '1E+20', '100000000000000000000'],
    [0, '1e-7', '0.0000001'],
    [0, '12345678901234567890', '12345678901234567890'],
  ])('style %i makes %s to %s', async (style, value, text) => {
    const { rows } = await read({
      styles: STYLES,
      sheets: [{ name: 'S', rows: column(`<c r="A2" s="${style}"><v>${value}</v></c>`) }],
    });
    expect(rows[0]?.[1]).toEqual([text]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const { rows } = await read({
      styles: STYLES,
      from1904: true,
      sheets: [
        {
          name: 'S',
          rows: column('<c r="A2" s="1"><v>0</v></c>', '<c r="A3" s="1"><v>43538</v></c>'),
        },
      ],
    });
    expect(rows.map(([, [day]]) => day)).toEqual(['1904-01-01', '2023-03-15']);
  });
});

describe('sheets and rows', () => {
  it('finds the header below a title, keeps row numbers, fills gaps and leaves blank rows out', async () => {
    const { headers, rows } = await read({
      sheets: [
        {
          name: 'S',
          rows: `${row(1, ['季度报表'])}${row(3, ['单位：万元', null, null])}${row(5, ['名称', '金额', '日期'])}${row(8, ['甲', null, '2026-01-01'])}<row r="9"><c r="A9" s="3"/></row>${row(12, ['乙', 5])}`,
        },
      ],
    });
    expect(headers).toEqual(['名称', '金额', '日期']);
    expect(rows).toEqual([
      [8, ['甲', '', '2026-01-01']],
      [12, ['乙', '5']],
    ]);
  });

  it('takes the first sheet in sight that has rows, tells hidden ones, and reads the one asked for', async () => {
    const parts: WorkbookParts = {
      sheets: [
        { name: '隐藏', rows: row(1, ['H']) + row(2, ['h']), hidden: true },
        { name: '封面', rows: '' },
        { name: '数据', rows: row(1, ['D']) + row(2, ['d']) },
      ],
    };
    const path = bench.file('sheets.xlsx', makeWorkbook(parts));
    const head = await bench.replica.readJob(headJob, { path, format: null });
    expect(head).toMatchObject({
      format: { sheet: '数据', headerRow: 1 },
      sheets: [
        { name: '隐藏', hidden: true },
        { name: '封面', hidden: false },
        { name: '数据', hidden: false },
      ],
      notices: [{ code: 'hiddenSheets', count: 1 }],
    });
    expect((await read(parts, '隐藏')).headers).toEqual(['H']);
  });

  it('leaves macros, links, connections and objects alone and says so', async () => {
    const { notices } = await read({
      sheets: [{ name: 'S', rows: column('<c r="A2"><v>1</v></c>') }],
      workbookType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
      extra: [
        { name: 'xl/vbaProject.bin', data: 'macro' },
        { name: 'xl/externalLinks/externalLink1.xml', data: '<x/>' },
        { name: 'xl/connections.xml', data: '<x/>' },
        { name: 'xl/embeddings/oleObject1.bin', data: 'x' },
      ],
    });
    expect(notices.map(({ code }) => code)).toEqual([
      'macros',
      'externalLinks',
      'connections',
      'embedded',
    ]);
  });

  it('imports a sheet like any table: mapping, problems by sheet row, one undoable step', async () => {
    const path = bench.file(
      'accounts.xlsx',
      makeWorkbook({
        sheets: [
          {
            name: '客户',
            rows:
              row(2, ['客户编号', '客户名称', '员工人数']) +
              row(3, ['K-1', '甲公司', 120]) +
              row(5, ['K-2', '乙公司', '很多']) +
              row(6, ["'=K-3", '丙公司', 7]),
          },
        ],
      }),
    );
    const report = await bench.run(path, 'account');
    expect(report).toMatchObject({ rows: 3, inserted: 2, rejected: 1 });
    expect(report.problems).toMatchObject([{ line: 5, column: '员工人数', code: 'notANumber' }]);
    expect(bench.count('account')).toBe(2);
    bench.replica.undo();
    expect(bench.count('account')).toBe(0);
  });
});

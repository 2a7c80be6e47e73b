import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { headJob } from '#electron/pipeline/importing/inspect';
import { IMPORT_FIELDS } from '#shared/pipeline/import-fields';
import { importKindSchema } from '#shared/pipeline/import-model';
import { FIXTURES, importBench, type ImportBench } from './import-setup';

const place = z.object({ row: z.number(), field: z.string().optional() });
const fixtures = z
  .array(
    z.object({
      file: z.string(),
      kind: importKindSchema.nullable(),
      encoding: z.string().optional(),
      delimiter: z.string().optional(),
      rows: z.number().optional(),
      errors: z.array(place).optional(),
      ambiguous: z.array(place).optional(),
      headers: z.array(z.string()).optional(),
      fileError: z.enum(['empty', 'unclosed-quote']).optional(),
      line: z.number().optional(),
      amountsMinor: z.array(z.number().nullable()).optional(),
      days: z.array(z.string().nullable()).optional(),
      says: z.string(),
    }),
  )
  .parse(JSON.parse(readFileSync(join(FIXTURES, 'index.json'), 'utf8')));

let bench: ImportBench;
beforeEach(() => {
  bench = importBench();
});
afterEach(() => bench.close());

describe('hostile files', () => {
  it.each(fixtures)('$file: $says', async (fixture) => {
    const path = join(FIXTURES, fixture.file);
    if (fixture.fileError === 'empty') {
      await expect(bench.plan(path, 'account')).rejects.toMatchObject({
        code: 'IMPORT_FILE_EMPTY',
      });
      return;
    }
    const { kind } = fixture;
    if (kind === null) throw new Error('a readable fixture has a kind');
    if (kind !== 'account') await bench.run(join(FIXTURES, 'accounts-normal.csv'), 'account');
    const head = await bench.replica.readJob(headJob, { path, format: null });
    if (fixture.encoding) expect(head.format.encoding).toBe(fixture.encoding);
    if (fixture.delimiter) expect(head.format.delimiter).toBe(fixture.delimiter);
    if (fixture.headers) expect(head.headers).toEqual(fixture.headers);
    if (fixture.fileError === 'unclosed-quote') {
      const details = { line: fixture.line };
      const failure = { code: 'IMPORT_QUOTE_NOT_CLOSED', details };
      await expect(bench.preview(path, kind)).rejects.toMatchObject(failure);
      await expect(bench.run(path, kind)).rejects.toMatchObject(failure);
      expect(bench.count(kind)).toBe(0);
      return;
    }
    const preview = await bench.preview(path, kind);
    if (fixture.rows !== undefined) expect(preview.rows).toBe(fixture.rows);
    if (fixture.errors) {
      // Line breaks inside cells do not start a row; these fixtures have none where they name rows.
      const named = preview.problems.map(({ line, column }) => {
        const field = IMPORT_FIELDS[kind].find(
          (one) => one.name === column || one.headers.includes(column ?? ''),
        );
        return `${line} ${field?.name ?? ''}`.trim();
      });
      const expected = fixture.errors.map(({ row, field }) => `${row} ${field ?? ''}`.trim());
      const unsure = new Set(
        (fixture.ambiguous ?? []).map((one) => `${one.row} ${one.field ?? ''}`),
      );
      expect(named.filter((one) => !unsure.has(one))).toEqual(
        expected.filter((one) => !unsure.has(one)),
      );
    }
    const before = bench.count(kind);
    const report = await bench.run(path, kind);
    expect(report).toMatchObject({
      rows: preview.rows,
      inserted: preview.toInsert,
      rejected: preview.rejected,
    });
    expect(bench.count(kind) - before).toBe(report.inserted);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it('stores the amounts and days of the fixtures exactly', async () => {
    await bench.run(join(FIXTURES, 'accounts-normal.csv'), 'account');
    for (const [file, column, key] of [
      ['opportunities-amounts.csv', 'amount_minor', 'amountsMinor'],
      ['opportunities-dates.csv', 'opened_day', 'days'],
    ] as const) {
      const report = await bench.run(join(FIXTURES, file), 'opportunity');
      const stored = bench.replica.read(
        (tx) =>
          tx.all<{ v: unknown }>(
            `SELECT ${column} AS v FROM opportunity WHERE pipeline_id = ? ORDER BY rowid`,
            [report.pipelineId],
          ),
        null,
      );
      const expected = fixtures.find((one) => one.file === file)?.[key]?.filter((v) => v !== null);
      expect(stored.map((row) => row.v)).toEqual(expected);
    }
  });

  it('reads GB18030, instants and breaks in cells as they are', async () => {
    await bench.run(join(FIXTURES, 'accounts-gb18030.csv'), 'account');
    await bench.run(join(FIXTURES, 'accounts-normal.csv'), 'account');
    await bench.run(join(FIXTURES, 'touchpoints-quoted-breaks.csv'), 'touchpoint');
    const names = bench.replica.read(
      (tx) => tx.all<{ name: string }>('SELECT name FROM account'),
      null,
    );
    expect(names.some((row) => row.name.startsWith('𠮷'))).toBe(true);
    const touch = bench.replica.read(
      (tx) =>
        tx.get<{ at: number; body: string }>(
          "SELECT at, body FROM touchpoint WHERE external_id = 'Q-1'",
        ),
      null,
    );
    expect(touch?.at).toBe(Date.parse('2026-05-08T02:30:00Z'));
    expect(touch?.body).toContain('\r\n');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { headJob } from '#electron/pipeline/importing/inspect';
import { IMPORT_FIELDS } from '#shared/pipeline/import-fields';
import {
  type ImportKind,
  importKindSchema,
  type ImportProblem,
} from '#shared/pipeline/import-model';
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

/** Files that can be read, with their kind. */
const readable = fixtures.flatMap((one) =>
  one.kind === null || one.fileError ? [] : [{ ...one, kind: one.kind }],
);

/** Accounts that the references of other files point to. */
async function withAccounts(kind: ImportKind): Promise<void> {
  if (kind !== 'account') await bench.run(join(FIXTURES, 'accounts-normal.csv'), 'account');
}

/** Problems as `line field`, with the field that the header means. */
function placesOf(kind: ImportKind, problems: readonly ImportProblem[]): string[] {
  return problems.map(({ line, column }) => {
    const field = IMPORT_FIELDS[kind].find(
      ({ name, headers }) => name === column || headers.includes(column ?? ''),
    );
    return `${line} ${field?.name ?? ''}`;
  });
}

describe('hostile files', () => {
  it.each(fixtures.filter((one) => one.fileError === 'empty'))('$file: $says', async ({ file }) => {
    await expect(bench.plan(join(FIXTURES, file), 'account')).rejects.toMatchObject({
      code: 'IMPORT_FILE_EMPTY',
    });
  });

  it.each(fixtures.filter((one) => one.fileError === 'unclosed-quote'))(
    '$file: $says',
    async ({ file, line }) => {
      const path = join(FIXTURES, file);
      const failure = { code: 'CSV_UNCLOSED_QUOTE', details: { line } };
      await expect(bench.preview(path, 'account')).rejects.toMatchObject(failure);
      await expect(bench.run(path, 'account')).rejects.toMatchObject(failure);
      expect(bench.count('account')).toBe(0);
    },
  );

  it.each(readable)(
    '$file: $says',
    async ({ file, kind, rows, errors, ambiguous = [], ...more }) => {
      const path = join(FIXTURES, file);
      await withAccounts(kind);
      const { format, headers } = await bench.replica.readJob(headJob, { path, format: null });
      const { encoding, delimiter } = more;
      expect(format).toEqual({
        ...format,
        ...(encoding !== undefined && { encoding }),
        ...(delimiter !== undefined && { delimiter }),
      });
      expect(headers).toEqual(more.headers ?? headers);
      const preview = await bench.preview(path, kind);
      expect(preview.rows).toBe(rows);
      // Line breaks inside cells do not start a row; the fixtures that name rows have none.
      const found = placesOf(kind, preview.problems);
      const expected = errors?.map(({ row, field = '' }) => `${row} ${field}`) ?? found;
      const unsure = new Set(ambiguous.map(({ row, field = '' }) => `${row} ${field}`));
      const sure = (places: readonly string[]) => places.filter((one) => !unsure.has(one));
      expect(sure(found)).toEqual(sure(expected));
      const before = bench.count(kind);
      const report = await bench.run(path, kind);
      const { toInsert: inserted, rejected } = preview;
      expect(report).toMatchObject({ rows: preview.rows, inserted, rejected });
      expect(bench.count(kind) - before).toBe(inserted);
      expect(Object.prototype).not.toHaveProperty('polluted');
    },
  );

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

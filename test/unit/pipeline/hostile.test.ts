import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import en from '#resources/locales/en/errors.json';
import zh from '#resources/locales/zh-CN/errors.json';
import { fillPlaces } from '#shared/composer/text';
import { type Failure, toFailure } from '#shared/errors';
import type { ImportReport } from '#shared/pipeline/import-model';
import { ARCHIVE_FILES } from '../../fixtures/hostile/archives.ts';
import { CSV_FILES } from '../../fixtures/hostile/csv.ts';
import type { HostileFile } from '../../fixtures/hostile/table.ts';
import { WORKBOOK_FILES } from '../../fixtures/hostile/workbooks.ts';
import { importBench, type ImportBench } from './import-setup';

const ALL = [...CSV_FILES, ...WORKBOOK_FILES, ...ARCHIVE_FILES];
let bench: ImportBench;
beforeAll(() => {
  bench = importBench();
});
afterAll(() => bench.close());

type Outcome = { readonly failure: Failure } | { readonly report: ImportReport };

/** Looks, checks and imports as the wizard does; the first refusal ends it. */
async function attempt(file: HostileFile): Promise<Outcome> {
  const path = bench.file(file.name, file.bytes());
  try {
    await bench.preview(path, 'account');
    return { report: await bench.run(path, 'account') };
  } catch (error) {
    return { failure: toFailure(error) };
  }
}

/** Code, place and what to do, in both languages: nothing left to fill in. */
function checkSentences({ code, details }: Failure): void {
  for (const texts of [zh, en]) {
    const sentence = fillPlaces(texts[code], (name) => {
      expect(details, `${code} tells ${name}`).toHaveProperty(name);
      return String(details[name]);
    });
    expect(sentence).not.toMatch(/\{\{|undefined|null/);
    expect(sentence.split(/[.。]/).length, `${code} says what to do`).toBeGreaterThan(2);
  }
}

it('has at least a hundred files of different names', () => {
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
  expect(ALL.length).toBeGreaterThanOrEqual(100);
});

describe.each([
  ['texts', CSV_FILES],
  ['workbooks', WORKBOOK_FILES],
  ['archives', ARCHIVE_FILES],
])('hostile %s', (_kind, files) => {
  it.each(files.filter(({ bomb }) => bomb !== true))('$name', async (file) => {
    const before = bench.count('account');
    const outcome = await attempt(file);
    const { expected } = file;
    if ('refused' in expected) {
      expect(outcome).toMatchObject({
        failure: { code: expected.refused, details: expected.at ?? {} },
      });
      expect(bench.count('account')).toBe(before);
      if ('failure' in outcome) checkSentences(outcome.failure);
    } else {
      expect(outcome).toHaveProperty('report');
      const {
        inserted = -1,
        rejected = -1,
        problems = [],
      } = 'report' in outcome ? outcome.report : {};
      expect(bench.count('account')).toBe(before + inserted);
      const found = problems.map(({ line, code }) => [line, code]);
      expect(found).toEqual(
        expect.arrayContaining('problems' in expected ? [...expected.problems] : []),
      );
      if ('rows' in expected)
        expect({ inserted, rejected }).toEqual({ inserted: expected.rows, rejected: 0 });
      if (inserted > 0) bench.replica.undo();
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['K-1']).toBeUndefined();
  });
});

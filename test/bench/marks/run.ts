// Started by scripts/bench-marks.mjs: `run.mjs PAGES UNMARKED [FOLDER]`.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { detectMark, isPicture, readPicture } from '#electron/composer/pixel-mark/index';
import { traceCodeOfId } from '#shared/composer/trace-mark';
import {
  judge,
  percentile,
  rounded,
  targetTable,
  type Bound,
  type Target,
} from '../support/figures';
import { CHANNELS } from './channels';
import type { Alarms, Finding, PageFindings } from './measure';
import { benchPages } from './pages';
import type { Answer, Task } from './worker';

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const tell = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

/** Which trace code each picture of a folder carries. */
async function examine(folder: string): Promise<void> {
  const found = [];
  for (const file of (await readdir(folder)).toSorted()) {
    const bytes = await readFile(join(folder, file)).catch(() => new Uint8Array());
    if (!isPicture(bytes)) continue;
    const picture = readPicture(bytes);
    const id = picture && detectMark(picture);
    const traceCode = id === null ? null : traceCodeOfId(id);
    say(`${file}: ${traceCode ?? (picture ? 'no mark' : 'cannot be read')}`);
    found.push({ file, traceCode });
  }
  tell({ pictures: found, targets: [] });
}

/** Pages whose every place is busy: measured apart, because such a page alone cannot be promised to be found. */
const TEXTURES = 24;

async function measureAll(root: string, count: number, alarms: number): Promise<void> {
  const folder = join(root, 'artifacts', 'marks', 'pages');
  const pages = await benchPages(root, count, TEXTURES);
  await mkdir(folder, { recursive: true });
  for (const { name, html } of pages) await drawAgainWhenNew(folder, name, html);
  say(`drawing ${pages.length} pages at four zooms`);
  await draw(root, folder);
  const ordinary = pages.filter(({ kind }) => kind !== 'texture').map(({ name }) => name);
  const busy = pages.filter(({ kind }) => kind === 'texture').map(({ name }) => name);
  const share = Math.ceil(alarms / Math.max(1, ordinary.length));
  const answers = await shared([
    ...ordinary.map((page): Task => ({ kind: 'channels', folder, page })),
    ...busy.map((page): Task => ({
      kind: 'channels',
      folder,
      page,
      only: CHANNELS[0]?.name ?? '',
    })),
    ...ordinary.map((page): Task => ({ kind: 'alarms', folder, page, count: share })),
  ]);
  const results = answers.flatMap((answer) => (answer.kind === 'channels' ? answer.result : []));
  const counts = answers.flatMap((answer) => (answer.kind === 'alarms' ? answer.result : []));
  report(
    results.filter(({ page }) => ordinary.includes(page)),
    results.filter(({ page }) => busy.includes(page)),
    counts,
  );
}

/** A page whose text differs from last time loses its pictures. */
async function drawAgainWhenNew(folder: string, name: string, html: string): Promise<void> {
  const path = join(folder, `${name}.html`);
  if (existsSync(path) && (await readFile(path, 'utf8')) === html) return;
  const old = (await readdir(folder)).filter((file) => file.startsWith(`${name}@`));
  for (const file of old) await rm(join(folder, file));
  await writeFile(path, html);
}

function draw(root: string, folder: string): Promise<void> {
  const program = process.env['SANDTABLE_ELECTRON'] ?? 'electron';
  const own = JSON.parse(process.env['SANDTABLE_ELECTRON_ARGS'] ?? '[]') as string[];
  const main = join(root, 'test', 'bench', 'marks', 'render.cjs');
  const child = spawn(program, [...own, main, folder], { stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`Electron drew no pages (exit code ${code}).`)),
    );
  });
}

/** The tasks, shared among as many threads as there are cores. */
async function shared(tasks: readonly Task[]): Promise<Answer[]> {
  const waiting = [...tasks];
  const answers: Answer[] = [];
  const work = (worker: Worker) =>
    new Promise<void>((resolve, reject) => {
      // A thread has no origin.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      const give = (task: Task): void => worker.postMessage(task);
      const next = () => {
        const task = waiting.shift();
        if (task) give(task);
        else resolve();
      };
      worker.on('error', reject);
      worker.on('message', (answer: Answer) => {
        answers.push(answer);
        if (answers.length % 20 === 0) say(`${answers.length} of ${tasks.length}`);
        next();
      });
      next();
    });
  const workers = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL('worker.mjs', import.meta.url)),
  );
  try {
    await Promise.all(workers.map(work));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return answers;
}

/** Shares (percent) that must be found with exactly their id; the other channels are reported without a bound. */
const LEAST: Readonly<Record<string, number>> = {
  'screenshot 100 %': 99.5,
  'screenshot 125 %': 99.5,
  'screenshot 150 %': 99.5,
  'screenshot 200 %': 99.5,
  'JPEG Q75': 99,
  'JPEG Q50': 97,
  'JPEG Q30': 90,
  'crop 50 %': 95,
  'resize 50–200 %': 95,
  messenger: 95,
  'print and scan': 80,
};

const shareRight = (findings: readonly Finding[]) =>
  (100 * findings.filter(({ outcome }) => outcome === 'right').length) / findings.length;

function report(
  pages: readonly PageFindings[],
  busy: readonly PageFindings[],
  alarms: readonly Alarms[],
): void {
  const findings = pages.flatMap((page) => page.findings);
  const of = (channel: string) => findings.filter((finding) => finding.channel === channel);
  const shares = Object.fromEntries(
    CHANNELS.map(({ name }) => [name, rounded(shareRight(of(name)))]),
  );
  const missed = pages.flatMap(({ page, findings: all }) =>
    all.filter(({ outcome }) => outcome !== 'right').map(({ channel }) => `${page}: ${channel}`),
  );
  const sum = (part: (counts: Alarms) => number) =>
    alarms.reduce((total, counts) => total + part(counts), 0);
  const wrong =
    sum((counts) => counts.wrong) + findings.filter((f) => f.outcome === 'wrong').length;
  const times = findings.map(({ milliseconds }) => milliseconds);
  const bound = (name: string, unit: string, limit: Partial<Bound>): Bound => ({
    name,
    unit,
    ...limit,
  });
  const targets: Target[] = [
    ...Object.entries(LEAST).map(([name, atLeast]) =>
      judge(bound(`exact id, ${name} (simulated)`, '%', { atLeast }), shareRight(of(name))),
    ),
    judge(
      bound('PSNR of the marked page, lowest', 'dB', { atLeast: 42 }),
      Math.min(...pages.map(({ psnr }) => psnr)),
    ),
    judge(bound('pictures given to a wrong id', 'pictures', { atMost: 0 }), wrong),
    judge(
      bound('pictures looked at for wrong ids', 'pictures', { atLeast: 10_000 }),
      sum((counts) => counts.unmarked + counts.otherId),
    ),
    judge(
      bound('detection, p95 of processor time', 's', { atMost: 2 }),
      percentile(times, 0.95) / 1000,
    ),
  ];
  say(`\n${targetTable(targets).join('\n')}`);
  const figures = {
    pages: pages.length,
    shares,
    psnrMean: rounded(pages.reduce((total, { psnr }) => total + psnr, 0) / pages.length),
    detectionMedianMs: rounded(percentile(times, 0.5)),
    unmarked: sum((counts) => counts.unmarked),
    otherId: sum((counts) => counts.otherId),
    textureOnlyScreenshot: rounded(shareRight(busy.flatMap((page) => page.findings))),
    missed,
  };
  tell({ at: new Date().toISOString(), channels: 'simulated, seeded', figures, targets });
}

const [pageCount = '0', alarmCount = '0', pictures] = process.argv.slice(2);
await (pictures === undefined
  ? measureAll(process.cwd(), Number(pageCount), Number(alarmCount))
  : examine(pictures));

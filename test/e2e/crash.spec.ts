import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import './support/bridge.ts';
import { type Desk, openDesk } from './support/station.ts';
import { killThread, threadCount, watchThreads } from './support/threads.ts';
import { answerOpenDialog } from './support/workstation.ts';

const ROWS = 60_000;

let on: Desk;

test.beforeAll(async () => {
  on = await openDesk();
  await watchThreads(on.station);
});

test.afterAll(() => on.close());

function incident(part: 'writer' | 'reader' | 'simulation') {
  return on.frame.notice.filter({ hasText: on.t(`app:incident.${part}`) });
}

/** Opens the workspace again, so that its threads are among those that are watched: the writer is the first. */
async function reopen(): Promise<number> {
  const first = await threadCount(on.station);
  await on.page.evaluate(async () => {
    const state = await window.sandtable?.['workspace.state']({});
    if (state?.ok !== true || state.value.status !== 'open') throw new Error('not open');
    const { folder } = state.value.workspace;
    await window.sandtable?.['workspace.close']({});
    await window.sandtable?.['workspace.open']({ folder, passphrase: null });
  });
  await on.page.reload();
  await on.frame.heading.waitFor();
  return first;
}

/** An import long enough to be met in the middle. */
function manyAccounts(): string {
  const file = join(on.station.files, 'many-accounts.csv');
  const lines = Array.from({ length: ROWS }, (_, i) => `K-${i},众多客户${i}`);
  writeFileSync(file, ['客户编号,客户名称', ...lines].join('\n'));
  return file;
}

const accountsNamed = (search: string) =>
  on.page.evaluate(async (name) => {
    const pipelines = await window.sandtable?.['pipeline.list']({});
    if (pipelines?.ok !== true) throw new Error('no pipelines');
    const found = await window.sandtable?.['pipeline.accounts']({
      pipelineId: pipelines.value[0]?.id ?? '',
      search: name,
      limit: 10,
    });
    return found?.ok === true ? found.value.length : -1;
  }, search);

test('a writer that dies during an import: nothing half, it is told, and the import goes through the next time', async () => {
  test.setTimeout(120_000);
  const writer = await reopen();
  await on.frame.goTo('pipeline');
  await on.pipeline.ready();
  await answerOpenDialog(on.station, manyAccounts());
  await on.pipeline.importButton.click();
  await on.importWizard.pick();
  await on.importWizard.check();
  await expect(on.importWizard.figure('check.toInsert')).toHaveText(ROWS.toLocaleString('en'));
  await on.importWizard.start();
  await expect(on.importWizard.progress).toBeVisible();
  await killThread(on.station, writer);

  await expect(
    on.importWizard.alert.filter({ hasText: on.t('errors:WORKER_CRASHED') }),
  ).toBeVisible();
  await expect(incident('writer')).toContainText(on.t('app:incident.recovered'));
  expect(await accountsNamed('众多客户')).toBe(0);
  expect(await on.pipeline.matching()).toBe(485);

  await on.importWizard.run();
  await expect(on.importWizard.figure('report.inserted')).toHaveText(ROWS.toLocaleString('en'));
  await on.importWizard.done();
  expect(await accountsNamed('众多客户')).toBe(10);
  await on.frame.dismissNotices();
});

test('a reader that dies while the grid is asked: rows come back, and it is told', async () => {
  // The writer is the first of the threads, the reader that answers the window the second.
  const reader = (await reopen()) + 1;
  await on.frame.goTo('pipeline');
  await on.pipeline.ready();
  const found = on.page.evaluate(async () => {
    const pipelines = await window.sandtable?.['pipeline.list']({});
    if (pipelines?.ok !== true) throw new Error('no pipelines');
    const query = {
      pipelineId: pipelines.value[0]?.id ?? '',
      sort: [{ field: 'name' as const, desc: true }],
      filters: {},
      quick: '',
    };
    const ask = async (_none: unknown, i: number) => {
      const reply = await window.sandtable?.['pipeline.page']({ query, offset: i * 50, limit: 50 });
      return reply?.ok === true ? reply.value.rows.length : -1;
    };
    return Promise.all(Array.from({ length: 20 }, ask));
  });
  await on.pipeline.sortBy('name');
  await killThread(on.station, reader);
  await on.pipeline.search.fill('网');

  await expect(incident('reader')).toContainText(on.t('app:incident.recovered'));
  expect(await found).toEqual(Array.from({ length: 20 }, () => 50));
  await expect.poll(() => on.pipeline.matching()).toBeLessThan(485);
  await expect(on.pipeline.cellAt(0, 'name')).toHaveText(/\S/);
  await expect(on.page.getByRole('main').getByRole('alert')).toHaveCount(0);
  await on.pipeline.search.fill('');
  await on.frame.dismissNotices();
});

test('a page that dies in the middle of an import: it comes back, the import has gone on, edits are there', async () => {
  test.setTimeout(120_000);
  const desk = await openDesk();
  const { app } = desk.station;
  await desk.frame.goTo('pipeline');
  await desk.pipeline.ready();
  const name = `${await desk.pipeline.cellAt(0, 'name').textContent()} 改`;
  await desk.pipeline.edit(name.slice(0, -2), 'name', name);
  await expect(desk.pipeline.cell(name, 'name')).toBeVisible();
  await answerOpenDialog(desk.station, manyAccounts());
  await desk.pipeline.importButton.click();
  await desk.importWizard.pick();
  await desk.importWizard.check();
  await desk.importWizard.start();
  await expect(desk.importWizard.progress).toBeVisible();
  // The tools that drive the page die with it; what comes after is asked through the main process.
  await app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => resolve());
        contents?.forcefullyCrashRenderer();
      }),
  );
  const inPage = <T>(work: () => T): Promise<Awaited<T>> =>
    app.evaluate(
      ({ BrowserWindow }, code) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code),
      `(${work.toString()})()`,
    );
  const text = () => inPage(() => document.body.innerText);
  await expect.poll(text).toContain(desk.t('app:incident.renderer'));
  await expect.poll(text).toContain(desk.t('app:incident.recovered'));
  const found = () =>
    inPage(async () => {
      const pipelines = await window.sandtable?.['pipeline.list']({});
      const pipelineId = pipelines?.ok === true ? (pipelines.value[0]?.id ?? '') : '';
      const one = { pipelineId, search: '众多客户', limit: 10 };
      const accounts = await window.sandtable?.['pipeline.accounts'](one);
      const history = await window.sandtable?.['history.list']({ limit: 10 });
      return {
        accounts: accounts?.ok === true ? accounts.value.length : -1,
        subjects: history?.ok === true ? history.value.map(({ subject }) => subject) : [],
      };
    });
  await expect.poll(async () => (await found()).accounts, { timeout: 60_000 }).toBe(10);
  expect((await found()).subjects.filter((subject) => subject === name)).toHaveLength(1);
  await desk.station.close();
});

test('a simulation thread that dies during a rehearsal: the rehearsal ends well, and it is told', async () => {
  test.setTimeout(120_000);
  await on.frame.goTo('sandbox');
  await on.sandbox.chooseReplicates(10_000);
  const simulator = await threadCount(on.station);
  await on.sandbox.runButton.click();
  await expect(on.sandbox.partial).toBeVisible({ timeout: 60_000 });
  await killThread(on.station, simulator);
  const broken = await on.sandbox.result();
  expect(broken.replicates).toBe(10_000);
  await expect(incident('simulation')).toContainText(on.t('app:incident.recovered'));

  // The figures are those of the seed, as if nothing had happened.
  const kept = await on.page.evaluate(async () => {
    const runs = await window.sandtable?.['sandbox.list']({ pipelineId: null });
    return runs?.ok === true ? runs.value.length : -1;
  });
  expect(kept).toBe(1);
  await on.frame.goTo('pipeline');
  await on.pipeline.ready();
});

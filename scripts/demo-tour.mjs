// @ts-check
// The main job, unattended, through the real window: `npm start -- --demo-tour --out DIR [--lang en]`.
// Leaves numbered pictures, the PDF and summary.json in DIR; fails with one sentence.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pagesOf } from '../test/e2e/pages/index.ts';
import { answerOpenDialog, answerSaveDialog, launch } from '../test/e2e/support/workstation.ts';
import { logStep, runMain } from './bootstrap.mjs';
import { root } from './runtime/paths.mjs';

/**
 * @typedef {import('../test/e2e/support/workstation.ts').Workstation} Workstation
 * @typedef {import('../test/e2e/pages/index.ts').Pages} Pages
 * @typedef {import('../shared/workspace/model').Language} Language
 *
 * @typedef {object} Tour
 * @property {Workstation} station
 * @property {Pages} on the page models
 * @property {string} out
 * @property {Record<string, unknown>} facts what summary.json says besides the durations
 */

/** What is typed on the way; the demo's companies and deals have Chinese names in both languages. */
const WORDS = {
  search: '网关',
  newAmount: { 'zh-CN': '128万', en: '1,280,000' },
  title: { 'zh-CN': '下一季度策略推演简报', en: 'Next quarter: rehearsal brief' },
  recipient: { 'zh-CN': '王总（演示客户）', en: 'Ms Wang (demo customer)' },
};
const REPLICATES = 2000;
const PDF = 'brief.pdf';

/** The steps in their order; each leaves one picture. @type {[string, (tour: Tour) => Promise<void>][]} */
const STEPS = [
  ['first-start', async ({ on }) => on.welcome.title.waitFor()],
  [
    'open-demo',
    async ({ on, facts }) => {
      await on.welcome.openDemo();
      await on.home.openCount.filter({ hasText: /\d/ }).waitFor();
      facts.openOpportunities = Number(await on.home.openCount.textContent());
    },
  ],
  [
    'pipeline',
    async ({ on, facts }) => {
      await on.frame.goTo('pipeline');
      await on.pipeline.ready();
      facts.opportunities = await on.pipeline.inAll();
    },
  ],
  [
    'search-and-filter',
    async ({ on, facts }) => {
      await on.pipeline.searchFor(WORDS.search);
      facts.found = await on.pipeline.matching();
      await on.pipeline.filterBy('stage', on.t('common:stage.opportunity_validation'));
      facts.foundInStage = await on.pipeline.matching();
    },
  ],
  ['edit-amount', editAmount],
  ['undo', undo],
  [
    'rehearse',
    async ({ on, facts }) => {
      await on.frame.dismissNotices();
      await on.frame.goTo('sandbox');
      await on.sandbox.chooseReplicates(REPLICATES);
      await on.sandbox.runButton.click();
      await on.sandbox.partial.waitFor({ timeout: 30_000 });
      const { replicates, resultHash } = await on.sandbox.result();
      if (replicates !== REPLICATES) throw new Error(`${replicates} replicates were made.`);
      Object.assign(facts, { replicates, resultHash });
      facts.finding = await on.sandbox.headline.getByRole('paragraph').first().textContent();
    },
  ],
  [
    'compose',
    async ({ on }) => {
      await on.frame.dismissNotices();
      await on.sandbox.composeButton.click();
      await on.composer.createFromDialog(WORDS.title[on.t.language]);
    },
  ],
  [
    'export',
    async ({ on, station, out, facts }) => {
      await answerSaveDialog(station, join(out, PDF));
      await on.exportDialog.open();
      facts.traceCode = await on.exportDialog.exportFor(WORDS.recipient[on.t.language]);
    },
  ],
  [
    'verify',
    async ({ on, station, out, facts }) => {
      await on.exportDialog.done();
      await on.frame.goTo('verify');
      await answerOpenDialog(station, join(out, PDF));
      await on.verify.pickButton.click();
      await on.verify.report.waitFor({ timeout: 20_000 });
      await on.verify.verdict('intact').waitFor({ timeout: 5000 });
      await on.verify.report.getByText(String(facts.traceCode)).waitFor({ timeout: 5000 });
      facts.verdict = 'intact';
    },
  ],
];

/** @param {Tour} tour */
async function editAmount({ on, facts }) {
  const name = (await on.pipeline.cellAt(0, 'name').textContent()) ?? '';
  const cell = on.pipeline.cell(name, 'amountMinor');
  const before = (await cell.textContent()) ?? '';
  await on.pipeline.edit(name, 'amountMinor', WORDS.newAmount[on.t.language]);
  await cell.filter({ hasNotText: before }).waitFor();
  // Enter has moved to the row below, and the panel with it.
  await on.pipeline.openPanel(name);
  await on.pipeline.openTab('history');
  await on.pipeline.history.first().waitFor();
  // The unit stands in the column's head, behind its name.
  const head = (await on.pipeline.header('amountMinor').textContent()) ?? '';
  const unit = /[（(]([^）)]+)[）)]/.exec(head)?.[1] ?? null;
  facts.edited = { name, before, after: await cell.textContent(), unit };
}

/** @param {Tour} tour */
async function undo({ on, facts }) {
  const { name, before } = /** @type {{ name: string, before: string }} */ (facts.edited);
  await on.frame.undo.click();
  await on.pipeline.cell(name, 'amountMinor').filter({ hasText: before }).waitFor();
  await on.pipeline.clearFilters();
}

/**
 * @param {Workstation} station
 * @returns {Promise<Record<string, string | undefined>>}
 */
async function versionsOf(station) {
  return station.app.evaluate(({ app }) => ({
    sandtable: app.getVersion(),
    electron: process.versions['electron'],
    chromium: process.versions['chrome'],
    node: process.versions['node'],
  }));
}

/**
 * @param {Language} language
 * @param {string} out
 */
async function takeTour(language, out) {
  await mkdir(out, { recursive: true });
  // What an earlier tour left there must not pass for this one's proof.
  await rm(join(out, 'summary.json'), { force: true });
  await rm(join(out, PDF), { force: true });
  const started = performance.now();
  const station = await launch({ settings: { language, theme: 'light' } });
  /** @type {Tour} */
  const tour = { station, on: pagesOf(station.page, language), out, facts: {} };
  /** @type {Record<string, number>} */
  const durationsMs = { launch: Math.round(performance.now() - started) };
  let picture = 0;
  try {
    for (const [name, step] of STEPS) {
      const from = performance.now();
      try {
        await step(tour);
      } catch (error) {
        await station.page.screenshot({ path: join(out, `failed-${name}.png`) }).catch(() => {});
        const why = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
        throw new Error(`the demo tour stopped at "${name}": ${why}`, { cause: error });
      }
      durationsMs[name] = Math.round(performance.now() - from);
      picture += 1;
      const file = `${String(picture).padStart(2, '0')}-${name}.png`;
      await station.page.screenshot({ path: join(out, file) });
      logStep(`${name}: ${durationsMs[name]} ms`);
    }
    const violations = await station.violations();
    if (violations.length > 0) throw new Error(`the page's policy refused: ${violations[0]}`);
    if (station.errors.length > 0) throw new Error(`the page said: ${station.errors[0]}`);
    const summary = {
      language,
      ...tour.facts,
      pdf: PDF,
      pictures: picture,
      durationsMs: { ...durationsMs, total: Math.round(performance.now() - started) },
      versions: await versionsOf(station),
    };
    await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  } finally {
    await station.close();
  }
}

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: join(root, 'artifacts', 'demo-tour') },
      lang: { type: 'string', default: 'zh-CN' },
    },
  });
  const { lang } = values;
  if (lang !== 'zh-CN' && lang !== 'en') throw new Error(`no language ${lang}: zh-CN or en.`);
  const out = resolve(values.out);
  await takeTour(lang, out);
  logStep(`the demo tour is done; see ${join(out, 'summary.json')}`);
  return 0;
});

import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { withOneByteChanged, writeForeignPdf, writePictureOfPage } from './support/pdf.ts';
import { fixture, openDesk } from './support/station.ts';
import { answerOpenDialog, answerSaveDialog } from './support/workstation.ts';

const SMALL = { width: 1366, height: 768 };

for (const language of ['zh-CN', 'en'] as const) {
  test(`every page, both themes (${language})`, async () => {
    test.setTimeout(300_000);
    const title = language === 'en' ? 'Next quarter: rehearsal brief' : '下一季度策略推演简报';

    // From the first start, so that the demo has its names in this language, too.
    const on = await openDesk({ language, from: 'first', settings: { theme: 'system' } });

    await test.step('first start', async () => {
      await capture(on, 'welcome');
      await on.welcome.createButton.click();
      await expect(on.welcome.createForm).toBeVisible();
      await capture(on, 'welcome-create');
      await on.page.getByRole('button', { name: on.t('home:back'), exact: true }).click();
      await on.welcome.openDemo();
    });

    await test.step('home, palette, keys', async () => {
      await on.home.openCount.waitFor();
      await capture(on, 'home');
      await on.frame.openPalette();
      await capture(on, 'palette');
      await on.page.keyboard.press('Escape');
      await on.frame.heading.focus();
      await on.page.keyboard.press('F1');
      await expect(on.frame.cheatSheet).toBeVisible();
      await capture(on, 'keys');
      await on.page.keyboard.press('Escape');
      await expect(on.frame.cheatSheet).toBeHidden();
    });

    await test.step('pipeline', async () => {
      await on.frame.goTo('pipeline');
      await on.pipeline.ready();
      await expect(on.pipeline.counts).toBeVisible();
      await capture(on, 'pipeline');
      const filter = await on.pipeline.openFilter('stage');
      await expect(filter.getByRole('checkbox').first()).toBeVisible();
      await capture(on, 'pipeline-filter');
      await on.page.keyboard.press('Escape');
      await expect(filter).toBeHidden();
      await on.pipeline.search.fill('zzzz');
      await expect(on.page.getByText(on.t('pipeline:noMatch.title'))).toBeVisible();
      await capture(on, 'pipeline-no-match');
      await on.pipeline.clearFilters();
      await on.pipeline.cellAt(3, 'name').click();
      await expect(on.pipeline.panel.getByRole('heading', { level: 2 })).toBeVisible();
      await capture(on, 'pipeline-panel');
      await on.pipeline.openTab('stages');
      await capture(on, 'pipeline-panel-stages');
      await on.pipeline.openTab('history');
      await capture(on, 'pipeline-panel-history');
      await on.pipeline.openStageDialog();
      await capture(on, 'pipeline-stage');
      await on.page.keyboard.press('Escape');
      await on.page
        .getByRole('button', { name: on.t('pipeline:create.button'), exact: true })
        .click();
      const dialog = on.page.getByRole('dialog', { name: on.t('pipeline:create.title') });
      await dialog.getByRole('button', { name: on.t('pipeline:create.submit') }).click();
      await expect(dialog.getByText(on.t('pipeline:create.nameMissing'))).toBeVisible();
      await capture(on, 'pipeline-create');
      await on.page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    });

    await test.step('import', async () => {
      await answerOpenDialog(on.station, fixture('opportunities-amounts.csv'));
      await on.pipeline.importButton.click();
      await expect(on.importWizard.pickButton).toBeVisible();
      await capture(on, 'import-file');
      await on.importWizard.pick();
      await capture(on, 'import-columns');
      await on.importWizard.check();
      await capture(on, 'import-check');
      await on.page.keyboard.press('Escape');
      await expect(on.importWizard.dialog).toBeHidden();
    });

    await test.step('sandbox', async () => {
      await on.frame.goTo('sandbox');
      await expect(on.sandbox.runButton).toBeVisible();
      await capture(on, 'sandbox-empty');
      await on.sandbox.runButton.click();
      await on.sandbox.result();
      await on.frame.dismissNotices();
      await capture(on, 'sandbox-result');
      await on.sandbox.risks.first().scrollIntoViewIfNeeded();
      await capture(on, 'sandbox-risks');
      await on.sandbox.footer.scrollIntoViewIfNeeded();
      await capture(on, 'sandbox-fit');
      await on.sandbox.openFitReport();
      await capture(on, 'sandbox-fit-report');
      await on.page.keyboard.press('Escape');
      await expect(on.sandbox.fitReport).toBeHidden();
      await on.sandbox.openRuns();
      await capture(on, 'sandbox-runs');
      await on.page.keyboard.press('Escape');
      await expect(on.sandbox.runList).toBeHidden();
    });

    await test.step('composer', async () => {
      await on.sandbox.composeButton.click();
      await expect(on.composer.titleField).toBeVisible();
      await capture(on, 'composer-new');
      await on.composer.createFromDialog(title);
      await capture(on, 'composer-editor');
      await on.composer.charts.last().scrollIntoViewIfNeeded();
      await capture(on, 'composer-editor-figures');
      await on.composer.addBlock('citation');
      await on.composer.addBlock('cells');
      await expect(on.composer.saved).toBeVisible();
      await capture(on, 'composer-editor-own');
      await on.composer.openVersions();
      await capture(on, 'composer-versions');
      await on.page.keyboard.press('Escape');
      await expect(on.composer.versions).toBeHidden();
      await answerSaveDialog(on.station, 'screens.pdf');
      await on.exportDialog.open();
      await capture(on, 'composer-export');
      await on.exportDialog.exportFor('王总（演示客户）');
      await on.frame.dismissNotices();
      await capture(on, 'composer-receipt');
      await on.exportDialog.done();
      await on.page.getByRole('button', { name: on.t('composer:editor.back') }).click();
      await expect(on.composer.exportRegister).toBeVisible();
      await capture(on, 'composer-list');
    });

    await test.step('verify', async () => {
      await on.frame.goTo('verify');
      await capture(on, 'verify');
      const good = join(on.station.files, 'screens.pdf');
      const altered = join(on.station.files, 'altered.pdf');
      const foreign = join(on.station.files, 'foreign.pdf');
      withOneByteChanged(good, altered);
      writeForeignPdf(foreign);
      const picture = join(on.station.files, 'forwarded.jpg');
      writePictureOfPage(good, 1, picture);
      for (const [verdict, file] of [
        ['intact', good],
        ['altered', altered],
        ['noMark', foreign],
        ['traced', picture],
      ] as const) {
        await answerOpenDialog(on.station, file);
        await on.verify.pickButton.click();
        await expect(on.verify.verdict(verdict)).toBeVisible({ timeout: 20_000 });
        await capture(on, `verify-${verdict}`);
      }
    });

    await test.step('settings', async () => {
      await on.frame.goTo('settings');
      for (const tab of [
        'appearance',
        'workspace',
        'rights',
        'history',
        'audit',
        'personal',
        'about',
      ] as const) {
        await on.settings.openTab(tab);
        await capture(on, `settings-${tab}`);
      }
    });

    await test.step('a small laptop', async () => {
      await on.station.app.evaluate(
        ({ BrowserWindow }, { width, height }) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
        SMALL,
      );
      await expect.poll(() => on.page.evaluate(() => window.innerWidth)).toBe(SMALL.width);
      for (const place of ['home', 'pipeline', 'sandbox', 'composer'] as const) {
        await on.frame.goTo(place);
        if (place === 'pipeline') await on.pipeline.ready();
        await capture(on, `small-${place}`);
        const sideways = await on.page.evaluate(
          () => document.documentElement.scrollWidth > window.innerWidth,
        );
        expect(sideways, `${place} scrolls sideways`).toBe(false);
      }
    });
    await on.close();
  });
}

import { expect, type Locator, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { type Desk, openDesk } from './support/station.ts';

const SMALL = { width: 1366, height: 768 };

async function resize(on: Desk, to: { readonly width: number; readonly height: number }) {
  await on.station.app.evaluate(
    ({ BrowserWindow }, { width, height }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    to,
  );
  await expect.poll(() => on.page.evaluate(() => innerWidth)).toBe(to.width);
}

/** How far, in px, what is inside reaches beyond an element that may scroll sideways. */
function beyond(element: Locator): Promise<number> {
  return element.evaluate((one) => one.scrollWidth - one.clientWidth);
}

/** Whether a cell shows the corner that is dragged to fill. */
function hasHandle(cell: Locator): Promise<boolean> {
  return cell.evaluate((one) => getComputedStyle(one, '::before').content !== 'none');
}

for (const language of ['zh-CN', 'en'] as const) {
  test(`what belongs together fits a small laptop (${language})`, async () => {
    test.setTimeout(150_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    await resize(on, SMALL);
    await on.frame.goTo('pipeline');
    await on.pipeline.ready();

    await test.step('the fill handle goes with the focus', async () => {
      const cell = on.pipeline.cellAt(3, 'amountMinor');
      await cell.click();
      expect(await hasHandle(cell)).toBe(true);
      await on.pipeline.search.focus();
      expect(await hasHandle(cell)).toBe(false);
    });

    await test.step('the tabs of the panel stay in sight, and a chosen one is seen', async () => {
      const cell = on.pipeline.cellAt(3, 'name');
      await cell.click();
      const tabs = on.pipeline.panel.getByRole('tab');
      await expect(tabs.last()).toBeInViewport({ ratio: 1 });
      await on.pipeline.openTab('stages');
      expect(await hasHandle(cell)).toBe(false);
      const steps = on.pipeline.panel.getByRole('tabpanel').getByRole('listitem');
      await expect(steps.nth(1)).toBeInViewport({ ratio: 1 });
      await expect(tabs.last()).toBeInViewport({ ratio: 1 });
      await capture(on, 'fit-panel');
      await on.page.keyboard.press('Escape');
    });

    await test.step('the view is named after what is shown', async () => {
      await resize(on, { width: 1440, height: 900 });
      await on.pipeline.filterBy('stage', on.t('common:stage.negotiation_proposal'));
      await on.pipeline.searchFor('医院');
      await expect(on.views.button(on.t('views:system.open'), true)).toBeVisible();
      await on.pipeline.clearFilters();
      await expect(on.views.button(on.t('views:system.all'), true)).toBeVisible();
      await on.views.restore();
      await expect(on.views.button(on.t('views:system.open'), false)).toBeVisible();
      await resize(on, SMALL);
    });

    await test.step('tables of a brief stay inside its sheet', async () => {
      await on.frame.goTo('sandbox');
      await on.sandbox.runButton.click();
      await on.sandbox.result();
      await on.frame.dismissNotices();
      const parts = on.sandbox.variantTable.getByRole('group');
      await expect(parts).toHaveCount(2);
      for (const part of await parts.all()) expect(await beyond(part)).toBe(0);
      await parts.last().scrollIntoViewIfNeeded();
      await capture(on, 'fit-variants');
      await on.sandbox.composeButton.click();
      await on.composer.createFromDialog('Test');
      const tables = await on.composer.sheet.getByRole('table').all();
      expect(tables.length).toBeGreaterThan(2);
      for (const table of tables) expect(await beyond(table.locator('xpath=..'))).toBe(0);
      expect(await beyond(on.composer.sheet.locator('xpath=..'))).toBe(0);
      await tables[0]?.scrollIntoViewIfNeeded();
      await capture(on, 'fit-brief');
      await on.composer.pictures.nth(1).scrollIntoViewIfNeeded();
      await capture(on, 'fit-charts');
    });
    await on.close();
  });
}

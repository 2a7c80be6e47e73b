import { expect, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';

for (const language of ['zh-CN', 'en'] as const) {
  test(`columns, groups and views (${language})`, async () => {
    test.setTimeout(180_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    const field = (name: string) => on.t(`pipeline:field.${name}`);
    await on.frame.goTo('pipeline');
    await on.pipeline.ready();

    await test.step('shows, moves and hides columns', async () => {
      await on.views.openChooser();
      await on.views.column(field('weightedMinor')).check();
      await on.views.column(field('region')).uncheck();
      await on.views.handle(field('weightedMinor')).focus();
      for (let i = 0; i < 9; i += 1) await on.page.keyboard.press('Alt+ArrowUp');
      await capture(on, 'views-columns');
      await on.views.closeChooser();
      await expect
        .poll(() => on.views.headers())
        .toEqual(expect.arrayContaining(['name', 'weightedMinor']));
      expect(await on.views.headers()).not.toContain('region');
      await expect(on.pipeline.cellAt(0, 'weightedMinor')).toHaveText(/\d/);
      await on.pipeline.sortBy('weightedMinor');
      await on.pipeline.sortBy('weightedMinor');
      await expect(on.pipeline.header('weightedMinor')).toHaveAttribute('aria-sort', 'descending');
    });

    await test.step('gathers rows by stage with totals, opens and closes by key', async () => {
      await on.views.groupBy('stage');
      await expect(on.views.groups.first()).toBeVisible();
      await capture(on, 'views-groups');
      await on.views.collapseAll();
      const stage = on.t('common:stage.negotiation_proposal');
      await expect(on.views.group(stage)).toHaveCount(1);
      const header = on.views.group(stage);
      await header.click();
      await expect(header.getByRole('button')).toHaveAttribute('aria-expanded', 'true');
      await on.page.keyboard.press('ArrowLeft');
      await expect(header.getByRole('button')).toHaveAttribute('aria-expanded', 'false');
      await on.page.keyboard.press('ArrowRight');
      await expect(header.getByRole('button')).toHaveAttribute('aria-expanded', 'true');
    });

    const name = language === 'en' ? 'Weekly meeting' : '周会';
    await test.step('saves what is shown, tells what was changed, and takes it back', async () => {
      await on.views.saveAs(name, true);
      await on.pipeline.searchFor('a');
      await expect(on.views.button(name, true)).toBeVisible();
      await on.views.restore();
      await expect(on.views.button(name)).toBeVisible();
      await expect(on.pipeline.search).toHaveValue('');
      await on.views.open(on.t('views:system.all'));
      await expect(on.views.groups).toHaveCount(0);
      await expect.poll(() => on.pipeline.matching()).toBe(2000);
      await on.views.openMenu();
      await capture(on, 'views-menu');
      await on.page.keyboard.press('Escape');
      await on.page.keyboard.press('Control+1');
      await expect(on.views.button(name)).toBeVisible();
      await expect(on.views.groups.first()).toBeVisible();
    });

    await test.step('deletes it, and gets it back', async () => {
      await on.views.remove(name);
      await on.page.keyboard.press('Escape');
      await expect(on.views.button(on.t('views:system.open'), true)).toBeVisible();
      await on.page
        .getByRole('button', { name: on.t('common:undo'), exact: true })
        .last()
        .click();
      await on.views.open(name);
    });
    await on.close();
  });
}

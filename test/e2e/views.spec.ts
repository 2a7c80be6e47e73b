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

    const own = language === 'en' ? 'Mine' : '我的安排';
    const renamed = language === 'en' ? 'My quarter' : '我的季度';
    await test.step('keeps a view for oneself, renames it, opens it by key and by name', async () => {
      await on.views.saveAs(own, false);
      await on.views.rename(own, renamed);
      await expect(on.views.button(renamed)).toBeVisible();
      await on.views.openMenu();
      await expect(on.views.section('private').getByRole('button', { name: renamed })).toHaveCount(
        3,
      );
      await expect(on.views.section('shared').getByRole('button', { name: renamed })).toHaveCount(
        0,
      );
      await on.page.keyboard.press('Escape');
      // One's own come first, then those of all.
      await on.page.keyboard.press('Control+2');
      await expect(on.views.button(name)).toBeVisible();
      await on.page.keyboard.press('Control+1');
      await expect(on.views.button(renamed)).toBeVisible();
      await on.frame.goTo('home');
      await on.frame.runCommand(name);
      await expect(on.views.button(name)).toBeVisible();
      await on.frame.runCommand(renamed);
      await expect(on.views.button(renamed)).toBeVisible();
    });

    await test.step('goes through the panel in the order of the groups', async () => {
      await on.views.open(name);
      await expect(on.views.groups.first()).toBeVisible();
      const shown = await on.views.namesInOrder();
      const [first = '', second = ''] = shown;
      await on.pipeline.openPanel(first);
      // On a cell these keys go to the edge of the grid, as in a sheet; in the panel they are the panel's.
      await on.pipeline.panel
        .getByRole('button', { name: on.t('pipeline:panel.next'), exact: true })
        .focus();
      await on.page.keyboard.press('Control+ArrowDown');
      await expect(on.pipeline.panel.getByRole('heading', { name: second })).toBeVisible();
      await on.page.keyboard.press('Control+ArrowUp');
      await expect(on.pipeline.panel.getByRole('heading', { name: first })).toBeVisible();
      await on.page.keyboard.press('Escape');
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

import { expect, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';

/** A line of controls, px; two lines are more. */
const ONE_LINE = 44;

for (const language of ['zh-CN', 'en'] as const) {
  test(`the toolbar of the pipeline is one line in usual windows (${language})`, async () => {
    test.setTimeout(120_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    await on.frame.goTo('pipeline');
    await on.pipeline.ready();
    const group = on.t.like('views:group.button', {}, true);
    // As it opens, with the filter on the outcome; then with a view that was changed.
    for (const changed of [false, true]) {
      if (changed) {
        await on.board.show('grid');
        await on.pipeline.showAll();
      }
      for (const width of [1440, 1366]) {
        await on.station.app.evaluate(
          ({ BrowserWindow }, to) =>
            BrowserWindow.getAllWindows()[0]?.setContentSize(to, to === 1366 ? 768 : 900),
          width,
        );
        await expect.poll(() => on.page.evaluate(() => innerWidth)).toBe(width);
        for (const layout of ['grid', 'board'] as const) {
          await on.board.show(layout);
          await (layout === 'grid' ? on.pipeline.ready() : on.board.ready());
          await expect(on.pipeline.counts).toBeVisible();
          const box = await on.pipeline.toolbar.boundingBox();
          expect
            .soft(box?.height, `${layout} at ${width}${changed ? ', changed' : ''}`)
            .toBeLessThan(ONE_LINE);
          await expect(on.page.getByRole('button', { name: group })).toHaveCount(
            layout === 'grid' ? 1 : 0,
          );
          if (!changed) await capture(on, `toolbar-${layout}-${width}`);
          if (changed || width !== 1366) continue;
          // A long search beside the filter: both can still be removed.
          await on.pipeline.searchFor('综合医院 急诊科 边缘网关');
          await capture(on, `toolbar-${layout}-searched`);
          await on.pipeline.searchFor('');
        }
      }
    }

    // A pipeline without anything offers the same on the board as in the grid.
    await on.page.evaluate(async () => {
      await window.sandtable?.['pipeline.createPipeline']({ name: 'Empty', currency: 'CNY' });
    });
    await on.pipeline.choosePipeline('Empty');
    const offer = on.page.getByRole('button', { name: on.t('pipeline:empty.import') });
    await expect(offer).toBeVisible();
    await capture(on, 'board-empty');
    await on.board.show('grid');
    await expect(offer).toBeVisible();
    await capture(on, 'grid-empty');
    await on.close();
  });
}

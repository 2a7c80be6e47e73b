import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fluSeason from '../../resources/scenarios/flu-season.json' with { type: 'json' };
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';
import { answerOpenDialog } from './support/workstation.ts';

for (const language of ['zh-CN', 'en'] as const) {
  test(`a data stream is loaded from a file, and told apart from those that are missing (${language})`, async () => {
    const on = await openDesk({ language, settings: { theme: 'system' } });
    await on.frame.goTo('sandbox');
    await on.streams.open();
    await expect(on.streams.drawer.getByRole('row')).toHaveCount(13);
    await expect(on.streams.row('storeSales')).toContainText(on.t('streams:freshness.none'));
    await expect(on.streams.row('pipeline')).toContainText(on.t('streams:held'));
    await capture(on, 'streams');

    const file = join(on.station.files, 'sales.csv');
    const lines = [
      '日期,门店编号,商品编码,销量,销售额',
      '2026-11-20,S1,A,3,30',
      '2026-11-21,S1,A,-2,20',
    ];
    writeFileSync(file, [...lines, '2026-11-22,S1,A,4,40', '2026-11-23,S1,,1,10'].join('\n'));
    await answerOpenDialog(on.station, file);
    await on.streams.pickFor('storeSales');
    await expect(on.streams.loadDialog.getByRole('status')).toHaveText(
      on.t.like('streams:found', { rows: 4, inserted: 2, replaced: 0, rejected: 2 }),
    );
    await expect(on.streams.loadDialog.getByRole('cell')).toContainText([
      on.t('import:problem.negative'),
      on.t('import:problem.required'),
    ]);
    await capture(on, 'streams-load');
    await on.streams.load(2);

    const row = on.streams.row('storeSales');
    await expect(row).toContainText('sales.csv');
    await expect(row).not.toContainText(on.t('streams:freshness.none'));
    await expect(row.getByRole('cell').nth(1)).toHaveText('2');
    await capture(on, 'streams-loaded');

    // Two days of one article are played, too, and said to be few.
    await on.page.keyboard.press('Escape');
    await on.streams.drawer.waitFor({ state: 'hidden' });
    await on.studies.ask(fluSeason.name[language]);
    await expect(on.studies.form).toContainText(on.t('study:standing.short', { n: 2 }));
    await expect(on.studies.live).toBeVisible({ timeout: 30_000 });
    await capture(on, 'study-short');
    await on.close();
  });
}

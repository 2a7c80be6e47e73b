import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';
import { answerOpenDialog } from './support/workstation.ts';

const HEAD = 'Opportunity Name,Customer,Stage,Amount,Expected Close Date,Created Date,Region Code';

for (const language of ['zh-CN', 'en'] as const) {
  test(`the order of days is found in their column, else asked; a foreign amount is told (${language})`, async () => {
    test.setTimeout(120_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    await on.frame.goTo('pipeline');
    await on.pipeline.showAll();
    const file = join(on.station.files, 'export.csv');
    const rows = [
      'Line one,Acme,Qualified,120000,12/31/2026,03/04/2026,N',
      'Line two,Acme,Qualified,"$90,000.00",11/05/2026,05/06/2026,S',
    ];
    writeFileSync(file, [HEAD, ...rows].join('\n'));
    await answerOpenDialog(on.station, file);
    await on.pipeline.importButton.click();
    await on.importWizard.pick();
    const order = on.t('import:dayOrder.monthFirst');
    await expect(on.importWizard.dialog).toContainText(
      on.t('import:dayOrder.by', { column: 'Expected Close Date', order, example: '12/31/2026' }),
    );
    await expect(on.importWizard.dialog).toContainText('Region Code');
    await capture(on, 'import-days');
    await on.importWizard.chooseDayOrder('Created Date', 'monthFirst');
    await on.importWizard.check();
    await expect(on.importWizard.figure('check.toInsert')).toHaveText('1');
    const foreign = { sign: '$', wanted: 'CNY' };
    await expect(on.importWizard.problems).toContainText(
      on.t('import:problem.foreignAmount', foreign),
    );
    await expect(on.importWizard.accepted).toContainText('2026-12-31');
    await expect(on.importWizard.accepted).toContainText('2026-03-04');
    await on.close();
  });
}

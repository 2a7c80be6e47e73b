import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';
import { answerOpenDialog } from './support/workstation.ts';

const HEAD = '商机名称,客户,阶段,金额';

for (const language of ['zh-CN', 'en'] as const) {
  test(`rows that are here already are told before, and updated by name and account (${language})`, async () => {
    test.setTimeout(180_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    await on.frame.goTo('pipeline');
    await on.pipeline.showAll();
    const all = await on.pipeline.matching();
    const file = join(on.station.files, '春季.csv');
    const open = async (rows: readonly string[]): Promise<void> => {
      writeFileSync(file, [HEAD, ...rows].join('\n'));
      await answerOpenDialog(on.station, file);
      await on.pipeline.importButton.click();
      await on.importWizard.pick();
      await on.importWizard.check();
    };
    await open(['春季一号产线,春季机电,报价,1000', '春季二号产线,春季机电,报价,2000']);
    await on.importWizard.run();
    await on.importWizard.done();
    await expect.poll(() => on.pipeline.matching()).toBe(all + 2);
    await on.frame.dismissNotices();

    await open(['春季一号产线,春季机电,报价,1500', '春季二号产线,春季机电,报价,2500']);
    await expect(on.importWizard.figure('check.toUpdate')).toHaveText('2');
    await on.importWizard.choose('key.none');
    await expect(on.importWizard.figure('check.doubles')).toHaveText('2');
    await expect(on.importWizard.accepted).toContainText(
      on.t('import:doubles.mark', { name: '春季一号产线' }),
    );
    await expect(on.importWizard.dialog).toContainText(
      on.t('import:doubles.line', { line: '2', name: '春季一号产线' }),
    );
    await capture(on, 'import-doubles');
    await on.importWizard.choose('key.nameAccount');
    await expect(on.importWizard.figure('check.toUpdate')).toHaveText('2');
    await expect(on.importWizard.figure('check.toInsert')).toHaveText('0');
    const change = on.importWizard.changes.getByRole('row').filter({ hasText: '春季一号产线' });
    await expect(change).toContainText('¥1,000');
    await expect(change).toContainText('¥1,500');
    await capture(on, 'import-changes');
    await on.importWizard.run();
    await expect(on.importWizard.figure('report.updated')).toHaveText('2');
    await on.importWizard.done();
    await expect.poll(() => on.pipeline.matching()).toBe(all + 2);
    await on.close();
  });
}

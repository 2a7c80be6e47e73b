import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';
import { answerOpenDialog } from './support/workstation.ts';

for (const language of ['zh-CN', 'en'] as const) {
  test(`a customer under another spelling is asked for, and the decision is remembered (${language})`, async () => {
    test.setTimeout(180_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    await on.frame.goTo('pipeline');
    await on.pipeline.showAll();
    const stored = (await on.pipeline.cellAt(0, 'accountName').textContent()) ?? '';
    const spelling = stored.replace(/有限公司$/, '公司');
    expect(spelling).not.toBe(stored);
    const file = join(on.station.files, '春季.csv');
    const open = async (name: string): Promise<void> => {
      const rows = [`${name},${spelling},报价,1000`, `${name}二期,${spelling},报价,2000`];
      writeFileSync(file, ['商机名称,客户,阶段,金额', ...rows].join('\n'));
      await answerOpenDialog(on.station, file);
      await on.pipeline.importButton.click();
      await on.importWizard.pick();
      await on.importWizard.check();
    };
    await open('春季一号产线');
    const line = on.importWizard.alike.getByRole('row').filter({ hasText: spelling });
    await expect(line).toContainText(on.t('import:alike.by.undecided'));
    await capture(on, 'import-alike');
    await on.importWizard.chooseMostAlike(spelling);
    await expect(line).toContainText(on.t('import:alike.by.chosen'));
    await on.importWizard.run();
    await expect(on.importWizard.alike).toContainText(stored);
    await capture(on, 'import-alike-report');
    await on.importWizard.done();
    await on.pipeline.searchFor('春季一号产线');
    await expect(on.pipeline.cell('春季一号产线', 'accountName')).toHaveText(stored);
    await on.frame.dismissNotices();

    await open('春季二号产线');
    await expect(line).toContainText(on.t('import:alike.by.chosen'));
    await on.importWizard.run();
    await on.importWizard.done();
    await on.close();
  });
}

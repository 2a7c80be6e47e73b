import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';
import { answerOpenDialog, answerSaveDialog } from './support/workstation.ts';

const LINES = [
  '商机编号,商机名称,客户,阶段,金额（万元）,折扣,预计成交日',
  'V-1,冬季一号产线,冬季机电,签约流程,12.5,5%,2026/3/1',
  'V-2,冬季二号产线,冬季机电,报价,8,,2026/4/1',
  'V-3,,冬季重工,报价,9,,2026/5/1',
];

for (const language of ['zh-CN', 'en'] as const) {
  test(`the check shows resulting values, words get a meaning, deals without a name are told (${language})`, async () => {
    test.setTimeout(180_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    await on.frame.goTo('pipeline');
    const file = join(on.station.files, '冬季.csv');
    writeFileSync(file, LINES.join('\n'));
    await answerOpenDialog(on.station, file);
    await on.pipeline.importButton.click();
    await on.importWizard.pick();
    const account = on.t('import:reference.account');
    await expect(on.importWizard.columnFor(account)).toContainText('客户');
    await on.importWizard.check();

    const { accepted } = on.importWizard;
    await expect(accepted).toContainText(on.t('common:stage.negotiation_proposal'));
    await expect(accepted).toContainText('2026-04-01');
    await expect(accepted).toContainText('2026/4/1');
    await expect(accepted).toContainText('¥80,000');
    const unnamed = on.t('import:unnamed.line', { line: '4', name: '冬季重工' });
    await expect(on.importWizard.dialog).toContainText(unnamed);
    await expect(on.importWizard.figure('check.rejected')).toHaveText('1');
    await expect(on.importWizard.problems).toContainText(on.t('common:stage.negotiation_contract'));
    await capture(on, 'import-values');
    await answerSaveDialog(on.station, 'rejected.xlsx');
    await on.importWizard.saveRejects('xlsx');
    await expect(on.frame.notice.filter({ hasText: 'rejected.xlsx' })).toBeVisible();
    await on.frame.dismissNotices();

    await on.importWizard.chooseMeaning('签约流程', on.t('common:stage.negotiation_contract'));
    await expect(on.importWizard.figure('check.rejected')).toHaveText('0');
    await expect(on.importWizard.figure('check.toInsert')).toHaveText('3');
    await expect(accepted).toContainText('签约流程');
    await capture(on, 'import-meaning');
    await on.importWizard.choose('unnamed.reject');
    await expect(on.importWizard.figure('check.rejected')).toHaveText('1');
    await on.importWizard.run();
    await expect(on.importWizard.figure('report.inserted')).toHaveText('2');
    await on.importWizard.done();
    await on.frame.dismissNotices();

    await on.pipeline.importButton.click();
    await on.importWizard.pick();
    await expect(on.importWizard.dialog).toContainText(on.t('import:from.remembered'));
    await on.importWizard.check();
    await expect(on.importWizard.words).toContainText('签约流程');
    await expect(on.importWizard.figure('check.rejected')).toHaveText('0');
    await on.close();
  });
}

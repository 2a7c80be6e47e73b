import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { type Desk, openDesk } from './support/station.ts';
import { answerOpenDialog, answerSaveDialog } from './support/workstation.ts';

for (const language of ['zh-CN', 'en'] as const) {
  test.describe(`exports (${language})`, () => {
    let on: Desk;

    test.beforeAll(async () => {
      on = await openDesk({ language, settings: { theme: 'system' } });
      await on.frame.goTo('composer');
      await on.page.keyboard.press('Control+n');
      await on.composer.titleField.fill('Q4 打法');
      await on.page.keyboard.press('Enter');
      await expect(on.frame.heading).toHaveText('Q4 打法');
    });

    test.afterAll(() => on.close());

    test('one file for each of several recipients, each with its own code', async () => {
      const folder = join(on.station.files, 'batch');
      mkdirSync(folder);
      await answerOpenDialog(on.station, folder);
      await on.exportDialog.open();
      await on.exportDialog.many.click();
      await on.exportDialog.recipients.fill('甲公司\n乙公司\n\n甲公司\n');
      await capture(on, 'export-many');
      const codes = await on.exportDialog.exportMany(2);
      await capture(on, 'export-report');
      await on.exportDialog.done();
      expect(new Set(codes).size).toBe(2);
      const files = readdirSync(folder);
      expect(files).toHaveLength(2);
      for (const code of codes) expect(files.join('\n')).toContain(code);
    });

    test('as PPTX, HTML and pictures it is intact', async () => {
      const files: string[] = [];
      for (const format of ['pptx', 'html', 'png'] as const) {
        files.push(await answerSaveDialog(on.station, `brief.${format}`));
        await on.exportDialog.open();
        await on.exportDialog.format(format).click();
        await on.exportDialog.exportFor('远山医疗');
        await on.exportDialog.done();
      }
      expect(
        readFileSync(files[0] ?? '')
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
      await on.frame.goTo('verify');
      for (const file of files) {
        await answerOpenDialog(on.station, file);
        await on.verify.pickButton.click();
        await expect(on.verify.report).toContainText(basename(file));
        await expect(on.verify.verdict('intact')).toBeVisible();
        await expect(on.verify.report).toContainText('远山医疗');
      }
    });

    test('the ledger finds an export by its recipient; a key is renewed, then revoked', async () => {
      await on.frame.runCommand(on.t('commands:go.exports'));
      await expect(on.ledger.count(5)).toBeVisible();
      await on.ledger.search.fill('乙公司');
      await expect(on.ledger.count(1)).toBeVisible();
      await expect(on.ledger.entry('乙公司')).toBeVisible();
      await on.ledger.search.fill('');
      await on.ledger.newKey.click();
      await expect(on.ledger.keys('former')).toHaveCount(1);
      await on.ledger.revoke.last().click();
      await expect(on.ledger.revokeDialog).toBeVisible();
      await capture(on, 'key-revoke');
      await on.ledger.revokeFor('笔记本遗失');
      await expect(on.ledger.keys('revoked')).toHaveCount(1);
      await expect(on.ledger.keys('signsNow')).toHaveCount(1);
      await capture(on, 'ledger');
    });
  });
}

import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Desk, openDesk } from './support/station.ts';
import { answerOpenDialog, answerSaveDialog } from './support/workstation.ts';

for (const language of ['zh-CN', 'en'] as const) {
  test.describe(`exports (${language})`, () => {
    let on: Desk;

    test.beforeAll(async () => {
      on = await openDesk({ language });
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
      const codes = await on.exportDialog.exportMany(2);
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
  });
}

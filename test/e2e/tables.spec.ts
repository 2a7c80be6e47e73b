import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ARCHIVE_FILES } from '../fixtures/hostile/archives.ts';
import { CSV_FILES } from '../fixtures/hostile/csv.ts';
import { makeWorkbook, row } from '../fixtures/hostile/workbook-maker.ts';
import { WORKBOOK_FILES } from '../fixtures/hostile/workbooks.ts';
import { capture } from './support/capture.ts';
import { type Desk, openDesk } from './support/station.ts';
import { choose } from './pages/select.ts';
import { answerOpenDialog, answerSaveDialog, recordShown } from './support/workstation.ts';

const HOSTILE = [...CSV_FILES, ...WORKBOOK_FILES, ...ARCHIVE_FILES];
const IN_WINDOW = [
  'bomb-of-100-mib.xlsx',
  'billion-laughs.xlsx',
  'up.xlsx',
  'old-workbook.csv',
  'cell-of-65-kib.xlsx',
];

for (const language of ['zh-CN', 'en'] as const) {
  test.describe(`tables in ${language}`, () => {
    let on: Desk;
    test.beforeAll(async () => {
      on = await openDesk({ language, settings: { theme: 'system' } });
      await on.frame.goTo('pipeline');
      await on.pipeline.showAll();
    });
    test.afterAll(() => on.close());

    const put = (name: string, bytes: Uint8Array | string): string => {
      const path = join(on.station.files, name);
      writeFileSync(path, bytes);
      return path;
    };

    test('a workbook: sheet, header row, what is not read, rows', async () => {
      const rows = [
        row(1, ['客户名单']),
        row(3, ['客户编号', '客户名称', '城市']),
        row(4, [`K-${language}-1`, '远山测试', '苏州']),
        row(5, [`K-${language}-2`, '恒立测试', '无锡']),
      ].join('');
      const path = put(
        'book.xlsx',
        makeWorkbook({
          sheets: [
            {
              name: '旧版',
              rows: row(1, ['负责人编号', '姓名']) + row(2, ['U-9', '旧']),
              hidden: true,
            },
            { name: '客户', rows },
          ],
          extra: [{ name: 'xl/vbaProject.bin', data: 'x' }],
        }),
      );
      await answerOpenDialog(on.station, path);
      await on.pipeline.importButton.click();
      await on.importWizard.pick();
      const sheet = on.importWizard.setting('sheet.label');
      await expect(sheet).toContainText('客户');
      const header = on.importWizard.dialog.getByLabel(on.t('import:sheet.headerRow'));
      await expect(header).toHaveValue('3');
      await expect(
        on.importWizard.dialog.getByText(on.t.like('import:notice.macros', { count: 1 })),
      ).toBeVisible();
      await capture(on, 'import-workbook');

      await choose(on.page, sheet, on.t('import:sheet.hidden', { name: '旧版' }));
      await expect(header).toHaveValue('1');
      await expect(on.importWizard.setting('kind.label')).toContainText(
        on.t('import:kind.account'),
      );
      await choose(on.page, sheet, '客户');
      await expect(header).toHaveValue('3');
      await on.importWizard.check();
      await expect(on.importWizard.figure('check.toInsert')).toHaveText('2');
      await on.importWizard.run();
      await expect(on.importWizard.figure('report.inserted')).toHaveText('2');
      await on.importWizard.done();
    });

    test('hostile files are refused with place and remedy, and nothing is written', async () => {
      const matching = await on.pipeline.matching();
      for (const name of IN_WINDOW) {
        const file = HOSTILE.find((one) => one.name === name);
        if (file === undefined || !('refused' in file.expected)) throw new Error(name);
        await answerOpenDialog(on.station, put(name, file.bytes()));
        await on.pipeline.importButton.click();
        await on.importWizard.pickButton.click();
        const { refused, at = {} } = file.expected;
        const entry = typeof at['entry'] === 'string' ? at['entry'] : '';
        await expect(on.importWizard.alert).toContainText(entry);
        await expect(on.importWizard.alert).toContainText(
          on.t.like(`errors:${refused}`, at as Readonly<Record<string, string | number>>),
        );
        if (name === IN_WINDOW[0]) await capture(on, 'import-refused');
        await on.page.keyboard.press('Escape');
        await expect(on.importWizard.dialog).toBeHidden();
      }
      expect(await on.pipeline.matching()).toBe(matching);
    });

    test('a view goes out as a workbook and as CSV, and leaves nothing else', async () => {
      const matching = await on.pipeline.matching();
      for (const format of ['xlsx', 'csv'] as const) {
        const target = await answerSaveDialog(on.station, `view.${format}`);
        await on.page.getByRole('button', { name: on.t('pipeline:exportView') }).click();
        if (format === 'xlsx') await capture(on, 'export-formats');
        await on.page
          .getByRole('menuitem', { name: on.t(`pipeline:exportFormat.${format}`) })
          .click();
        await expect(on.page.getByText(`view.${format}`, { exact: false }).first()).toBeVisible();
        expect(existsSync(target)).toBe(true);
        const shown = await recordShown(on.station);
        for (const how of ['open', 'folder'] as const) {
          await on.frame.notice
            .getByRole('button', { name: on.t(`common:written.${how}`) })
            .click();
        }
        await expect.poll(shown).toEqual([`open ${target}`, `folder ${target}`]);
        await on.frame.dismissNotices();
      }
      expect(readdirSync(on.station.files).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      // What went out can come in again: every value is understood. (Matched by name and account, deals that share both are refused.)
      await answerOpenDialog(on.station, join(on.station.files, 'view.xlsx'));
      await on.pipeline.importButton.click();
      await on.importWizard.pick();
      await on.importWizard.check();
      const rows = (await on.importWizard.figure('check.inFile').textContent()) ?? '';
      expect(Number(rows.replaceAll(',', ''))).toBe(matching);
      await on.importWizard.choose('key.none');
      await expect(on.importWizard.figure('check.rejected')).toHaveText('0');
      await on.page.keyboard.press('Escape');
      await expect(on.importWizard.dialog).toBeHidden();
    });
  });
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeWorkbook } from '../fixtures/hostile/workbook-maker.ts';
import { capture } from './support/capture.ts';
import { dropFile } from './support/drop.ts';
import { type Desk, fixture, openDesk } from './support/station.ts';
import { answerOpenDialog } from './support/workstation.ts';

let on: Desk;

test.beforeAll(async () => {
  on = await openDesk({ settings: { theme: 'system' } });
  await on.frame.goTo('pipeline');
  await on.pipeline.showAll();
  // The accounts that the deals and the changes of the tests refer to; each test makes the rest itself.
  await startImport(fixture('accounts-normal.csv'));
  await on.importWizard.check();
  await on.importWizard.run();
  await on.importWizard.done();
  await on.frame.dismissNotices();
});

test.afterAll(() => on.close());

async function startImport(file: string): Promise<void> {
  await answerOpenDialog(on.station, file);
  await on.pipeline.importButton.click();
  await on.importWizard.pick();
}

test('reads a GB18030 file as Chinese and imports it', async () => {
  await startImport(fixture('accounts-gb18030.csv'));
  await expect(on.importWizard.setting('encoding')).toContainText('GB18030');
  await expect(on.importWizard.setting('kind.label')).toContainText(on.t('import:kind.account'));
  await expect(on.importWizard.dialog.getByRole('rowheader').first()).toBeVisible();
  await on.importWizard.check();
  await expect(on.importWizard.figure('check.toInsert')).toHaveText('2');
  await expect(
    on.importWizard.dialog.getByText('\u{20BB7}', { exact: false }).first(),
  ).toBeVisible();
  await on.importWizard.run();
  await expect(on.importWizard.figure('report.inserted')).toHaveText('2');
  await on.importWizard.done();
});

test('shows what is wrong line by line, imports the rest as one step, and undoes it', async () => {
  await startImport(fixture('opportunities-bad-enums.csv'));
  await expect(on.importWizard.columnFor('金额')).toContainText('金额');
  await on.importWizard.check();
  await expect(on.importWizard.figure('check.inFile')).toHaveText('7');
  const rejected = Number(await on.importWizard.figure('check.rejected').textContent());
  const accepted = Number(await on.importWizard.figure('check.toInsert').textContent());
  expect(accepted).toBeGreaterThan(0);
  expect(rejected + accepted).toBe(7);
  const line = on.importWizard.problems.getByRole('row').filter({ hasText: '第九阶段' });
  await expect(line).toContainText('3');
  await expect(line).toContainText(on.t('import:problem.unknownValue'));
  await expect(
    on.importWizard.problems.getByRole('row').filter({ hasText: 'F-999' }),
  ).toContainText(on.t('import:problem.missingRecord', { kind: on.t('import:kind.account') }));

  await on.importWizard.run();
  // What was left out can be saved after the import, too.
  const save = on.t('import:saveRejects');
  await expect(on.importWizard.dialog.getByRole('button', { name: save })).toBeVisible();
  await on.importWizard.done();
  await on.frame.dismissNotices();
  await expect.poll(() => on.pipeline.matching()).toBe(2000 + accepted);
  await on.frame.undo.click();
  await expect.poll(() => on.pipeline.matching()).toBe(2000);
});

test('takes a workbook that is dropped on the window, and tells at the end what was left out', async () => {
  const file = join(on.station.files, 'dropped.xlsx');
  const cell = (at: string, text: string) =>
    `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows = [
    `<row r="1">${cell('A1', '客户编号')}${cell('B1', '客户名称')}${cell('C1', '城市')}</row>`,
    `<row r="2">${cell('A2', 'D-1')}${cell('B2', '拖来的客户')}<c r="C2" t="e"><v>#N/A</v></c></row>`,
  ];
  writeFileSync(file, makeWorkbook({ sheets: [{ name: '客户', rows: rows.join('') }] }));
  await dropFile(on.page, file);
  await on.importWizard.checkButton.waitFor();
  await expect(on.importWizard.setting('kind.label')).toContainText(on.t('import:kind.account'));
  await on.importWizard.check();
  await on.importWizard.run();
  await expect(on.importWizard.figure('report.inserted')).toHaveText('1');
  await expect(on.importWizard.dialog).toContainText(
    on.t('import:notice.errors', { count: 1, number: 1 }),
  );
  await on.importWizard.done();
});

test('lets a person map a column that was not guessed', async () => {
  await startImport(fixture('opportunities-normal-en.csv'));
  const amount = on.importWizard.columnFor('金额');
  await expect(amount).toContainText('amount');
  await on.importWizard.mapColumn('金额', 'discount');
  await expect(amount).toContainText('discount');
  await on.importWizard.mapColumn('商机名称', 'opportunity_id');
  await on.importWizard.check();
  await expect(on.importWizard.dialog.getByText('O-1').first()).toBeVisible();
  await on.importWizard.back();
  await expect(amount).toContainText('discount');
  await on.page.keyboard.press('Escape');
  await expect(on.importWizard.dialog).toBeHidden();
});

test('a cancelled import leaves nothing behind', async () => {
  const file = join(on.station.files, 'many.csv');
  const rows = Array.from(
    { length: 60_000 },
    (_none, i) => `Z-${i},第 ${i} 号批量商机,线索获取,open,${1000 + i},2026-03-01`,
  );
  writeFileSync(file, ['商机编号,商机名称,阶段,结果,金额,创建日期', ...rows].join('\n'));
  await startImport(file);
  await on.importWizard.check();
  await on.importWizard.dialog
    .getByRole('button', { name: on.t.like('import:run', { count: 2 }) })
    .click();
  await on.importWizard.dialog
    .getByRole('button', { name: on.t('common:cancel'), exact: true })
    .click();
  await expect(on.importWizard.dialog.getByText(on.t('import:cancelled'))).toBeVisible();
  await on.page.keyboard.press('Escape');
  await expect(on.importWizard.dialog).toBeHidden();
  await on.pipeline.search.fill('号批量商机');
  await expect(on.page.getByText(on.t('pipeline:noMatch.title'))).toBeVisible();
});

test('a person chooses what happens to records that are there, and sees what stands twice', async () => {
  const file = join(on.station.files, 'accounts-again.csv');
  const rows = ['F-001,改名精机,苏州', 'F-990,新客户甲,深圳', 'F-990,新客户乙,深圳'];
  writeFileSync(file, ['客户编号,客户名称,城市', ...rows].join('\n'));
  await startImport(file);
  await on.importWizard.check();
  await expect(on.importWizard.figure('check.toInsert')).toHaveText('1');
  await expect(on.importWizard.figure('check.toUpdate')).toHaveText('1');
  await expect(on.importWizard.problems).toContainText(
    on.t('import:problem.duplicateOf', { line: '3' }),
  );
  await on.importWizard.choose('write.insert');
  await expect(on.importWizard.figure('check.skipped')).toHaveText('1');
  await expect(on.importWizard.figure('check.toUpdate')).toHaveText('0');
  await capture(on, 'import-write');
  await on.importWizard.run();
  await expect(on.importWizard.figure('report.inserted')).toHaveText('1');
  await expect(on.importWizard.figure('report.skipped')).toHaveText('1');
  await on.importWizard.done();
});

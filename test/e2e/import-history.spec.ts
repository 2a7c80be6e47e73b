import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import './support/bridge.ts';
import { capture } from './support/capture.ts';
import { type Desk, openDesk } from './support/station.ts';
import { answerOpenDialog, answerSaveDialog } from './support/workstation.ts';

const FILE = '秋季线索.csv';
const LINES = [
  '商机编号,商机名称,客户,负责人,阶段,金额,创建日期',
  'Q-1,秋季一号产线,秋季机电,秋月,线索获取,1000,2026-03-01',
  'Q-2,秋季二号产线,秋季重工,秋月,线索获取,2000,2026-03-01',
  'Q-3,秋季三号产线,秋季重工,秋月,线索获取,3000,2026-03-01',
];
/** What the import is said to have done, wherever it is told. */
const DONE = {
  'zh-CN': '新增 3 个商机；随之新建 2 个客户、1 个负责人',
  en: '3 opportunities added; 2 accounts, 1 owner created along with them',
} as const;
/** What taking it back would do once the second deal was edited: its account and owner are needed. */
const BACK = {
  'zh-CN': '删除 2 个商机、1 个客户',
  en: '2 opportunities, 1 account deleted',
} as const;

/** What a colleague does to an imported deal afterwards. */
async function editAmount(on: Desk, name: string): Promise<void> {
  const done = await on.page.evaluate(async (wanted) => {
    const bridge = window.sandtable;
    const list = await bridge?.['pipeline.list']({});
    for (const { id: pipelineId } of list?.ok ? list.value : []) {
      const query = { pipelineId, sort: [], filters: {}, quick: wanted };
      const page = await bridge?.['pipeline.page']({ query, offset: 0, limit: 1 });
      const row = page?.ok ? page.value.rows[0] : undefined;
      if (row === undefined) continue;
      const { id, version } = row;
      const patch = { amountMinor: 9_000_000 };
      return bridge?.['pipeline.update']({ id, version, patch, reason: null });
    }
    return null;
  }, name);
  expect(done).toMatchObject({ ok: true });
}

for (const language of ['zh-CN', 'en'] as const) {
  test(`an import is taken back later, and what was edited since is named (${language})`, async () => {
    test.setTimeout(180_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    await on.frame.goTo('pipeline');
    await on.pipeline.showAll();
    const all = await on.pipeline.matching();
    const file = join(on.station.files, FILE);
    writeFileSync(file, LINES.join('\n'));
    await answerOpenDialog(on.station, file);
    await on.pipeline.importButton.click();
    await on.importWizard.pick();
    await on.importWizard.check();
    await expect(on.importWizard.dialog).toContainText(DONE[language]);
    await capture(on, 'import-counts');
    await on.importWizard.run();
    await expect(on.importWizard.dialog).toContainText(DONE[language]);
    // The report says it: no notice over the header repeats it.
    await expect(on.frame.notice).toHaveCount(0);
    await on.importWizard.done();
    await expect.poll(() => on.pipeline.matching()).toBe(all + 3);

    await editAmount(on, '秋季二号产线');
    await on.frame.dismissNotices();

    await on.frame.runCommand(on.t('commands:pipeline.imports'));
    await expect(on.importHistory.run(FILE)).toContainText(on.t('import:imports.is.whole'));
    await expect(on.importHistory.run(FILE)).toContainText(DONE[language]);
    await capture(on, 'imports');
    const dialog = await on.importHistory.openRevert(FILE);
    await expect(on.importHistory.figure(dialog, 'removed')).toHaveText('3');
    await expect(on.importHistory.figure(dialog, 'kept')).toHaveText('3');
    await expect(dialog).toContainText(BACK[language]);
    await expect(on.importHistory.kept(dialog)).toContainText('秋季二号产线');
    await capture(on, 'import-revert');
    await answerSaveDialog(on.station, 'kept.csv');
    await dialog.getByRole('button', { name: on.t('import:revert.saveKept') }).click();
    await expect(on.frame.notice.filter({ hasText: 'kept.csv' })).toBeVisible();
    await on.importHistory.revert(dialog, 3);
    await expect(on.importHistory.run(FILE)).toContainText(
      on.t('import:imports.is.partly', { kept: '3' }),
    );
    await on.importHistory.close();
    await expect.poll(() => on.pipeline.matching()).toBe(all + 1);
    await on.frame.dismissNotices();

    await on.frame.goTo('settings');
    await on.settings.openTab('history');
    await expect(on.settings.tabPanel).toContainText(DONE[language]);
    await expect(on.settings.tabPanel).toContainText(BACK[language]);
    await on.settings.tabPanel
      .getByRole('button', { name: on.t('import:imports.open'), exact: true })
      .click();
    const rest = await on.importHistory.openRevert(FILE);
    await expect(on.importHistory.figure(rest, 'gone')).toHaveText('3');
    await on.importHistory.choose(rest, '秋季二号产线');
    await expect(on.importHistory.figure(rest, 'removed')).toHaveText('3');
    await on.importHistory.revert(rest, 3);
    await expect(on.importHistory.run(FILE)).toContainText(on.t('import:imports.is.reverted'));
    await on.importHistory.close();
    await expect.poll(() => on.pipeline.matching()).toBe(all);
    await on.frame.undo.click();
    await expect.poll(() => on.pipeline.matching()).toBe(all + 1);
    await on.close();
  });

  test(`an import that was cancelled is offered again and continued (${language})`, async () => {
    test.setTimeout(120_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    await on.frame.goTo('pipeline');
    const file = join(on.station.files, 'many.csv');
    const rows = Array.from(
      { length: 60_000 },
      (_none, i) => `Z-${i},第 ${i} 号批量商机,线索获取,open,${1000 + i},2026-03-01`,
    );
    writeFileSync(file, ['商机编号,商机名称,阶段,结果,金额,创建日期', ...rows].join('\n'));
    await answerOpenDialog(on.station, file);
    await on.pipeline.importButton.click();
    await on.importWizard.pick();
    await on.importWizard.check();
    await on.importWizard.start();
    await on.importWizard.dialog
      .getByRole('button', { name: on.t('common:cancel'), exact: true })
      .click();
    await expect(on.importWizard.dialog.getByText(on.t('import:cancelled'))).toBeVisible();
    await on.page.keyboard.press('Escape');
    await expect(on.importWizard.dialog).toBeHidden();

    await on.pipeline.importButton.click();
    await expect(on.importWizard.dialog).toContainText('many.csv');
    await capture(on, 'import-unfinished');
    await on.importWizard.resume();
    await on.importWizard.check();
    await on.importWizard.run();
    await expect(on.importWizard.figure('report.inserted')).toHaveText('60,000');
    await on.importWizard.done();
    await on.frame.dismissNotices();
    await on.pipeline.importButton.click();
    await expect(on.importWizard.pickButton).toBeVisible();
    await expect(on.importWizard.resumeButton).toBeHidden();
    await on.close();
  });
}

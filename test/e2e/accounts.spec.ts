import { expect, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';

for (const language of ['zh-CN', 'en'] as const) {
  test(`a customer, its double, a merge and taking it apart (${language})`, async () => {
    test.setTimeout(240_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    await on.frame.goTo('pipeline');
    await on.pipeline.ready();
    await on.pipeline.cellAt(0, 'name').click();
    await on.account.openFromPanel(on.pipeline.panel);
    const first = (await on.frame.heading.textContent()) ?? '';

    await test.step('four dimensions', async () => {
      await expect(on.account.value.getByText(on.t('accounts:value.weighted'))).toBeVisible();
      await expect(on.account.intent).toBeVisible();
      await capture(on, 'account');
      await on.account.openTab('deals');
      await capture(on, 'account-deals');
      await on.account.openTab('related');
      await expect(on.page.getByText(on.t('accounts:related.noDocuments'))).toBeVisible();
    });

    await test.step('the decision map is edited in place', async () => {
      await on.account.openTab('people');
      const high = on.t('accounts:map.influence.high');
      const supporter = on.t('accounts:map.attitude.supporter');
      await on.account.sayOfFirst('influence', high);
      await expect(
        on.account.matrix.getByRole('row', { name: high }).locator('span').first(),
      ).toBeVisible();
      await on.account.sayOfFirst('attitude', supporter);
      await expect(on.account.matrix.locator('[data-attitude="supporter"]')).toHaveCount(1);
      await on.frame.dismissNotices();
      await capture(on, 'account-people');
      await on.page.keyboard.press('Escape');
      await on.frame.heading.focus();
      await on.page.keyboard.press('Control+z');
      await expect(on.account.matrix.locator('[data-attitude="supporter"]')).toHaveCount(0);
    });

    await test.step('a person is added, renamed and put under another one by keyboard; a circle is refused', async () => {
      const before = await on.account.tree.getByRole('treeitem').count();
      await on.account.addPerson('陈静妍');
      await expect(on.account.tree.getByRole('treeitem')).toHaveCount(before + 1);
      await on.frame.dismissNotices();
      await on.account.renamePerson('陈静妍', '陈静言');
      const added = on.account.person('陈静言');
      await expect(added).toBeVisible();
      await on.frame.dismissNotices();
      const above = on.account.tree.getByRole('treeitem').first();
      const top = (await above.textContent()) ?? '';
      await above.focus();
      await on.page.keyboard.press('End');
      await expect(added).toBeFocused();
      await on.page.keyboard.press('Enter');
      await on.page.keyboard.press('Home');
      await on.page.keyboard.press('Enter');
      await expect(added).toHaveAttribute('aria-level', '2');
      await on.frame.dismissNotices();
      await capture(on, 'account-tree');
      // The one above cannot report to the one below.
      await on.account.tree.getByRole('treeitem', { name: top, exact: true }).focus();
      await on.page.keyboard.press('Enter');
      await added.focus();
      await on.page.keyboard.press('Enter');
      await expect(on.account.treeStatus('circle')).toBeVisible();
      await on.page.keyboard.press('Escape');
      await on.account.removePerson('陈静言');
      await expect(added).toHaveCount(0);
      await on.frame.heading.focus();
      await on.page.keyboard.press('Control+z');
      await expect(added).toHaveAttribute('aria-level', '2');
      await on.frame.dismissNotices();
    });

    await test.step('a wrong check digit is refused, the next account is one key away', async () => {
      await on.account.edit('taxId', '91350100M000100Y44');
      await expect(on.frame.notice.filter({ hasText: '91350100M000100Y44' })).toBeVisible();
      await on.page.keyboard.press('Escape');
      await on.account.edit('taxId', '91350100m000100y43');
      await expect(on.account.fact('taxId')).toContainText('91350100M000100Y43');
      await on.frame.dismissNotices();
      await on.frame.heading.focus();
      await on.page.keyboard.press('Control+ArrowDown');
      await expect(on.frame.heading).not.toHaveText(first);
    });

    await test.step('it becomes a double, is found, merged and taken apart', async () => {
      // Another legal form, or one where there was none.
      const double = first.endsWith('有限公司')
        ? first.replace('有限公司', '股份有限公司')
        : `${first}有限公司`;
      await on.account.edit('name', double);
      await expect(on.frame.heading).toHaveText(double);
      await on.frame.dismissNotices();
      await on.frame.runCommand(on.t('commands:pipeline.duplicates'));
      await capture(on, 'duplicates-empty');
      await on.duplicates.startButton.click();
      await on.duplicates.pair(double).click();
      await expect(
        on.duplicates.comparison.getByText(on.t('accounts:reason.coreSame')),
      ).toBeVisible();
      await on.frame.dismissNotices();
      await capture(on, 'duplicates');
      await on.duplicates.mergeButton.click();
      await expect(on.duplicates.pair(double)).toHaveCount(0);
      await expect(on.duplicates.merges.getByText(double)).toBeVisible();
      await on.frame.dismissNotices();
      await on.duplicates.unmerge();
      await expect(
        on.frame.notice.filter({ hasText: on.t.like('accounts:merges.done') }),
      ).toBeVisible();
      await capture(on, 'duplicates-unmerged');
      await on.duplicates.againButton.click();
      await on.duplicates.pair(double).click();
      await on.duplicates.differentButton.click();
      await on.duplicates.againButton.click();
      await expect(on.duplicates.pair(double)).toHaveCount(0);
    });

    await test.step('the palette finds an account', async () => {
      await on.frame.openPalette();
      await on.frame.paletteInput.fill(first);
      await on.frame.palette
        .getByRole('group', { name: on.t('app:palette.accounts') })
        .getByRole('option')
        .first()
        .click();
      await expect(on.frame.heading).toContainText(first.replace(/有限公司$/u, ''));
    });

    await test.step('a row of the grid leads to its account', async () => {
      await on.frame.goTo('pipeline');
      await on.pipeline.ready();
      const named = (await on.pipeline.cellAt(2, 'accountName').textContent()) ?? '';
      await on.pipeline.cellAt(2, 'accountName').click();
      await on.page.keyboard.press('Control+Shift+o');
      await expect(on.account.identity).toBeVisible();
      await expect(on.frame.heading).toHaveText(named);
    });
    await on.close();
  });
}

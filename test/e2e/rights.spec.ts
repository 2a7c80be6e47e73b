import { expect, test } from '@playwright/test';
import './support/bridge.ts';
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';

/** Reps of the demo company. */
const CONSULTANT = '许明敏';
/** The user of the prepared demo, which was made in Chinese. */
const USER = '演示用户';

for (const language of ['zh-CN', 'en'] as const) {
  test(`roles are given, and an owner looks as another person (${language})`, async () => {
    test.setTimeout(180_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    await on.frame.goTo('pipeline');
    await on.pipeline.ready();
    const all = await on.pipeline.matching();

    await test.step('people with roles and teams, and what roles may do', async () => {
      await on.frame.goTo('settings');
      await on.settings.openTab('rights');
      await expect(on.rights.roleShown(CONSULTANT)).toContainText(on.t('rights:role.consultant'));
      await expect(on.page.getByText(on.t('rights:rule.solutionNoMoney'))).toBeVisible();
      await capture(on, 'rights-people');
      await on.page.getByText(on.t('rights:rule.solutionNoContacts')).scrollIntoViewIfNeeded();
      await capture(on, 'rights-table');
    });

    await test.step('as a consultant: own deals only, and nothing can be changed', async () => {
      await on.rights.lookAs(CONSULTANT);
      await expect(on.rights.band).toContainText(CONSULTANT);
      await on.frame.goTo('pipeline');
      await on.pipeline.ready();
      const own = await on.pipeline.matching();
      expect(own).toBeGreaterThan(0);
      expect(own).toBeLessThan(all);
      await capture(on, 'rights-looking');
      // What would be refused is not offered: the button says why, the palette does not have it.
      await expect(on.pipeline.importButton).toHaveAttribute('aria-disabled', 'true');
      await on.pipeline.importButton.focus();
      await expect(on.page.getByRole('tooltip')).toContainText(on.t('rights:rule.notGranted'));
      await on.page.keyboard.press('Enter');
      await expect(on.importWizard.dialog).toHaveCount(0);
      await on.frame.openPalette();
      await on.frame.paletteInput.fill(on.t('commands:pipeline.imports'));
      await expect(
        on.frame.palette.getByRole('option', { name: on.t('commands:pipeline.imports') }),
      ).toHaveCount(0);
      await on.page.keyboard.press('Escape');
      await on.pipeline.cellAt(0, 'name').click();
      await on.page.keyboard.press('F2');
      await on.pipeline.editor('name').fill('X');
      await on.page.keyboard.press('Enter');
      await expect(on.frame.notice.filter({ hasText: on.t('errors:VIEWING_AS') })).toBeVisible();
      await on.frame.dismissNotices();
    });

    await test.step('as the same person in another role: the deals of the team', async () => {
      const own = await on.pipeline.matching();
      await on.rights.lookInRole('manager');
      await on.pipeline.ready();
      await expect.poll(() => on.pipeline.matching()).toBeGreaterThan(own);
      expect(await on.pipeline.matching()).toBeLessThan(all);
      await on.rights.lookInRole('consultant');
      await on.pipeline.ready();
    });

    await test.step('what is refused says by which rule', async () => {
      await on.frame.goTo('settings');
      await on.settings.openTab('audit');
      await expect(on.settings.tabPanel).toContainText(on.t('rights:rule.notGranted'));
      await capture(on, 'rights-refused');
    });

    await test.step('one key leads back, and the audit has both', async () => {
      await on.page.keyboard.press('F8');
      await expect(on.rights.band).toBeHidden();
      await on.frame.goTo('settings');
      await on.settings.openTab('audit');
      await expect(on.audit.entries.nth(0)).toContainText(on.t('audit:kind.viewedAsEnded'));
      await expect(on.audit.entries.nth(1)).toContainText(CONSULTANT);
      await expect(on.audit.entries.nth(1)).toContainText(on.t('rights:role.consultant'));
    });

    await test.step('a role is given and taken back', async () => {
      await on.settings.openTab('rights');
      await on.rights.setRole(CONSULTANT, 'solutionManager');
      await expect(on.frame.notice).toContainText(CONSULTANT);
      await on.frame.dismissNotices();
      await on.rights.lookAs(CONSULTANT);
      await on.frame.goTo('pipeline');
      await on.pipeline.ready();
      expect(await on.pipeline.matching()).toBe(all);
      await capture(on, 'rights-no-money');
      await on.rights.leaveButton.click();
      await expect(on.rights.band).toBeHidden();
      await on.frame.undo.click();
      await on.frame.goTo('settings');
      await on.settings.openTab('rights');
      await expect(on.rights.roleShown(CONSULTANT)).toContainText(on.t('rights:role.consultant'));
    });

    await test.step('the last owner stays one', async () => {
      await on.rights.setRole(USER, 'manager');
      await expect(on.rights.giveUp).toBeVisible();
      await on.rights.giveUp
        .getByRole('button', { name: on.t('rights:people.giveUp'), exact: true })
        .click();
      await expect(on.frame.notice.filter({ hasText: on.t('errors:LAST_OWNER') })).toBeVisible();
      await on.frame.dismissNotices();
    });

    await test.step('the bridge refuses as well: it is not the buttons that hold', async () => {
      const reply = await on.page.evaluate(() =>
        window.sandtable?.['rights.lookAs']({
          perspective: { personId: 'nobody', role: 'consultant' },
        }),
      );
      expect(reply).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    });
    await on.close();
  });
}

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
    });

    await test.step('cells are not edited, and each way of trying says why', async () => {
      const why = on.frame.notice.filter({ hasText: on.t('errors:VIEWING_AS') });
      const rule = on.frame.notice.filter({ hasText: on.t('rights:rule.notGranted') });
      const keeps = on.frame.notice.filter({ hasText: on.t('rights:rule.consultantKeepsOwner') });
      const before = await on.sheet.texts('name', 3);
      // Whoever closes a notice has left the cell.
      const tried = async (key: string, said: typeof why) => {
        await on.pipeline.cellAt(0, 'name').click();
        await on.page.keyboard.press(key);
        await isSaid(said);
      };
      const isSaid = async (said: typeof why) => {
        await expect(said).toBeVisible();
        await expect(on.pipeline.grid.getByRole('textbox')).toHaveCount(0);
        await on.frame.dismissNotices();
      };
      for (const key of ['F2', 'X']) await tried(key, why);
      await on.pipeline.cellAt(1, 'amountMinor').dblclick();
      await isSaid(why);
      await on.pipeline.cellAt(1, 'ownerName').click();
      await on.page.keyboard.press('Alt+ArrowDown');
      await isSaid(keeps);
      // The sheet's keys change many cells at once: a right of its own.
      const keys = ['ControlOrMeta+d', 'ControlOrMeta+r', 'Delete', 'ControlOrMeta+Delete'];
      for (const key of [...keys, 'ControlOrMeta+e', 'ControlOrMeta+;']) await tried(key, rule);
      await on.pipeline.cellAt(0, 'name').click();
      await on.page.keyboard.press('Shift+ArrowDown');
      await expect(on.sheet.size(2, 1)).toBeVisible();
      await on.page.keyboard.press('ControlOrMeta+c');
      await expect(on.sheet.bar).toContainText(on.t('sheet:bar.copied', { cells: 2 }));
      await on.page.keyboard.press('ControlOrMeta+v');
      await isSaid(rule);
      // The corner drags a selection, as there is no handle.
      await on.sheet.drag(on.pipeline.cellAt(0, 'stage'), on.pipeline.cellAt(2, 'stage'), true);
      await expect(on.sheet.size(3, 1)).toBeVisible();
      await expect(on.sheet.plan('fill')).toHaveCount(0);
      expect(await on.sheet.texts('name', 3)).toEqual(before);
    });

    await test.step('cards are not moved: by key, by menu, by pointer', async () => {
      const said = on.frame.notice.filter({ hasText: on.t('errors:VIEWING_AS') });
      await on.board.show('board');
      await on.board.ready();
      await expect(on.page.getByText(on.t('errors:VIEWING_AS'))).toBeVisible();
      await capture(on, 'rights-board');
      const cards = on.board.board.locator('[data-card]');
      const [first] = await cards.all();
      const place = await first?.boundingBox();
      if (place === null || place === undefined) throw new Error('not on the screen');
      await first?.focus();
      await on.page.keyboard.press('Alt+ArrowRight');
      await expect(said).toBeVisible();
      await on.frame.dismissNotices();
      await first?.focus();
      await on.page.keyboard.press('Shift+F10');
      await expect(on.page.getByRole('menu')).toContainText(on.t('errors:VIEWING_AS'));
      const stage = on.board.menuItem(on.t('common:stage.delivery_acceptance'));
      await expect(stage).toHaveAttribute('aria-disabled', 'true');
      await capture(on, 'rights-card-menu');
      await on.page.keyboard.press('Escape');
      const { mouse } = on.page;
      await mouse.move(place.x + 80, place.y + 30);
      await mouse.down();
      await mouse.move(place.x + 400, place.y + 60, { steps: 12 });
      await expect(on.board.board.locator('[data-target="true"]')).toHaveCount(0);
      await expect(on.board.board.locator('[data-dragging="true"]')).toHaveCount(0);
      await mouse.up();
      await on.board.show('grid');
      await on.pipeline.ready();
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

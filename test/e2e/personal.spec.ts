import { expect, test } from '@playwright/test';
import './support/bridge.ts';
import { capture } from './support/capture.ts';
import { type Desk, openDesk } from './support/station.ts';

const NEED = '联系人：陈建国，手机13812345678，下周回访';
const MASKED = '联系人：陈**，手机138****5678，下周回访';

/** Makes the user a consultant with somebody's deals, one of which has personal data in its need. Gives its name. */
function becomeConsultant(on: Desk): Promise<string> {
  return on.page.evaluate(async (need) => {
    const bridge = window.sandtable;
    if (bridge === undefined) throw new Error('no bridge');
    const value = <T>(reply: { ok: boolean; value?: T }): T => {
      if (!reply.ok || reply.value === undefined) throw new Error(JSON.stringify(reply));
      return reply.value;
    };
    const [pipeline] = value(await bridge['pipeline.list']({}));
    const pipelineId = pipeline?.id ?? '';
    const open = { outcome: { kind: 'in' as const, values: ['open'] } };
    const query = {
      pipelineId,
      sort: [{ field: 'expectedCloseDay' as const, desc: false }],
      filters: open,
      quick: '',
    };
    const { rows } = value(await bridge['pipeline.page']({ query, offset: 0, limit: 100 }));
    const deal = rows.find(({ ownerId, accountId }) => ownerId !== null && accountId !== null);
    if (deal?.ownerId == null) throw new Error('no deal with an owner');
    const { id, version, ownerId } = deal;
    const patch = { needSummary: need };
    value(await bridge['pipeline.update']({ id, version, patch, reason: null }));
    const people = value(await bridge['rights.people']({}));
    const user = people.find(({ isUser }) => isUser);
    const other = people.find((one) => !one.isUser && one.id !== ownerId);
    if (user === undefined || other === undefined) throw new Error('too few people');
    const team = people.find((one) => one.id === ownerId)?.team ?? null;
    value(await bridge['rights.savePerson']({ ...other, role: 'owner', ownerId: other.id }));
    value(await bridge['rights.savePerson']({ id: user.id, role: 'consultant', team, ownerId }));
    return deal.name;
  }, NEED);
}

for (const language of ['zh-CN', 'en'] as const) {
  test(`where personal data are: found, counted, opened (${language})`, async () => {
    test.setTimeout(120_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    await on.frame.goTo('settings');
    await on.settings.openTab('personal');
    await capture(on, 'personal-first');

    await on.personal.scanButton.focus();
    await on.page.keyboard.press('Enter');
    const phones = on.personal.entry('contactPhone', 'landline');
    await expect(on.personal.entry('touchpointBody', 'name')).toBeVisible();
    await expect(phones).toBeVisible();
    await on.frame.dismissNotices();
    await capture(on, 'personal-found');

    // The demo's contacts have numbers that nobody can have; the report shows none of them whole.
    await on.personal.show('contactPhone', 'landline');
    await expect(on.settings.tabPanel.getByText(/\*{4}/).first()).toBeVisible();
    await expect(on.settings.tabPanel.getByText(/\d{11}/)).toHaveCount(0);
    await capture(on, 'personal-records');
    await on.personal.records.first().click();
    await expect(on.pipeline.panel.getByRole('heading', { level: 2 })).toBeVisible();
    await on.close();
  });

  test(`a consultant sees personal data masked, and whole for a reason (${language})`, async () => {
    test.setTimeout(120_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    const name = await becomeConsultant(on);
    await on.page.reload();
    await on.frame.heading.waitFor();
    await on.frame.goTo('pipeline');
    await on.pipeline.ready();
    // The first of the consultant's own deals, and so on the screen.
    await on.pipeline.openPanel(name);
    await expect(on.pipeline.panel.getByText(MASKED)).toBeVisible();
    await expect(on.pipeline.panel.getByText(NEED)).toBeHidden();
    await capture(on, 'masked-panel');

    // By keyboard: the button, the reason, Enter.
    await on.personal.showButton.focus();
    await on.page.keyboard.press('Enter');
    await expect(on.personal.reason).toBeFocused();
    await capture(on, 'masked-reason');
    await on.page.keyboard.type('核对联系方式');
    await on.page.keyboard.press('Enter');
    await expect(on.pipeline.panel.getByText(NEED)).toBeVisible();
    await on.pipeline.openTab('account');
    await expect(on.pipeline.panel.getByText(/100\d{8}/).first()).toBeVisible();
    await capture(on, 'masked-whole');

    // For this look only.
    await on.page.keyboard.press('Escape');
    await expect(on.pipeline.panel).toBeHidden();
    await on.pipeline.openPanel(name);
    await expect(on.pipeline.panel.getByText(MASKED)).toBeVisible();
    await on.pipeline.openTab('account');
    await expect(on.pipeline.panel.getByText(/\*{4}\d{4}/).first()).toBeVisible();
    await expect(on.pipeline.panel.getByText(/100\d{8}/)).toHaveCount(0);

    await test.step('the page of the customer: whole for a reason, and then a name is mended', async () => {
      await on.account.openFromPanel(on.pipeline.panel);
      await on.account.openTab('people');
      const names = on.account.people.getByRole('rowheader');
      const masked = (await names.first().textContent()) ?? '';
      expect(masked).toContain('**');
      await expect(names.first().getByRole('button')).toHaveCount(0);
      await on.personal.showButton.focus();
      await on.page.keyboard.press('Enter');
      await expect(on.personal.reason).toBeFocused();
      await on.page.keyboard.type('更正姓名');
      await on.page.keyboard.press('Enter');
      await expect(names.first()).not.toContainText('**');
      await expect(names.first()).toContainText(/100\d{8}/);
      await capture(on, 'account-whole');
      await names.first().getByRole('button').click();
      await names.first().getByRole('textbox').fill('罗一鸣');
      await on.page.keyboard.press('Enter');
      // Saved, and masked again: what it is called now was not asked for.
      await expect(on.frame.notice.first()).toBeVisible();
      await expect(on.account.people.getByText('罗**').first()).toBeVisible();
      await expect(on.account.people.getByText(/100\d{8}/)).toHaveCount(0);
      await capture(on, 'account-masked-again');
    });
    await on.close();
  });
}

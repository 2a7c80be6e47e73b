import { expect, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';

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
}

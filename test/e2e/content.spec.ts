import { expect, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';

for (const language of ['zh-CN', 'en'] as const) {
  test(`a source is asked for, found wanting, admitted and withdrawn (${language})`, async () => {
    test.setTimeout(120_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    await on.frame.goTo('content');
    await on.content.showTab('sources');
    const title = language === 'en' ? 'Gateway data sheet 3.1' : '网关规格书 3.1';
    await on.content.request({ title, locator: 'p. 4' });
    await capture(on, 'content-request');
    await on.content.submitRequest();
    await on.frame.dismissNotices();
    const row = on.content.sources.filter({ hasText: title });
    await expect(row).toContainText(on.t('content:status.requested'));

    // Without licence and owner the admission is not offered, and says what is missing.
    await on.content.open(title);
    await on.content.press(title, 'admit');
    const dialog = on.content.decision('admit', title);
    await expect(dialog.getByText(on.t('content:gap.licence'))).toBeVisible();
    const admit = dialog.getByRole('button', { name: on.t('content:act.admit'), exact: true });
    await expect(admit).toBeDisabled();
    await capture(on, 'content-gaps');
    await on.page.keyboard.press('Escape');
    await on.content.amend(title, { licence: 'CC BY 4.0' });
    await on.content.press(title, 'admit');
    await on.content.confirm('admit', title, '');
    await on.frame.dismissNotices();
    await capture(on, 'content-source');

    await on.content.press(title, 'withdraw');
    await on.content.confirm('withdraw', title, language === 'en' ? 'out of date' : '已过时');
    await on.frame.dismissNotices();
    await on.page.keyboard.press('Escape');
    await expect(row).toContainText(on.t('content:status.withdrawn'));
    await capture(on, 'content-sources');
    await on.close();
  });
}

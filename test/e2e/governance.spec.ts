import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';
import { answerSaveDialog } from './support/workstation.ts';

for (const language of ['zh-CN', 'en'] as const) {
  test(`the audit: read, filtered, verified, exported, tampered with (${language})`, async () => {
    test.setTimeout(120_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    await on.frame.goTo('settings');
    await on.settings.openTab('workspace');
    await on.page.getByRole('button', { name: on.t('settings:backups.make') }).click();
    await expect(on.page.getByText(on.t('workspace:backup.done'))).toBeVisible();
    await on.frame.dismissNotices();
    await on.settings.openTab('audit');

    // The demo was filled by imports; the backup came last.
    await expect(on.audit.entries.first()).toContainText(on.t('audit:kind.backedUp'));
    await expect(on.audit.entries.last()).toContainText(on.t('audit:kind.imported'));
    const all = await on.audit.entries.count();
    await capture(on, 'audit-list');
    await on.audit.showKind('backedUp');
    await expect(on.audit.entries).toHaveCount(1);

    // What is exported is what is shown, and the export is an entry itself.
    await answerSaveDialog(on.station, 'audit.csv');
    await on.audit.exportButton.click();
    await expect(
      on.page.getByText(on.t('audit:exported', { fileName: 'audit.csv', rows: 1 })),
    ).toBeVisible();
    await on.frame.dismissNotices();
    const lines = readFileSync(join(on.station.files, 'audit.csv'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('backedUp');
    await on.audit.showKind('auditExported');
    await expect(on.audit.entries).toHaveCount(1);
    expect(all).toBeGreaterThan(1);

    await on.audit.verifyButton.focus();
    await on.page.keyboard.press('Enter');
    await expect(on.audit.verdict('intact')).toBeVisible();
    await capture(on, 'audit-intact');

    rmSync(join(on.station.profile, 'demo', 'audit-checkpoints.jsonl'));
    await on.audit.verifyButton.click();
    await expect(on.audit.verdict('altered')).toBeVisible();
    await expect(on.audit.report.getByText(on.t('audit:problem.noFile'))).toBeVisible();
    await capture(on, 'audit-altered');
    await on.close();
  });
}

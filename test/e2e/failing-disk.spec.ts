import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { failDisk } from '../faults/failing.ts';
import { hasStrace } from '../faults/trace.ts';
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';

// Only where a running program can be told that its disk fails: power.test.ts says so in a line where it cannot.
for (const language of hasStrace() ? (['zh-CN', 'en'] as const) : []) {
  test(`a disk that fails in the middle of work: reading only, says so, and goes on by itself (${language})`, async () => {
    test.setTimeout(120_000);
    const on = await openDesk({ language, settings: { theme: 'system' } });
    const { t, page } = on;
    await on.frame.goTo('pipeline');
    await on.pipeline.ready();
    const before = (await on.pipeline.cellAt(0, 'name').textContent()) ?? '';
    // Something is written first, so that the journal has its file; what is still on its way would be refused, too.
    await on.pipeline.edit(before, 'name', `${before} 1`);
    await expect(on.frame.undo).toBeEnabled();
    await on.frame.dismissNotices();
    const mend = await failDisk(
      on.station.app.process().pid ?? 0,
      join(on.station.profile, 'demo'),
    );

    await on.pipeline.edit(`${before} 1`, 'name', `${before} 2`);
    const band = page.getByRole('region', { name: t('app:readOnly.title') });
    await expect(band).toContainText(t('app:readOnly.diskFailed'));
    await expect(on.frame.notice.filter({ hasText: t('errors:DISK_FAILED') })).toBeVisible();
    await expect(on.pipeline.cell(`${before} 1`, 'name')).toBeVisible();
    // Reading goes on.
    await on.pipeline.search.fill('网');
    await expect.poll(() => on.pipeline.matching()).toBeLessThan(485);
    await on.pipeline.search.fill('');
    await capture(on, 'disk-failed');

    await mend();
    await expect(band).toHaveCount(0, { timeout: 20_000 });
    await expect(on.frame.notice.filter({ hasText: t('app:incident.diskBack') })).toBeVisible();
    await on.frame.dismissNotices();
    await on.pipeline.edit(`${before} 1`, 'name', `${before} 3`);
    await expect(on.pipeline.cell(`${before} 3`, 'name')).toBeVisible();
    await on.close();
  });
}

import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { hasKeyRing, startKeyRing } from './support/key-ring.ts';
import { openDesk } from './support/station.ts';

// Only where there is a key ring to ask: on Debian with the packages dbus-daemon and gnome-keyring.
if (hasKeyRing) {
  test('the key ring keeps the key of a workspace: no passphrase, no way in without the ring', async () => {
    test.setTimeout(120_000);
    const ring = await startKeyRing();
    const asking = { env: ring.env, args: ring.args };
    let on = await openDesk({ from: 'first', keep: true, ...asking });
    const { profile } = on.station;
    try {
      await on.welcome.createButton.click();
      await expect(on.welcome.createForm).toContainText(on.t('home:create.keyByOs'));
      await on.page.getByRole('button', { name: on.t('home:back'), exact: true }).click();
      await on.welcome.create('钥匙串工作区', '林晓', '');
      await on.close();

      const [file = ''] = globSync(join(profile, 'workspaces', '*', 'key.json'));
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
        key: { keeping: 'osKeyStore' },
      });

      on = await openDesk({ from: { profile }, keep: true, ...asking });
      await expect(on.page.getByRole('banner')).toContainText('钥匙串工作区');
      await on.close();

      // Another account or computer: the ring is not there.
      on = await openDesk({ from: { profile }, keep: true, args: ['--password-store=basic'] });
      await expect(on.welcome.title).toBeVisible();
      await on.page.getByText('钥匙串工作区').click();
      await expect(on.page.getByRole('alert')).toContainText(on.t('errors:KEY_UNAVAILABLE'));
      await on.close();
    } finally {
      ring.close();
      rmSync(profile, { recursive: true, force: true });
    }
  });
}

import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Desk } from './station.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const screens = join(root, 'artifacts', 'screens');
/** Pictures of the README, written only when asked for: a test run must not change the tree. */
const README_IMAGES: Readonly<Record<string, string>> = {
  pipeline: 'pipeline',
  'sandbox-result': 'sandbox',
  'composer-editor': 'composer',
};
/** What a theme can break; the rest of the page is the same in both. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/**
 * Pictures what is on the screen in both themes, as `<name>.<language>.<theme>.png`, and checks it with axe-core
 * (WCAG 2.0–2.2, A and AA, nothing left out). The theme must follow the system.
 */
export async function capture(on: Desk, name: string): Promise<void> {
  mkdirSync(screens, { recursive: true });
  const { language } = on.t;
  for (const colorScheme of ['light', 'dark'] as const) {
    await on.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(on.page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    const file = join(screens, `${name}.${language}.${colorScheme}.png`);
    await on.page.screenshot({ path: file, animations: 'disabled' });
    if (process.env['SANDTABLE_README_IMAGES'] === '1' && colorScheme === 'light') {
      const image = README_IMAGES[name];
      const target = join(root, 'docs', 'images', `${image}.${language}.light.png`);
      if (image !== undefined) copyFileSync(file, target);
    }
    expect.soft(on.station.errors, `errors on the console at ${name}`).toEqual([]);
    const axe = new AxeBuilder({ page: on.page }).setLegacyMode(true);
    const { violations } = await (
      colorScheme === 'light' ? axe.withTags(STANDARDS) : axe.withRules(OF_COLOUR)
    ).analyze();
    const found = violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
    }));
    expect.soft(found, `axe-core on ${name} (${language}, ${colorScheme})`).toEqual([]);
  }
  await on.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

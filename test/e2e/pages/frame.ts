import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';

export type Place =
  | 'home'
  | 'pipeline'
  | 'sandbox'
  | 'composer'
  | 'content'
  | 'verify'
  | 'settings';

/** What surrounds every page: navigation, header, command palette, notices. */
export class Frame {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  get navigation() {
    return this.#page.getByRole('navigation', { name: this.#t('app:navigation') });
  }

  /** The h1 of the page shown. */
  get heading() {
    return this.#page.getByRole('main').getByRole('heading', { level: 1 });
  }

  get undo() {
    return this.#page.getByRole('banner').getByRole('button', {
      name: new RegExp(`^(${this.#t.like('app:undoNamed').source}|${this.#t('app:undo')}$)`),
    });
  }

  get notice() {
    return this.#page.locator('.ant-notification-notice');
  }

  get palette() {
    return this.#page.getByRole('dialog', { name: this.#t('app:palette.title') });
  }

  get paletteInput() {
    return this.palette.getByRole('combobox');
  }

  get cheatSheet() {
    return this.#page.getByRole('dialog', { name: this.#t('app:cheatSheet.title') });
  }

  async goTo(place: Place): Promise<void> {
    const link = this.navigation.getByRole('link', { name: this.#t(`app:place.${place}`) });
    await link.click();
    await this.#page
      .locator(`[aria-current="page"]`, { hasText: this.#t(`app:place.${place}`) })
      .waitFor();
    await this.heading.waitFor();
  }

  async openPalette(): Promise<void> {
    await this.#page.keyboard.press('Control+k');
    await this.paletteInput.waitFor();
  }

  /** Runs a command by what one types into the palette. */
  async runCommand(typed: string): Promise<void> {
    await this.openPalette();
    await this.paletteInput.fill(typed);
    await this.#page.keyboard.press('Enter');
    await this.palette.waitFor({ state: 'hidden' });
  }

  /** Closes notices and the lines of ended jobs, which would cover what a picture is to show. */
  async dismissNotices(): Promise<void> {
    const ended = this.#page
      .getByRole('region', { name: this.#t('jobs:tray') })
      .getByRole('button', { name: this.#t('common:close') });
    const close = this.notice.locator('.ant-notification-notice-close').or(ended);
    while ((await close.count()) > 0) {
      // One may leave by itself in the meantime.
      await close
        .first()
        .click({ timeout: 2000 })
        .catch(() => undefined);
    }
  }
}

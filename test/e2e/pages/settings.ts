import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';

export type SettingsTab =
  | 'appearance'
  | 'workspace'
  | 'rights'
  | 'history'
  | 'audit'
  | 'personal'
  | 'about';

/** Looks and habits, the workspace, the history, what this is. */
export class SettingsPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  async openTab(tab: SettingsTab): Promise<void> {
    const name = this.#t(`settings:tab.${tab}`);
    await this.#page.getByRole('tab', { name, exact: true }).click();
    await this.#page.getByRole('tabpanel', { name, exact: true }).waitFor();
  }

  get tabPanel() {
    return this.#page.getByRole('tabpanel');
  }
}

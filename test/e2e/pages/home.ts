import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';

/** Where one stands: figures, first tasks, recent work. */
export class HomePage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  get figures() {
    return this.#page.getByRole('region', { name: this.#t('home:figures.title') });
  }

  /** The count of open opportunities, as shown. */
  get openCount() {
    return this.figures
      .getByRole('term')
      .filter({ hasText: this.#t('home:figures.openCount') })
      .locator('xpath=following-sibling::dd[1]');
  }

  get tasksDone() {
    return this.#page
      .getByRole('region', { name: this.#t('home:tasks.title') })
      .getByText(this.#t.like('home:tasks.count', { all: 6 }, true));
  }
}

import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';

/** The queue of records that may stand in the workspace twice. */
export class DuplicatesPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  #button(key: string) {
    return this.#page.getByRole('button', { name: this.#t(`accounts:${key}`), exact: true });
  }

  get startButton() {
    return this.#button('duplicates.start');
  }

  get againButton() {
    return this.#button('duplicates.again');
  }

  get mergeButton() {
    return this.#button('duplicates.merge');
  }

  get differentButton() {
    return this.#button('duplicates.different');
  }

  get queue() {
    // One pair, or several.
    const [one, several] = [1, 2].map((count) =>
      this.#t.like('accounts:duplicates.queue', { count }).source.replace(/[12]/, '\\d+'),
    );
    return this.#page.getByRole('region', { name: new RegExp(`${one}|${several}`) });
  }

  /** The line of a pair, by one of its names. */
  pair(name: string) {
    return this.queue.getByRole('button', { name });
  }

  get comparison() {
    return this.#page.getByRole('region', { name: this.#t('accounts:duplicates.sideBySide') });
  }

  get merges() {
    return this.#page.getByRole('region', { name: this.#t('accounts:merges.title') });
  }

  /** Takes the newest merge apart. */
  async unmerge(): Promise<void> {
    const name = this.#t('accounts:merges.unmerge');
    await this.merges.getByRole('button', { name }).first().click();
    await this.#page.getByRole('tooltip').getByRole('button', { name }).click();
  }
}

import type { Locator, Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';

/** Where personal data are, a tab of the settings. */
export class PersonalPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  get scanButton() {
    return this.#page.getByRole('button', { name: this.#t('personal:scan') });
  }

  /** In the panel of an opportunity: asks to see it in full. */
  get showButton() {
    return this.#page.getByRole('button', { name: this.#t('pipeline:panel.masked.show') });
  }

  get reason() {
    return this.#page.getByRole('textbox', { name: this.#t('pipeline:panel.masked.reason') });
  }

  /** The line of a field and kind. */
  entry(place: string, kind: string): Locator {
    return this.#page
      .getByRole('row')
      .filter({ has: this.#page.getByRole('button', { name: this.#nameOf(place, kind) }) });
  }

  /** Shows the records of a line. */
  async show(place: string, kind: string): Promise<void> {
    await this.#page.getByRole('button', { name: this.#nameOf(place, kind) }).click();
    await this.records.first().waitFor();
  }

  /** The ways to the records that are shown. */
  get records() {
    return this.#page.getByRole('button', { name: this.#t.like('personal:openRow') });
  }

  #nameOf(place: string, kind: string): string {
    const [where, what] = [this.#t(`personal:place.${place}`), this.#t(`personal:kind.${kind}`)];
    return this.#t('personal:show', { place: where, kind: what });
  }
}

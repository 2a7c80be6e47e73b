import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';

/** What left the computer, and the keys that signed it. */
export class LedgerPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  get search() {
    return this.#page.getByRole('textbox', { name: this.#t('composer:ledger.search') });
  }

  count(count: number) {
    return this.#page.getByText(this.#t('composer:ledger.count', { count }), { exact: true });
  }

  entry(recipient: string) {
    return this.#page.getByRole('cell', { name: recipient, exact: true });
  }

  get newKey() {
    return this.#page.getByRole('button', { name: this.#t('composer:keys.rotate') });
  }

  /** How many keys are in a state. */
  keys(state: 'signsNow' | 'former' | 'revoked') {
    return this.#page
      .getByRole('cell')
      .getByText(this.#t(`composer:keys.${state}`), { exact: true });
  }

  /** The ways to revoke a key, the newest first. */
  get revoke() {
    return this.#page.getByRole('button', { name: this.#t.like('composer:keys.revokeOne') });
  }

  get revokeDialog() {
    return this.#page.getByRole('dialog', { name: this.#t('composer:keys.revokeTitle') });
  }

  /** Gives the reason in the open dialog. */
  async revokeFor(reason: string): Promise<void> {
    await this.revokeDialog.getByRole('textbox').fill(reason);
    await this.revokeDialog
      .getByRole('button', { name: this.#t('composer:keys.revoke'), exact: true })
      .click();
    await this.revokeDialog.waitFor({ state: 'hidden' });
  }
}

import type { Locator, Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';
import { choose } from './select.ts';

type Fact = 'name' | 'taxId' | 'city' | 'website';

/** The page of a customer. */
export class AccountPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  /** From the panel of an opportunity. */
  async openFromPanel(panel: Locator): Promise<void> {
    await panel.getByRole('tab', { name: this.#t.like('pipeline:panel.account') }).click();
    await panel.getByRole('button', { name: this.#t('pipeline:account.open') }).click();
    await this.identity.waitFor();
  }

  get identity() {
    return this.#page.getByRole('region', { name: this.#t('accounts:identity'), exact: true });
  }

  get value() {
    return this.#page.getByRole('region', { name: this.#t('accounts:value.title'), exact: true });
  }

  get intent() {
    return this.#page.getByRole('region', { name: this.#t('accounts:intent.title'), exact: true });
  }

  get matrix() {
    return this.#page.getByRole('table', { name: this.#t('accounts:map.matrix') });
  }

  fact(field: Fact): Locator {
    const name = this.#t.like('accounts:edit', { field: this.#t(`accounts:field.${field}`) });
    return this.identity.getByRole('button', { name });
  }

  /** Click, a new text, Enter. */
  async edit(field: Fact, text: string): Promise<void> {
    await this.fact(field).click();
    const name = this.#t(`accounts:field.${field}`);
    await this.identity.getByRole('textbox', { name, exact: true }).fill(text);
    await this.#page.keyboard.press('Enter');
  }

  async openTab(tab: 'people' | 'deals' | 'related' | 'changes'): Promise<void> {
    await this.#page.getByRole('tab', { name: this.#t.like(`accounts:tab.${tab}`) }).click();
  }

  /** Says of the first person in the table how much it counts or how it stands. */
  async sayOfFirst(what: 'influence' | 'attitude', label: string): Promise<void> {
    const name = this.#t.like('accounts:map.of', { what: this.#t(`accounts:map.${what}Title`) });
    await choose(this.#page, this.#page.getByRole('combobox', { name }).first(), label);
  }
}

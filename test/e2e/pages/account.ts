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

  /** Every person with what can be said of it. */
  get people() {
    const name = this.#t('accounts:map.person');
    return this.#page
      .getByRole('table')
      .filter({ has: this.#page.getByRole('columnheader', { name, exact: true }) });
  }

  /** Who reports to whom. */
  get tree() {
    return this.#page.getByRole('tree', { name: this.#t('accounts:map.tree.title') });
  }

  /** The place of a person in the tree. */
  person(name: string): Locator {
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${name}`) }).last();
  }

  /** What the tree says of what was just done. */
  treeStatus(what: 'circle' | 'picked'): Locator {
    return this.#page
      .getByRole('status')
      .filter({ hasText: this.#t.like(`accounts:map.tree.${what}`) });
  }

  async addPerson(name: string): Promise<void> {
    const form = this.#page.getByRole('form', { name: this.#t('accounts:map.add') });
    await form.getByRole('textbox', { name: this.#t('accounts:map.fields.name') }).fill(name);
    await this.#page.keyboard.press('Enter');
  }

  async renamePerson(name: string, to: string): Promise<void> {
    const field = this.#t('accounts:map.personName', { name });
    const edit = this.#t('accounts:edit', { field, value: name });
    await this.#page.getByRole('button', { name: edit }).click();
    await this.#page.getByRole('textbox', { name: field, exact: true }).fill(to);
    await this.#page.keyboard.press('Enter');
  }

  async removePerson(name: string): Promise<void> {
    await this.#page
      .getByRole('button', { name: this.#t('accounts:map.remove', { name }) })
      .click();
  }

  /** Says of the first person in the table how much it counts or how it stands. */
  async sayOfFirst(what: 'influence' | 'attitude', label: string): Promise<void> {
    const name = this.#t.like('accounts:map.of', { what: this.#t(`accounts:map.${what}Title`) });
    await choose(this.#page, this.#page.getByRole('combobox', { name }).first(), label);
  }
}

import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';
import { choose } from './select.ts';

/** The content library. */
export class ContentPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  async showTab(tab: 'blocks' | 'sources'): Promise<void> {
    await this.#page
      .getByRole('radiogroup', { name: this.#t('content:tab.label') })
      .getByText(this.#t(`content:tab.${tab}`), { exact: true })
      .click();
    await this.#page.getByRole('region', { name: this.#t(`content:tab.${tab}`) }).waitFor();
  }

  get requestDialog() {
    return this.#page.getByRole('dialog', { name: this.#t('content:source.request') });
  }

  get sources() {
    return this.#page
      .getByRole('region', { name: this.#t('content:tab.sources') })
      .locator('tbody tr.ant-table-row');
  }

  panel(title: string) {
    return this.#page.getByRole('dialog', { name: this.#t('content:source.open', { title }) });
  }

  decision(act: 'admit' | 'refuse' | 'withdraw' | 'renew', title: string) {
    return this.#page.getByRole('dialog', { name: this.#t(`content:decide.${act}`, { title }) });
  }

  /** Asks for a source by keyboard; without a licence when that is left out. */
  async request(facts: { title: string; locator: string; licence?: string }): Promise<void> {
    await this.#page
      .getByRole('button', { name: this.#t('content:source.request') })
      .first()
      .click();
    const field = (key: 'title' | 'locator' | 'licence') =>
      this.requestDialog.getByRole('textbox', { name: this.#t(`content:source.${key}`) });
    await field('title').fill(facts.title);
    await field('locator').fill(facts.locator);
    if (facts.licence !== undefined) await field('licence').fill(facts.licence);
  }

  /** Adds a licence and the first person as owner to a request whose panel is open. */
  async amend(title: string, { licence }: { licence: string }): Promise<void> {
    await this.panel(title)
      .getByRole('button', { name: this.#t('content:source.edit') })
      .click();
    const dialog = this.#page.getByRole('dialog', { name: this.#t('content:source.edit') });
    await dialog.getByRole('textbox', { name: this.#t('content:source.licence') }).fill(licence);
    const owner = dialog.getByRole('combobox', { name: this.#t('content:source.owner') });
    await choose(this.#page, owner);
    await dialog.getByRole('button', { name: this.#t('content:source.request') }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  async submitRequest(): Promise<void> {
    await this.requestDialog
      .getByRole('button', { name: this.#t('content:source.request') })
      .click();
    await this.requestDialog.waitFor({ state: 'hidden' });
  }

  async open(title: string): Promise<void> {
    await this.sources.getByRole('button', { name: title }).click();
    await this.panel(title).waitFor();
  }

  async press(title: string, act: 'admit' | 'refuse' | 'withdraw' | 'renew'): Promise<void> {
    await this.panel(title)
      .getByRole('button', { name: this.#t(`content:act.${act}`), exact: true })
      .click();
    await this.decision(act, title).waitFor();
  }

  async confirm(act: 'admit' | 'refuse' | 'withdraw', title: string, reason: string) {
    const dialog = this.decision(act, title);
    await dialog.getByRole('textbox').fill(reason);
    await dialog.getByRole('button', { name: this.#t(`content:act.${act}`), exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
}

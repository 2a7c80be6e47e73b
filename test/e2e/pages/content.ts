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

  get blocks() {
    return this.#page
      .getByRole('region', { name: this.#t('content:tab.blocks') })
      .locator('tbody tr.ant-table-row');
  }

  get search() {
    return this.#page.getByRole('textbox', { name: this.#t('content:block.search') });
  }

  /** Begins a block and waits for its draft. */
  async create(kind: 'specification' | 'text', title: string): Promise<void> {
    const begin = this.#page.getByRole('button', { name: this.#t('content:block.create') });
    await begin.click();
    const dialog = this.#page.getByRole('dialog', { name: this.#t('content:block.create') });
    await dialog.getByRole('textbox', { name: this.#t('content:block.title') }).fill(title);
    const kinds = dialog.getByRole('combobox', { name: this.#t('content:block.kind') });
    await choose(this.#page, kinds, this.#t(`content:kind.${kind}`));
    await dialog.getByRole('button', { name: this.#t('content:block.begin') }).click();
    await this.#draft.waitFor();
  }

  get #draft() {
    return this.#page.getByRole('region', { name: this.#t('content:draft.title') });
  }

  async write(words: string): Promise<void> {
    await this.#draft.locator('[contenteditable="true"]').click();
    await this.#page.keyboard.type(words);
  }

  #factCell(column: 'subject' | 'property' | 'value' | 'unit') {
    const name = this.#t('content:facts.cell', {
      place: 1,
      column: this.#t(`content:facts.${column}`),
    });
    return this.#draft.getByRole('textbox', { name });
  }

  async addFact(
    about: { subject: string; property: string },
    value: string,
    unit: string,
    source: string,
  ): Promise<void> {
    await this.#draft.getByRole('button', { name: this.#t('content:facts.add') }).click();
    await this.#factCell('subject').fill(about.subject);
    await this.#factCell('property').fill(about.property);
    await this.#factCell('value').fill(value);
    await this.#factCell('unit').fill(unit);
    const name = this.#t('content:facts.cell', {
      place: 1,
      column: this.#t('content:facts.source'),
    });
    await choose(this.#page, this.#draft.getByRole('combobox', { name }), source);
  }

  async changeFact(value: string): Promise<void> {
    await this.#factCell('value').fill(value);
  }

  /** Keeps the draft, and waits until nothing is left to keep. */
  async keep(): Promise<void> {
    const name = this.#t('content:draft.keep');
    await this.#draft.getByRole('button', { name }).click();
    await this.#draft.getByRole('button', { name, disabled: true }).waitFor();
  }

  async move(move: 'submit' | 'recall'): Promise<void> {
    await this.#page
      .getByRole('main')
      .getByRole('button', { name: this.#t(`content:move.${move}`), exact: true })
      .click();
    await this.state(move === 'submit' ? 'inReview' : 'draft').waitFor();
  }

  /** What a curator decides, with a word. */
  async review(move: 'return' | 'approve' | 'withdraw', reason: string): Promise<void> {
    const name = this.#t(`content:move.${move}`);
    await this.#page.getByRole('main').getByRole('button', { name, exact: true }).click();
    const dialog = this.#page.getByRole('dialog', { name });
    await dialog.getByRole('textbox').fill(reason);
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  state(state: 'draft' | 'inReview' | 'released' | 'superseded' | 'withdrawn') {
    return this.#page
      .getByRole('main')
      .locator('.ant-tag', { hasText: this.#t(`content:state.${state}`) });
  }

  /** What was said about a block, newest first. */
  get notes() {
    return this.#page
      .getByRole('region', { name: this.#t('content:review.title') })
      .getByRole('listitem');
  }

  async back(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('content:block.back') }).click();
    await this.search.waitFor();
  }
}

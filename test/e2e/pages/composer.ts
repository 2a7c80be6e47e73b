import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';

/** Documents, the editor and its dialogs. */
export class ComposerPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  get newDialog() {
    return this.#page.getByRole('dialog', { name: this.#t('composer:new.title') });
  }

  get titleField() {
    return this.newDialog.getByRole('textbox', { name: this.#t('composer:new.name') });
  }

  /** The page under edit. */
  get sheet() {
    return this.#page.getByRole('article');
  }

  get charts() {
    return this.sheet.getByRole('img');
  }

  /** Figures that are drawn; signs of buttons are none. */
  get pictures() {
    return this.sheet.locator('img');
  }

  /** The blocks of a kind on the page, in their order. */
  blocks(kind: 'heading' | 'richText' | 'citation' | 'cells' | 'reviewed') {
    return this.sheet.getByRole('region', { name: this.#t(`composer:kind.${kind}`), exact: true });
  }

  /** What `/` in an empty text offers. */
  get blockMenu() {
    return this.#page
      .getByRole('menu')
      .filter({ hasText: this.#t('composer:kind.citation') })
      .and(this.#page.locator(':visible'));
  }

  get versions() {
    return this.#page.getByRole('dialog', { name: this.#t('composer:versions.title') });
  }

  get saved() {
    return this.#page.getByRole('main').getByText(this.#t('composer:editor.state.saved'));
  }

  get exportRegister() {
    return this.#page.getByRole('region', { name: this.#t('composer:export.register') });
  }

  /** Answers the dialog that a rehearsal's "write a brief" opens; waits for the filled page. */
  async createFromDialog(title: string): Promise<void> {
    await this.titleField.fill(title);
    await this.newDialog.getByRole('button', { name: this.#t('composer:new.submit') }).click();
    await this.ready(title);
  }

  /** Answers the dialog of a new document without a rehearsal to wait for. */
  async createEmpty(title: string): Promise<void> {
    await this.titleField.fill(title);
    await this.newDialog.getByRole('button', { name: this.#t('composer:new.submit') }).click();
    await this.#page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  /** Opens a document from the list of all. */
  async reopen(title: string): Promise<void> {
    const place = this.#t('app:place.composer');
    const navigation = this.#page.getByRole('navigation', { name: this.#t('app:navigation') });
    await navigation.getByRole('link', { name: place }).click();
    await this.#page.getByRole('button', { name: title, exact: true }).click();
    await this.#page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  get #offered() {
    return this.#page
      .getByRole('navigation', { name: this.#t('composer:palette.title') })
      .getByRole('region', { name: this.#t('content:use.title') });
  }

  /** Searches released content; the focus is in the field afterwards. */
  async findReviewed(words: string): Promise<void> {
    await this.#offered.getByRole('textbox').fill(words);
    await this.#offered.getByRole('listitem').first().waitFor();
  }

  /** Carries released content to the top of the page. */
  async carryReviewed(title: string): Promise<void> {
    const heading = this.sheet.getByRole('textbox', { name: this.#t('composer:new.name') });
    await this.#offered.getByRole('button', { name: title }).dragTo(heading);
  }

  /** Waits until the document is on the screen with all its pictures. */
  async ready(title: string): Promise<void> {
    await this.#page.getByRole('heading', { level: 1, name: title }).waitFor();
    await this.charts.first().waitFor({ timeout: 20_000 });
    await this.sheet.getByRole('table').first().waitFor();
    await this.sheet
      .getByRole('status', { name: this.#t('common:loading') })
      .last()
      .waitFor({
        state: 'hidden',
      });
  }

  async addBlock(kind: 'heading' | 'richText' | 'citation' | 'cells'): Promise<void> {
    const palette = this.#page.getByRole('navigation', {
      name: this.#t('composer:palette.title'),
    });
    await palette.getByRole('button', { name: this.#t(`composer:kind.${kind}`) }).click();
  }

  async openVersions(): Promise<void> {
    await this.#page
      .getByRole('main')
      .getByRole('button', { name: this.#t('composer:versions.title') })
      .click();
    await this.versions.getByRole('listitem').first().waitFor();
  }
}

import type { Page } from '@playwright/test';
import type { Texts } from '../support/texts.ts';

/** The first screen: open the demo, create a workspace, open one. */
export class WelcomePage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  get title() {
    return this.#page.getByRole('heading', { level: 1, name: this.#t('home:welcome.title') });
  }

  get createButton() {
    return this.#page.getByRole('button', { name: this.#t('home:create.start') });
  }

  get createForm() {
    return this.#page.getByRole('region', { name: this.#t('home:create.title') });
  }

  /** Opens the demo workspace and waits until it is filled and its home page is there. */
  async openDemo(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('home:demo.open') }).click();
    const navigation = this.#page.getByRole('navigation', { name: this.#t('app:navigation') });
    await navigation.waitFor({ timeout: 90_000 });
  }

  /** Creates an empty workspace, with a passphrase where the system keeps no keys. */
  async create(name: string, userName: string, passphrase: string): Promise<void> {
    await this.createButton.click();
    const field = (key: string) =>
      this.createForm.getByRole('textbox', { name: this.#t(`home:create.${key}`), exact: true });
    await field('name').fill(name);
    await field('userName').fill(userName);
    if (await field('passphrase').isVisible()) {
      await field('passphrase').fill(passphrase);
      await field('passphraseRepeat').fill(passphrase);
    }
    await this.createForm.getByRole('button', { name: this.#t('home:create.submit') }).click();
    await this.#page.getByRole('navigation', { name: this.#t('app:navigation') }).waitFor();
  }
}

import type { Locator, Page } from '@playwright/test';
import type { LoadedStreamId, StreamId } from '../../../shared/sandbox/streams/streams';
import type { Texts } from '../support/texts.ts';

/** The data streams of the sandbox: the list, and the dialog that loads a file into one. */
export class StreamsPage {
  readonly #page: Page;
  readonly #t: Texts;

  constructor(page: Page, t: Texts) {
    this.#page = page;
    this.#t = t;
  }

  get drawer(): Locator {
    return this.#page.getByRole('dialog', { name: this.#t('streams:title') });
  }

  get loadDialog(): Locator {
    return this.#page.getByRole('dialog', { name: this.#t.like('streams:loadTitle', {}, true) });
  }

  async open(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#t('streams:open') }).click();
    await this.drawer.waitFor();
  }

  row(id: StreamId): Locator {
    return this.drawer.getByRole('row').filter({ hasText: this.#t(`streams:about.${id}`) });
  }

  /** Picks the file that the system's dialog answers with. */
  async pickFor(id: LoadedStreamId): Promise<void> {
    const name = this.#t('streams:loadInto', { name: this.#t(`streams:name.${id}`) });
    await this.drawer.getByRole('button', { name, exact: true }).click();
    await this.loadDialog.waitFor();
  }

  async load(rows: number): Promise<void> {
    await this.loadDialog
      .getByRole('button', { name: this.#t('streams:loadRows', { rows }), exact: true })
      .click();
    await this.loadDialog.waitFor({ state: 'hidden' });
  }
}

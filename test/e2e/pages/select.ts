import type { Locator, Page } from '@playwright/test';

/** Opens a list and takes the option with this label; without a label the first. */
export async function choose(page: Page, list: Locator, label?: string): Promise<void> {
  await list.click();
  // A list that is closing is still there for a moment.
  const options = page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden):not([class*="-leave"])')
    .locator('.ant-select-item-option');
  const option = label === undefined ? options : options.getByText(label, { exact: true });
  await option.first().click();
}

import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  fontKindsOfPdf,
  pagesOfPdf,
  withOneByteChanged,
  writeForeignPdf,
  writePictureOfPage,
} from './support/pdf.ts';
import { type Desk, openDesk } from './support/station.ts';
import { answerOpenDialog, answerSaveDialog } from './support/workstation.ts';

const OPEN = 485;

async function verify(on: Desk, file: string): Promise<void> {
  await answerOpenDialog(on.station, file);
  await on.verify.pickButton.click();
}

for (const language of ['zh-CN', 'en'] as const) {
  test(`the main job from the first start to a verified PDF (${language})`, async () => {
    test.setTimeout(150_000);
    let on = await openDesk({ language, from: 'first', keep: true });
    const { profile } = on.station;

    await on.welcome.openDemo();
    await expect(on.home.openCount).toHaveText(String(OPEN));
    await on.frame.goTo('pipeline');
    await on.pipeline.ready();
    expect(await on.pipeline.matching()).toBe(OPEN);

    await on.pipeline.searchFor('心内监护病区');
    const name = (await on.pipeline.cellAt(0, 'name').textContent()) ?? '';
    expect(name).toContain('心内监护病区');
    const amount = on.pipeline.cell(name, 'amountMinor');
    const before = (await amount.textContent()) ?? '';
    await on.pipeline.edit(name, 'amountMinor', '120万');
    await expect(amount).not.toHaveText(before);
    const after = (await amount.textContent()) ?? '';
    await on.close();

    on = await openDesk({ language, from: { profile }, keep: true });
    // The window comes back to the page it was closed on, with the change in it.
    await expect(on.frame.heading).toHaveText(on.t('pipeline:title'));
    await on.pipeline.searchFor(name);
    await expect(on.pipeline.cell(name, 'amountMinor')).toHaveText(after);
    await on.pipeline.openPanel(name);
    await expect(on.pipeline.panel.getByRole('button', { name: /1,200,000/ })).toBeVisible();
    await on.frame.undo.click();
    await expect(on.pipeline.cell(name, 'amountMinor')).toHaveText(before);

    await on.frame.goTo('sandbox');
    await on.sandbox.chooseReplicates(2000);
    await on.sandbox.runButton.click();
    await expect(on.sandbox.partial).toBeVisible({ timeout: 30_000 });
    const { replicates, resultHash } = await on.sandbox.result();
    expect(replicates).toBe(2000);
    expect(resultHash).toMatch(/^[0-9a-f]{16}$/);
    await expect(on.sandbox.variantTable.getByRole('table').first().getByRole('row')).toHaveCount(
      1 + 3,
    );
    await expect(on.sandbox.risks).toHaveCount(5);

    await on.sandbox.composeButton.click();
    const title = language === 'en' ? 'Brief for the board' : '给管理层的推演简报';
    await on.composer.createFromDialog(title);

    const pdf = await answerSaveDialog(on.station, 'brief.pdf');
    await on.exportDialog.open();
    const recipient = '王总（华东制造）';
    const traceCode = await on.exportDialog.exportFor(recipient);
    await on.exportDialog.done();

    const pages = pagesOfPdf(pdf);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      expect(page).toContain(traceCode);
      expect(page).toContain(recipient);
    }
    const text = pages.join('\n');
    expect(new Set(fontKindsOfPdf(pdf))).toEqual(new Set(['CID TrueType']));
    // Ligatures and the spaces beside quotes survive.
    if (language === 'en') {
      expect(text).toMatch(/\beffect\b/);
      expect(text).toMatch(/ “Add 2 solution engineers” /);
    }
    expect(text).toContain(title);
    const company = {
      'zh-CN': '栎舟智联（生成的演示企业）',
      en: 'Lizhou Connect (generated demo company)',
    };
    expect(text).toContain(company[language]);

    await on.frame.goTo('verify');
    await verify(on, pdf);
    await expect(on.verify.verdict('intact')).toBeVisible();
    await expect(on.verify.report.getByText(traceCode)).toBeVisible();
    await expect(on.verify.report.getByText(recipient)).toBeVisible();

    const picture = join(on.station.files, 'forwarded.jpg');
    writePictureOfPage(pdf, 2, picture);
    await verify(on, picture);
    await expect(on.verify.verdict('traced')).toBeVisible({ timeout: 20_000 });
    await expect(on.verify.report.getByText(traceCode)).toBeVisible();
    await expect(on.verify.report.getByText(recipient)).toBeVisible();

    const altered = join(on.station.files, 'altered.pdf');
    withOneByteChanged(pdf, altered);
    await verify(on, altered);
    await expect(on.verify.verdict('altered')).toBeVisible();

    const foreign = join(on.station.files, 'foreign.pdf');
    writeForeignPdf(foreign);
    await verify(on, foreign);
    await expect(on.verify.verdict('noMark')).toBeVisible();
    await on.close();
  });
}

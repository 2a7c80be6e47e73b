import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import chronicCare from '../../resources/scenarios/chronic-care.json' with { type: 'json' };
import fluSeason from '../../resources/scenarios/flu-season.json' with { type: 'json' };
import offerCampaign from '../../resources/scenarios/offer-campaign.json' with { type: 'json' };
import priceMove from '../../resources/scenarios/price-move.json' with { type: 'json' };
import { capture } from './support/capture.ts';
import { openDesk } from './support/station.ts';
import { answerOpenDialog, answerSaveDialog } from './support/workstation.ts';

for (const language of ['zh-CN', 'en'] as const) {
  test(`a scenario model answers while levers move; what is kept is decided on, found, and played again from a file (${language})`, async () => {
    test.setTimeout(180_000);
    const on = await openDesk({
      language,
      settings: { theme: 'system' },
      size: { width: 1500, height: 1000 },
    });
    const nameOf = (id: string) =>
      chronicCare.levers.find((lever) => lever.id === id)?.name[language] ?? id;
    await on.frame.goTo('sandbox');
    await on.studies.ask(chronicCare.name[language]);
    // The first opening answers by itself, on stores that are said to be generated.
    await expect(on.studies.form).toContainText(on.t('study:standing.generated'));
    await expect(on.studies.live).toBeVisible();
    await expect(on.studies.table.getByRole('row')).toHaveCount(6);
    await capture(on, 'study-live');

    // A lever moved by keyboard is answered without a button.
    const before = await on.studies.answer.textContent();
    const slider = on.studies.slider(nameOf('discount'));
    await slider.focus();
    for (let press = 0; press < 12; press += 1) await slider.press('ArrowRight');
    await expect(on.studies.answer).not.toHaveText(before ?? '');
    await expect(on.studies.live).toBeVisible();

    // What makes no sense is refused beside its field.
    const assumptions = await on.studies.openAssumptions();
    const price = chronicCare.assumptions.find(({ id }) => id === 'price')?.name[language] ?? '';
    await assumptions.getByRole('spinbutton', { name: price }).fill('99');
    await expect(assumptions.getByText(on.t.like('study:assumptions.refused'))).toBeVisible();
    await capture(on, 'study-assumptions');
    await assumptions.getByRole('spinbutton', { name: price }).fill('2.5');
    await expect(assumptions.getByText(on.t.like('study:assumptions.own'))).toBeVisible();
    await on.page.keyboard.press('Escape');
    await assumptions.waitFor({ state: 'hidden' });

    const risks = await on.studies.measureRisks();
    await expect(risks.getByRole('listitem').first()).toBeVisible();
    await capture(on, 'study-risks');

    const shares = await on.studies.splitUncertainty();
    await expect(shares.getByRole('status')).toContainText('%');
    await capture(on, 'study-sensitivity');

    await on.studies.playCurve();
    await capture(on, 'study-curve');

    await expect(await on.studies.findPosition()).toContainText('%');
    await capture(on, 'study-target');

    await on.studies.keep();
    await on.studies.reject('供应商不同意');
    await expect(on.page.getByText(on.t('study:status.rejected')).first()).toBeVisible();
    await capture(on, 'study-kept');
    const file = await answerSaveDialog(on.station, 'study.sandtable-run');
    await on.studies.save();

    await answerOpenDialog(on.station, file);
    await on.studies.openFile();
    await expect(on.studies.identical).toBeVisible();
    const list = await on.studies.openList();
    await expect(list.getByRole('listitem')).toHaveCount(2);
    await list.getByRole('searchbox').fill('供应商');
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await capture(on, 'study-list');
    await on.page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });

    // As a document, with figures that are drawn from it, printed like any other.
    await on.studies.compose();
    await on.composer.ready(chronicCare.name[language]);
    await expect(on.composer.pictures).toHaveCount(2);
    await capture(on, 'study-document');
    const pdf = await answerSaveDialog(on.station, 'study.pdf');
    await on.exportDialog.open();
    expect(await on.exportDialog.exportFor('王经理')).toMatch(/^[0-9A-Z-]{14}$/);
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    await on.exportDialog.done();
    await on.close();
  });
}

for (const language of ['zh-CN', 'en'] as const) {
  test(`every scenario model answers on first opening; a study under way outlives its page and can be cancelled (${language})`, async () => {
    test.setTimeout(180_000);
    const on = await openDesk({
      language,
      settings: { theme: 'system' },
      size: { width: 1440, height: 900 },
    });
    await on.frame.goTo('sandbox');
    for (const model of [fluSeason, priceMove, offerCampaign]) {
      await on.studies.ask(model.name[language]);
      await expect(on.studies.form).toContainText(on.t('study:standing.generated'));
      await expect(on.studies.live).toBeVisible({ timeout: 30_000 });
      await expect(on.studies.table.getByRole('row')).toHaveCount(2 + model.tries.length);
      await capture(on, `study-${model.id}`);
    }

    // What is under way goes on while another page is looked at, and is there when one comes back.
    await on.studies.ask(fluSeason.name[language]);
    await on.studies.start();
    await on.frame.goTo('home');
    await on.frame.goTo('sandbox');
    await on.studies.ask(fluSeason.name[language]);
    const list = await on.studies.openList();
    await expect(list.getByRole('listitem')).toHaveCount(1, { timeout: 60_000 });
    // What is adopted is promised; generated stores will never tell whether it was kept.
    await list.getByRole('listitem').getByRole('button').first().click();
    await list.waitFor({ state: 'hidden' });
    await on.studies.adopt();
    await expect(on.studies.promises.getByRole('row')).toHaveCount(1 + fluSeason.outputs.length);
    await expect(on.studies.promises).toContainText(on.t('study:promises.state.never'));
    await on.studies.promises.scrollIntoViewIfNeeded();
    await capture(on, 'study-promises');

    // A cancelled one leaves nothing behind, and levers answer again.
    await on.studies.ask(priceMove.name[language]);
    await on.studies.ask(fluSeason.name[language]);
    await on.studies.start();
    await on.studies.cancel();
    await expect(on.studies.live).toBeVisible({ timeout: 30_000 });
    await expect((await on.studies.openList()).getByRole('listitem')).toHaveCount(1);
    await on.close();
  });
}

import chronicCare from '#resources/scenarios/chronic-care.json';
import fluSeason from '#resources/scenarios/flu-season.json';
import offerCampaign from '#resources/scenarios/offer-campaign.json';
import priceMove from '#resources/scenarios/price-move.json';
import { scenarioSchema, type ScenarioModel } from '#shared/sandbox/scenario';

/** The product's scenario models. */
export const SCENARIO_MODELS: readonly ScenarioModel[] = [
  chronicCare,
  fluSeason,
  priceMove,
  offerCampaign,
].map((model) => scenarioSchema.parse(model));

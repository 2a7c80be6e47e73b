import fluSeason from '#resources/scenarios/examples/flu-season.json';
import offerCampaign from '#resources/scenarios/examples/offer-campaign.json';
import priceMove from '#resources/scenarios/examples/price-move.json';

/** Generated data of each model of components, in the format of a file: nobody's stores, nobody's customers. */
export const EXAMPLE_DATA: Readonly<Record<string, unknown>> = {
  'flu-season': fluSeason,
  'offer-campaign': offerCampaign,
  'price-move': priceMove,
};

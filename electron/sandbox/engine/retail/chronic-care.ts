import { assumption, type ScenarioModel } from '#shared/sandbox/scenario';
import type { StoreChain } from '#shared/sandbox/store-chain';
import { exp } from '../elementary';
import type { RetailModel } from './model';

/** Values of the model's levers by their id; those that are not named are 0. */
export type LeverValues = Readonly<Record<string, number>>;

/** The chronic-care package of a chain, ready to be compiled. One to eight variants; the first is the baseline. */
export function chronicCareModel(
  scenario: ScenarioModel,
  chain: StoreChain,
  variants: readonly LeverValues[],
): RetailModel {
  const effect = (id: string) => assumption(scenario, id);
  const value = (id: string): number => assumption(scenario, id).mean;
  const lever = (variant: LeverValues, id: string): number => variant[id] ?? 0;
  const share = (variant: LeverValues, id: string): number => lever(variant, id) / 100;
  const weights = chain.products.map(({ weight }) => weight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Promoted products are asked for more often in the campaign, the more is done for them.
  const push = (variant: LeverValues): number =>
    1 +
    value('pushOfDiscount') * share(variant, 'discount') +
    value('pushOfGift') * share(variant, 'gift') +
    value('pushOfScript') * share(variant, 'script');
  const usualOdds = exp(value('baseLogOdds'));
  const weekdays = chain.weekdays.reduce((sum, factor) => sum + factor, 0);
  const level = (visitors: number, weight: number, variant: LeverValues): number => {
    const weekly = (visitors * weekdays * usualOdds * weight) / (1 + usualOdds) / total;
    return Math.ceil(weekly * chain.shelfWeeks * (1 + share(variant, 'stock')));
  };
  return {
    stores: chain.stores.map(({ visitorsPerDay, trained }) => ({
      visitorsPerDay,
      trained,
      cluster: 0,
    })),
    days: Array.from({ length: 7 * chain.weeks }, (_, day) => {
      const week = 1 + Math.floor(day / 7);
      return {
        factor: chain.weekdays[day % 7] ?? 1,
        campaign: week >= chain.campaign.first && week <= chain.campaign.last,
        restock: day % 7 === 6,
      };
    }),
    lectureDay: chain.lectureDay - 1,
    products: chain.products.map(({ price, cost, promoted }) => ({ price, cost, promoted })),
    assumptions: {
      baseLogOdds: value('baseLogOdds'),
      basket: {
        logMean: value('basketLog'),
        logSd: effect('basketLog').sd,
        margin: value('basketMargin'),
      },
      dispersion: value('dispersion'),
      daySd: value('daySpread'),
      storeOddsSd: value('storeSpread'),
      storeTrafficSd: value('storeTrafficSpread'),
      price: effect('price'),
      gift: effect('gift'),
      script: effect('script'),
      lecture: effect('lecture'),
      rival: effect('rival'),
      lectureChance: value('lectureChance'),
      lectureDecayDays: value('lectureDecay'),
      rivalStart: value('rivalStart'),
      rivalBegins: value('rivalBegins'),
      rivalStays: value('rivalStays'),
      flu: {
        chance: value('fluChance'),
        logMean: value('fluLogSize'),
        logSd: effect('fluLogSize').sd,
        days: Math.round(value('fluLength')),
      },
    },
    variants: variants.map((variant) => ({
      discount: share(variant, 'discount'),
      gift: share(variant, 'gift'),
      script: share(variant, 'script'),
      lecture: share(variant, 'lecture'),
      giftCost: chain.giftCost,
      fixedCost: lever(variant, 'cost'),
    })),
    choice: [
      {
        usual: weights,
        campaign: variants.map((variant) =>
          chain.products.map(({ weight, promoted }) =>
            promoted ? weight * push(variant) : weight,
          ),
        ),
      },
    ],
    levels: chain.stores.map(({ visitorsPerDay }) =>
      variants.map((variant) => weights.map((weight) => level(visitorsPerDay, weight, variant))),
    ),
  };
}

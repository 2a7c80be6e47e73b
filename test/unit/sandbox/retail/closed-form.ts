import type { RetailModel } from '#electron/sandbox/engine/retail/model';

/**
 * Expected figures of a retail model without any uncertainty. Visitors are Poisson, so buyers of a product in a week are Poisson with
 * mean m; of those, m(1 − F(S − 2)) − S(1 − F(S − 1)) find the shelf of S units empty. Restocking and campaign go by whole weeks.
 */
export function closedForm(model: RetailModel) {
  const { assumptions: a, stores, products, variants, days } = model;
  const besides = Math.exp(a.basket.logMean + a.basket.logSd ** 2 / 2);
  return variants.map((variant, j) => {
    let [buyers, visitors, revenue, margin, lost, leftover] = [0, 0, 0, 0, 0, 0];
    stores.forEach((store, s) => {
      for (let week = 0; week < days.length / 7; week++) {
        const first = 7 * week;
        const campaign = days[first]?.campaign ?? false;
        let weekly = 0;
        for (let day = first; day < first + 7; day++) {
          const came = store.visitorsPerDay * (days[day]?.factor ?? 0);
          visitors += came;
          weekly += came * chanceToBuy(model, j, store.trained, day, campaign);
        }
        buyers += weekly;
        const table = model.choice[store.cluster];
        const weights = (campaign ? table?.campaign[j] : table?.usual) ?? [];
        const total = weights.reduce((x, y) => x + y, 0);
        products.forEach((product, k) => {
          const asked = (weekly * (weights[k] ?? 0)) / total;
          const level = model.levels[s]?.[j]?.[k] ?? 0;
          const short = expectedShort(asked, level);
          const sold = asked - short;
          const price = product.price * (campaign && product.promoted ? 1 - variant.discount : 1);
          const gift = campaign ? variant.gift * variant.giftCost : 0;
          lost += short;
          revenue += sold * (price + besides);
          margin += sold * (price - product.cost + besides * a.basket.margin - gift);
          if (first + 7 === days.length) leftover += level - sold;
        });
      }
    });
    margin -= variant.fixedCost;
    return { conversion: buyers / visitors, revenue, margin, lost, leftover };
  });
}

function chanceToBuy(
  { assumptions: a, variants, lectureDay }: RetailModel,
  j: number,
  trained: number,
  day: number,
  campaign: boolean,
): number {
  const variant = variants[j];
  if (variant === undefined) return Number.NaN;
  let logOdds = a.baseLogOdds;
  if (campaign) {
    logOdds += -Math.log(1 - variant.discount) * a.price.mean;
    logOdds += variant.gift * a.gift.mean + variant.script * a.script.mean * trained;
  }
  if (day >= lectureDay) {
    logOdds += variant.lecture * a.lecture.mean * Math.exp((lectureDay - day) / a.lectureDecayDays);
  }
  return 1 / (1 + Math.exp(-logOdds));
}

/** E max(0, X − level) for X ~ Poisson(mean). */
function expectedShort(mean: number, level: number): number {
  return mean * (1 - cumulated(mean, level - 2)) - level * (1 - cumulated(mean, level - 1));
}

/** P(X ≤ k) for X ~ Poisson(mean). */
function cumulated(mean: number, k: number): number {
  let mass = Math.exp(-mean);
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    sum += mass;
    mass *= mean / (i + 1);
  }
  return sum;
}

import { z } from 'zod';

/** Most visitors of a store on a day, and units of a product on a shelf. */
const MOST = 100_000;

const share = z.number().min(0).max(1);
const money = z.number().min(0).max(1e7);

/** A chain of stores as a rehearsal of the chronic-care package reads it from a file; money in the currency's unit. */
export const storeChainSchema = z
  .object({
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** Cost of one gift. */
    giftCost: money,
    weeks: z.int().min(1).max(13),
    /** First and last week of the campaign, from 1 on. */
    campaign: z.object({ first: z.int().min(1), last: z.int().min(1) }).strict(),
    /** Day of the lecture, from 1 on. */
    lectureDay: z.int().min(1),
    /** Factors on visitors, Monday to Sunday. */
    weekdays: z.array(z.number().min(0).max(10)).length(7),
    /** Shelves are filled every week up to so many weeks of usual sales. */
    shelfWeeks: z.number().min(0).max(10),
    products: z
      .array(
        z
          .object({
            sku: z.string().min(1).max(64),
            price: money,
            cost: money,
            /** Whether the campaign is about it. */
            promoted: z.boolean(),
            /** Share of what is bought, in any unit. */
            weight: z.number().min(0).max(1e9),
          })
          .strict(),
      )
      .min(1)
      .max(200),
    stores: z
      .array(
        z
          .object({
            id: z.string().min(1).max(64),
            visitorsPerDay: z.number().min(0).max(MOST),
            /** Share of pharmacists who have learned the script. */
            trained: share,
          })
          .strict(),
      )
      .min(1)
      .max(2000),
  })
  .strict()
  .superRefine((chain, context) => {
    const problem = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    const { campaign, weeks, lectureDay, products, stores } = chain;
    if (campaign.last < campaign.first || campaign.last > weeks) {
      problem(['campaign', 'last'], `from ${campaign.first} to ${weeks}`);
    }
    if (lectureDay > 7 * weeks) problem(['lectureDay'], `≤ ${7 * weeks}`);
    if (products.every(({ weight }) => weight === 0)) problem(['products'], 'weight > 0');
    const twice = <T>(list: readonly T[], key: (item: T) => string): number =>
      list.findIndex((item, i) => list.findIndex((other) => key(other) === key(item)) < i);
    const sku = twice(products, (product) => product.sku);
    if (sku >= 0) problem(['products', sku, 'sku'], 'duplicate');
    const id = twice(stores, (store) => store.id);
    if (id >= 0) problem(['stores', id, 'id'], 'duplicate');
  });
export type StoreChain = z.infer<typeof storeChainSchema>;

/**
 * Turns the public Complete Journey set into the seven kinds of import file (six: it has no contacts). What a column
 * stands for, and what is left out and why, is in resources/demo/complete-journey/SOURCE.md.
 */
import { csvFile, csvRecords, type Cell } from './csv.ts';

/** The files read, in the order of the fields of JourneySource. */
export const SOURCE_FILES = [
  'campaigns.csv',
  'campaign_descriptions.csv',
  'coupons.csv',
  'coupon_redemptions.csv',
  'transactions_sample.csv.gz',
  'demographics.csv',
] as const;

/** CSV texts of the set. */
export interface JourneySource {
  campaigns: string;
  descriptions: string;
  coupons: string;
  redemptions: string;
  transactions: string;
  demographics: string;
}

/** Redemptions are known from the first to the last day of 2017 only. */
const RECORDS_FROM = '2017-01-01';
const RECORDS_TO = '2017-12-31';

interface Campaign {
  id: string;
  family: string;
  from: string;
  to: string;
}

interface Purchase {
  day: string;
  spent: number;
  shelf: number;
  off: number;
}

interface Journey {
  id: string;
  campaign: Campaign;
  household: string;
  redeemed: { day: string; coupon: string }[];
  spent: number | null;
  discount: number | null;
}

/** File name to CSV text, in the order of import. Pure: same texts in, same bytes out. */
export function convertCompleteJourney(source: JourneySource): Map<string, string> {
  const campaigns = csvRecords(source.descriptions)
    .map((row): Campaign => ({
      id: row['campaign_id'] ?? '',
      family: row['campaign_type'] ?? '',
      from: row['start_date'] ?? '',
      to: row['end_date'] ?? '',
    }))
    .toSorted((a, b) => Number(a.id) - Number(b.id));
  const journeys = collect(source, campaigns);
  const averages = averageSpend(journeys);
  const sizes = couponSizes(source.coupons);
  const families = [...new Set(campaigns.map((one) => one.family))].toSorted();
  const files = new Map<string, string>();
  const put = (name: string, header: string, rows: Cell[][]): void => {
    files.set(name, csvFile(header.split(' '), rows, false));
  };
  put(
    'owners.csv',
    'owner_id name team region manager',
    families.map((family) => [
      teamId(family),
      `${family} campaigns`,
      `${family} campaigns`,
      null,
      null,
    ]),
  );
  put(
    'products.csv',
    'product_id product family list_price',
    campaigns.map((one) => [campaignId(one), `Campaign ${one.id}`, one.family, null]),
  );
  put(
    'accounts.csv',
    'account_id account short_name industry region city employees annual_revenue segment',
    accountRows(journeys, source.demographics),
  );
  put(
    'opportunities.csv',
    'opportunity_id opportunity account_id owner_id product_id region contact_id stage outcome amount discount opened expected_close closed need contract_no loss_reason',
    journeys.map((one) => opportunityRow(one, averages)),
  );
  put(
    'stage_history.csv',
    'opportunity_id stage outcome at actor reason',
    journeys.flatMap(historyRows),
  );
  put(
    'touchpoints.csv',
    'touchpoint_id account_id opportunity_id contact_id channel direction at subject body author',
    journeys.flatMap((one) => touchpointRows(one, sizes)),
  );
  return files;
}

function campaignId(campaign: Campaign): string {
  return `CAMPAIGN-${campaign.id}`;
}

function householdId(household: string): string {
  return `HH-${household}`;
}

function teamId(family: string): string {
  return `TEAM-${family.replace('Type ', '')}`;
}

/**
 * The pairs of campaign and household whose end is known: the household is seen in the purchases or redemptions (the
 * others may be among those kept aside), and the campaign began when redemptions were already recorded.
 */
function collect(source: JourneySource, campaigns: readonly Campaign[]): Journey[] {
  const byId = new Map(campaigns.map((one) => [one.id, one]));
  const purchases = purchasesByHousehold(source.transactions);
  const redeemed = new Map<string, { day: string; coupon: string }[]>();
  const seen = new Set(purchases.keys());
  for (const row of csvRecords(source.redemptions)) {
    const key = `${row['campaign_id']}/${row['household_id']}`;
    seen.add(row['household_id'] ?? '');
    redeemed.set(key, [
      ...(redeemed.get(key) ?? []),
      { day: row['redemption_date'] ?? '', coupon: row['coupon_upc'] ?? '' },
    ]);
  }
  const journeys: Journey[] = [];
  for (const row of csvRecords(source.campaigns)) {
    const household = row['household_id'] ?? '';
    const campaign = byId.get(row['campaign_id'] ?? '');
    if (!campaign || !seen.has(household) || campaign.from < RECORDS_FROM) continue;
    const inside = (purchases.get(household) ?? []).filter(
      (one) => campaign.from <= one.day && one.day <= campaign.to,
    );
    const sum = (pick: (one: Purchase) => number): number =>
      inside.reduce((all, one) => all + pick(one), 0);
    const shelf = sum((one) => one.shelf);
    journeys.push({
      id: `J-${campaign.id}-${household}`,
      campaign,
      household,
      redeemed: (redeemed.get(`${campaign.id}/${household}`) ?? []).toSorted((a, b) =>
        a.day === b.day ? compare(a.coupon, b.coupon) : compare(a.day, b.day),
      ),
      spent: inside.length === 0 ? null : Math.round(sum((one) => one.spent) * 100) / 100,
      discount: shelf > 0 ? Math.round((sum((one) => one.off) / shelf) * 1000) / 10 : null,
    });
  }
  return journeys.toSorted(
    (a, b) =>
      compare(a.campaign.from, b.campaign.from) ||
      Number(a.campaign.id) - Number(b.campaign.id) ||
      Number(a.household) - Number(b.household),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function purchasesByHousehold(text: string): Map<string, Purchase[]> {
  const result = new Map<string, Purchase[]>();
  for (const row of csvRecords(text)) {
    const spent = Number(row['sales_value']);
    const off = Number(row['retail_disc']);
    const purchase = {
      day: (row['transaction_timestamp'] ?? '').slice(0, 10),
      spent,
      off,
      shelf: spent + off + Number(row['coupon_match_disc']),
    };
    const list = result.get(row['household_id'] ?? '');
    if (list) list.push(purchase);
    else result.set(row['household_id'] ?? '', [purchase]);
  }
  return result;
}

/** Mean sampled spend of the households of a campaign that have any, in dollars; key '' over all campaigns. */
function averageSpend(journeys: readonly Journey[]): Map<string, number> {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const one of journeys) {
    if (one.spent === null) continue;
    for (const key of [one.campaign.id, '']) {
      const entry = sums.get(key) ?? { sum: 0, count: 0 };
      sums.set(key, { sum: entry.sum + one.spent, count: entry.count + 1 });
    }
  }
  return new Map(
    [...sums].map(([key, { sum, count }]) => [key, Math.round((sum / count) * 100) / 100]),
  );
}

function outcomeOf(one: Journey): 'won' | 'lost' | 'open' {
  if (one.redeemed.length > 0) return 'won';
  return one.campaign.to <= RECORDS_TO ? 'lost' : 'open';
}

function accountRows(journeys: readonly Journey[], demographics: string): Cell[][] {
  const people = new Map(csvRecords(demographics).map((row) => [row['household_id'] ?? '', row]));
  const households = [...new Set(journeys.map((one) => one.household))].toSorted(
    (a, b) => Number(a) - Number(b),
  );
  return households.map((household) => {
    const row = people.get(household);
    const kind = row ? `${row['household_comp']}, age ${row['age']}` : null;
    return [
      householdId(household),
      `Household ${household}`,
      `HH ${household}`,
      kind,
      null,
      null,
      null,
      null,
      row ? `Income ${row['income']}` : null,
    ];
  });
}

function opportunityRow(one: Journey, averages: ReadonlyMap<string, number>): Cell[] {
  const outcome = outcomeOf(one);
  const closed =
    outcome === 'won' ? one.redeemed[0]?.day : outcome === 'lost' ? one.campaign.to : null;
  return [
    one.id,
    `Campaign ${one.campaign.id} for household ${one.household}`,
    householdId(one.household),
    teamId(one.campaign.family),
    campaignId(one.campaign),
    null,
    null,
    outcome === 'won' ? 'delivery_acceptance' : 'lead_captured',
    outcome,
    one.spent ?? averages.get(one.campaign.id) ?? averages.get('') ?? null,
    one.discount,
    one.campaign.from,
    one.campaign.to,
    closed ?? null,
    null,
    null,
    outcome === 'lost' ? 'No coupon redeemed' : null,
  ];
}

/** Only days are recorded: a campaign begins at 00:00 UTC, a redemption is put at noon, an end at 15:00. */
function historyRows(one: Journey): Cell[][] {
  const team = `${one.campaign.family} campaigns`;
  const rows: Cell[][] = [
    [one.id, 'lead_captured', null, `${one.campaign.from}T00:00:00Z`, team, null],
  ];
  const outcome = outcomeOf(one);
  if (outcome === 'won') {
    const at = one.redeemed[0]?.day ?? '';
    rows.push(
      [one.id, null, 'won', `${at}T12:00:00Z`, team, null],
      [
        one.id,
        'delivery_acceptance',
        null,
        `${at}T12:01:00Z`,
        team,
        'Coupon redeemed; the source records no stages in between',
      ],
    );
  } else if (outcome === 'lost') {
    rows.push([
      one.id,
      null,
      'lost',
      `${one.campaign.to}T15:00:00Z`,
      team,
      'Campaign ended, no coupon redeemed',
    ]);
  }
  return rows;
}

/** How many products each coupon is good for. */
function couponSizes(coupons: string): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const row of csvRecords(coupons)) {
    const key = `${row['campaign_id']}/${row['coupon_upc']}`;
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  return sizes;
}

function touchpointRows(one: Journey, sizes: ReadonlyMap<string, number>): Cell[][] {
  const { campaign } = one;
  const team = `${campaign.family} campaigns`;
  const common = [householdId(one.household), one.id, null] as const;
  const rows: Cell[][] = [
    [
      `${one.id}-S`,
      ...common,
      'email',
      'outbound',
      `${campaign.from}T00:00:00Z`,
      `Campaign ${campaign.id} sent`,
      `Campaign ${campaign.id} (${campaign.family}) sent, valid until ${campaign.to}`,
      team,
    ],
  ];
  one.redeemed.forEach(({ day, coupon }, index) => {
    const size = sizes.get(`${campaign.id}/${coupon}`) ?? 0;
    rows.push([
      `${one.id}-R${index + 1}`,
      ...common,
      'visit',
      'inbound',
      `${day}T12:00:00Z`,
      'Coupon redeemed',
      `Coupon ${coupon} redeemed (good for ${size} products)`,
      team,
    ]);
  });
  return rows;
}

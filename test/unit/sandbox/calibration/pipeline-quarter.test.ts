import { describe, expect, test } from 'vitest';
import { dayOf, isoOf } from '#electron/sandbox/calibration/files/days';
import { Stream } from '#electron/sandbox/engine/random';
import { backTest, estimate, fit, part, publicFile, refusal } from './helpers';

const HEADER =
  'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value';
const FIRST = dayOf(2022, 1, 1);
const AS_OF = FIRST + 400;
const END = AS_OF + 90;

interface Deal {
  id: string;
  product: string;
  engaged: number;
  closed: number;
  won: boolean;
  value: number;
}

/** Deals that win 3 times in 4 with one product and once in 4 with the other, after some weeks. */
const ALL: Deal[] = Array.from({ length: 900 }, (_, i) => {
  const g = new Stream().open(6, 1, i, 0, 0);
  const product = g.uniform() < 0.5 ? 'A' : 'B';
  const engaged = FIRST + Math.floor(490 * g.uniform());
  return {
    id: `D${i}`,
    product,
    engaged,
    closed: engaged + 1 + Math.floor(-60 * Math.log(g.uniform())),
    won: g.uniform() < (product === 'A' ? 0.75 : 0.25),
    value: Math.round((product === 'A' ? 1000 : 3000) * (0.8 + 0.4 * g.uniform())),
  };
});

/** A deal as a file of the day `asOf` has it. */
function line({ id, product, engaged, closed, won, value }: Deal, asOf: number): string {
  const start = `${id},agent ${Number(id.slice(1)) % 5},${product},Acme`;
  if (closed > asOf) return `${start},Engaging,${isoOf(engaged)},,`;
  return `${start},${won ? 'Won' : 'Lost'},${isoOf(engaged)},${isoOf(closed)},${won ? value : 0}`;
}
const file = (lines: string[]): string => [HEADER, ...lines].join('\n');
const isFifth = ({ id }: Deal): boolean => Number(id.slice(1)) % 5 === 0;

const train = file(
  ALL.filter((deal) => deal.engaged <= AS_OF && !isFifth(deal)).map((deal) => line(deal, AS_OF)),
);
const later = ALL.filter((deal) => isFifth(deal) || deal.closed > AS_OF).filter(
  (deal) => deal.engaged <= END,
);
const held = file(later.map((deal) => line(deal, END)));

describe('a quarter ahead', () => {
  test('each open deal, strange ones apart, and the revenue of the quarter', () => {
    const report = backTest('b2b-pipeline', [train], [held]);
    const openKnown = ALL.filter(
      (deal) => !isFifth(deal) && deal.engaged <= AS_OF && deal.closed > AS_OF,
    );
    const openStrange = ALL.filter(
      (deal) => isFifth(deal) && deal.engaged <= AS_OF && deal.closed > AS_OF,
    );
    const deals = part(report, 'each open deal: won by the end of the quarter');
    expect(deals.forecasts).toBe(openKnown.length);
    expect(deals.model.crps).toBeLessThan(deals.baselines[0]?.crps as number);
    expect(part(report, 'open deals not in the training file').forecasts).toBe(openStrange.length);
    const [open] = part(report, 'won revenue of open deals, dollars').cases;
    expect(open?.actual).toBe(
      openKnown
        .filter(({ won, closed }) => won && closed <= END)
        .reduce((sum, { value }) => sum + value, 0),
    );
    const [all] = part(report, 'won revenue with deals to come, dollars').cases;
    for (const found of [open, all]) {
      expect(found?.actual).toBeGreaterThan(0.7 * (found?.low as number));
      expect(found?.actual).toBeLessThan(1.4 * (found?.high as number));
    }
    expect(report.warnings.map(({ code }) => code).toSorted()).toEqual([
      'companionMissing',
      'companionMissing',
      'overlap',
    ]);
  }, 60_000);

  test('the fate of a strange deal before the end of training changes nothing', () => {
    const changed = held
      .split('\n')
      .map((row) => {
        const cells = row.split(',');
        const before = cells[4] === 'Won' && (cells[6] as string) <= isoOf(AS_OF);
        return before ? [...cells.slice(0, 4), 'Lost', ...cells.slice(5, 7), '0'].join(',') : row;
      })
      .join('\n');
    expect(changed).not.toBe(held);
    expect(backTest('b2b-pipeline', [train], [changed]).parts).toEqual(
      backTest('b2b-pipeline', [train], [held]).parts,
    );
  }, 60_000);

  test('without rows held back: earlier days', () => {
    const report = backTest('b2b-pipeline', [train], null);
    expect(part(report, 'won revenue of open deals, dollars').forecasts).toBeGreaterThanOrEqual(2);
    const share = estimate(fit('b2b-pipeline', [train]), 'won of closed', 'A');
    expect(share.low).toBeLessThan(0.75);
    expect(share.high).toBeGreaterThan(0.7);
  }, 60_000);
});

describe('bad files', () => {
  const rows = train.split('\n').slice(1);
  const closedAt = rows.findIndex((row) => row.includes(',Won,'));
  const changed = (from: RegExp, to: string): string =>
    file(rows.with(closedAt, (rows[closedAt] as string).replace(from, to)));
  test.each([
    ['DATA_DUPLICATE', file([...rows, rows[0] as string]), { firstRow: 2 }],
    ['DATA_OUT_OF_RANGE', changed(/,Won,/, ',Gone,'), { row: closedAt + 2, column: 'deal_stage' }],
    [
      'DATA_EMPTY',
      changed(/,[\d-]{10},(\d+)$/, ',,$1'),
      { row: closedAt + 2, column: 'close_date' },
    ],
    ['DATA_EMPTY', changed(/,\d+$/, ','), { row: closedAt + 2, column: 'close_value' }],
    ['DATA_NOT_A_NUMBER', changed(/,\d+$/, ',NaN'), { row: closedAt + 2, column: 'close_value' }],
    ['DATA_NOT_A_DAY', changed(/,[\d-]{10},(\d+)$/, ',2022-02-30,$1'), { row: closedAt + 2 }],
    ['DATA_OUT_OF_RANGE', changed(/,[\d-]{10},(\d+)$/, ',2000-02-20,$1'), { column: 'close_date' }],
    ['DATA_TOO_SHORT', file(rows.slice(0, 5)), { least: 30 }],
    ['DATA_NOT_KNOWN', 'a,b\n1,2', {}],
  ])('%s', (code, text, details) => {
    const failure = refusal('b2b-pipeline', [text]);
    expect(failure.code).toBe(code);
    expect(failure.details).toMatchObject({ file: 'train.csv', ...details });
  });

  test('a test that tells nothing new', () => {
    expect(refusal('b2b-pipeline', [train], [train]).code).toBe('DATA_NOTHING_LATER');
  });
});

test('the public pipeline is fitted with its companions', () => {
  const pipeline = publicFile('crm_pipeline/sales_pipeline.csv');
  const teams = publicFile('crm_pipeline/sales_teams.csv');
  if (pipeline === null || teams === null) return;
  const report = fit('b2b-pipeline', [pipeline, teams]);
  expect(estimate(report, 'won of closed', 'all').value).toBeCloseTo(0.645, 3);
}, 60_000);

import { expect, test } from 'vitest';
import { fitModel } from '#electron/sandbox/engine/fit';
import { fitStudy } from '#electron/sandbox/engine/study';
import { compileHistory, dayNumber } from '#electron/sandbox/engine/history';
import { Stream } from '#electron/sandbox/engine/random';
import { emptyHistory } from '../../fixtures/sandbox/generated-history';

const END = dayNumber('2026-11-22') + 1;
const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/**
 * Campaigns of one kind, one a month for two years: one deal in ten signs within 30 days, the others are lost on day 60. The last
 * campaign is three weeks old: whatever is known of it was won.
 */
function campaigns(): ReturnType<typeof emptyHistory> {
  const history = emptyHistory('2026-11-22');
  const o = history.opportunities;
  const g = new Stream();
  g.open(9, 0, 0, 0, 0);
  for (let month = 0; month < 24; month++) {
    const opened = END - 21 - 30 * month;
    for (let i = 0; i < 150; i++) {
      const won = g.uniform() < 0.1;
      const closed = opened + (won ? 1 + Math.floor(29 * g.uniform()) : 60);
      const open = closed >= END;
      o.id.push(`${month}-${i}`);
      o.product.push(`campaign-${month}`);
      for (const column of [o.region, o.owner, o.segment]) column.push('');
      o.stage.push(!open && won ? 'delivery_implementation' : 'lead_captured');
      o.outcome.push(open ? 'open' : won ? 'won' : 'lost');
      o.amountMinor.push(10_000);
      o.discountBp.push(null);
      o.openedDay.push(iso(opened));
      o.closedDay.push(open ? null : iso(closed));
      o.expectedCloseDay.push(null);
    }
  }
  return history;
}

test('a young campaign of which only the quick wins are known is not a sure winner', () => {
  const history = compileHistory(campaigns(), '2020-01-01', END);
  const { odds } = fitModel(history);
  const code = history.levels[0]?.names.indexOf('campaign-0') as number;
  const slot = odds.slot[0]?.[code] as number;
  expect(Math.abs(odds.mean[slot] as number)).toBeLessThan(0.5);
});

test('its deals are forecast by the chances of their elders', () => {
  const { backTest } = fitStudy(
    campaigns(),
    { fromDay: '2020-01-01', toDay: '2026-11-22' },
    () => 0,
  ).report;
  expect(backTest.brier).toBeLessThan(1.1 * (backTest.naiveBrier as number));
  for (const bin of backTest.calibration.filter(({ deals }) => deals > 50)) {
    expect(Math.abs(bin.predicted - bin.actual)).toBeLessThan(0.08);
  }
});

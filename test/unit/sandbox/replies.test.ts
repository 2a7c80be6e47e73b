import { expect, test } from 'vitest';
import { compileHistory, dayNumber, type CompiledHistory } from '#electron/sandbox/engine/history';
import { workingHours } from '#electron/sandbox/engine/replies';
import { emptyHistory } from '../../fixtures/sandbox/generated-history';

/** Day number of a China time, e.g. '2026-11-20T17:00' (a Friday). */
const china = (time: string): number => Date.parse(`${time}:00+08:00`) / 86_400_000;

test.each([
  ['within a day', '2026-11-20T10:00', '2026-11-20T13:00', 3],
  ['overnight', '2026-11-19T17:30', '2026-11-20T09:30', 1],
  ['over the weekend', '2026-11-20T17:00', '2026-11-23T10:00', 2],
  ['asked and answered at night', '2026-11-19T20:00', '2026-11-19T22:00', 0],
  ['a whole week', '2026-11-16T00:00', '2026-11-23T00:00', 45],
  ['the wrong way round', '2026-11-20T13:00', '2026-11-20T10:00', 0],
])('working hours: %s', (_, from, to, hours) => {
  expect(workingHours(china(from), china(to))).toBeCloseTo(hours, 6);
});

/** Deals with the given replies, in working hours of one Wednesday each. */
function withReplies(hours: readonly (readonly number[])[]): CompiledHistory {
  const history = emptyHistory('2026-11-22');
  hours.forEach((list, i) => {
    const { opportunities: o, touchpoints: t } = history;
    for (const column of [o.product, o.region, o.owner, o.segment]) column.push('');
    o.id.push(`d${i}`);
    o.stage.push('lead_captured');
    o.outcome.push('open');
    o.amountMinor.push(null);
    o.discountBp.push(null);
    o.openedDay.push('2026-09-01');
    o.closedDay.push(null);
    o.expectedCloseDay.push(null);
    list.forEach((wait, k) => {
      const asked = china('2026-09-02T09:00') + 7 * k;
      t.opportunity.push(i, i);
      t.direction.push('inbound', 'outbound');
      t.at.push(asked * 86_400_000, Math.round((asked + wait / 24) * 86_400_000));
    });
  });
  return compileHistory(history, '2026-01-01', dayNumber('2026-11-23'));
}

test('deals that always answer alike keep their own time', () => {
  const { logReplyHours, replies } = withReplies([[1, 1], [4, 4], [8, 8], []]);
  expect(replies).toBe(6);
  expect(logReplyHours[0]).toBeCloseTo(0, 6);
  expect(logReplyHours[2]).toBeCloseTo(Math.log(8), 6);
  expect(logReplyHours[3]).toBeNaN();
});

test('noisy replies are drawn towards the common time, few more than many', () => {
  const noisy = [[1, 8], [6, 8], [8, 2, 8, 4, 8, 8, 8, 8], [0.5, 1], [1, 0.5, 0.2], [8]];
  const { logReplyHours } = withReplies(noisy);
  const all = noisy.flat().map(Math.log);
  const centre = all.reduce((a, b) => a + b) / all.length;
  const kept = noisy.map((list, i) => {
    const own = list.map(Math.log).reduce((a, b) => a + b) / list.length;
    return ((logReplyHours[i] as number) - centre) / (own - centre);
  });
  for (const share of kept) {
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(1);
  }
  expect(kept[2]).toBeGreaterThan(kept[5] as number);
});

test('a reply after the outcome counts for a question before it', () => {
  const history = emptyHistory('2026-11-22');
  const { opportunities: o, touchpoints: t } = history;
  for (const column of [o.product, o.region, o.owner, o.segment]) column.push('');
  o.id.push('d');
  o.stage.push('lead_captured');
  o.outcome.push('lost');
  o.amountMinor.push(null);
  o.discountBp.push(null);
  o.openedDay.push('2026-09-01');
  o.closedDay.push('2026-09-02');
  o.expectedCloseDay.push(null);
  for (const [time, direction] of [
    ['2026-09-02T17:00', 'inbound'],
    ['2026-09-03T10:00', 'outbound'],
    ['2026-09-04T10:00', 'inbound'],
    ['2026-09-04T17:00', 'outbound'],
  ] as const) {
    t.opportunity.push(0);
    t.at.push(china(time) * 86_400_000);
    t.direction.push(direction);
  }
  const { logReplyHours, replies } = compileHistory(history, '2026-01-01', dayNumber('2026-11-23'));
  expect(replies).toBe(1);
  expect(logReplyHours[0]).toBeCloseTo(Math.log(2), 6);
});
